"""The score: 100 · e^(−load), higher is plainer. The formula is open and explained in docs/rules/plain.md.

Line breaks are in no part of it. Hard words and structures are counted for each letter of the text, not for each
word, so that cutting words does not thin them out; and each piece of a cut word makes its sentence longer.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from luukku.language.plain.detectors.phrases import may_be_finite
from luukku.language.plain.detectors.words import written_words
from luukku.language.plain.rules import Finding, Rule
from luukku.language.plain.tokens import Sentence, Text

EASY_SENTENCE: Final = 6  # words; shorter ones carry no load
LONGEST_COUNTED: Final = 40  # words: beyond this a sentence is not read but looked up
PER_WORD_OF_SENTENCE: Final = 0.025
EASY_WORD: Final = 10  # letters
LONG_COMPOUND: Final = 15  # letters
PER_LETTER_OVER: Final = 0.04  # by 100 letters
PER_WORD_FINDING: Final = 0.15  # by 100 letters
PER_STRUCTURE: Final = 0.40  # by 100 letters
LETTERS: Final = 100
SMOOTHING: Final = 60  # letters added to every text, so that one finding in a line of few words does not decide all
_FRAGMENT: Final = 4


@dataclass(frozen=True, slots=True)
class Load:
    """What makes a text heavy, in three parts that add up."""

    sentences: float
    words: float
    structures: float

    @property
    def total(self) -> float:
        return self.sentences + self.words + self.structures

    @property
    def score(self) -> float:
        return round(100 * math.exp(-self.total), 1)


def load(text: Text, findings: Iterable[Finding], rules: Mapping[str, Rule]) -> Load:
    """The load of a text with at least one letter."""
    weights = {"word": 0.0, "sentence": 0.0, "structure": 0.0, "text": 0.0}
    for one in findings:
        weights[rules[one.rule].area] += rules[one.rule].weight * one.share
    written = [word for sentence in text.sentences for word in written_words(sentence.tokens)]
    weights["word"] += compounds_apart(written)
    hundreds = (text.letters + SMOOTHING) / LETTERS
    return Load(
        sentences=PER_WORD_OF_SENTENCE * max(0.0, sentence_length(text) - EASY_SENTENCE),
        words=(PER_WORD_FINDING * weights["word"] + PER_LETTER_OVER * letters_over(written)) / hundreds,
        structures=PER_STRUCTURE * (weights["sentence"] + weights["structure"]) / hundreds,
    )


def letters_over(words: Iterable[tuple[int, int]]) -> int:
    """Letters by which words are longer than easy ones, all together."""
    return sum(max(0, letters - EASY_WORD) for letters, _tokens in words)


def compounds_apart(words: Iterable[tuple[int, int]]) -> int:
    """Long compounds that were written as several words: they weigh as much as together."""
    return sum(tokens > 1 and letters >= LONG_COMPOUND for letters, tokens in words)


def sentence_length(text: Text) -> float:
    """In how long a sentence the average word of the text stands, in words.

    Few words without a verb are read with what follows them: a heading with its text, and a sentence cut up by full
    stops as the sentence that it is.
    """
    lengths: list[int] = []
    waiting = 0
    for one in text.sentences:
        count = len(one.words)
        waiting += count
        if count >= _FRAGMENT or _has_verb(one):
            lengths.append(min(waiting, LONGEST_COUNTED))
            waiting = 0
    if waiting:
        lengths.append(min(waiting, LONGEST_COUNTED))
    total = sum(lengths)
    return sum(length * length for length in lengths) / total if total else 0.0


def _has_verb(sentence: Sentence) -> bool:
    return any(may_be_finite(one) for one in sentence.words)
