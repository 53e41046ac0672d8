"""Reads what figures count from `figures.toml`. A figure is changed by changing data; its words: `figure_words`."""

import tomllib
from functools import cache
from importlib.resources import files

from luukku.insight.rules.definitions import Definition, read


@cache
def definitions() -> dict[str, Definition]:
    """Every figure by its code, in the order in which they are shown."""
    return read(tomllib.loads(files(__package__).joinpath("figures.toml").read_text(encoding="utf-8"))["figure"])


def definition(code: str) -> Definition:
    """One figure.

    Raises:
        KeyError: there is none of that code.
    """
    return definitions()[code]


def counted() -> dict[str, Definition]:
    """Those that the product can count today."""
    return {code: one for code, one in definitions().items() if one.is_counted}
