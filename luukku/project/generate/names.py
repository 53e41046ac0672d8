"""Invented people's names: common parts of names by language, put together so that a few are very common."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from luukku.casework.rules.names import name_key
from luukku.project.generate.chance import Chance, Weighted, by_rank

STEEPNESS = 1.05
"""Of the Zipf weights: with it the 100 commonest names cover well over 40 % of people."""


@dataclass(frozen=True, slots=True)
class Word:
    """One part of a name: as Finnish registers write it, and in its own script ("" when that is the same)."""

    latin: str
    native: str


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name, ready for the table."""

    name: str
    native: str
    called: str
    key: str


@dataclass(frozen=True, slots=True)
class Surname:
    """What a family passes on, in the forms that men and women use."""

    men: Word
    women: Word


class Naming:
    """How people of one language are named."""

    def __init__(self, code: str, told: dict[str, Any]) -> None:
        self.code = code
        self.shape: str = told["shape"]
        self.women = by_rank(_words(told["women"]), STEEPNESS)
        self.men = by_rank(_words(told["men"]), STEEPNESS)
        self._surnames = by_rank(_surnames(told), STEEPNESS)

    def surname(self, chance: Chance) -> Surname:
        """Of a new family. Where there are no surnames, it is the father's and the grandfather's given name."""
        if "grandfather" in self.shape:
            own = self.men.pick(chance)
            return Surname(own, own)
        return self._surnames.pick(chance)

    def given(self, chance: Chance, *, woman: bool) -> Word:
        return (self.women if woman else self.men).pick(chance)

    def full(self, given: Word, father: Word, surname: Surname, *, woman: bool) -> Name:
        last = surname.women if woman else surname.men
        parts: tuple[Word, ...]
        if self.shape == "family given":
            parts = (last, given)
        elif self.shape == "given family":
            parts = (given, last)
        else:
            parts = (given, father, last)
        return _joined(parts, given, glue="" if self.code == "zh" else " ")


def _joined(parts: tuple[Word, ...], given: Word, glue: str) -> Name:
    latin = " ".join(part.latin for part in parts)
    native = glue.join(part.native for part in parts) if parts[0].native else ""
    return Name(latin, native, given.latin, _key(latin, native, given.latin))


@lru_cache(maxsize=50_000)
def _key(latin: str, native: str, called: str) -> str:
    return name_key(latin, native, called)


@cache
def namings() -> dict[str, Naming]:
    told = _told()
    return {code: Naming(code, told.get(group.get("like"), {}) | group) for code, group in told.items()}


@cache
def languages() -> Weighted[str]:
    """Mother tongues as often as newcomers speak them, roughly."""
    told = _told()
    return Weighted(list(told), [group["share"] for group in told.values()])


@cache
def _told() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(files(__package__).joinpath("data/names.json").read_text(encoding="utf-8"))
    return told


def _words(told: str) -> list[Word]:
    return [_word(one) for one in told.split()]


def _word(told: str) -> Word:
    latin, _separator, native = told.partition("|")
    latin = latin.replace("Thị-", "Thị ").replace("Văn-", "Văn ")
    return Word(latin, native)


def _surnames(told: dict[str, Any]) -> list[Surname]:
    """Listed ones, or every root with every ending, the early roots and endings being the commonest."""
    if "family" in told:
        return [Surname(word, word) for word in _words(told["family"])]
    if "roots" not in told:
        return []
    roots, endings = _words(told["roots"]), told["endings"]
    pairs = [(i + 3 * j, root, ending) for i, root in enumerate(roots) for j, ending in enumerate(endings)]
    pairs.sort(key=lambda pair: pair[0])
    return [Surname(_with_ending(root, men), _with_ending(root, women)) for _rank, root, (men, women) in pairs]


def _with_ending(root: Word, ending: str) -> Word:
    latin, _separator, native = ending.partition("|")
    return _word(f"{root.latin}{latin}|{root.native}{native}" if native else f"{root.latin}{latin}")
