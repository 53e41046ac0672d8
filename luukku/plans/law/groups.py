"""Reads the rules of 681/2023, 14 §. Changing the law means changing data, with a new version beside the old."""

from datetime import date
from functools import cache, partial

from luukku.core.law.reading import held_on, law_file, rules_of
from luukku.plans.rules.assessment_groups import Group, GroupRules


@cache
def group_rules() -> tuple[GroupRules, ...]:
    """All versions, as written in groups.toml."""
    return rules_of(GroupRules, law_file(__package__, "groups.toml")["rules"], groups=partial(rules_of, Group))


def rules_on(day: date) -> GroupRules:
    """The newest version that holds on the day.

    Raises:
        LookupError: none holds then.
    """
    return held_on(group_rules(), day, "the groups of 14 §")
