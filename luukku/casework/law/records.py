"""Reads how long records are kept, why they are secret and how far back their readers are told."""

from datetime import date
from functools import cache

from luukku.casework.rules.clocks import Force
from luukku.casework.rules.keeping import After, KeepingRule, ReachRule, SecrecyBasis
from luukku.core.law.reading import law_file, newest_or_first, rules_of

FILE = "records.toml"


@cache
def _keeping() -> tuple[KeepingRule, ...]:
    return rules_of(KeepingRule, law_file(__package__, FILE)["keeping"], after=After, force=Force)


def keeping_rules(day: date) -> dict[str, KeepingRule]:
    """Every retention time by its code, in the version that holds on the day."""
    codes = dict.fromkeys(rule.code for rule in _keeping())
    return {code: newest_or_first((rule for rule in _keeping() if rule.code == code), day) for code in codes}


@cache
def secrecy_bases() -> dict[str, SecrecyBasis]:
    return {one.code: one for one in rules_of(SecrecyBasis, law_file(__package__, FILE)["secrecy"])}


@cache
def _reaches() -> tuple[ReachRule, ...]:
    return rules_of(ReachRule, law_file(__package__, FILE)["reach"])


def log_reach_on(day: date) -> ReachRule:
    """How far back the answer to "who has looked" reaches, by what holds on the day."""
    return newest_or_first(_reaches(), day)
