"""What follows from what in 681/2023, 14 §: whose assessment the municipality makes. A suggestion, never a decision."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luukku.core.days import add_months


class Outcome(StrEnum):
    """What the facts known so far say of one group."""

    FOLLOWS = "follows"
    DOES_NOT = "does_not"
    UNKNOWN = "unknown"


class Window(StrEnum):
    """Where the day stands in the years from the first permit, card or registration."""

    OPEN = "open"
    PASSED = "passed"
    NO_END = "no_end"
    NOT_YET = "not_yet"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Group:
    """One group of the act.

    Attributes:
        number: its item in the section.
        all_of: facts that must all be true; any_of: of which at least one must be.
        under_age: years; only somebody younger belongs to the group.
        see: the other section that says what the words mean.
    """

    code: str
    number: int
    all_of: tuple[str, ...]
    any_of: tuple[str, ...] = ()
    under_age: int | None = None
    see: str = ""


@dataclass(frozen=True, slots=True)
class GroupRules:
    """One version of the section, as data."""

    version: int
    act: str
    section: str
    valid_from: date
    valid_to: date | None
    verified: bool
    checked_on: date
    years: int
    groups: tuple[Group, ...]

    def facts(self) -> tuple[str, ...]:
        """Every fact that some group asks about, each once, in order."""
        return tuple(dict.fromkeys(fact for group in self.groups for fact in (*group.any_of, *group.all_of)))


@dataclass(frozen=True, slots=True)
class Finding:
    """What follows for one group: from which facts, and which are not known.

    Attributes:
        is_too_old: the age alone keeps somebody out of the group.
        lacks_age: the group asks about an age that nobody knows.
    """

    group: Group
    outcome: Outcome
    because: tuple[str, ...]
    missing: tuple[str, ...]
    is_too_old: bool = False
    lacks_age: bool = False


@dataclass(frozen=True, slots=True)
class Suggested:
    """Every group with what follows for it, and whether the years from the first permit still run.

    Attributes:
        last_on: the last day of those years; None when the first permit is not known, or they do not bind.
    """

    window: Window
    last_on: date | None
    findings: tuple[Finding, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The groups that follow from the facts, when the years run or nobody knows whether they do."""
        if self.window in (Window.PASSED, Window.NOT_YET):
            return ()
        return tuple(one.group.code for one in self.findings if one.outcome is Outcome.FOLLOWS)


def last_day(first_permit_on: date, years: int) -> date:
    """The last day of so many years from the first permit: the same day of the month, 28.2. in place of a missing 29.2.

    Source: 681/2023, 14 § 1 mom.: at most three years from the first permit, card or registration. How the last day
    itself counts is our reading.
    """
    return add_months(first_permit_on, 12 * years)


def suggest(
    rules: GroupRules,
    facts: Mapping[str, bool],
    *,
    first_permit_on: date | None,
    age: int | None,
    day: date,
    has_no_end: bool = False,
) -> Suggested:
    """What follows from what is known.

    Args:
        facts: true or false by code; what nobody knows is not there.
        age: whole years on the day; None when the date of birth is not known.
        has_no_end: the years do not bind this person, a victim of trafficking (20 § 4 mom.).

    Source: 681/2023, 14 § 1 mom., items 1–7, as data in plans/law/groups.toml.
    """
    last_on = last_day(first_permit_on, rules.years) if first_permit_on and not has_no_end else None
    window = _window(first_permit_on, last_on, day, has_no_end=has_no_end)
    return Suggested(window, last_on, tuple(_finding(group, facts, age) for group in rules.groups))


def _window(first_on: date | None, last_on: date | None, day: date, *, has_no_end: bool) -> Window:
    if has_no_end:
        return Window.NOT_YET if first_on is not None and day < first_on else Window.NO_END
    if first_on is None or last_on is None:
        return Window.UNKNOWN
    if day < first_on:
        return Window.NOT_YET
    return Window.OPEN if day <= last_on else Window.PASSED


def _finding(group: Group, facts: Mapping[str, bool], age: int | None) -> Finding:
    asked = (*group.any_of, *group.all_of)
    missing = tuple(one for one in asked if one not in facts)
    told = {one: facts[one] for one in asked if one in facts}
    is_too_old = group.under_age is not None and age is not None and age >= group.under_age
    lacks_age = group.under_age is not None and age is None
    every = [facts.get(one) for one in group.all_of]
    some = [facts.get(one) for one in group.any_of]
    if is_too_old or False in every or (some and all(one is False for one in some)):
        outcome = Outcome.DOES_NOT
    elif all(every) and (not some or any(some)) and not lacks_age:
        outcome = Outcome.FOLLOWS
    else:
        outcome = Outcome.UNKNOWN
    wanted = outcome is not Outcome.DOES_NOT
    because = tuple(one for one, truth in told.items() if truth is wanted)
    still = missing if outcome is Outcome.UNKNOWN else ()
    return Finding(group, outcome, because, still, is_too_old, lacks_age and outcome is Outcome.UNKNOWN)
