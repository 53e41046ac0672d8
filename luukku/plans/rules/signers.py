"""Who says yes to a plan, and who reads which parts of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from luukku.casework.rules.ages import OF_AGE, age


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody with a part of their own in the plan."""

    person: UUID
    is_child: bool
    birth_on: date | None = None

    def speaks_for_themselves(self, day: date) -> bool:
        """An adult, or somebody whose eighteenth birthday has come."""
        return not self.is_child or self.has_reached(OF_AGE, day)

    def has_reached(self, years: int, day: date) -> bool:
        return self.birth_on is not None and age(self.birth_on, day) >= years


@dataclass(frozen=True, slots=True)
class Guardianship:
    """A guardian or representative whose right over a child holds on the day in question and is not blocked."""

    child: UUID
    guardian: UUID


@dataclass(frozen=True, slots=True)
class Yes:
    """A yes that was given, and for whom: a yes for oneself says nothing for a child."""

    for_themselves: bool
    wards: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """Somebody whose yes is needed: for themselves, for children, or both.

    Attributes:
        wards: the children in the plan that they decide for.
    """

    person: UUID
    for_themselves: bool
    wards: tuple[UUID, ...]

    def is_content_with(self, given: Iterable[Yes]) -> bool:
        """Whether what this person has said covers everybody for whom their yes is needed."""
        said = list(given)
        wards = {ward for yes in said for ward in yes.wards}
        return wards.issuperset(self.wards) and (not self.for_themselves or any(yes.for_themselves for yes in said))


def needed_signers(
    holders: Iterable[Holder], guardianships: Iterable[Guardianship], day: date, *, own_voice: int = OF_AGE
) -> dict[UUID, Signer]:
    """Everybody whose yes a plan needs on the day: adults for themselves, guardians for the children in the plan.

    Being a partner of a parent, or a guardian of a child who is not in the plan, makes nobody a signer.

    Args:
        own_voice: the age from which a minor is asked as well, beside the guardian (434/2003, 14 §).
    """
    people = list(holders)
    themselves = [one.person for one in people if one.speaks_for_themselves(day) or one.has_reached(own_voice, day)]
    wards: dict[UUID, list[UUID]] = {}
    children = _children(people, day)
    for right in guardianships:
        if right.child in children:
            wards.setdefault(right.guardian, []).append(right.child)
    return {
        person: Signer(person, person in themselves, tuple(wards.get(person, [])))
        for person in [*themselves, *(one for one in wards if one not in themselves)]
    }


def children_without_guardian(
    holders: Iterable[Holder], guardianships: Iterable[Guardianship], day: date
) -> tuple[UUID, ...]:
    """Children in the plan for whom nobody may decide on the day."""
    guarded = {right.child for right in guardianships}
    return tuple(child for child in _children(list(holders), day) if child not in guarded)


def readable_people(reader: UUID, holders: Iterable[Holder], guardianships: Iterable[Guardianship]) -> frozenset[UUID]:
    """Whose parts somebody of the family reads beside the shared one: their own and those of their wards."""
    wards = {right.child for right in guardianships if right.guardian == reader}
    return frozenset(one.person for one in holders if one.person == reader or (one.is_child and one.person in wards))


def _children(holders: list[Holder], day: date) -> dict[UUID, Holder]:
    return {one.person: one for one in holders if not one.speaks_for_themselves(day)}
