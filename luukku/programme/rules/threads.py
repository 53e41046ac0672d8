"""A thread goes from a wish to a change: where along it something is missing, and by which words it is found."""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import Final

MOST_WORDS: Final = 12
SHORTEST: Final = 3
_LONG_WORD: Final = 6
_ENDING: Final = 2


class Stage(StrEnum):
    """The parts of the way, in their order."""

    WISH = "wish"
    WORK = "work"
    OWNER = "owner"
    SIGN = "sign"
    CHANGE = "change"


def breaks_at(filled: Collection[Stage]) -> Stage | None:
    """The first stage at which nothing stands; None when the thread is whole."""
    return next((stage for stage in Stage if stage not in filled), None)


def phrases(words: str) -> list[list[str]]:
    """What a thread is found by: phrases between commas, bars or line ends; of each every word must be found."""
    parts = [re.findall(r"\w+", part) for part in re.split(r"[|,;\n]", words)]
    return [part for part in parts if part][:MOST_WORDS]


def stem(word: str) -> str:
    """The part of a folded word that its inflected forms share: of a long word all but its last two letters.

    "tyokalupakki" → "tyokalupak", found in "tyokalupakin" too. It may find too much: a person looks at what was found.
    """
    return word[:-_ENDING] if len(word) >= _LONG_WORD else word


def is_searchable(stems: Collection[str]) -> bool:
    """Whether a phrase is long enough to be looked for: one or two letters are found everywhere."""
    return any(len(one) >= SHORTEST for one in stems)
