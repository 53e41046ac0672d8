"""Rights around clocks: a supervisor's view, local targets, the own calendar, child-protection pointers."""

from django.db.models import Q, QuerySet

from luukku.casework.models import (
    CalendarFeed,
    Case,
    ChildProtectionPointer,
    DatedQuerySet,
    Deadline,
    DeadlineQuerySet,
    LocalTarget,
    PersonQuerySet,
    PointerClock,
)
from luukku.casework.policies.people import editable_people
from luukku.casework.policies.relations import SUPERVISORS
from luukku.core.actor import Actor, Role

CHILD_PROTECTION = frozenset({Role.CHILD_PROTECTION})


def supervised_deadlines(actor: Actor) -> DeadlineQuerySet:
    """Clocks of the active cases of the units that the actor supervises, and of no one else's."""
    if not actor.has(SUPERVISORS):
        return Deadline.objects.none()
    clocks = Deadline.objects.filter(organisation_id=actor.organisation_key).exclude(case__state=Case.State.CLOSED)
    units = actor.units_as(Role.SUPERVISOR)
    return clocks if None in units else clocks.filter(case__unit_id__in=[unit for unit in units if unit])


def may_set_targets(actor: Actor) -> bool:
    """Who leads or administers the whole organisation says how many days it gives itself."""
    return None in actor.units_as(Role.SUPERVISOR) or None in actor.units_as(Role.ADMINISTRATOR)


def local_targets(actor: Actor) -> DatedQuerySet[LocalTarget]:
    """The organisation's own targets, past and coming ones too: everybody who works there may know them."""
    return LocalTarget.objects.filter(organisation_id=actor.organisation_key)


def own_feed(actor: Actor) -> QuerySet[CalendarFeed]:
    """The actor's own calendar address at this workplace, if there is one."""
    return CalendarFeed.objects.open().filter(user_id=actor.user_key, organisation_id=actor.organisation_key)


def visible_pointers(actor: Actor) -> QuerySet[ChildProtectionPointer]:
    """Own ones; and for who works with child protection those of the organisation, and those sent to it."""
    own = Q(author_id=actor.user_key, organisation_id=actor.organisation_key)
    if actor.has(CHILD_PROTECTION):
        own |= Q(organisation_id=actor.organisation_key) | Q(county_id=actor.organisation_key)
    return ChildProtectionPointer.objects.filter(own)


def visible_pointer_clocks(actor: Actor) -> QuerySet[PointerClock]:
    return PointerClock.objects.filter(pointer__in=visible_pointers(actor))


def children_to_point_at(actor: Actor) -> PersonQuerySet:
    """Children about whom the actor may note that a notice was made: of families that the actor answers for."""
    return editable_people(actor)


def may_note_moves(actor: Actor) -> bool:
    """The notice to a new county is child protection's own; a municipality's worker never authors it (25 d §)."""
    return actor.has(CHILD_PROTECTION)
