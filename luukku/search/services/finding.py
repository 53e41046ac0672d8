"""The question put to the index: read, looked up, answered by the rarest words first, ranked, told why."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import QuerySet

from luukku.core import text
from luukku.core.actor import Actor
from luukku.language import folding, questions
from luukku.search import policies
from luukku.search.models import Document
from luukku.search.rules import scoring
from luukku.search.rules.asking import MEANING, PART, Asked, How, Reading, mend, understand
from luukku.search.rules.documents import LONGEST_TITLE, mark
from luukku.search.rules.scoring import Candidate, Scored, Way
from luukku.search.services import vocabulary
from luukku.search.services.answers import EVERYTHING, Choice, Filters, Found, Result, Why
from luukku.search.services.vocabulary import Known, Rarity

MOST_CANDIDATES: Final = 400
MOST_CHOSEN: Final = 50
"""Values of one filter that are looked at."""
MOST_TERMS: Final = 32
"""Of a question, that are weighed in each document."""
MOST_MENDED: Final = 4
"""Words of a question that a dictionary is asked to mend: each takes milliseconds."""
BESIDE: Final = 0.3
"""How much a translation still counts when texts have the word itself."""
_HERE: Final = "the question of a step"
"""Stands for it until it is known; no document is found by it."""
_SHOWN: Final = ("type", "source_id", "language", "title", "summary", "text", "url", "places", "published_on")
_IN_TURN: Final = (How.SAME, How.SPELLING, How.LANGUAGE, How.MEANING, How.ALIKE)
_FUSED: Final = 100
"""So many of the best by words are also compared letter by letter."""
_LETTERS: Final = 0.5
"""The weight of that comparison beside the words."""


def find(
    actor: Actor,
    asked: str,
    *,
    language: str = "",
    filters: Filters = EVERYTHING,
    limit: int = 20,
    offset: int = 0,
) -> Found:
    """What the actor may find by a question in any language, the best first.

    Args:
        language: of the page on which it was asked; only a guess of the question's own.
    """
    question = questions.read(asked, language)
    if not question.words:
        return Found(says_nothing=True, is_cut=question.is_cut)
    words = understand(question.words, language)
    known = _with_the_index(words)
    pool = _narrowed(policies.findable_documents(actor), filters)
    scored = _ranked(pool, words, known)
    is_far = not scored
    if is_far:
        vocabulary.add_alike(words, known, mend=(), far=True)
        vocabulary.learn_terms(known, _terms(words))
        scored = _ranked(pool, words, known)
    best = _one_of_each(scored, " ".join(question.words), asked)
    page = best[offset : offset + limit]
    return Found(
        results=_results(pool, page, words, language),
        hits=len(best),
        meant=_meant(words, known, scored),
        choices=_choices(best),
        is_cut=question.is_cut,
        is_far=is_far,
    )


def _with_the_index(words: list[Asked]) -> Known:
    """Readings completed by what texts have; words that nothing knows are mended. Three queries."""
    known = vocabulary.look_up(words)
    for one in words:
        vocabulary.read_as_spelt(one, known)
    vocabulary.learn_terms(known, _terms(words))
    strange = [place for place, one in enumerate(words) if not one.is_known and not _stands_in(one, known)]
    for place in strange[:MOST_MENDED]:
        mend(words[place])
    vocabulary.add_alike(words, known, mend=strange)
    vocabulary.learn_terms(known, _terms(words))
    return known


def _terms(words: Iterable[Asked]) -> list[str]:
    return list({term for one in words for reading in one.readings for term, _share in reading.terms})


def _stands_as_asked(asked: Asked, known: Known) -> bool:
    """Whether some text has the very word, so that what it is called elsewhere counts less."""
    return any(reading.how is How.SAME and reading.terms[0][0] in known.terms for reading in asked.readings)


def _stands_in(asked: Asked, known: Known) -> bool:
    """Whether some text has the word, be it spelt a little otherwise."""
    return any(one.terms[0][0] in known.terms for one in asked.readings if one.how in (How.SAME, How.SPELLING))


def _narrowed(documents: QuerySet[Document], filters: Filters) -> QuerySet[Document]:
    """Only documents of these kinds, languages and places. What somebody forged into an address matches nothing."""
    if filters.types:
        documents = documents.filter(type__in=_cleaned(filters.types))
    if filters.languages:
        documents = documents.filter(language__in=_cleaned(filters.languages))
    if filters.places:
        documents = documents.filter(places__overlap=_cleaned(filters.places))
    return documents


def _cleaned(values: Sequence[str]) -> list[str]:
    return [text.clean(one) for one in values[:MOST_CHOSEN]]


def _ranked(pool: QuerySet[Document], words: Sequence[Asked], known: Known) -> list[Scored]:
    terms = _weighty(words, known)
    if not terms:
        return []
    places = {term: place for place, term in enumerate(terms)}
    candidates = _candidates(pool, terms, words, known)
    ways = [
        [_way(reading, places, known, stands=_stands_as_asked(one, known)) for reading in one.readings] for one in words
    ]
    return scoring.bm25(candidates, {mark(term): place for term, place in places.items()}, ways, known.mean_length)


def _weighty(words: Iterable[Asked], known: Known) -> list[str]:
    """The terms to weigh: those of the words themselves before what they mean or look like, the rarest first."""
    order: dict[str, tuple[int, int]] = {}
    for one in words:
        for reading in one.readings:
            for term, _share in reading.terms:
                if term in known.terms:
                    rank = (_IN_TURN.index(reading.how), known.terms[term].documents)
                    order[term] = min(order.get(term, rank), rank)
    return sorted(order, key=lambda term: (order[term], term))[:MOST_TERMS]


def _way(reading: Reading, places: dict[str, int], known: Known, *, stands: bool) -> Way:
    terms = tuple(
        (places[term], share * scoring.rarity(known.terms[term].documents, known.documents))
        for term, share in reading.terms
        if term in places
    )
    return Way(terms, reading.weight * (BESIDE if stands and reading.how is How.LANGUAGE else 1.0))


def _candidates(
    pool: QuerySet[Document], terms: Sequence[str], words: Sequence[Asked], known: Known
) -> list[Candidate]:
    """Documents that have some of the terms, those with all words and with the rarest terms first."""
    # Django writes the question out once; it takes longer than a step itself
    inner, params = pool.order_by().filter(vector__has_terms=_HERE).values("pk").query.sql_with_params()
    steps = _steps(terms, words, known)
    parts = [f"({inner} LIMIT {most:d})" for _query, most in steps]
    values: list[Any] = [query if value == _HERE else value for query, _most in steps for value in params]
    # only our own words are put together here: every value is a parameter
    sql = "SELECT d.id, d.type, d.source_id, d.language, d.title_key, d.length, d.factor, d.weights, d.places"
    sql += " FROM search_document AS d JOIN ({}) AS c(id) ON c.id = d.id".format(" UNION ".join(parts))
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(map(Candidate._make, cursor.fetchall()))


def _steps(terms: Sequence[str], words: Sequence[Asked], known: Known) -> list[tuple[str, int]]:
    """Questions for the index with how many documents to take of each, until there are enough.

    First documents that have every word some way. Then those that have one: by the words themselves before what they
    mean or look like, the rarest first and many rare ones at once.
    """
    steps = [(_every_word(terms, words), MOST_CANDIDATES // 2)]
    left, together = MOST_CANDIDATES, list[str]()
    for count, lexeme in _lexemes(terms, words, known):
        if count < left:
            together.append(quoted(lexeme))
        else:
            steps.append((quoted(lexeme), left))
        left -= count
        if left <= 0:
            break
    steps.append((" | ".join(together), MOST_CANDIDATES))
    return [(query, most) for query, most in steps if query]


def _lexemes(terms: Sequence[str], words: Sequence[Asked], known: Known) -> list[tuple[int, str]]:
    """In the order in which to look for them, each with how many documents have it.

    Of a term that very many have, those where it stands strongly, or in the title, come before the others.
    """
    turn: dict[str, int] = {}
    for one in words:
        for reading in one.readings:
            for term, _share in reading.terms:
                turn[term] = min(turn.get(term, len(_IN_TURN)), _IN_TURN.index(reading.how) // 2)
    ordered = [(turn[term], count, lexeme) for term in terms for count, lexeme in _by_strength(term, known.terms[term])]
    return [(count, lexeme) for _turn, count, lexeme in sorted(ordered)]


def _by_strength(term: str, rarity: Rarity) -> list[tuple[int, str]]:
    if rarity.documents <= MOST_CANDIDATES // 2:
        return [(rarity.documents, term)]
    return [(rarity.strong, f"+{term}"), (rarity.titles, f"={term}"), (rarity.documents, term)]


def _every_word(terms: Sequence[str], words: Sequence[Asked]) -> str:
    known = set(terms)
    each = []
    for one in words:
        sure = [reading for reading in one.readings if reading.how is not How.ALIKE]
        whole = {term for reading in sure for term, share in reading.terms if term in known and share > PART}
        if whole:
            each.append("(" + " | ".join(quoted(term) for term in sorted(whole)) + ")")
    return " & ".join(each) if len(each) > 1 else ""


def quoted(lexeme: str) -> str:
    """A lexeme as PostgreSQL's question has it: nothing in it is taken for an operator."""
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"


def _one_of_each(scored: Sequence[Scored], telling: str, asked: str) -> list[Scored]:
    """Words and letters fused, a title that is the very question first; of one thing the version found best."""
    title = folding.fold_text(asked[: LONGEST_TITLE * 2])
    head = scored[:_FUSED]
    letters = scoring.by_letters(folding.fold_text(telling), _letters_of(head))
    fused = scoring.fused(
        (
            (1.0, [one.candidate.id for one in head]),
            (_LETTERS, letters),
        )
    )
    order = sorted(
        head, key=lambda one: (one.candidate.title_key != title, -fused[one.candidate.id] * one.candidate.factor)
    )
    best: dict[tuple[str, str], Scored] = {}
    for one in [*order, *scored[_FUSED:]]:
        key = (one.candidate.type, one.candidate.source_id)
        best.setdefault(key, Scored(one.candidate, fused.get(one.candidate.id, 0.0) * one.candidate.factor, one.ways))
    return list(best.values())


def _letters_of(head: Sequence[Scored]) -> list[scoring.Letters]:
    """What is compared letter by letter, of candidates that the actor has been found to see. One query."""
    if not head:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, title_key, text_key FROM search_document WHERE id = ANY(%s)",
            [[one.candidate.id for one in head]],
        )
        return list(map(scoring.Letters._make, cursor.fetchall()))


def _results(
    visible: QuerySet[Document], page: Sequence[Scored], words: Sequence[Asked], language: str
) -> list[Result]:
    """The rows to show, in one query: each thing in the language of whoever asked, else as it was found."""
    # by type as well, so that the index of versions leads straight to them
    kinds, ids = {one.candidate.type for one in page}, {one.candidate.source_id for one in page}
    rows = visible.filter(type__in=kinds, source_id__in=ids).only(*_SHOWN)
    by_thing: dict[tuple[str, str], dict[str, Document]] = {}
    for row in rows:
        by_thing.setdefault((row.type, row.source_id), {})[row.language] = row
    results = []
    for one in page:
        versions = by_thing.get((one.candidate.type, one.candidate.source_id), {})
        shown = versions.get(language) or versions.get(one.candidate.language)
        if shown is not None:
            results.append(_result(shown, one, words))
    return results


def _result(row: Document, scored: Scored, words: Sequence[Asked]) -> Result:
    why = tuple(
        Why(one.written, one.readings[way].shown, one.readings[way].how)
        for one, way in zip(words, scored.ways, strict=True)
        if way is not None
    )
    return Result(
        type=row.type,
        id=row.pk,
        source_id=row.source_id,
        title=row.title,
        summary=row.summary,
        text=row.text,
        language=row.language,
        url=row.url,
        places=tuple(row.places),
        published_on=row.published_on,
        score=round(scored.score, 6),
        why=why,
    )


def _choices(best: Sequence[Scored]) -> dict[str, list[Choice]]:
    counted = {
        "type": Counter(one.candidate.type for one in best),
        "language": Counter(one.candidate.language for one in best),
        "place": Counter(place for one in best for place in one.candidate.places),
    }
    return {
        kind: [Choice(value, count) for value, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
        for kind, counts in counted.items()
    }


def _meant(words: Sequence[Asked], known: Known, scored: Sequence[Scored]) -> str:
    """The question with each word that no text has as it was probably meant; empty when nothing was mended.

    Only a word by which the actor has found something is told: the index also knows words of texts that are for others.
    """
    told, mended = [], False
    for place, one in enumerate(words):
        certain = any(_is_certain(reading, known) for reading in one.readings)
        spelt = {} if certain else _spelt(one, [way for each in scored if (way := each.ways[place]) is not None])
        told.append(max(spelt, key=lambda shown: spelt[shown]) if spelt else one.written)
        mended = mended or bool(spelt)
    return " ".join(told) if mended else ""


def _spelt(asked: Asked, ways: Iterable[int]) -> dict[str, float]:
    """Other spellings of the word, and how likely each was meant: how near it is, and how much was found by it.

    Of two words that are as near the one of many texts is meant: by "neuvla" not "neula" but "neuvola".

    Args:
        ways: by which reading each text was found.
    """
    found = Counter(asked.readings[way].terms[0][0] for way in ways)
    likely: dict[str, float] = {}
    for one in asked.readings:
        count = found[one.terms[0][0]] if one.terms else 0
        near = one.weight if one.how is How.SPELLING else _nearness(asked, one)
        if count and near:
            likely[one.shown] = max(likely.get(one.shown, 0.0), near * math.log2(1 + count))
    return likely


def _nearness(asked: Asked, reading: Reading) -> float:
    """How near a name of the glossary is to a word that nothing knows; 0 when it only means the same."""
    is_spelling = reading.how is How.MEANING and not asked.is_known
    return vocabulary.sureness(folding.fold(asked.written), folding.fold(reading.shown)) if is_spelling else 0.0


def _is_certain(reading: Reading, known: Known) -> bool:
    """Whether a word needs no mending: some text has it, or the glossary knows what it means."""
    if reading.how is How.SAME:
        return reading.terms[0][0] in known.terms
    return reading.how is How.LANGUAGE and reading.weight >= MEANING * 0.8
