"""Names folded so that they are found however they are written."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from anyascii import anyascii

LONGEST_KEY = 900
"""The length of the column that holds the key; what folds longer is cut."""

SHORTEST_SKELETON = 3
"""Shorter skeletons ("al", "n") fit too many names to say anything."""

_DAY = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
_SOUNDS = (("kh", "h"), ("gh", "g"), ("ph", "f"), ("th", "t"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("ck", "k"),
           ("q", "k"), ("c", "k"), ("w", "v"), ("z", "s"), ("x", "h"), ("j", "y"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameQuery:
    """What somebody typed to find a family: a name, a date of birth, or both.

    Attributes:
        name: the folded name, "" when there is none.
        skeleton: its consonants, for names that are written in many ways.
        birth_on: the day found in the text, if any.
    """

    name: str
    skeleton: str
    birth_on: date | None


def fold(name: str) -> str:
    """One name in plain lower-case Latin letters: "Õie Mägi" → "oie magi", "محمد" → "mhmd", "Нина" → "nina"."""
    plain = anyascii(unicodedata.normalize("NFKC", name)).lower()
    return re.sub(r"[^a-z0-9]+", " ", plain).strip()


def skeleton(folded: str) -> str:
    """The consonants of a folded name, spellings of one sound as one: "mohammed" and "muhamad" → "mhmd"."""
    return " ".join(bones for bones in map(_bones, folded.split()) if len(bones) >= SHORTEST_SKELETON)


def name_key(*names: str) -> str:
    """All names of a person folded, and their skeletons, each once, for the trigram index."""
    folded = [one for one in map(fold, names) if one]
    keys = dict.fromkeys([*folded, *(bones for bones in map(skeleton, folded) if bones)])
    return " ".join(keys)[:LONGEST_KEY].rstrip()


def read_query(text: str) -> NameQuery:
    """Take apart what was typed: "Zahra Karimi 3.4.1992" is a name and a day; a day that is none stays text."""
    match = _DAY.search(text)
    birth_on = _real_day(match) if match else None
    if match and birth_on:
        text = f"{text[: match.start()]} {text[match.end() :]}"
    name = fold(text)
    return NameQuery(name=name, skeleton=skeleton(name), birth_on=birth_on)


def _bones(word: str) -> str:
    for written, sound in _SOUNDS:
        word = word.replace(written, sound)
    consonants = re.sub(r"[aeiouy]", "", word)
    return re.sub(r"(.)\1+", r"\1", consonants)


def _real_day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
