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
PER_WORD_OF_SENTENCE: Final = 0.012
EASY_WORD: Final = 8  # letters
LONG_COMPOUND: Final = 15  # letters
PER_LETTER_OVER: Final = 0.04  # by 100 letters
PER_WORD_FINDING: Final = 0.10  # by 100 letters
PER_STRUCTURE: Final = 0.20  # by 100 letters
LETTERS: Final = 100
SMOOTHING: Final = 60  # letters added to every text, so that one finding in a line of few words does not decide all
EASY_VERB: Final = 5  # words for each verb in a person
LONGEST_VERB: Final = 20
FEW_OF: Final = 10
_FRAGMENT: Final = 4  # words
_MANY: Final = 4  # pieces
_CUT_UP: Final = 3


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
    weights["word"] += compounds_apart(written) + no_words(text)
    hundreds = (text.letters + SMOOTHING) / LETTERS
    return Load(
        sentences=PER_WORD_OF_SENTENCE
        * (over(sentence_length(text), EASY_SENTENCE) + over(verb_distance(text), EASY_VERB)),
        words=(PER_WORD_FINDING * weights["word"] + PER_LETTER_OVER * letters_over(written)) / hundreds,
        structures=PER_STRUCTURE * (weights["sentence"] + weights["structure"]) / hundreds,
    )


def over(value: float, easy: float) -> float:
    return max(0.0, value - easy)


def verb_distance(text: Text) -> float:
    """Words for each verb in a person: full stops do not change it. Where verbs are not known, easy."""
    if not any(one.readings for one in text.words):
        return EASY_VERB
    words = sum(one.is_word for one in text.words)
    verbs = sum(may_be_finite(one) for one in text.words)
    return min(words / max(1, verbs), LONGEST_VERB) if words >= EASY_VERB else EASY_VERB


def no_words(text: Text) -> float:
    """The weight of what stands where words should: single letters, and addresses beyond one in twenty words."""
    words = text.words
    letters = sum(one.is_word and one.letters == 1 and len(one.form) == 1 for one in words)
    addresses = sum(one.kind == "address" for one in words)
    return over(letters, len(words) / FEW_OF) + 2 * over(addresses, 1 + len(words) / (2 * FEW_OF))


def letters_over(words: Iterable[tuple[int, int]]) -> int:
    """Letters by which words are longer than easy ones, all together."""
    return sum(max(0, letters - EASY_WORD) for letters, _tokens in words)


def compounds_apart(words: Iterable[tuple[int, int]]) -> int:
    """Long compounds that were written as several words: they weigh as much as together."""
    return sum(tokens > 1 and letters >= LONG_COMPOUND for letters, tokens in words)


def sentence_length(text: Text) -> float:
    """In how long a sentence the average word of the text stands, in words.

    Few words without a verb are read with what follows them: a heading with its text, and a sentence cut up by full
    stops as the sentence that it is. Where many pieces have no verb, a stop counts only between two that have one.
    """
    pieces = [(len(one.words), _has_verb(one)) for one in text.sentences]
    is_cut_up = len(pieces) >= _MANY and sum(not has_verb for _count, has_verb in pieces) * _CUT_UP > len(pieces)
    lengths: list[int] = []
    waiting, is_open = 0, False
    for count, has_verb in pieces:
        if is_open and has_verb:
            lengths.append(min(waiting, LONGEST_COUNTED))
            waiting = 0
        is_open = has_verb if is_cut_up else has_verb or waiting + count >= _FRAGMENT
        waiting += count
        if is_open and not is_cut_up:
            lengths.append(min(waiting, LONGEST_COUNTED))
            waiting, is_open = 0, False
    if waiting:
        lengths.append(min(waiting, LONGEST_COUNTED))
    total = sum(lengths)
    return sum(length * length for length in lengths) / total if total else 0.0


def _has_verb(sentence: Sentence) -> bool:
    return any(may_be_finite(one) for one in sentence.words)
