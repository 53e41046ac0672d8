"""Rights to what was agreed about telling others: whoever reads a case whole reads it, whoever answers changes it."""

from django.db.models import QuerySet

from luukku.casework.models import (
    DatedQuerySet,
    DisclosureEntry,
    ExternalContact,
    InformationPermit,
    PermitQuerySet,
    StatutoryDisclosure,
)
from luukku.casework.policies.cases import cases_answered_for, fully_visible_cases
from luukku.core.actor import Actor


def visible_permits(actor: Actor) -> PermitQuerySet:
    """Permits, past ones and those taken back too."""
    return InformationPermit.objects.filter(case__in=fully_visible_cases(actor))


def changeable_permits(actor: Actor) -> PermitQuerySet:
    """Permits that can be taken back: also of closed cases, for whoever answers for them."""
    return InformationPermit.objects.filter(case__in=cases_answered_for(actor), revoked_at__isnull=True)


def visible_disclosures(actor: Actor) -> DatedQuerySet[StatutoryDisclosure]:
    return StatutoryDisclosure.objects.filter(case__in=fully_visible_cases(actor))


def changeable_disclosures(actor: Actor) -> DatedQuerySet[StatutoryDisclosure]:
    """Present and coming ones, of the active cases that the actor answers for."""
    mine = StatutoryDisclosure.objects.filter(case__in=cases_answered_for(actor).active())
    return mine.filter(during__overlap=(actor.day, None), ended_at__isnull=True)


def visible_log(actor: Actor) -> QuerySet[DisclosureEntry]:
    """What was given to others, the newest first."""
    return DisclosureEntry.objects.filter(case__in=fully_visible_cases(actor)).order_by("-given_at", "pk")


def visible_contacts(actor: Actor) -> DatedQuerySet[ExternalContact]:
    """Helpers outside Luukku. Where they work can tell where a family lives: only for who reads the case whole."""
    return ExternalContact.objects.filter(case__in=fully_visible_cases(actor))


def own_contacts(actor: Actor) -> DatedQuerySet[ExternalContact]:
    """Those whom the actor may change, today's and coming ones: of the active cases answered for."""
    mine = ExternalContact.objects.filter(case__in=cases_answered_for(actor).active())
    return mine.filter(during__overlap=(actor.day, None))
