"""The table of who is responsible, read once."""

import tomllib
from functools import cache
from importlib.resources import files

from luukku.directory.rules.responsible import Answer


@cache
def answers() -> tuple[Answer, ...]:
    told = tomllib.loads(files("luukku.directory").joinpath("data/responsibilities.toml").read_text(encoding="utf-8"))
    return tuple(
        Answer(**{**row, "when": {name: tuple(values) for name, values in row["when"].items()}})
        for row in told["answer"]
    )
