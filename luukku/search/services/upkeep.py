"""Keeping the index true: counting what is rare, reading rough texts again, making the whole anew."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from django.db import connection, transaction

from luukku.core.actor import SystemActor
from luukku.language import wording
from luukku.language.folding import fold
from luukku.search.events import everything_asked
from luukku.search.models import Document, Extent
from luukku.search.rules.documents import Audience, NewDocument
from luukku.search.services import words
from luukku.search.services.indexing import batches, index_documents

MOST_REFINED: Final = 2_000
"""Documents read again in one run of the worker."""

_COUNT_TERMS: Final = """
    WITH counted AS (
        SELECT ltrim(word, '=+') AS term,
               coalesce(max(ndoc) FILTER (WHERE word !~ '^[=+]'), 0) AS documents,
               coalesce(max(ndoc) FILTER (WHERE word LIKE '=%'), 0) AS titles,
               coalesce(max(ndoc) FILTER (WHERE word LIKE '+%'), 0) AS strong
        FROM ts_stat('SELECT vector FROM search_document') GROUP BY 1
    ), gone AS (
        DELETE FROM search_word WHERE language = '' AND word NOT IN (SELECT term FROM counted)
    ), changed AS (
        UPDATE search_word AS w SET documents = c.documents, titles = c.titles, strong = c.strong FROM counted AS c
        WHERE w.language = '' AND w.word = c.term
          AND (w.documents, w.titles, w.strong) IS DISTINCT FROM (c.documents, c.titles, c.strong)
    )
    SELECT term, documents, titles, strong FROM counted AS c
    WHERE NOT EXISTS (SELECT FROM search_word AS w WHERE w.language = '' AND w.word = c.term)
"""
_FORGET_FORMS: Final = """
    DELETE FROM search_word AS f WHERE f.language <> ''
    AND NOT EXISTS (SELECT FROM search_word AS t WHERE t.language = '' AND t.word = ANY(f.terms))
"""


@transaction.atomic
def recount(at: datetime) -> int:
    """Count anew how rare each term is, and forget words that no text has any more. Returns how many documents."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT_TERMS)
        _bring_back(cursor.fetchall())
        cursor.execute(_FORGET_FORMS)
        # words of the field are no texts: they say nothing of how long a text is
        cursor.execute(
            "SELECT count(*), coalesce(avg(length) FILTER (WHERE type <> %s), 1) FROM search_document", [words.TERM]
        )
        documents, mean_length = cursor.fetchall()[0]
    told = {"documents": documents, "mean_length": float(mean_length), "counted_at": at}
    Extent.objects.update_or_create(pk=1, defaults=told)
    return int(documents)


def _bring_back(lost: Sequence[tuple[str, int, int, int]]) -> None:
    """Terms that texts have and the words lack: nothing would be found by them.

    A word that no text had any more may be forgotten in the very moment in which somebody publishes a text that has it.
    """
    rows = [(term, folded, *counts) for term, *counts in lost if (folded := fold(term))]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_word (word, folded, documents, titles, strong)"
            " SELECT * FROM unnest(%s::text[], %s::text[], %s::int[], %s::int[], %s::int[]) ON CONFLICT DO NOTHING",
            [list(column) for column in zip(*rows, strict=True)],
        )


def is_outdated() -> bool:
    """Whether something came into the index or left it since it was last counted."""
    extent = Extent.objects.first()
    if extent is None:
        return Document.objects.exists()
    if Document.objects.filter(updated_at__gt=extent.counted_at).exists():
        return True
    return Document.objects.count() != extent.documents


def refine_rough() -> int:
    """Read again, with a dictionary that takes much memory, Finnish texts that were indexed without word forms."""
    rough = Document.objects.filter(is_rough=True).order_by("updated_at")[:MOST_REFINED]
    return index_documents(map(as_new, rough), terms_of=wording.terms_with_much_memory)


@transaction.atomic
def rebuild(actor: SystemActor, tell: Callable[[int], None] = lambda _count: None) -> int:
    """Make the index anew from what the apps publish now, and from the glossary. Returns how many documents there are.

    Searches meanwhile see the old one. Of the kinds that are told, nothing else stays; a kind that no app tells is left
    as it is.

    Args:
        tell: is told after each batch how many documents have been taken in.
    """
    told: set[tuple[str, str, str]] = set()
    count = 0
    for batch in batches(_everything(actor)):
        told.update((one.type, one.source_id, one.language) for one in batch)
        count += index_documents(batch, terms_of=wording.terms_with_much_memory)
        tell(count)
    rows = Document.objects.filter(type__in={kind for kind, _source, _language in told})
    keys = rows.values_list("pk", "type", "source_id", "language")
    gone = [pk for pk, *key in keys.iterator() if tuple(key) not in told]
    Document.objects.filter(pk__in=gone).delete()
    recount(actor.at)
    words.note_taken_in(actor)
    return count


def _everything(actor: SystemActor) -> Iterator[NewDocument]:
    answers: Sequence[tuple[object, Any]] = everything_asked.send(sender=Document, actor=actor)
    for _receiver, documents in answers:
        yield from documents
    yield from words.documents()


def as_new(row: Document) -> NewDocument:
    """A document as it was handed over."""
    return NewDocument(
        type=row.type,
        source_id=row.source_id,
        language=row.language,
        title=row.title,
        summary=row.summary,
        text=row.text,
        url=row.url,
        tags=tuple(row.tags),
        places=tuple(row.places),
        audience=Audience(row.audience),
        organisations=tuple(row.organisations),
        published_on=row.published_on,
        ends_on=row.ends_on,
        factor=row.factor,
    )
