"""Words brought to one shape, so that spellings of the same word meet: marks, alphabets, letters that look alike.

"Päiväkoti" and "paivakoti" fold alike, so do "переводчик" and "perevodchik", "أسرة" and "اسره". A folded word is Latin
letters and digits alone, whatever it was written in. It is for finding only; nobody reads it.
"""

import re
import unicodedata
from enum import Enum
from functools import lru_cache
from typing import Final

from anyascii import anyascii

TOKEN: Final = re.compile(r"[^\W_]+(?:[-'’ʼ:.\u200c][^\W_]+)*")
"""A word: letters and digits of any script, with hyphens, apostrophes, points and Persian's narrow space inside."""

# One letter, many keyboards: hamza seats, Persian and Arabic yeh and kaf, heh with and without dots. Vowel marks and
# the stroke that only stretches a word go.
TO_ONE_ARABIC: Final = str.maketrans(
    {
        **dict.fromkeys("أإآٱٲٳ", "ا"),
        **dict.fromkeys("ىیېئۍے", "ي"),
        **dict.fromkeys("کڪ", "ك"),
        **dict.fromkeys("ةۀەھہۂۃ", "ه"),
        **dict.fromkeys("ؤۆۇ", "و"),
        "ع": "3",
        "ء": "",
        "ـ": "",
        "\u200c": "",
        "\u200d": "",
    }
)
_BARE: Final = str.maketrans({"ß": "ss", "ø": "o", "æ": "ae", "đ": "d", "ð": "d", "ł": "l", "ı": "i", "þ": "th"})


class Script(Enum):
    """Which writing a word is in, as far as search minds."""

    LATIN = "latin"
    CYRILLIC = "cyrillic"
    ARABIC = "arabic"
    OTHER = "other"


def tokens(text: str) -> list[str]:
    """The words of a text in their order, as they are written."""
    return TOKEN.findall(text)


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """One word in plain small Latin letters: "Säde" → "sade", "Дом" → "dom"; Arabic letters first in one form."""
    low = unicodedata.normalize("NFKC", word).lower()
    if low.isascii() and low.isalnum():
        return low
    bare = _without_marks(low.translate(TO_ONE_ARABIC).translate(_BARE))
    return re.sub(r"[^a-z0-9]", "", anyascii(bare).lower())


def fold_text(text: str) -> str:
    """Every word of a text folded, with one space between."""
    return " ".join(folded for word in tokens(text) if (folded := fold(word)))


@lru_cache(maxsize=50_000)
def script(word: str) -> Script:
    """The script of a word's first letter."""
    for sign in word:
        if not sign.isalpha():
            continue
        if sign < "\u0250" or "\u1e00" <= sign <= "\u1eff":
            return Script.LATIN
        if "\u0400" <= sign <= "\u052f":
            return Script.CYRILLIC
        if "\u0600" <= sign <= "\u06ff" or "\u0750" <= sign <= "\u077f" or "\ufb50" <= sign <= "\ufeff":
            return Script.ARABIC
        return Script.OTHER
    return Script.LATIN


def _without_marks(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if not unicodedata.combining(sign))
