"""What somebody's age lets them do themselves, as rules that begin at Helsinki midnight of the birthday."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from luukku.casework.rules.ages import age

HEARD, OWN_VOICE, OF_AGE, SUPPORT_ENDS = "heard", "own_voice", "of_age", "support_ends"
REPRESENTATIVE_ENDS = "representative_ends"


@dataclass(frozen=True, slots=True)
class StandingRule:
    """One age at which a right begins or ends.

    Attributes:
        code, version: heard, own_voice, of_age, representative_ends or support_ends, and since which change.
        years: the age reached.
        act, section: where it stands.
        verified: whether the section's text was checked, on `checked_on`.
        only_alone: it is told only of whoever came without a guardian.
        only_accompanied: it is told of nobody who came without a guardian.
    """

    code: str
    version: int
    years: int
    act: str
    section: str
    valid_from: date
    valid_to: date | None
    verified: bool
    checked_on: date
    only_alone: bool = False
    only_accompanied: bool = False

    def is_told_of(self, *, came_alone: bool) -> bool:
        return not (self.only_accompanied if came_alone else self.only_alone)


@dataclass(frozen=True, slots=True)
class Coming:
    """A right that begins or ends on somebody's coming birthday."""

    on: date
    rule: StandingRule


def birthday(born: date, years: int) -> date:
    """The day on which somebody turns so many years old: 1.3. for whoever was born on 29.2. when there is none."""
    try:
        return date(born.year + years, born.month, born.day)
    except ValueError:  # 29.2. in a year without one
        return date(born.year + years, 3, 1)


def has_reached(born: date | None, day: date, rule: StandingRule) -> bool:
    """Whether the age is reached on the day. Whose birth is not known has reached none."""
    return born is not None and age(born, day) >= rule.years


def coming(
    born: date | None, day: date, rules: Iterable[StandingRule], *, within: timedelta, came_alone: bool = False
) -> list[Coming]:
    """What changes on the birthdays after the day, the soonest first.

    Args:
        within: how far ahead is told.
        came_alone: whether the person came without a guardian (681/2023, 2 § 6 mom.).
    """
    if born is None:
        return []
    told = [Coming(birthday(born, rule.years), rule) for rule in rules if rule.is_told_of(came_alone=came_alone)]
    return sorted((one for one in told if day < one.on <= day + within), key=lambda one: one.on)
