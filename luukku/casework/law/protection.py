"""Reads how long a non-disclosure for safety usually holds."""

from datetime import date
from functools import cache

from luukku.casework.rules.protection import ProtectionRule
from luukku.core.law.reading import law_file, newest_or_first, rules_of


@cache
def _rules() -> tuple[ProtectionRule, ...]:
    return rules_of(ProtectionRule, law_file(__package__, "protection.toml")["rule"])


def protection_rule(day: date) -> ProtectionRule:
    """The newest version that holds on the day; before the first one, the first."""
    return newest_or_first(_rules(), day)
