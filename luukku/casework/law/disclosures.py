"""Reads on which sections of acts something may be told without asking."""

from datetime import date
from functools import cache

from luukku.casework.rules.disclosing import Basis
from luukku.core.law.reading import holds_on, law_file, newest_on, rules_of


@cache
def bases() -> tuple[Basis, ...]:
    """All sections and versions, as written in disclosures.toml."""
    told = law_file(__package__, "disclosures.toml")["basis"]
    return rules_of(Basis, told, receivers=frozenset, sections=frozenset)


def bases_on(day: date) -> tuple[Basis, ...]:
    return tuple(one for one in bases() if holds_on(one, day))


def basis_on(code: str, day: date) -> Basis | None:
    """The newest version that holds on the day; None when the code is none, or holds no more."""
    return newest_on((one for one in bases() if one.code == code), day)


def basis_of(code: str, version: int) -> Basis:
    """One version, as what was done names it."""
    return next(one for one in bases() if (one.code, one.version) == (code, version))
