"""How each word of a question may be understood, before the index is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from luukku.language import folding, glossary, morphology, umlauts, wording
from luukku.language.glossary import Concept

SAME, DOTS, MEANING, MENDED = 1.0, 0.9, 0.7, 0.75
"""How much a reading counts: the word itself, typed without dots, what it means elsewhere, misspelt."""
SYNONYM: Final = 0.45
"""Another word of the same language for the same thing."""
ALMOST: Final = 0.5
"""A word that is almost one of the glossary's."""
LOOKALIKE: Final = 0.35
"""A word of the index that shares some letters; only for documents that have nothing better."""
PART: Final = 0.6
"""A part of a compound beside the compound itself."""


class How(StrEnum):
    """Why a document was found by a word."""

    SAME = "same"
    SPELLING = "spelling"
    ALIKE = "alike"
    MEANING = "meaning"
    LANGUAGE = "language"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a word, as terms that the index may have.

    Attributes:
        terms: each with its share; found together they count together.
        weight: how sure the reading is; shown: the word as it would be shown to whoever asked.
    """

    terms: tuple[tuple[str, float], ...]
    weight: float
    how: How
    shown: str


@dataclass(slots=True)
class Asked:
    """One word of the question, or a name of several words, and the ways to understand it."""

    words: tuple[str, ...]
    readings: list[Reading] = field(default_factory=list)
    is_known: bool = False
    """Whether a dictionary or the glossary knows it, so that it needs no mending."""

    @property
    def written(self) -> str:
        return " ".join(self.words)


def understand(words: Sequence[str], asked_in: str) -> list[Asked]:
    """Every word with its readings from dictionaries and glossary; what texts have comes later."""
    asked = [_plain(word, asked_in) for word in words]
    for one in glossary.recognise(words, asked_in):
        covered = asked[one.first : one.after]
        readings = _translations(one.concept, one.language, one.name, one.likeness)
        for each in covered:
            each.is_known = True
        # a name of several words: its meaning stands with the first of them, and counts for all
        for reading in readings:
            whole = Reading(reading.terms, reading.weight * len(covered), reading.how, reading.shown)
            covered[0].readings.append(whole)
    for one_asked in asked:
        if not one_asked.is_known:
            _add_halves(one_asked)
            _add_almost(one_asked, asked_in)
    return asked


def _plain(word: str, asked_in: str) -> Asked:
    """A word in each language that it may be in."""
    asked = Asked((word,))
    for place, language in enumerate(wording.languages_of(word, asked_in) or (asked_in or "zh",)):
        weight = SAME if place == 0 or language == "fi" else SAME * 0.9
        _add(asked, _bag(word, language), weight, How.SAME, word)
    for dotted in umlauts.with_dots(word):
        _add(asked, _bag(dotted, "fi"), DOTS, How.SPELLING, dotted)
    asked.is_known = bool(morphology.lemmas(word) or umlauts.with_dots(word))
    return asked


def mend(asked: Asked) -> None:
    """Readings of a word that nothing knows, as a dictionary would have it spelt."""
    for word in asked.words:
        for place, meant in enumerate(morphology.suggestions(word)):
            terms = [term for each in meant.split() for term in _bag(each, "fi")]
            _add(asked, tuple(terms), MENDED * 0.9**place, How.SPELLING, meant)


def _bag(word: str, language: str) -> tuple[tuple[str, float], ...]:
    """What a word is found by: dictionary forms whole, the parts of a compound less."""
    whole = max(1, len(morphology.lemmas(word))) if language == "fi" else 1
    found = wording.terms(word, language)
    return tuple((term, 1.0 if place < whole else PART) for place, term in enumerate(found))


def _add(asked: Asked, terms: tuple[tuple[str, float], ...], weight: float, how: How, shown: str) -> None:
    if terms and all(terms != one.terms for one in asked.readings):
        asked.readings.append(Reading(terms, weight, how, shown))


def _translations(concept: Concept, language: str, name: str, likeness: float) -> list[Reading]:
    """What else the same thing is called, here and in other languages."""
    readings = []
    for other, names in concept.names.items():
        for place, called in enumerate(names):
            if other == language and called == name and likeness == 1:
                continue
            terms = [term for word in folding.tokens(called) for term in wording.terms(word, other)[:1]]
            weight = (SYNONYM if other == language else MEANING) * likeness * (1.0 if place == 0 else 0.9)
            how = How.MEANING if other == language else How.LANGUAGE
            readings.append(
                Reading(tuple((term, 1.0 / len(terms)) for term in dict.fromkeys(terms)), weight, how, called)
            )
    return readings


def _add_almost(asked: Asked, asked_in: str) -> None:
    """What a word means that is almost one of the glossary's: misspelt, or in a form that no ending explains."""
    for concept, language, name, likeness in glossary.almost(asked.written, asked_in):
        asked.readings += _translations(concept, language, name, likeness * ALMOST)


def _add_halves(asked: Asked) -> None:
    """A Swedish compound that the glossary knows by its two halves."""
    both = glossary.halves(asked.written)
    if both is None:
        return
    for half in both:
        for one in glossary.recognise([half], "sv"):
            for reading in _translations(one.concept, one.language, one.name, 0.9):
                asked.readings.append(reading)
