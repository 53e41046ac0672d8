"""What the page of a person shows of the family's course in time."""

from dataclasses import dataclass
from datetime import date, timedelta

from luukku.casework import policies
from luukku.casework.law.protection import protection_rule
from luukku.casework.law.standing import years_of_age
from luukku.casework.models import AddressProtection, Case, FamilyMembership, GuardianRelation, Person
from luukku.casework.rules.protection import is_to_be_warned
from luukku.casework.rules.standing import birthday
from luukku.casework.standing_words import coming_changes
from luukku.core.actor import Actor


@dataclass(frozen=True, slots=True)
class ProtectionLine:
    """One protection: whether it hides today, and whether somebody must look because its end is near or past."""

    row: AddressProtection
    hides: bool
    needs_look: bool


@dataclass(frozen=True, slots=True)
class GuardianLine:
    """One guardianship: whether the child's coming of age has ended it."""

    row: GuardianRelation
    came_of_age_on: date | None

    @property
    def is_past(self) -> bool:
        return self.came_of_age_on is not None


def course_of(actor: Actor, case: Case, person: Person) -> dict[str, object]:
    """The parts of the page, for whoever reads the case whole."""
    membership = policies.visible_memberships(actor).filter(person=person, family=case.family_id).first()
    homes = policies.visible_memberships(actor).filter(person=person).values("family_id").distinct().count()
    protections = _protections(actor, person)
    mergeable = policies.mergeable_people(actor)
    may_answer = policies.may_answer_for(actor, case)
    merges = policies.merges_to_undo(actor).filter(kept=person).select_related("merged") if may_answer else []
    return {
        "membership": membership,
        "has_two_homes": homes > 1 or (membership and membership.residence == FamilyMembership.Residence.TURNS),
        "guardian_lines": _guardians(actor, person),
        "county_cares": policies.county_cares_of([person.pk]),
        "protection_lines": protections,
        "coming": coming_changes(actor, [person]).get(person.pk, []),
        "merges": merges,
        "may_merge": may_answer and mergeable.filter(pk=person.pk).exists(),
    }


def _guardians(actor: Actor, person: Person) -> list[GuardianLine]:
    rows = policies.guardians_of_anyone([person.pk]).select_related("verified_by").filter(is_set_aside=False)
    of_age_on = birthday(person.birth_on, years_of_age(actor.day)) if person.birth_on else None
    if of_age_on is not None and of_age_on > actor.day:
        of_age_on = None
    lines = [GuardianLine(row, of_age_on if row.last_on is None else None) for row in rows.order_by("guardian__name")]
    return sorted(lines, key=lambda line: line.row.last_on is not None)


def _protections(actor: Actor, person: Person) -> list[ProtectionLine]:
    rows = list(policies.protections_of(actor, person))
    day = actor.day
    followed = {row.first_on for row in rows}
    return [
        ProtectionLine(
            row=row,
            hides=row.first_on <= day and not (row.end_confirmed_on and row.during.upper and row.during.upper <= day),
            needs_look=not row.end_confirmed_on
            and (bool(row.end_told_on) or is_to_be_warned(row.during.upper, day, protection_rule(day)))
            and not (row.last_on and row.last_on + timedelta(days=1) in followed),
        )
        for row in rows
    ]
