"""When a non-disclosure for safety (turvakielto) begins and ends for a person."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import AddressProtection, Person
from luukku.casework.services._spans import ensure_shortens
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found


@transaction.atomic
def start_protection(
    actor: Actor, person_id: UUID, *, source: str, from_on: date | None = None, last_on: date | None = None
) -> AddressProtection:
    """Note that the person's address and home municipality are protected.

    Args:
        last_on: the last day, when it is known; until further notice otherwise.

    Raises:
        PermissionDenied: the actor does not answer for a family of this person.
        RuleViolation: the days do not fit.
        ValidationError: protection is already noted for that time.
    """
    person = _locked(actor, person_id)
    from_on = from_on or actor.day
    if from_on > actor.day:
        raise RuleViolation(_("The day must not be in the future."))
    if last_on is not None and last_on < from_on:
        raise RuleViolation(_("The last day must not be before the first."))
    protection = _begin(person, source, from_on, last_on)

    _record(actor, "protection.started", person)
    return protection


@transaction.atomic
def renew_protection(
    actor: Actor, person_id: UUID, protection_id: UUID, *, source: str, last_on: date | None = None
) -> AddressProtection:
    """Note that a protection goes on: a new row from the day after the last day of the old one, without a gap.

    Args:
        last_on: the new last day; until further notice when it is not told.

    Raises:
        PermissionDenied: the actor does not answer for a family of this person, or it is another person's.
        RuleViolation: the old one has no last day, or the new last day is not later.
        ValidationError: a protection is noted for that time already.
    """
    person = _locked(actor, person_id)
    old = ensure_found(AddressProtection.objects.select_for_update().filter(pk=protection_id, person=person).first())
    from_on = old.during.upper
    if from_on is None:
        raise RuleViolation(_("This protection holds until further notice. It needs no renewal."))
    if last_on is not None and last_on < from_on:
        raise RuleViolation(_("The new last day must be later than the old one."), field="last_on")
    protection = _begin(person, source, from_on, last_on)

    _record(actor, "protection.renewed", person)
    return protection


@transaction.atomic
def end_protection(actor: Actor, person_id: UUID, protection_id: UUID, *, last_on: date) -> AddressProtection:
    """Confirm that the protection ended. What was hidden before stays hidden in what was already made.

    A last day that was told ends nothing by itself: a person confirms it here, whether it is that day or an earlier.

    Raises:
        PermissionDenied: the actor does not answer for a family of this person, it is another person's, or the
            address does not open to the actor, who would open it to themselves so.
        RuleViolation: the protection has ended already, or the day is before the first or in the future.
    """
    person = _locked(actor, person_id)
    ensure(policies.may_reveal_address(actor, person))
    protection = ensure_found(
        AddressProtection.objects.select_for_update().filter(pk=protection_id, person=person).first()
    )
    ensure_shortens(protection, last_on)
    if not protection.during.lower <= last_on <= actor.day:
        raise RuleViolation(_("The last day must be between the first day and today."))
    protection.during = (protection.during.lower, last_on + timedelta(days=1))
    protection.end_confirmed_on, protection.end_confirmed_by_id = actor.day, actor.user_id
    protection.full_clean()
    protection.save()

    _record(actor, "protection.ended", person)
    return protection


def _begin(person: Person, source: str, from_on: date, last_on: date | None) -> AddressProtection:
    until = last_on + timedelta(days=1) if last_on else None
    protection = AddressProtection(person=person, source=source, during=(from_on, until))
    protection.full_clean()
    protection.save()
    return protection


def _locked(actor: Actor, person_id: UUID) -> Person:
    person = ensure_found(Person.objects.select_for_update().filter(pk=person_id).first())
    ensure(policies.may_edit_person(actor, person))
    return person


def _record(actor: Actor, action: str, person: Person) -> None:
    cases = policies.cases_of_person(actor, person).values_list("pk", flat=True)
    trail.record(actor, action, person, cases=cases)
