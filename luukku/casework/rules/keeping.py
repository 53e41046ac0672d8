"""Until when something is kept."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luukku.casework.rules.clocks import Force
from luukku.core.days import add_months

MONTHS_IN_YEAR = 12
INTEGRATION, CHILD_FAMILY = "integration", "child_family"
COUNTY = "wellbeing_county"


class After(StrEnum):
    """What starts the time."""

    CLOSING = "closing"
    DEATH = "death"
    BIRTH = "birth"
    MAKING = "making"


@dataclass(frozen=True, slots=True)
class KeepingRule:
    """One retention time.

    Attributes:
        code, version: which one, and since which change.
        years: whole years.
        after: what starts them.
        force: whether the law sets it or we do.
        act, section: where it stands; for a time of our own the section that it follows, if any.
        valid_from, valid_to: when it holds.
        verified: whether the section's text was checked, on `checked_on`.
    """

    code: str
    version: int
    years: int
    after: After
    force: Force
    act: str
    section: str
    valid_from: date
    valid_to: date | None
    verified: bool
    checked_on: date


@dataclass(frozen=True, slots=True)
class SecrecyBasis:
    """Why something is secret, by which section, and when that was checked."""

    code: str
    act: str
    section: str
    verified: bool
    checked_on: date


@dataclass(frozen=True, slots=True)
class ReachRule:
    """How many years back the answer to who has used somebody's data reaches, unless there is a special reason."""

    code: str
    version: int
    years: int
    act: str
    section: str
    valid_from: date
    valid_to: date | None
    verified: bool
    checked_on: date


def usual_class(kind: str) -> str:
    """The class of a case for which nobody has chosen another, by the kind of the organisation that owns it.

    A county's records are those of social care (703/2023); everybody else's are those of integration services
    (681/2023). Where a city arranges social care itself, its worker chooses the class of a case that belongs there.
    """
    return CHILD_FAMILY if kind == COUNTY else INTEGRATION


def kept_until(
    rule: KeepingRule, *, closed_on: date | None = None, born_on: date | None = None, made_on: date | None = None
) -> date | None:
    """The last day on which something of this class is kept; None while nobody knows.

    A case does not know of the deaths of all whom it names: what is kept until years after them has no last day here,
    and is removed by nobody but a person. 30 years from 15.3.2026 are over at the end of 15.3.2056.

    Source: 703/2023, annex, for the classes of social care.
    """
    start = {After.CLOSING: closed_on, After.BIRTH: born_on, After.MAKING: made_on}.get(rule.after)
    return add_months(start, rule.years * MONTHS_IN_YEAR) if start else None


def is_over(until: date | None, day: date) -> bool:
    """Whether on this day the time is over."""
    return until is not None and day > until
