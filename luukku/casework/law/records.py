"""Reads how long records are kept, why they are secret and how far back their readers are told."""

from datetime import date
from functools import cache

from luukku.casework.rules.keeping import After, KeepingRule, ReachRule, SecrecyBasis
from luukku.core.law.reading import law_file, newest_or_first, rules_of

FILE = "records.toml"


@cache
def keeping_rules() -> dict[str, KeepingRule]:
    """Every retention time by its code."""
    return {rule.code: rule for rule in rules_of(KeepingRule, law_file(__package__, FILE)["keeping"], after=After)}


@cache
def secrecy_bases() -> dict[str, SecrecyBasis]:
    return {one.code: one for one in rules_of(SecrecyBasis, law_file(__package__, FILE)["secrecy"])}


@cache
def _reaches() -> tuple[ReachRule, ...]:
    return rules_of(ReachRule, law_file(__package__, FILE)["reach"])


def log_reach_on(day: date) -> ReachRule:
    """How far back the answer to "who has looked" reaches, by what holds on the day."""
    return newest_or_first(_reaches(), day)
