"""What somebody may be about to ask, while they type: titles that fit, then words of the field."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from django.db import connection
from django.db.models import QuerySet

from luukku.core import text
from luukku.core.actor import Actor
from luukku.language import folding, glossary, wording
from luukku.language.folding import fold
from luukku.search import policies
from luukku.search.models import Document
from luukku.search.services.finding import quoted

MOST_LETTERS: Final = 100
_MOST_WORDS: Final = 6
_COMPLETIONS: Final = 16
_LOOKED_AT: Final = 60
_LEAST_LETTERS: Final = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text to ask for; a title also leads straight to its page."""

    text: str
    url: str = ""
    type: str = ""
    language: str = ""


def suggest(actor: Actor, typed: str, *, language: str = "", limit: int = 8) -> list[Suggestion]:
    """Titles that have the words typed so far, the last of them perhaps unfinished; then names from the glossary."""
    cleaned = " ".join(text.clean(typed[: MOST_LETTERS * 2]).split())[:MOST_LETTERS]
    words = folding.tokens(cleaned)[-_MOST_WORDS:]
    if not words or len(fold(words[-1])) < _LEAST_LETTERS:
        return []
    completed = _completions(fold(words[-1]))
    found = _titles(policies.findable_documents(actor), words, completed, language, limit) if completed else []
    named = _named(cleaned, language, limit - len(found))
    seen = {one.text.lower() for one in found}
    return [*found, *(one for one in named if one.text.lower() not in seen)][:limit]


def _completions(beginning: str) -> list[str]:
    """Terms of words that begin so, those that stand in most titles first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (term) term, titles FROM ("
            " SELECT coalesce(terms[1], word) AS term, titles, documents FROM search_word"
            " WHERE folded LIKE %s ORDER BY titles DESC, documents DESC, word LIMIT %s) AS words",
            [beginning.replace("\\", "").replace("%", "").replace("_", "") + "%", _COMPLETIONS],
        )
        return [str(term) for term, _titles in cursor.fetchall()]


def _titles(
    pool: QuerySet[Document], words: Sequence[str], completed: Iterable[str], language: str, limit: int
) -> list[Suggestion]:
    """Titles with all words. One thing is suggested once, in the language of the page when it exists in it."""
    parts = [_any_of(f"={term}" for term in completed)]
    for word in words[:-1]:
        terms = {term for one in wording.languages_of(word, language) for term in wording.terms(word, one)[:1]}
        parts.append(_any_of(f"={term}" for term in terms))
    query = " & ".join(part for part in parts if part)
    rows = pool.filter(vector__has_terms=query).only(
        "type", "source_id", "language", "title", "url", "title_key", "factor"
    )
    typed = " ".join(map(fold, words))
    ranked = sorted(
        rows[:_LOOKED_AT],
        key=lambda row: (
            row.language != language,
            not row.title_key.startswith(typed),
            f" {typed}" not in f" {row.title_key}",
            -row.factor,
            len(row.title),
            row.title,
        ),
    )
    once: dict[tuple[str, str], Suggestion] = {}
    for row in ranked:
        once.setdefault((row.type, row.source_id), Suggestion(row.title, row.url, row.type, row.language))
    by_text = {one.text.lower(): one for one in reversed(once.values())}
    return list(reversed(by_text.values()))[:limit]


def _any_of(lexemes: Iterable[str]) -> str:
    told = " | ".join(quoted(lexeme) for lexeme in sorted(lexemes))
    return f"({told})" if told else ""


def _named(typed: str, language: str, most: int) -> list[Suggestion]:
    """Names of the field that begin as typed, in the page's language first."""
    begun = folding.fold_text(typed)
    if not begun or most <= 0:
        return []
    found = [
        (other != language, len(name), name, other) for folded, name, other in _names() if folded.startswith(begun)
    ]
    return [Suggestion(name, language=other) for _foreign, _length, name, other in sorted(found)[:most]]


@cache
def _names() -> tuple[tuple[str, str, str], ...]:
    """The name to show of every concept in every language: folded, as it is, language."""
    return tuple(
        (folding.fold_text(names[0]), names[0], language)
        for concept in glossary.concepts()
        for language, names in concept.names.items()
    )
