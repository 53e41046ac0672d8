"""What of a text that is going to leave the county could lead to a person."""

import re
from collections.abc import Iterable
from typing import Final

_ADDRESS: Final = re.compile(r"https?://[^\s<>\"')]+", re.IGNORECASE)
_YEARS: Final = re.compile(r"(18|19|20)\d\d ?- ?(18|19|20)\d\d")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_WORD: Final = re.compile(r"[^\W_]+")
_THOUSANDS: Final = re.compile(r"\d{1,3}( \d{3})+")


def without_addresses(text: str) -> str:
    """The text without web addresses: their numbers are nobody's."""
    return _ADDRESS.sub(" ", text)


def is_harmless(mark: str) -> bool:
    """Whether what looks like a long number is a day, a span of years or thousands with spaces."""
    if _DAY.fullmatch(mark) or _YEARS.fullmatch(mark):
        return True
    return _THOUSANDS.fullmatch(mark) is not None and not mark.startswith("0")


def names_in(text: str, names: Iterable[str]) -> list[str]:
    """Which whole names stand in a text, capitals or not. A single word is not taken for a name."""
    folded = f" {' '.join(_words(text))} "
    return [name for name in names if len(words := _words(name)) > 1 and f" {' '.join(words)} " in folded]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
