"""Reads rules of law from TOML files, each into its own frozen class. Changing the law means changing data.

A file holds one table per rule and version, with the names of the class's fields. A changed act is a new version beside
the old one, never a change of a version that has been in use.
"""

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Protocol, TypeVar


class Versioned(Protocol):
    """A rule that holds from one day to another, in a version."""

    @property
    def version(self) -> int: ...
    @property
    def valid_from(self) -> date: ...
    @property
    def valid_to(self) -> date | None: ...


Rule = TypeVar("Rule")
Held = TypeVar("Held", bound=Versioned)
Turn = Callable[[Any], Any]


@cache
def law_file(package: str, name: str) -> dict[str, Any]:
    """A file of the package, as it is written."""
    return tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))


def rules_of(kind: type[Rule], told: Iterable[dict[str, Any]], /, **turned: Turn) -> tuple[Rule, ...]:
    """The tables as rules of a class.

    Args:
        turned: how the word of a field becomes what the class holds; other lists become tuples.

    Raises:
        ValueError: a table holds a word that the class does not know, or one that means nothing.
    """
    return tuple(_rule(kind, one, turned) for one in told)


def _rule(kind: type[Rule], told: dict[str, Any], turned: dict[str, Turn]) -> Rule:
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if unknown := told.keys() - known:
        msg = f"The rule {told.get('code')!r} says what nobody reads: {sorted(unknown)}."
        raise ValueError(msg)
    made = {name: turned.get(name, _frozen)(value) for name, value in told.items()}
    return kind(**({"valid_to": None} if "valid_to" in known else {}) | made)


def _frozen(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def holds_on(rule: Versioned, day: date) -> bool:
    return rule.valid_from <= day and (rule.valid_to is None or day <= rule.valid_to)


def newest_on(rules: Iterable[Held], day: date) -> Held | None:
    """The newest version that holds on the day; None when none does."""
    return max((rule for rule in rules if holds_on(rule, day)), key=lambda rule: rule.version, default=None)


def held_on(rules: Iterable[Held], day: date, what: str) -> Held:
    """The same.

    Args:
        what: what is looked for, for the error.

    Raises:
        LookupError: none holds then.
    """
    found = newest_on(rules, day)
    if found is None:
        msg = f"No version of {what} holds on {day}."
        raise LookupError(msg)
    return found


def newest_or_first(rules: Iterable[Held], day: date) -> Held:
    """The same; before the first version, the first: what is asked for must have some answer."""
    rules = tuple(rules)
    return newest_on(rules, day) or min(rules, key=lambda rule: rule.version)
