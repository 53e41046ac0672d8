"""Telling the search what there is to find. The one place from which the directory speaks to the index.

Found are services, the places where they are given, and activities: meeting places, peer groups, support families and
events, each by its own kind.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from django.utils import translation

from luukku.directory import policies, towns
from luukku.directory.models import Activity, Channel, Service, Sourced
from luukku.directory.reading import address_of, texts_of, words_of
from luukku.directory.rules.recurrence import last_day
from luukku.language import languages
from luukku.search import services as search
from luukku.search.services import NewDocument

SERVICE: Final = "service"
PLACE: Final = "place"
ACTIVITIES: Final = tuple(Activity.Kind.values)
"""Types of documents: each kind of activity is one of its own."""

_PARTS: Final = ("description", "how_to_get_in", "conditions", "costs", "alternative_name")
_WITH_LABELS: Final = ("fi", "sv", "en")


def entries_changed(entries: Iterable[Sourced]) -> None:
    """Note in the index what these entries say now; archived and hidden ones are found no more."""
    told = _with_those_there(entries)
    names = towns.names_by_code() if told else {}
    rows = {row.pk: row for model in (Service, Channel, Activity) for row in _fresh(model, told)}
    for entry in told:
        row = rows.get(entry.pk)
        kind = _type_of(row) if row is not None and _is_offered(row) else ""
        for other in _types_of(entry):
            if other != kind:
                search.remove_document(other, str(entry.pk))
        if kind:
            search.replace_documents(kind, str(entry.pk), _documents(row, names))


def _fresh(model: type[Service | Channel | Activity], entries: Iterable[Sourced]) -> Iterable[Any]:
    """As they stand in the database now, those of one kind, in as many queries for many as for one."""
    ids = [one.pk for one in entries if type(one) is model]
    return _told(model._default_manager.filter(pk__in=ids)) if ids else ()


def _with_those_there(entries: Iterable[Sourced]) -> list[Service | Channel | Activity]:
    """What the index knows of these, and the activities at the places among them: they tell their place's name."""
    told = [one for one in entries if isinstance(one, Service | Channel | Activity)]
    spots = [one.pk for one in told if isinstance(one, Channel)]
    there = Activity.objects.filter(place_id__in=spots) if spots else ()
    return list({one.pk: one for one in [*told, *there]}.values())


def everything() -> Iterator[NewDocument]:
    """All that is offered now, for an index made anew."""
    names = towns.names_by_code()
    for rows in (policies.public_services(), policies.public_channels().places(), policies.public_activities()):
        for row in _told(rows).iterator(chunk_size=200):
            yield from _documents(row, names)


def _told(rows: Any) -> Any:
    """With what a document tells, in a few queries for all rows."""
    rows = rows.with_texts()
    if rows.model is Activity:
        return rows.select_related("place").prefetch_related("place__texts")
    if rows.model is Service:
        return rows.select_related("addition", "general_description").prefetch_related(
            "terms", "general_description__texts"
        )
    return rows


def _is_offered(row: Any) -> bool:
    if row.archived_at is not None or not getattr(row, "is_published", True):
        return False
    return not isinstance(row, Channel) or row.kind == Channel.Kind.PLACE


def _type_of(row: Any) -> str:
    if isinstance(row, Activity):
        return row.kind
    return PLACE if isinstance(row, Channel) else SERVICE


def _types_of(entry: Sourced) -> tuple[str, ...]:
    """What an entry may be in the index, or have been before somebody changed its kind."""
    if isinstance(entry, Activity):
        return ACTIVITIES
    return (PLACE,) if isinstance(entry, Channel) else (SERVICE,)


def _documents(row: Any, names: Mapping[str, str]) -> list[NewDocument]:
    """One for each language in which the entry says something itself. `names`: of municipalities, by code."""
    spoken = sorted({text.language for text in texts_of(row) if not text.is_general})
    places = tuple(sorted({names[code] for code in _codes(row) if code in names}))
    told = [(language, words_of(row, language, plain=True)) for language in spoken]
    return [
        NewDocument(
            type=_type_of(row),
            source_id=str(row.pk),
            language=language,
            title=words["name"],
            summary=words["summary"],
            text="\n\n".join([*(words[name] for name in _PARTS if words[name]), *_where(row, language)]),
            url=_address(row),
            tags=(*words.keywords, *_tags(row, language)),
            places=places,
            ends_on=_last_day(row),
        )
        for language, words in told
        if words.language == language and words["name"]
    ]


def _address(row: Any) -> str:
    """Its page at work."""
    if isinstance(row, Channel):
        return f"/directory/channels/{row.pk}/"
    return f"/directory/{'services' if isinstance(row, Service) else 'activities'}/{row.pk}/"


def _where(row: Any, language: str) -> list[str]:
    """The name and the address of where it is."""
    spot = row if isinstance(row, Channel) else row.shown_place if isinstance(row, Activity) else None
    if spot is None:
        return []
    name = words_of(spot, language)["name"] if spot is not row else ""
    return [line for line in (name, address_of(spot, language)) if line]


def _tags(row: Any, language: str) -> list[str]:
    """Words beside its own texts: what we added, its classes; what an activity is, for whom, in which languages."""
    if isinstance(row, Service):
        addition = getattr(row, "addition", None)
        names = [name for term in row.terms.all() if (name := term.names.get(language))]
        return [*(addition.tags if addition else []), *names]
    if not isinstance(row, Activity) or language not in _WITH_LABELS:
        return []
    with translation.override(language):
        kinds = [str(row.get_kind_display()), *(str(Activity.Audience(one).label) for one in row.audience)]
    known = [languages.find(code) for code in row.languages]
    return [*kinds, *(one.name(language) for one in known if one is not None)]


def _codes(row: Any) -> list[str]:
    """Of the municipalities that it is for, or that it is in."""
    own = [row.municipality] if isinstance(row, Channel) and row.municipality else []
    return [*own, *row.municipalities]


def _last_day(row: Any) -> date | None:
    """The day after which an event is found no more; None while it goes on."""
    if not isinstance(row, Activity) or row.starts_at is None:
        return None
    return last_day(row.starts_at, row.ends_at, row.rrule, rdates=row.rdates)
