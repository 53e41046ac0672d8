"""Reads the ages at which a person's own standing changes."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from luukku.casework.rules.standing import StandingRule


@cache
def standing_rules() -> tuple[StandingRule, ...]:
    """All ages and versions, as written in standing.toml."""
    text = files(__package__).joinpath("standing.toml").read_text(encoding="utf-8")
    return tuple(
        StandingRule(
            code=told["code"],
            years=told["years"],
            act=told["act"],
            section=told["section"],
            valid_from=told["valid_from"],
            valid_to=told.get("valid_to"),
            verified=told["verified"],
            checked_on=told["checked_on"],
            only_alone=told.get("only_alone", False),
            only_accompanied=told.get("only_accompanied", False),
        )
        for told in tomllib.loads(text)["rule"]
    )


def standing_on(day: date) -> tuple[StandingRule, ...]:
    """The ages that hold on a day, the youngest first."""
    holding = [one for one in standing_rules() if one.valid_from <= day and not (one.valid_to and one.valid_to < day)]
    return tuple(sorted(holding, key=lambda one: one.years))


def standing_rule(code: str, day: date) -> StandingRule:
    """One of them.

    Raises:
        LookupError: none of this code holds that day.
    """
    found = next((one for one in standing_on(day) if one.code == code), None)
    if found is None:
        msg = f"No age for {code!r} holds on {day}."
        raise LookupError(msg)
    return found
