"""Reads the clock rules. Changing the law means changing data, with a new version beside the old."""

from datetime import date
from functools import cache
from typing import Any

from luukku.casework.rules.clocks import Checked, ClockRule, Force, Kind, LengthUnit
from luukku.casework.rules.working_days import DayRules
from luukku.core.law.reading import held_on, law_file, rules_of


@cache
def clock_rules() -> tuple[ClockRule, ...]:
    """All rules and versions, as written in clocks.toml."""
    told = [{"kind": "deadline"} | one for one in _data()["rule"]]
    return rules_of(ClockRule, told, kind=Kind, force=Force, unit=LengthUnit, checked=Checked)


@cache
def day_rules() -> DayRules:
    """The switches of day counting."""
    told = _data()["counting"]
    return DayRules(eves_are_free=told["eves_are_free"], ends_move=told["ends_move"])


def rule_on(code: str, day: date) -> ClockRule:
    """The newest version of a rule that holds on the day.

    Raises:
        LookupError: no version holds then.
    """
    return held_on((rule for rule in clock_rules() if rule.code == code), day, f"the clock rule {code!r}")


def rule_for(code: str, started_on: date, day: date) -> ClockRule:
    """The version that holds on the starting day; for what began before the act did, the one that holds now.

    Raises:
        LookupError: no version holds on either day.
    """
    try:
        return rule_on(code, started_on)
    except LookupError:
        return rule_on(code, day)


def rule_of(code: str, version: int) -> ClockRule:
    """One version of a rule, as a running clock names it."""
    return next(rule for rule in clock_rules() if (rule.code, rule.version) == (code, version))


def newest_rule(code: str) -> ClockRule:
    """The newest version of a rule, for what is counted from a day before any version held."""
    return max((rule for rule in clock_rules() if rule.code == code), key=lambda rule: rule.version)


def rules_on(day: date) -> list[ClockRule]:
    """Each rule in the version that holds on the day, in the order of the list."""
    newest: dict[str, ClockRule] = {}
    for rule in clock_rules():
        known = newest.get(rule.code)
        if rule.holds_on(day) and (known is None or known.version < rule.version):
            newest[rule.code] = rule
    return sorted(newest.values(), key=lambda rule: rule.number)


def _data() -> dict[str, Any]:
    return law_file(__package__, "clocks.toml")
