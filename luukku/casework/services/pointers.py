"""That a child-protection notice was made: no content, seen by its author and by child protection alone.

The trail tells that it was noted, not about which case: the list of who has looked at a family's data never shows it.
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts.models import Organisation
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.law.clocks import day_rules, rule_for, rules_on
from luukku.casework.models import ChildProtectionPointer, FamilyMembership, PointerClock
from luukku.casework.rules.counting import count
from luukku.casework.services._cases import locked_case, user_of, workplace_of
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found

Kind = ChildProtectionPointer.Kind
STARTED_BY = {Kind.NOTICE_MADE: "child_notice", Kind.MOVE_NOTICE_DUE: "child_moves"}


@transaction.atomic
def note_notice(
    actor: Actor, case_id: UUID, *, child_id: UUID, on: date, county_id: UUID | None = None, reference: str = ""
) -> ChildProtectionPointer:
    """Note that a notice about a child was made (417/2007, 25 §). What it says stays with child protection.

    Raises:
        PermissionDenied: the actor does not answer for the case, or does not see the child.
        RuleViolation: it is not a child of this family, or the day is in the future.
    """
    case = locked_case(actor, case_id)
    ensure(policies.children_to_point_at(actor).filter(pk=child_id).exists())
    children = FamilyMembership.objects.on(actor.day).filter(
        family_id=case.family_id, role=FamilyMembership.Role.CHILD, person_id=child_id
    )
    if not children.exists():
        raise RuleViolation(_("Choose a child who belongs to this family today."))
    pointer = _pointer(actor, Kind.NOTICE_MADE, child_id, on)
    pointer.county, pointer.reference = _county(county_id), reference.strip()
    return _save(actor, pointer, "pointer.noted")


@transaction.atomic
def note_move(actor: Actor, pointer_id: UUID, *, on: date) -> ChildProtectionPointer:
    """Note that the child moves to another county: the notice of 417/2007, 25 d § is due without delay.

    Raises:
        PermissionDenied: the actor does not work with child protection, or does not see the pointer.
        RuleViolation: the day is in the future.
    """
    ensure(policies.may_note_moves(actor))
    known = ensure_found(policies.visible_pointers(actor).filter(pk=pointer_id).first())
    return _save(actor, _pointer(actor, Kind.MOVE_NOTICE_DUE, known.child_id, on), "pointer.move_noted")


@transaction.atomic
def note_move_told(
    actor: Actor, pointer_id: UUID, *, on: date, county_id: UUID, reference: str = ""
) -> ChildProtectionPointer:
    """Note that the new county's child protection was told.

    Raises:
        PermissionDenied: the actor does not work with child protection, or does not see the pointer.
        RuleViolation: nothing is due, or the day does not fit.
    """
    ensure(policies.may_note_moves(actor))
    known = policies.visible_pointers(actor).filter(pk=pointer_id).values("pk")
    pointer = ensure_found(ChildProtectionPointer.objects.select_for_update().filter(pk__in=known).first())
    if pointer.kind != Kind.MOVE_NOTICE_DUE:
        raise RuleViolation(_("No notice about a move is due here."))
    if not pointer.on <= on <= actor.day:
        raise RuleViolation(_("The day must be between the day of the move and today."), field="on")
    pointer.kind, pointer.county, pointer.reference = Kind.MOVE_NOTICE_DONE, _county(county_id), reference.strip()
    pointer.full_clean()
    pointer.save()
    pointer.clocks.filter(done_on__isnull=True).update(done_on=on)

    trail.record(actor, "pointer.move_told", pointer)
    return pointer


@transaction.atomic
def note_pointer_clock_done(actor: Actor, clock_id: UUID, *, done_on: date) -> PointerClock:
    """Note that what one of its clocks reminds of is done.

    Raises:
        PermissionDenied: the actor does not see the pointer.
        RuleViolation: it is done already, or the day does not fit.
    """
    known = policies.visible_pointer_clocks(actor).filter(pk=clock_id).values("pk")
    clock = ensure_found(PointerClock.objects.select_for_update().filter(pk__in=known).first())
    if clock.done_on is not None:
        raise RuleViolation(_("This date is done already, so it stays as it is."))
    if not clock.started_on <= done_on <= actor.day:
        raise RuleViolation(_("The last day must be between the first day and today."))
    clock.done_on = done_on
    clock.full_clean()
    clock.save()

    trail.record(actor, "pointer.clock_done", clock, rule=clock.rule)
    return clock


def _pointer(actor: Actor, kind: str, child_id: UUID, on: date) -> ChildProtectionPointer:
    if on > actor.day:
        raise RuleViolation(_("The day must not be in the future."), field="on")
    return ChildProtectionPointer(
        child_id=child_id, organisation_id=workplace_of(actor), kind=kind, on=on, author_id=user_of(actor)
    )


def _save(actor: Actor, pointer: ChildProtectionPointer, action: str) -> ChildProtectionPointer:
    """The pointer with the clocks that it starts."""
    pointer.full_clean()
    pointer.save()
    for known in rules_on(actor.day):
        if known.is_restricted and known.trigger == STARTED_BY[Kind(pointer.kind)]:
            rule = rule_for(known.code, pointer.on, actor.day)
            clock = PointerClock(
                pointer=pointer,
                rule=rule.code,
                rule_version=rule.version,
                started_on=pointer.on,
                due_on=count(rule, pointer.on, days=day_rules()).due_on,
                is_target=rule.without_delay,
            )
            clock.full_clean()
            clock.save()
    trail.record(actor, action, pointer)
    return pointer


def _county(pk: UUID | None) -> Organisation | None:
    if pk is None:
        return None
    counties = Organisation.objects.filter(kind=Organisation.Kind.WELLBEING_COUNTY)
    return ensure_found(counties.filter(pk=pk).first())
