"""Reads the clock rules. Changing the law means changing data, with a new version beside the old."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from luukku.casework.rules.clocks import ClockRule, Force, LengthUnit


@cache
def clock_rules() -> tuple[ClockRule, ...]:
    """All rules and versions, as written in clocks.toml."""
    text = files(__package__).joinpath("clocks.toml").read_text(encoding="utf-8")
    return tuple(
        ClockRule(
            code=told["code"],
            version=told["version"],
            force=Force(told["force"]),
            act=told["act"],
            section=told["section"],
            length=told["length"],
            unit=LengthUnit(told["unit"]),
            valid_from=told["valid_from"],
            valid_to=told.get("valid_to"),
            verified=told["verified"],
            checked_on=told["checked_on"],
            without_delay=told.get("without_delay", False),
        )
        for told in tomllib.loads(text)["rule"]
    )


def rule_on(code: str, day: date) -> ClockRule:
    """The newest version of a rule that holds on the day.

    Raises:
        LookupError: no version holds then.
    """
    holding = [
        rule
        for rule in clock_rules()
        if rule.code == code and rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)
    ]
    if not holding:
        msg = f"No version of the clock rule {code!r} holds on {day}."
        raise LookupError(msg)
    return max(holding, key=lambda rule: rule.version)


def rule_of(code: str, version: int) -> ClockRule:
    """One version of a rule, as a running clock names it."""
    return next(rule for rule in clock_rules() if (rule.code, rule.version) == (code, version))
