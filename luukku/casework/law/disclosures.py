"""Reads on which sections of acts something may be told without asking."""

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files

from luukku.casework.rules.disclosing import Basis


@cache
def bases() -> tuple[Basis, ...]:
    """All sections and versions, as written in disclosures.toml."""
    text = files(__package__).joinpath("disclosures.toml").read_text(encoding="utf-8")
    return tuple(
        Basis(
            code=told["code"],
            version=told["version"],
            act=told["act"],
            section=told["section"],
            valid_from=told["valid_from"],
            valid_to=told.get("valid_to"),
            verified=told["verified"],
            checked_on=told["checked_on"],
            receivers=frozenset(told["receivers"]),
            sections=frozenset(told["sections"]),
            only_unaccompanied=told.get("only_unaccompanied", False),
            only_children=told.get("only_children", False),
        )
        for told in tomllib.loads(text)["basis"]
    )


def bases_on(day: date) -> tuple[Basis, ...]:
    return tuple(one for one in bases() if one.holds_on(day))


def basis_on(code: str, day: date) -> Basis | None:
    """The newest version that holds on the day; None when the code is none, or holds no more."""
    return max((one for one in bases_on(day) if one.code == code), key=lambda one: one.version, default=None)


def basis_of(code: str, version: int) -> Basis:
    """One version, as what was done names it."""
    return next(one for one in bases() if (one.code, one.version) == (code, version))
