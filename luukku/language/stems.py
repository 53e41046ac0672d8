"""Stems of words in the languages that have no dictionary here: cut the same way in a question and in a text.

Swedish, English, Russian, Estonian and Turkish by the Snowball stemmers; Arabic, Ukrainian, Persian, Sorani and Somali
by short lists of common endings, made by us. A stem is a key to compare, folded to Latin letters; not a word.
"""

import threading
import tomllib
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import resources
from typing import Any, Final

import snowballstemmer

from luukku.language.folding import TO_ONE_ARABIC, fold

_SNOWBALL: Final = {"sv": "swedish", "en": "english", "ru": "russian", "et": "estonian", "tr": "turkish"}
_LEAST = 3
"""So many letters stay of every word."""
_MOST_ENDINGS = 2
"""An article may follow an ending: Somali "tarjumaan-ka"."""


@lru_cache(maxsize=20_000)
def stem(word: str, language: str) -> str:
    """The stem of one word, folded. In a language that we have no endings for, the folded word itself."""
    low = word.lower()
    if language in _SNOWBALL:
        return fold(_snowball(low, language))
    before, endings = _affixes().get(language, ((), ()))
    low = low.translate(TO_ONE_ARABIC)
    low = low[next((len(one) for one in before if low.startswith(one) and len(low) - len(one) >= _LEAST), 0) :]
    for _round in range(_MOST_ENDINGS):
        cut = next((len(one) for one in endings if low.endswith(one) and len(low) - len(one) >= _LEAST), 0)
        low = low[: len(low) - cut]
    return fold(low)


@cache
def _affixes() -> dict[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    """By language: what is written to the front of a word, and endings; the longer ones first."""
    text = resources.files("luukku.language").joinpath("data/affixes.toml").read_text(encoding="utf-8")
    return {
        language: (_longest_first(told["before"]), _longest_first(told["endings"]))
        for language, told in tomllib.loads(text).items()
    }


def _longest_first(told: str) -> tuple[str, ...]:
    return tuple(sorted(told.split(), key=len, reverse=True))


class _Stemmers(threading.local):
    """A stemmer keeps the word it works on, so each thread has its own."""

    def __init__(self) -> None:
        self.of: dict[str, Callable[[str], str]] = {}


_stemmers = _Stemmers()


def _snowball(word: str, language: str) -> str:
    cut = _stemmers.of.get(language)
    if cut is None:
        stemmer: Any = snowballstemmer.stemmer(_SNOWBALL[language])
        cut = _stemmers.of[language] = stemmer.stemWord
    return cut(word)
