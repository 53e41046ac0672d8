"""The building blocks of plans: what somebody might say, need and agree, in every family language."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

WORKER_LANGUAGE = "fi"


@dataclass(frozen=True, slots=True)
class Thread:
    """One matter that runs through a plan: a need, a goal and the steps towards it, without words.

    Attributes:
        of: whose matter it is: an adult's or a child's.
        doers: who takes each step: "self", "parent", "worker", or "other:" and a key of the texts' `others`.
        days: in how many days each step is due.
    """

    code: str
    domain: str
    of: str
    doers: tuple[str, ...]
    days: tuple[int, ...]


@cache
def threads() -> tuple[Thread, ...]:
    return tuple(
        Thread(code, told["domain"], told["of"], tuple(told["doers"]), tuple(told["days"]))
        for code, told in _read("threads").items()
    )


@cache
def words(language: str) -> dict[str, Any]:
    """All texts in one language: greeting, views, others, and by thread said, goal, do (need only in Finnish)."""
    told: dict[str, Any] = _read(language)
    return told


def has_words(language: str) -> bool:
    return files(__package__).joinpath(f"blocks/{language}.json").is_file()


def _read(name: str) -> Any:
    told: dict[str, Any] = json.loads(files(__package__).joinpath(f"blocks/{name}.json").read_text(encoding="utf-8"))
    return told
