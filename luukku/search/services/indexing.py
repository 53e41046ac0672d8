"""Taking documents into the index and out of it, in the transaction of whoever publishes or withdraws them.

Whether something may be published has been asked before; here is only noted what is.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, transaction
from django.db.models import Func, TextField, Value

from luukku.core import text
from luukku.language import folding, morphology, wording
from luukku.search.events import documents_changed
from luukku.search.models import Document
from luukku.search.rules.documents import (
    LONGEST_KEY,
    LONGEST_TITLE,
    Indexed,
    NewDocument,
    TermsOf,
    indexed,
    packed,
)

BATCH = 500
BETWEEN = "\x1f"
"""Stands between the terms of a form on their way to the database; in no word."""
_FIELDS = (
    "title summary text url tags places audience organisations published_on ends_on factor title_key text_key vector"
    " weights length is_rough updated_at"
)


def replace_documents(type: str, source_id: str, documents: Iterable[NewDocument]) -> None:  # noqa: A002 - the field's name
    """Let exactly these language versions of one thing be found."""
    given = list(documents)
    with transaction.atomic():
        kept = [document.language for document in given]
        Document.objects.filter(type=type, source_id=source_id).exclude(language__in=kept).delete()
        index_documents(given)
        documents_changed.send(sender=Document, type=type, source_id=source_id)


@transaction.atomic
def remove_document(type: str, source_id: str, language: str | None = None) -> int:  # noqa: A002 - the field's name
    """Let something be found no more: one language version, or all. Returns how many versions there were."""
    rows = Document.objects.filter(type=type, source_id=source_id)
    removed, _of = (rows.filter(language=language) if language else rows).delete()
    documents_changed.send(sender=Document, type=type, source_id=source_id)
    return removed


@transaction.atomic
def index_documents(documents: Iterable[NewDocument], *, terms_of: TermsOf | None = None) -> int:
    """Let language versions of many things be found, batch after batch in one transaction. Returns how many.

    For the index alone: nobody is told of it, as `replace_documents` tells.

    Args:
        terms_of: how words become terms; the worker has a way that takes more memory.
    """
    rough = terms_of is None and not morphology.is_available()
    count, noted = 0, set[tuple[str, str]]()
    for batch in batches(documents):
        once = {(one.type, one.source_id, one.language): one for one in batch}  # of one that comes twice the later
        made = [(document, indexed(document, terms_of or wording.terms)) for document in once.values()]
        Document.objects.bulk_create(
            [_row(document, terms, rough=rough) for document, terms in made],
            update_conflicts=True,
            unique_fields=["type", "source_id", "language"],
            update_fields=_FIELDS.split(),
        )
        _note_words(made, noted)
        count += len(made)
    return count


def batches(documents: Iterable[NewDocument]) -> Iterator[list[NewDocument]]:
    """So many at a time as one statement takes."""
    rest = iter(documents)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _row(document: NewDocument, terms: Indexed, *, rough: bool) -> Document:
    title = " ".join(text.clean(document.title).split())[:LONGEST_TITLE]
    return Document(
        type=document.type,
        source_id=document.source_id,
        language=document.language,
        title=title,
        summary=text.clean(document.summary),
        text=text.clean(document.text),
        url=document.url,
        tags=list(document.tags),
        places=list(document.places),
        audience=document.audience.value,
        organisations=list(document.organisations),
        published_on=document.published_on,
        ends_on=document.ends_on,
        factor=document.factor,
        title_key=folding.fold_text(title)[: LONGEST_TITLE * 2],
        text_key=folding.fold_text(f"{document.summary} {document.text}"[:LONGEST_KEY]),
        vector=_vector(terms.lexemes),
        weights=packed(terms.counts),
        length=terms.length,
        is_rough=rough and document.language == "fi",
    )


def _vector(lexemes: list[str]) -> Any:
    return Func(Value(lexemes, output_field=ArrayField(TextField())), function="array_to_tsvector")


def _note_words(made: list[tuple[NewDocument, Indexed]], noted: set[tuple[str, str]]) -> None:
    """Keep the words that the texts use. Those that are known are not touched, so nobody waits for another's words.

    Args:
        noted: words that this call has kept already.
    """
    rows: dict[tuple[str, str], tuple[str, ...]] = {}
    for document, terms in made:
        rows |= {(term, ""): () for term in terms.counts}
        rows |= {(form, document.language): of for form, of in terms.forms.items()}
    fresh = sorted(
        (word, language, folded, BETWEEN.join(rows[word, language]))
        for word, language in rows.keys() - noted
        if (folded := folding.fold(word))
    )
    noted.update(rows)
    if not fresh:
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_word (word, language, folded, terms)"
            " SELECT word, language, folded, string_to_array(terms, %s)"
            " FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) AS fresh(word, language, folded, terms)"
            " ON CONFLICT DO NOTHING",
            [BETWEEN, *map(list, zip(*fresh, strict=True))],
        )
