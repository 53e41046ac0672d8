"""Telling the search what there is to find. The one place from which the directory speaks to the index."""

from collections.abc import Iterable, Iterator
from typing import Any

from luukku.accounts.models import Organisation
from luukku.directory.models import Activity, Service, Sourced
from luukku.directory.reading import texts_of, words_of
from luukku.search import services as search
from luukku.search.services import NewDocument

KINDS: dict[type[Sourced], str] = {Service: "service", Activity: "activity"}


def entries_changed(entries: Iterable[Sourced]) -> None:
    """Note in the index what these entries say now; archived and hidden ones are found no more."""
    for entry in entries:
        kind = KINDS.get(type(entry))
        if kind is None:
            continue
        fresh: Any = type(entry)._default_manager
        row = fresh.filter(pk=entry.pk).with_texts().first()
        if row is None or row.archived_at is not None or not getattr(row, "is_published", True):
            search.remove_document(kind, str(entry.pk))
        else:
            search.replace_documents(kind, str(entry.pk), _documents(kind, row))


def everything() -> Iterator[NewDocument]:
    """All that is offered now, for an index made anew."""
    for row in Service.objects.present().with_texts().iterator(chunk_size=200):
        yield from _documents("service", row)
    for one in Activity.objects.published().with_texts().iterator(chunk_size=200):
        yield from _documents("activity", one)


def _documents(kind: str, row: Any) -> list[NewDocument]:
    """One for each language in which the entry says something itself."""
    languages = sorted({text.language for text in texts_of(row) if not text.is_general})
    places = tuple(_municipalities(row.municipalities))
    found = []
    for language in languages:
        told = words_of(row, language, plain=True)
        if told.language != language or not told["name"]:
            continue
        parts = ("description", "how_to_get_in", "conditions", "costs", "alternative_name")
        found.append(
            NewDocument(
                type=kind,
                source_id=str(row.pk),
                language=language,
                title=told["name"],
                summary=told["summary"],
                text="\n\n".join(told[name] for name in parts if told[name]),
                url=f"/directory/{'services' if kind == 'service' else 'activities'}/{row.pk}/",
                tags=(*told.keywords, *_tags(row, language)),
                places=places,
            )
        )
    return found


def _tags(row: Any, language: str) -> list[str]:
    addition = getattr(row, "addition", None) if isinstance(row, Service) else None
    names = [name for term in row.terms.all() if (name := term.names.get(language))] if isinstance(row, Service) else []
    return [*(addition.tags if addition else []), *names]


def _municipalities(codes: Iterable[str]) -> list[str]:
    found = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, official_code__in=list(codes))
    return list(found.order_by("name_fi").values_list("name_fi", flat=True))
