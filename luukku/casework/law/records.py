"""Reads how long records are kept and why they are secret. Changing the law means changing data."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from luukku.casework.rules.keeping import After, KeepingRule, SecrecyBasis


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("records.toml").read_text(encoding="utf-8"))


@cache
def keeping_rules() -> dict[str, KeepingRule]:
    """Every retention time by its code."""
    rules = [KeepingRule(**(told | {"after": After(told["after"])})) for told in _told()["keeping"]]
    return {rule.code: rule for rule in rules}


@cache
def secrecy_bases() -> dict[str, SecrecyBasis]:
    return {told["code"]: SecrecyBasis(**told) for told in _told()["secrecy"]}
