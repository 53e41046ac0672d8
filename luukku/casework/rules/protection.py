"""How long a non-disclosure for safety usually holds, and when to look at it again (661/2009, 36 §)."""

from dataclasses import dataclass
from datetime import date, timedelta

from luukku.casework.rules.standing import birthday


@dataclass(frozen=True, slots=True)
class ProtectionRule:
    """The usual lengths in years and the warning before the end, in days.

    Attributes:
        first_years, next_years: the longest a first protection and a renewal usually hold.
        warn_days: how many days before the end somebody is reminded; our own target.
        verified: whether the act's present text was checked.
    """

    version: int
    act: str
    section: str
    first_years: int
    next_years: int
    warn_days: int
    valid_from: date
    valid_to: date | None
    verified: bool
    checked_on: date


def longest_last_day(first_on: date, rule: ProtectionRule, *, is_renewal: bool) -> date:
    """The last day of the longest usual protection that begins on a day. Longer ones exist, exceptionally."""
    years = rule.next_years if is_renewal else rule.first_years
    return birthday(first_on, years) - timedelta(days=1)


def is_to_be_warned(until: date | None, day: date, rule: ProtectionRule) -> bool:
    """Whether a protection whose first free day is `until` ends so soon, or has ended, that somebody must look."""
    return until is not None and until - timedelta(days=rule.warn_days) <= day
