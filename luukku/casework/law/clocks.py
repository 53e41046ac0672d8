"""Reads the clock rules. Changing the law means changing data, with a new version beside the old."""

import tomllib
from dataclasses import fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from luukku.casework.rules.clocks import Checked, ClockRule, Force, Kind, LengthUnit
from luukku.casework.rules.working_days import DayRules

KNOWN = {field.name for field in fields(ClockRule)}


@cache
def clock_rules() -> tuple[ClockRule, ...]:
    """All rules and versions, as written in clocks.toml."""
    return tuple(_rule(told) for told in _data()["rule"])


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
    holding = [rule for rule in clock_rules() if rule.code == code and rule.holds_on(day)]
    if not holding:
        msg = f"No version of the clock rule {code!r} holds on {day}."
        raise LookupError(msg)
    return max(holding, key=lambda rule: rule.version)


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


def rules_on(day: date) -> list[ClockRule]:
    """Each rule in the version that holds on the day, in the order of the list."""
    newest: dict[str, ClockRule] = {}
    for rule in clock_rules():
        known = newest.get(rule.code)
        if rule.holds_on(day) and (known is None or known.version < rule.version):
            newest[rule.code] = rule
    return sorted(newest.values(), key=lambda rule: rule.number)


def _data() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("clocks.toml").read_text(encoding="utf-8"))


def _rule(told: dict[str, Any]) -> ClockRule:
    """Raises ValueError when the file holds a word that means nothing."""
    if unknown := told.keys() - KNOWN:
        msg = f"The rule {told.get('code')!r} says what nobody reads: {sorted(unknown)}."
        raise ValueError(msg)
    coded = {
        "kind": Kind(told.get("kind", "deadline")),
        "force": Force(told["force"]),
        "unit": LengthUnit(told["unit"]),
        "checked": Checked(told["checked"]),
        "stops": tuple(told.get("stops", ())),
        "pauses": tuple(told.get("pauses", ())),
        "valid_to": told.get("valid_to"),
    }
    return ClockRule(**told | coded)
