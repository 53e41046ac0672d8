"""Who reads the directory, and who changes what in it. Nothing here is about a person."""

from luukku.accounts import policies as accounts_policies
from luukku.core.actor import Actor, Role, SystemActor
from luukku.directory.models import (
    Activity,
    ActivityQuerySet,
    Channel,
    ChannelQuerySet,
    ImportRun,
    ImportRunQuerySet,
    Provider,
    Service,
    ServiceQuerySet,
    Source,
    SourcedQuerySet,
    Term,
    TermQuerySet,
)

WRITERS = frozenset({Role.CASEWORKER, Role.SUPERVISOR, Role.ADMINISTRATOR})
"""Whoever meets families knows their town's groups best: every worker may write. Each version keeps who wrote it."""


def public_services() -> ServiceQuerySet:
    """Services that everybody may read of, signed in or not."""
    return Service.objects.present()


def public_providers() -> SourcedQuerySet:
    return Provider.objects.present()


def public_channels() -> ChannelQuerySet:
    return Channel.objects.present()


def public_activities() -> ActivityQuerySet:
    return Activity.objects.published()


def public_terms() -> TermQuerySet:
    return Term.objects.in_order()


def may_write(actor: Actor) -> bool:
    return actor.has(WRITERS)


def visible_services(actor: Actor) -> ServiceQuerySet:
    """Services for whoever works here; archived ones too, which say so."""
    return Service.objects.all()


def services_to_add_to(actor: Actor) -> ServiceQuerySet:
    """Services to which the actor may add words: all that are offered, whoever keeps them."""
    return Service.objects.present() if may_write(actor) else Service.objects.none()


def visible_activities(actor: Actor) -> ActivityQuerySet:
    """What everybody may see, and drafts of the own organisation."""
    own = Activity.objects.filter(organisation=actor.organisation_id)
    return Activity.objects.published() | own.present() if actor.organisation_id else Activity.objects.published()


def own_activities(actor: Actor) -> ActivityQuerySet:
    """Meeting places, groups and events that the actor's organisation keeps up."""
    if not may_write(actor):
        return Activity.objects.none()
    return Activity.objects.filter(organisation=actor.organisation_id).present()


def waiting_places(actor: Actor) -> ChannelQuerySet:
    """Places of the own organisation that came from elsewhere and that nobody has looked at yet."""
    if not may_write(actor):
        return Channel.objects.none()
    return Channel.objects.filter(organisation=actor.organisation_key, is_published=False, archived_at__isnull=True)


def waiting_activities(actor: Actor) -> ActivityQuerySet:
    """Groups and events of the own organisation that came from elsewhere and that nobody has looked at yet."""
    return own_activities(actor).brought_from(Source.INTEGREAT).filter(is_published=False)


def may_import(actor: Actor) -> bool:
    """The operator, the clock, and administrators: what comes in is shown to everybody."""
    return isinstance(actor, SystemActor) or accounts_policies.may_administer(actor)


def visible_runs(actor: Actor) -> ImportRunQuerySet:
    return ImportRun.objects.all() if may_import(actor) else ImportRun.objects.none()
