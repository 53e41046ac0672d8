"""What of a text that is going to leave the county could lead to a person."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"')]+", re.IGNORECASE)
_YEARS: Final = re.compile(r"(18|19|20)\d\d ?- ?(18|19|20)\d\d")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD: Final = re.compile(r"[^\W_]+")
_THOUSANDS: Final = re.compile(r"\d{1,3}( \d{3})+")
_ENDINGS: Final = frozenset({
    "n", "a", "ä", "ta", "tä", "ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "lle", "na", "nä", "ksi",
    "an", "än", "en", "in", "on", "un", "s", "kin",
})  # fmt: skip
"""Of cases, behind a vowel or, after an i between them, a consonant."""
_AFTER_S: Final = frozenset({"ta", "tä", *(f"e{one}" for one in _ENDINGS)})
"""Of names in -nen, behind the s that comes in its place."""


def without_addresses(text: str) -> str:
    """The text without web addresses: their numbers are nobody's."""
    return _ADDRESS.sub(" ", text)


def is_harmless(mark: str) -> bool:
    """Whether what looks like a long number is a day, a span of years or thousands with spaces."""
    if _DAY.fullmatch(mark) or _YEARS.fullmatch(mark):
        return True
    return _THOUSANDS.fullmatch(mark) is not None and not mark.startswith("0")


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Which whole names stand in a text: capitals or not, the surname first or last, and with a Finnish ending.

    A single word is not taken for a name, and neither is a name of which only a part stands there.
    """
    words = _words(text)
    places: dict[str, list[int]] = defaultdict(list)
    for place, word in enumerate(words):
        places[word].append(place)
    return [name for name in names if _stands_in(_words(name), words, places)]


def _stands_in(name: list[str], words: list[str], places: Mapping[str, list[int]]) -> bool:
    *given, surname = name or [""]
    if not given:
        return False
    for place in places.get(given[0], ()):
        after = place + len(given)
        around = [*words[max(place - 1, 0) : place], *words[after : after + 1]]
        if words[place:after] == given and any(_is_form(word, surname) for word in around):
            return True
    return False


def _is_form(word: str, surname: str) -> bool:
    """Whether a word is a surname, as it is or in one of its cases: Virtanen, Virtasen; Mattila, Mattilalle."""
    if word == surname:
        return True
    if surname.endswith("nen") and word.startswith(f"{surname[:-3]}s"):
        return word[len(surname) - 2 :] in _AFTER_S
    stems = [surname, f"{surname[:-1]}e"] if surname.endswith("i") else [surname]
    return any(word.startswith(stem) and word[len(stem) :] in _ENDINGS for stem in stems)


def _words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
