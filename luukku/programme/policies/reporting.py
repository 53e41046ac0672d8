"""Who reads, makes and publishes reports."""

from django.db.models import Q

from luukku.core.actor import Actor, Role, SystemActor
from luukku.programme.models import Programme, ProgrammeReport, ProgrammeReportQuerySet
from luukku.programme.policies.programmes import own_programmes, visible_programmes

PUBLISHERS = frozenset({Role.SUPERVISOR})
"""Who puts a report on the public site, and takes it off."""


def visible_reports(actor: Actor) -> ProgrammeReportQuerySet:
    """Those of the own programmes; of other programmes that the actor reads, what stands on the public site."""
    if isinstance(actor, SystemActor):
        return ProgrammeReport.objects.all()
    published = Q(state=ProgrammeReport.State.PUBLISHED, programme__in=visible_programmes(actor))
    return ProgrammeReport.objects.filter(published | Q(programme__in=own_programmes(actor)))


def may_make_reports(actor: Actor, programme: Programme) -> bool:
    """Whether the actor may make a report of the programme: whoever writes it, also when it is closed."""
    return own_programmes(actor).filter(pk=programme.pk).exists()


def publishable_reports(actor: Actor) -> ProgrammeReportQuerySet:
    """Reports of own programmes that are made and not on the public site, for who leads. Only of a programme that
    everybody at work reads."""
    found = visible_reports(actor).made().exclude(state=ProgrammeReport.State.PUBLISHED)
    if not actor.has(PUBLISHERS):
        return found.none()
    return found.filter(programme__in=own_programmes(actor), programme__is_shared=True)


def withdrawable_reports(actor: Actor) -> ProgrammeReportQuerySet:
    """Reports of own programmes that are on the public site, for who leads."""
    found = ProgrammeReport.objects.filter(programme__in=own_programmes(actor)).published()
    return found if actor.has(PUBLISHERS) else found.none()


def public_reports(_actor: Actor) -> ProgrammeReportQuerySet:
    """What anybody reads, known or not: nothing of a programme that is kept to its own organisation since."""
    return ProgrammeReport.objects.published().filter(programme__is_shared=True)
