"""Reads the ages at which a person's own standing changes."""

from datetime import date
from functools import cache

from luukku.casework.rules.standing import OF_AGE, StandingRule
from luukku.core.law.reading import held_on, holds_on, law_file, newest_or_first, rules_of


@cache
def standing_rules() -> tuple[StandingRule, ...]:
    """All ages and versions, as written in standing.toml."""
    return rules_of(StandingRule, law_file(__package__, "standing.toml")["rule"])


def standing_on(day: date) -> tuple[StandingRule, ...]:
    """The ages that hold on a day, the youngest first."""
    return tuple(sorted((one for one in standing_rules() if holds_on(one, day)), key=lambda one: one.years))


def standing_rule(code: str, day: date) -> StandingRule:
    """One of them.

    Raises:
        LookupError: none of this code holds that day.
    """
    return held_on((one for one in standing_rules() if one.code == code), day, f"the age for {code!r}")


def years_of_age(day: date) -> int:
    """At how many years somebody is of age on the day."""
    return newest_or_first((one for one in standing_rules() if one.code == OF_AGE), day).years
