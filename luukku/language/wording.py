"""By which terms a word is found, in each language: the same for a text that is indexed and for what somebody asks.

Finnish words give their dictionary forms and the parts of compounds (Voikko); other languages give a stem. Where
Voikko is missing, Finnish texts that the worker indexes are read with simplemma, which takes 350 MB and is never
loaded by a process that answers pages; a question then finds its words through the forms that texts have had.
"""

import re
from functools import lru_cache
from typing import Final

from luukku.language import morphology
from luukku.language.folding import Script, fold, script
from luukku.language.stems import stem

LONGEST_TERM: Final = 60
_CHINESE = re.compile("[\u3400-\u9fff]")
_BY_SCRIPT: Final = {
    Script.LATIN: ("fi", "sv", "en", "so", "et", "tr"),
    Script.CYRILLIC: ("ru", "uk"),
    Script.ARABIC: ("ar", "fa", "ckb"),
    Script.OTHER: (),
}


def is_chinese(word: str) -> bool:
    """Whether a word has signs of which each may be a word, so that it must be cut."""
    return _CHINESE.search(word) is not None


@lru_cache(maxsize=50_000)
def terms(word: str, language: str) -> tuple[str, ...]:
    """What a word of a text in this language is found by; the word itself, in small letters, when nothing is known."""
    low = word.lower()[:LONGEST_TERM]
    if is_chinese(low):
        return _pairs(low)
    if language == "fi":
        return morphology.index_terms(word) or _split_at_hyphens(low) or (low,)
    found = stem(low, language)
    return (found,) if found else ()


@lru_cache(maxsize=20_000)
def terms_with_much_memory(word: str, language: str) -> tuple[str, ...]:
    """The same for the worker that indexes where Voikko is missing. Loads 350 MB when it is first asked for Finnish."""
    if language != "fi" or morphology.is_available():
        return terms(word, language)
    import simplemma  # noqa: PLC0415 - see above: only the process that indexes may carry it

    low = word.lower()[:LONGEST_TERM]
    return tuple(dict.fromkeys([simplemma.lemmatize(low, lang="fi").lower(), low]))


def languages_of(word: str, asked_in: str) -> tuple[str, ...]:
    """In which languages a word may have been asked: the page's own first, then the others of its script."""
    possible = _BY_SCRIPT[script(word)]
    return (asked_in, *(one for one in possible if one != asked_in)) if asked_in in possible else possible


@lru_cache(maxsize=20_000)
def keys(word: str, asked_in: str = "") -> frozenset[str]:
    """Everything by which a word can be recognised as one of the glossary, whatever language it is in."""
    possible = languages_of(word, asked_in)
    return frozenset().union(*(keys_in(word, language) for language in possible)) or frozenset({fold(word)} - {""})


@lru_cache(maxsize=20_000)
def keys_in(word: str, language: str) -> frozenset[str]:
    """The same, when the language is known: the folded word, and its stem or its dictionary forms."""
    if language == "fi":
        found = {fold(word), *(fold(lemma) for lemma in morphology.lemmas(word))}
    else:
        found = {fold(word), stem(word, language)}
    return frozenset(found - {""})


def _split_at_hyphens(low: str) -> tuple[str, ...]:
    """ "luukku-piste" that no dictionary has: the whole, and what its parts give."""
    if "-" not in low:
        return ()
    parts = [term for part in low.split("-") if len(part) > 2 for term in terms(part, "fi")]
    return tuple(dict.fromkeys([low, *parts]))


def _pairs(low: str) -> tuple[str, ...]:
    """Chinese has no spaces between words: every two signs are a term."""
    return tuple(dict.fromkeys(low[place : place + 2] for place in range(max(1, len(low) - 1))))
