"""Reads the rules of 681/2023, 14 §. Changing the law means changing data, with a new version beside the old."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from luukku.plans.rules.assessment_groups import Group, GroupRules


@cache
def group_rules() -> tuple[GroupRules, ...]:
    """All versions, as written in groups.toml."""
    text = files(__package__).joinpath("groups.toml").read_text(encoding="utf-8")
    return tuple(
        GroupRules(
            version=told["version"],
            act=told["act"],
            section=told["section"],
            valid_from=told["valid_from"],
            valid_to=told.get("valid_to"),
            verified=told["verified"],
            checked_on=told["checked_on"],
            years=told["years_from_first_permit"],
            groups=tuple(
                Group(
                    code=one["code"],
                    number=one["number"],
                    all_of=tuple(one.get("all", ())),
                    any_of=tuple(one.get("any", ())),
                    under_age=one.get("under_age"),
                    see=one.get("see", ""),
                )
                for one in told["group"]
            ),
        )
        for told in tomllib.loads(text)["rules"]
    )


def rules_on(day: date) -> GroupRules:
    """The newest version that holds on the day.

    Raises:
        LookupError: none holds then.
    """
    holding = [one for one in group_rules() if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)]
    if not holding:
        msg = f"No version of the groups of 14 § holds on {day}."
        raise LookupError(msg)
    return max(holding, key=lambda one: one.version)
