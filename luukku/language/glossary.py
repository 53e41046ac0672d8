"""The field's words in eight languages, the commonest in twelve: what families and workers look for, by concept.

The concepts stand in data/glossary/*.csv, one theme a file, and data/glossary_more.csv; data/NOTES.md tells the format.
Inflected forms need no listing: a word is recognised by its dictionary form, its stem, its Latin spelling, or by being
almost the same.
"""

import csv
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from luukku.language import morphology, wording
from luukku.language.folding import fold, tokens

LANGUAGES: Final = ("fi", "sv", "en", "ru", "ar", "so", "uk", "fa")
"""Every concept has a name in each of these."""
MORE_LANGUAGES: Final = ("et", "tr", "ckb", "zh")
"""The commonest concepts have a name in each of these too. They are looked at only when nothing else fits."""
BETWEEN: Final = "|"
"""Stands between words for the same thing in one language; the first is the one to show."""

_LONGEST_NAME = 6
_ASKING_SIGNS = frozenset("的了吗呢吧在哪里儿怎么样什我你您他她它们有没是能可以想要需请问和与为给到从去这那个把被")
"""Chinese signs of how somebody asks: where, how, I, want, can."""
_LEAST_LETTERS = 4
_ALIKE = 0.55
_HALF = 3
"""Letters of the shorter half of a Swedish compound."""


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that has a name in each language.

    Attributes:
        code: theme and English name, the same for ever.
        names: by language, the names in use; the first is the one to show.
    """

    code: str
    theme: str
    names: dict[str, tuple[str, ...]]

    def __hash__(self) -> int:
        return hash(self.code)

    @property
    def slug(self) -> str:
        """The code as it stands in addresses: "permits.residence-permit"."""
        return re.sub(r"[^a-z0-9.]+", "-", self.code.lower())

    def title_in(self, language: str) -> str:
        """The name to show; the Finnish one where the language has none, or else the first that there is."""
        return next(self.names[code][0] for code in (language, "fi", *self.names) if code in self.names)


@dataclass(frozen=True, slots=True)
class Recognised:
    """Some words of a question that name a concept.

    Attributes:
        first, after: which words: from `first` up to, not including, `after`.
        language: of the name that was recognised; name: as the glossary has it.
        likeness: 1 when it is that name, less when it is only almost.
    """

    first: int
    after: int
    concept: Concept
    language: str
    name: str
    likeness: float = 1.0


@dataclass(frozen=True, slots=True)
class _Name:
    """One name of a concept with the keys of each of its words."""

    concept: Concept
    language: str
    name: str
    keys: tuple[frozenset[str], ...]


@cache
def concepts() -> tuple[Concept, ...]:
    """All concepts, theme after theme."""
    folder = resources.files("luukku.language").joinpath("data/glossary")
    more = _more()
    found = []
    for file in sorted(folder.iterdir(), key=lambda one: one.name):
        if file.name.endswith(".csv"):
            theme = file.name.removesuffix(".csv")
            rows = csv.DictReader(file.read_text(encoding="utf-8").splitlines())
            found += [_concept(theme, row, more) for row in rows]
    return tuple(found)


def find(slug: str) -> Concept | None:
    """The concept of an address; None when there is none."""
    return _by_slug().get(slug)


def recognise(words: Sequence[str], asked_in: str = "") -> list[Recognised]:
    """The concepts named in the words of a question: at each place the longest name, and all that share it."""
    keys = [wording.keys(word, asked_in) for word in words]
    found: list[Recognised] = []
    place = 0
    while place < len(words):
        here = [one for one in _names_at(keys, place, asked_in) if _is_meant(one, words[place], asked_in)]
        found += here
        place = max((one.after for one in here), default=place + 1)
    return found


def segment(word: str) -> list[str]:
    """Chinese, which is written without spaces, cut into names of the glossary and what stands between them.

    Signs that only ask are left out. Any other word comes back as it is.
    """
    if not wording.is_chinese(word):
        return [word]
    parts, between, place = list[str](), "", 0
    while place < len(word):
        name = next((one for one in _chinese_names() if word.startswith(one, place)), "")
        if not name:
            between += "" if word[place] in _ASKING_SIGNS else word[place]
            place += 1
            continue
        parts += [between] if between else []
        parts, between, place = [*parts, name], "", place + len(name)
    return [*parts, *([between] if between else [])] or [word]


def almost(word: str, asked_in: str = "", most: int = 3) -> list[tuple[Concept, str, str, float]]:
    """Concepts of which a single-word name looks almost like this word: concept, language, name, likeness."""
    asked = fold(word)
    if len(asked) < _LEAST_LETTERS:
        return []
    grams = _grams(asked)
    shared: dict[str, int] = defaultdict(int)
    for gram in grams:
        for key in _by_gram().get(gram, ()):
            shared[key] += 1
    alike = [(2 * count / (len(grams) + len(_grams(key))), key) for key, count in shared.items()]
    best = sorted((one for one in alike if one[0] >= _ALIKE), reverse=True)[:most]
    possible = set(wording.languages_of(word, asked_in))
    return [
        (name.concept, name.language, name.name, likeness)
        for likeness, key in best
        for name in _by_key()[key]
        if len(name.keys) == 1 and _may_be(name.language, possible, asked_in)
    ]


def _is_meant(one: Recognised, word: str, asked_in: str) -> bool:
    """Whether a name of one of the further languages is meant: many look like a Finnish word of another sense."""
    return one.language not in MORE_LANGUAGES or one.language == asked_in or not morphology.lemmas(word)


def _may_be(language: str, possible: set[str], asked_in: str) -> bool:
    """Whether a misspelt word may be meant as one of this language; Russian and Ukrainian may be in Latin letters."""
    if language in MORE_LANGUAGES:
        return language == asked_in
    return language in possible or language in {"ru", "uk"}


def halves(word: str) -> tuple[str, str] | None:
    """The two names that a Swedish compound is made of, "tolk" and "tjänst" of "tolktjänst", if both are known."""
    low = word.lower()
    for cut in range(len(low) - _HALF, _HALF - 1, -1):
        left, right = low[:cut], low[cut:]
        if not _is_swedish(right):
            continue
        for first in (left, left.removesuffix("s"), f"{left}a", f"{left}e"):
            if len(first) >= _HALF and _is_swedish(first):
                return first, right
    return None


def _is_swedish(word: str) -> bool:
    keys = wording.keys_in(word, "sv")
    return any(
        name.language == "sv" and len(name.keys) == 1 and keys & name.keys[0]
        for key in keys
        for name in _by_key().get(key, ())
    )


def _names_at(keys: Sequence[frozenset[str]], place: int, asked_in: str) -> list[Recognised]:
    """The longest names that begin at this word; those of the page's own language alone when there are any."""
    candidates = {name for key in keys[place] for name in _by_key().get(key, ())}
    fitting = [name for name in candidates if _fits(name, keys, place)]
    longest = max((len(name.keys) for name in fitting), default=0)
    kept = [name for name in fitting if len(name.keys) == longest]
    own = [name for name in kept if name.language == asked_in]
    kept = own or [name for name in kept if name.language in LANGUAGES] or kept
    once: dict[tuple[str, str], _Name] = {(name.concept.code, name.language): name for name in kept}
    return [
        Recognised(place, place + longest, name.concept, name.language, name.name)
        for name in sorted(once.values(), key=lambda one: (one.concept.code, one.language))
    ]


def _fits(name: _Name, keys: Sequence[frozenset[str]], place: int) -> bool:
    asked = keys[place : place + len(name.keys)]
    return len(asked) == len(name.keys) and all(one & other for one, other in zip(name.keys, asked, strict=True))


@cache
def _chinese_names() -> tuple[str, ...]:
    names = {name for one in concepts() for name in one.names.get("zh", ())}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def _by_slug() -> dict[str, Concept]:
    return {one.slug: one for one in concepts()}


@cache
def _by_key() -> dict[str, tuple[_Name, ...]]:
    """Names by each key of their first word."""
    found: dict[str, list[_Name]] = defaultdict(list)
    for concept in concepts():
        for language, names in concept.names.items():
            for name in names:
                keys = tuple(wording.keys_in(word, language) for word in tokens(name)[:_LONGEST_NAME])
                if keys:
                    made = _Name(concept, language, name, keys)
                    for key in keys[0]:
                        found[key].append(made)
                if len(keys) > 1:  # "kotihoidontuki", "daycare": the same without its spaces
                    joined = fold("".join(tokens(name)))
                    found[joined].append(_Name(concept, language, name, (frozenset({joined}),)))
    return {key: tuple(names) for key, names in found.items()}


@cache
def _by_gram() -> dict[str, tuple[str, ...]]:
    """Keys of names with a single word, by three letters that stand in them."""
    found: dict[str, list[str]] = defaultdict(list)
    for key, names in _by_key().items():
        if len(key) >= _LEAST_LETTERS and any(len(name.keys) == 1 for name in names):
            for gram in _grams(key):
                found[gram].append(key)
    return {gram: tuple(keys) for gram, keys in found.items()}


def _grams(word: str) -> frozenset[str]:
    framed = f"  {word} "
    return frozenset(framed[place : place + 3] for place in range(len(framed) - 2))


def _more() -> dict[str, dict[str, str]]:
    """Names in the languages that not every concept has, by its code."""
    told = resources.files("luukku.language").joinpath("data/glossary_more.csv").read_text(encoding="utf-8")
    return {row["concept"]: row for row in csv.DictReader(told.splitlines())}


def _concept(theme: str, row: dict[str, str], more: Mapping[str, Mapping[str, str]]) -> Concept:
    code = f"{theme}.{row['concept']}"
    cells = {**row, **more.get(code, {})}
    names = {language: _names(cells.get(language, "")) for language in (*LANGUAGES, *MORE_LANGUAGES)}
    return Concept(code, theme, {language: told for language, told in names.items() if told})


def _names(cell: str) -> tuple[str, ...]:
    return tuple(name for one in cell.split(BETWEEN) if (name := one.strip()))
