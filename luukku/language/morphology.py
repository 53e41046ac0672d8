"""Finnish word forms: which word a form is of, of which parts a compound is made, and what its ending says.

Voikko does the work (the system's libvoikko with the dictionary voikko-fi). It is safe in one thread at a time only: a
handle used by two threads at once aborts the process, so each thread has its own. Without Voikko every question gets
an empty answer and `is_available()` is False; whoever asks does what can be done without.
"""

import re
import threading
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

LONGEST_WORD: Final = 60
"""Longer "words" are addresses, codes and mistakes; nobody's word forms."""

LONGEST_MENDED: Final = 30
MOST_SUGGESTIONS: Final = 4

_WORD = re.compile(r"[^\W\d_]+(?:[-'’:][^\W_]+)*-?")
_BASE = re.compile(r"\+([^+(]+)\(([^)]*)\)")
_SHORTEST_BASE = 3

_CLASSES: Final = {
    "nimisana": "noun",
    "laatusana": "adjective",
    "nimisana_laatusana": "noun or adjective",
    "teonsana": "verb",
    "kieltosana": "negative verb",
    "seikkasana": "adverb",
    "asemosana": "pronoun",
    "suhdesana": "adposition",
    "sidesana": "conjunction",
    "huudahdussana": "interjection",
    "lukusana": "numeral",
    "lyhenne": "abbreviation",
    "etuliite": "prefix",
    "etunimi": "first name",
    "sukunimi": "surname",
    "paikannimi": "place name",
    "nimi": "name",
}
_CASES: Final = {
    "nimento": "nominative",
    "omanto": "genitive",
    "osanto": "partitive",
    "kohdanto": "accusative",
    "olento": "essive",
    "tulento": "translative",
    "sisaolento": "inessive",
    "sisaeronto": "elative",
    "sisatulento": "illative",
    "ulkoolento": "adessive",
    "ulkoeronto": "ablative",
    "ulkotulento": "allative",
    "vajanto": "abessive",
    "seuranto": "comitative",
    "keinonto": "instructive",
    "kerrontosti": "adverbial",
}


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word form; "kuusi" has two: a tree, and a number.

    Attributes:
        lemma: the dictionary form in small letters: "perhekeskuksissa" → "perhekeskus".
        word_class: noun, adjective, verb, negative verb, adverb, pronoun, adposition, conjunction, numeral,
            abbreviation, prefix, first name, surname, place name …
        bases: dictionary forms inside the word: the parts of a compound, and what a word was derived from.
        pieces: the parts of a compound as they are written: ("perhe", "keskuksissa"); one when it is simple.
        case: nominative … instructive, in English; empty for verbs.
        number: singular or plural. person: 1, 2, 3, or 4 for the passive.
        mood: indicative, conditional, imperative, potential, A-infinitive, E-infinitive, MA-infinitive …
        tense: present_simple or past_imperfective.
        participle: present_active, present_passive, past_active, past_passive, agent, negation.
        possessive: 1s, 2s, 3, 1p, 2p. focus: the clitic, for example kin, kaan or han. is_question: has -ko.
    """

    lemma: str
    word_class: str
    bases: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    case: str = ""
    number: str = ""
    person: str = ""
    mood: str = ""
    tense: str = ""
    participle: str = ""
    comparison: str = ""
    possessive: str = ""
    focus: str = ""
    is_question: bool = False
    is_negative: bool = False

    @property
    def is_compound(self) -> bool:
        return len(self.pieces) > 1


@dataclass
class _Handles(threading.local):
    """One handle for each thread, made when the thread first asks."""

    voikko: Any = field(default=None)
    is_tried: bool = False


_handles = _Handles()
_switched_off = threading.Event()


def is_available() -> bool:
    """Whether word forms are known here: library, dictionary and binding are all in place."""
    return _voikko() is not None


@lru_cache(maxsize=20_000)
def analyse(word: str) -> tuple[Analysis, ...]:
    """Every reading of a word form as it is written, the likeliest (fewest parts) first; none when it is unknown.

    A capital matters: "Nokialla" is the town, "nokialla" nothing. Ask both ways when people don't mind capitals.
    """
    voikko = _voikko()
    if voikko is None or not is_word(word):
        return ()
    readings = [_analysis(word, told) for told in voikko.analyze(word)]
    return tuple(sorted(dict.fromkeys(readings), key=lambda one: len(one.pieces)))


@lru_cache(maxsize=20_000)
def hyphenated(word: str) -> str:
    """The word with a hyphen at each place where a line may break: "kotoutuminen" → "ko-tou-tu-mi-nen"."""
    voikko = _voikko()
    return str(voikko.hyphenate(word)) if voikko is not None and is_word(word) else word


@lru_cache(maxsize=2_000)
def suggestions(word: str) -> tuple[str, ...]:
    """What an unknown word was probably meant to be, compounds included; a few milliseconds, or thirty for a long one.

    One word rather than two: "työtoimita" is a misspelt "työtoiminta" before it is "työ toimita".
    """
    voikko = _voikko()
    if voikko is None or not is_word(word) or len(word) > LONGEST_MENDED:
        return ()
    told = [str(one).lower() for one in voikko.suggest(word.lower())]
    return tuple([one for one in told if " " not in one] or told)[:MOST_SUGGESTIONS]


@lru_cache(maxsize=20_000)
def lemmas(word: str) -> tuple[str, ...]:
    """The dictionary forms a word may be of, written with a capital or without; none when it is unknown."""
    return tuple(dict.fromkeys(one.lemma for one in _either_way(word)))


@lru_cache(maxsize=50_000)
def index_terms(word: str) -> tuple[str, ...]:
    """What a word is found by: its dictionary forms, then the parts of the compound and what it was derived from."""
    readings = _either_way(word)
    whole = dict.fromkeys(one.lemma for one in readings)
    return tuple(whole | dict.fromkeys(base for one in readings for base in one.bases))


def is_word(word: str) -> bool:
    """Whether Voikko may be asked: letters, with hyphens, apostrophes and colons inside."""
    return len(word) <= LONGEST_WORD and _WORD.fullmatch(word) is not None


def _either_way(word: str) -> tuple[Analysis, ...]:
    low = word.lower()
    return analyse(low) + analyse(low[:1].upper() + low[1:])


def _analysis(word: str, told: dict[str, str]) -> Analysis:
    lemma = told.get("BASEFORM", word).lower()
    return Analysis(
        lemma=lemma,
        word_class=_CLASSES.get(told.get("CLASS", ""), "other"),
        bases=tuple(base for base in _bases(told.get("WORDBASES", "")) if base != lemma),
        pieces=_pieces(word, told.get("STRUCTURE", "")),
        case=_CASES.get(told.get("SIJAMUOTO", ""), ""),
        number=told.get("NUMBER", ""),
        person=told.get("PERSON", ""),
        mood=told.get("MOOD", ""),
        tense=told.get("TENSE", ""),
        participle=told.get("PARTICIPLE", ""),
        comparison=told.get("COMPARISON", ""),
        possessive=told.get("POSSESSIVE", ""),
        focus=told.get("FOCUS", ""),
        is_question=told.get("KYSYMYSLIITE") == "true",
        is_negative=told.get("NEGATIVE") == "true",
    )


def _bases(told: str) -> tuple[str, ...]:
    """Of "+perhe(perhe)+keskus(keskus)": both. Endings ("+minen") and the shortest words are nobody's search."""
    found = [base.strip("-").lower() for _written, base in _BASE.findall(told) if not base.startswith("+")]
    return tuple(dict.fromkeys(base for base in found if len(base) >= _SHORTEST_BASE))


def _pieces(word: str, structure: str) -> tuple[str, ...]:
    """A word cut where Voikko's structure ("=ppppp=pppppp") begins a part; other signs stand for one letter each."""
    pieces: list[str] = []
    place = 0
    for sign in structure:
        if sign == "=":
            pieces.append("")
        elif place < len(word):
            pieces[-1:] = [(pieces[-1] if pieces else "") + word[place]]
            place += 1
    return tuple(piece for piece in (one.strip("-") for one in pieces) if piece) or (word,)


def _voikko() -> Any:
    if _switched_off.is_set():
        return None
    if not _handles.is_tried:
        _handles.is_tried = True
        _handles.voikko = _opened()
    return _handles.voikko


def _opened() -> Any:
    """A handle of this thread's own; None when something that it needs is not here."""
    try:
        from libvoikko import Voikko, VoikkoException  # noqa: PLC0415 - without the system's library it can't be loaded
    except (ImportError, OSError):
        return None
    try:
        return Voikko("fi")
    except (VoikkoException, OSError):
        return None


class switched_off:  # noqa: N801 - reads as a phrase: with switched_off(): …
    """As if there were no Voikko here, for the benchmark that compares and for tests. For the whole process."""

    def __enter__(self) -> None:
        _switched_off.set()
        _forget()

    def __exit__(self, *_error: object) -> None:
        _switched_off.clear()
        _forget()


def _forget() -> None:
    for answers in (analyse, hyphenated, suggestions, lemmas, index_terms):
        answers.cache_clear()
