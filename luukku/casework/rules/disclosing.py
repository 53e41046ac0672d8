"""When somebody may be told about somebody: what a law says as data, and who may permit it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Basis:
    """A section of an act that lets, or makes, one authority tell another without asking the person.

    Attributes:
        code, version: which basis; what was done keeps the version that held then.
        act, section: where it stands, e.g. "681/2023", "86 §".
        valid_from, valid_to: when it holds.
        verified: whether the section's text was checked, on `checked_on`.
        receivers: kinds of organisation that may be told by it.
        sections: parts of the family's work that it may open to them.
        only_unaccompanied: only about whoever came without a guardian.
        only_children: only about whoever is not of age.
    """

    code: str
    version: int
    act: str
    section: str
    valid_from: date
    valid_to: date | None
    verified: bool
    checked_on: date
    receivers: frozenset[str]
    sections: frozenset[str]
    only_unaccompanied: bool = False
    only_children: bool = False

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def capacity(*, is_self: bool, speaks_for_self: bool, kind: str | None) -> str | None:
    """In which capacity somebody may permit telling about a person, or None when they may not.

    Args:
        is_self: the giver is the person.
        speaks_for_self: the person is of age, or old enough to speak in own matters (434/2003, 14 §).
        kind: the giver's valid right to decide for the person that day: guardian, sole_guardian or representative;
            None without one. A blocked relation is none.
    """
    if is_self:
        return "self" if speaks_for_self else None
    if kind is None:
        return None
    return "representative" if kind == "representative" else "guardian"


def is_within(wanted: Collection[str], allowed: Collection[str]) -> bool:
    """Whether everything that is to be told is covered: nothing is covered by its neighbour."""
    return set(wanted) <= set(allowed)
