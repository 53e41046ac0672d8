"""What the index knows of words: how rare terms are, which forms texts have, what a misspelt word was meant to be."""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import connection, transaction

from luukku.language.folding import fold, script
from luukku.search.rules import scoring
from luukku.search.rules.asking import LOOKALIKE, MENDED, PART, Asked, How, Reading

_MOST_ALIKE: Final = 20
_LIKE_ENOUGH, _LIKE_A_LITTLE = 0.3, 0.15
"""Shares of three-letter pieces; the first is PostgreSQL's own."""
_LEAST_LETTERS: Final = 3
_COMMON: Final = 50
"""So many documents with the word itself, and what only looks like it is not looked for."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """In how many documents a term stands: anywhere, in the title, strongly."""

    documents: int
    titles: int
    strong: int


@dataclass(slots=True)
class Known:
    """What the index knows of the words of one question."""

    documents: int
    mean_length: float
    terms: dict[str, Rarity] = field(default_factory=dict)
    forms: dict[str, list[tuple[str, tuple[str, ...]]]] = field(default_factory=dict)
    """By folded word: words of the index that fold so, each with its terms."""


def look_up(asked: Iterable[Asked]) -> Known:
    """Rarities of all terms of the readings, and the words that are spelt like those asked but for marks. One query."""
    terms = list({term for one in asked for reading in one.readings for term, _share in reading.terms})
    folded = list({key for one in asked for word in one.words if (key := fold(word))})
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT '', '', '', '{}', documents, 0, 0, mean_length FROM search_extent"
            " UNION ALL SELECT word, language, folded, terms, documents, titles, strong, 0 FROM search_word"
            " WHERE (word = ANY(%s) AND language = '') OR folded = ANY(%s)",
            [terms, folded],
        )
        rows = cursor.fetchall()
    known = Known(documents=1, mean_length=1.0)
    for word, language, key, of, documents, titles, strong, mean_length in rows:
        if not word:
            known.documents, known.mean_length = max(1, documents), max(1.0, mean_length)
            continue
        if not language:
            known.terms[word] = Rarity(max(1, documents), max(1, titles), max(1, strong))
        known.forms.setdefault(key, []).append((word, tuple(of) or (word,)))
    return known


def learn_terms(known: Known, terms: Iterable[str]) -> None:
    """Rarities of terms that came up later."""
    missing = [term for term in terms if term not in known.terms]
    if not missing:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT word, documents, titles, strong FROM search_word WHERE language = '' AND word = ANY(%s)", [missing]
        )
        for word, documents, titles, strong in cursor.fetchall():
            known.terms[word] = Rarity(max(1, documents), max(1, titles), max(1, strong))


def read_as_spelt(asked: Asked, known: Known) -> None:
    """Readings by words of the index that differ from the asked one in marks alone."""
    for word in asked.words:
        for form, terms in known.forms.get(fold(word), ()):
            same = form == word.lower()
            bag = tuple((term, 1.0 if place == 0 else PART) for place, term in enumerate(terms))
            if all(bag != one.terms for one in asked.readings):
                asked.readings.append(Reading(bag, 1.0 if same else 0.6, How.SAME if same else How.SPELLING, form))


def add_alike(asked: Sequence[Asked], known: Known, *, mend: Container[int], far: bool = False) -> None:
    """Readings by words of the index that look like those asked: much for misspelt words, little for others.

    Nothing for a word that very many documents have as it stands.

    Args:
        mend: places of the words that nothing knows, so that they must be misspelt.
        far: take also words that share little, because there is nothing better.
    """
    keys = {
        key: place
        for place, one in enumerate(asked)
        if far or not _is_common(one, known)
        for word in one.words
        if len(key := fold(word)) >= _LEAST_LETTERS
    }
    if not keys:
        return
    for key, word, folded, terms, likeness in _far(list(keys)) if far else _near(list(keys)):
        one = asked[keys[key]]
        bag = tuple((term, 1.0 if at == 0 else PART) for at, term in enumerate(terms or [word]))
        meant = sureness(key, folded) if keys[key] in mend and script(word) is script(one.written) else 0.0
        how = How.SPELLING if meant else How.ALIKE
        if all(bag != reading.terms for reading in one.readings):
            one.readings.append(Reading(bag, meant or LOOKALIKE * likeness, how, word))


def _is_common(asked: Asked, known: Known) -> bool:
    own = (reading.terms[0][0] for reading in asked.readings if reading.how is How.SAME)
    return any(term in known.terms and known.terms[term].documents >= _COMMON for term in own)


Alike = tuple[str, str, str, list[str], float]
"""The asked key, a word of the index, the word folded, its terms, and how much the two share."""


def _near(keys: list[str]) -> list[Alike]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT asked, near.* FROM unnest(%s::text[]) AS asked CROSS JOIN LATERAL ("
            " SELECT word, folded, terms, similarity(folded, asked) AS likeness FROM search_word"
            " WHERE folded %% asked ORDER BY likeness DESC, word LIMIT %s) AS near",
            [keys, _MOST_ALIKE],
        )
        return [(key, word, folded, terms, likeness) for key, word, folded, terms, likeness in cursor.fetchall()]


@transaction.atomic
def _far(keys: list[str]) -> list[Alike]:
    """The same, satisfied with less; takes longer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(_LIKE_A_LITTLE)])
        found = _near(keys)
        cursor.execute("SELECT set_config('pg_trgm.similarity_threshold', %s, true)", [str(_LIKE_ENOUGH)])
    return found


def sureness(asked: str, folded: str) -> float:
    """How much a reading counts by which a misspelt word may have been meant; 0 when too much is different."""
    longest = max(len(asked), len(folded))
    most = max(1, longest // 4)
    changed = scoring.distance(asked, folded, most)
    return float(MENDED * (1 - changed / longest) ** 2) if changed <= most else 0.0
