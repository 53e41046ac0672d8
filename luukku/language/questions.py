"""What somebody asks about, out of how they ask: "mistä saan tulkin neuvolaan" is about an interpreter and a clinic."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Final

from luukku.core import text
from luukku.language import morphology
from luukku.language.folding import fold, tokens
from luukku.language.glossary import segment
from luukku.language.stems import stem
from luukku.language.wording import languages_of

MOST_WORDS: Final = 24
"""Words of a question that are looked at; the rest of a longer one says the same again."""
MOST_LETTERS: Final = 2_000

_LITTLE_CLASSES = frozenset({"pronoun", "conjunction", "negative verb", "interjection"})


@dataclass(frozen=True, slots=True)
class Question:
    """A question cut into words.

    Attributes:
        words: those that say about what, in their order; all of them when none does.
        is_cut: the question was longer than what is looked at.
    """

    words: tuple[str, ...]
    is_cut: bool = False


def read(asked: str, asked_in: str = "") -> Question:
    """The words of a question without those that only ask."""
    cleaned = text.clean(asked)
    every = [part for word in tokens(cleaned[:MOST_LETTERS]) for part in segment(word)]
    telling = [word for word in every if not is_little(word, asked_in)]
    kept = list(dict.fromkeys(telling or every))
    return Question(tuple(kept[:MOST_WORDS]), is_cut=len(cleaned) > MOST_LETTERS or len(kept) > MOST_WORDS)


def is_little(word: str, asked_in: str = "") -> bool:
    """Whether a word says how somebody asks and not about what, in a language in which it may have been asked.

    In another language than the page's own a single letter more may make a word that tells something, so only
    languages that the word can be in are looked at, and Finnish by all of its dictionary forms.
    """
    possible = languages_of(word, asked_in)
    if any({fold(word), stem(word, one)} & _little().get(one, frozenset()) for one in possible if one != "fi"):
        return "fi" not in possible or asked_in not in ("fi", "") or not morphology.lemmas(word) or _is_little_fi(word)
    return "fi" in possible and _is_little_fi(word)


def _is_little_fi(word: str) -> bool:
    if fold(word) in _little()["fi"]:
        return True
    readings = morphology.analyse(word.lower())
    return bool(readings) and all(
        one.word_class in _LITTLE_CLASSES or fold(one.lemma) in _little()["fi"] for one in readings
    )


@cache
def _little() -> dict[str, frozenset[str]]:
    told = resources.files("luukku.language").joinpath("data/little_words.toml").read_text(encoding="utf-8")
    listed = {language: words.split() for language, words in tomllib.loads(told).items()}
    stems = {
        language: {stem(word, language) for word in words} for language, words in listed.items() if language != "fi"
    }
    return {language: frozenset(map(fold, words)) | stems.get(language, set()) for language, words in listed.items()}
