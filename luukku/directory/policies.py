"""Who reads the directory, and who changes what in it. Nothing here is about a person."""

from django.db.models import Q

from luukku.accounts import policies as accounts_policies
from luukku.core.actor import Actor, Role, SystemActor
from luukku.directory.models import (
    Activity,
    ActivityQuerySet,
    Channel,
    ChannelQuerySet,
    FollowedCalendar,
    FollowedCalendarQuerySet,
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


OURS = (Source.OURS, Source.INTEGREAT)
"""Sources whose entries are edited here: written here, or moved over once and for all."""


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


def visible_channels(actor: Actor) -> ChannelQuerySet:
    """Places, phones and pages for whoever works here; archived ones too, which say so. What waits is its keeper's."""
    return Channel.objects.filter(Q(is_published=True) | Q(organisation=actor.organisation_key))


def own_services(actor: Actor) -> ServiceQuerySet:
    """Services that the actor's organisation wrote here and keeps up, archived ones too."""
    return Service.objects.filter(_own(actor)) if may_write(actor) else Service.objects.none()


def own_channels(actor: Actor) -> ChannelQuerySet:
    """Places, phones and pages that the actor's organisation wrote here and keeps up, archived ones too."""
    return Channel.objects.filter(_own(actor)) if may_write(actor) else Channel.objects.none()


def services_to_add_to(actor: Actor) -> ServiceQuerySet:
    """Services to which the actor may add words, tags and ways: those brought in, and the own organisation's."""
    return Service.objects.present().filter(_open(actor)) if may_write(actor) else Service.objects.none()


def channels_to_add_to(actor: Actor) -> ChannelQuerySet:
    """Places, phones and pages to which the actor may add words and hours."""
    return Channel.objects.present().filter(_open(actor)) if may_write(actor) else Channel.objects.none()


def activities_to_add_to(actor: Actor) -> ActivityQuerySet:
    """Groups and events to which the actor may add words and hours."""
    return Activity.objects.present().filter(_open(actor)) if may_write(actor) else Activity.objects.none()


def _own(actor: Actor) -> Q:
    return Q(organisation=actor.organisation_key, source__in=OURS)


def _open(actor: Actor) -> Q:
    """What no organisation keeps up here, and what the own one does."""
    return Q(organisation=None) | Q(organisation=actor.organisation_key)


def visible_activities(actor: Actor) -> ActivityQuerySet:
    """What everybody may see, and drafts and archived ones of the own organisation."""
    own = Activity.objects.filter(organisation=actor.organisation_id)
    return Activity.objects.published() | own if actor.organisation_id else Activity.objects.published()


def own_activities(actor: Actor) -> ActivityQuerySet:
    """Meeting places, groups and events that the actor's organisation keeps up, from its calendars too."""
    return Activity.objects.filter(organisation=actor.organisation_key) if may_write(actor) else Activity.objects.none()


def editable_activities(actor: Actor) -> ActivityQuerySet:
    """Those of them that were written here: what a calendar tells is changed in the calendar."""
    return own_activities(actor).present().filter(source__in=OURS)


def own_calendars(actor: Actor) -> FollowedCalendarQuerySet:
    """Calendars that the actor's organisation follows."""
    rows = FollowedCalendar.objects.followed().filter(organisation=actor.organisation_key)
    return rows if may_write(actor) else FollowedCalendar.objects.none()


def calendars_to_follow(actor: Actor) -> FollowedCalendarQuerySet:
    """Every followed calendar, for the clock alone."""
    return FollowedCalendar.objects.followed() if isinstance(actor, SystemActor) else FollowedCalendar.objects.none()


def waiting_places(actor: Actor) -> ChannelQuerySet:
    """Places of the own organisation that came from elsewhere and that nobody has looked at yet."""
    if not may_write(actor):
        return Channel.objects.none()
    return Channel.objects.filter(organisation=actor.organisation_key, is_published=False, archived_at__isnull=True)


def waiting_activities(actor: Actor) -> ActivityQuerySet:
    """Groups and events of the own organisation that came from elsewhere and that nobody has looked at yet."""
    return own_activities(actor).present().brought_from(Source.INTEGREAT).filter(is_published=False)


def may_import(actor: Actor) -> bool:
    """The operator, the clock, and administrators: what comes in is shown to everybody."""
    return isinstance(actor, SystemActor) or accounts_policies.may_administer(actor)


def visible_runs(actor: Actor) -> ImportRunQuerySet:
    return ImportRun.objects.all() if may_import(actor) else ImportRun.objects.none()
