"""What pages, the interface for others and the index read of an entry: its words, in one language, as plain values."""

from collections.abc import Iterable

from luukku.directory.models import (
    TEXT_FIELDS,
    Channel,
    GeneralDescription,
    OpeningHours,
    Service,
    Sourced,
    Term,
    VersionedText,
)
from luukku.directory.rules.opening import Line
from luukku.directory.rules.telling import Text, Told, inherited, tell


def texts_of(entry: Sourced) -> list[Text]:
    """The texts in force of an entry, and of its general description when it has one."""
    found = [_text(row) for row in entry.texts.all() if row.is_current]  # type: ignore[attr-defined]
    general = entry.general_description if isinstance(entry, Service) else None
    if general is not None and general.archived_at is None:
        found += [_text(row, is_general=True) for row in general.texts.all() if row.is_current]
    return found


def words_of(entry: Sourced, language: str, *, plain: bool = False) -> Told:
    """The entry's words for a reader; see rules.telling."""
    return tell(texts_of(entry), language, plain=plain)


def street_of(place: Channel, language: str) -> str:
    """Street and number, in Finnish where the language has no name for the street."""
    street = place.street.get(language) or place.street.get("fi") or next(iter(place.street.values()), "")
    return f"{street} {place.street_number}".strip()


def address_of(place: Channel | None, language: str) -> str:
    """Street, postal code and town on one line; empty when nobody has told them."""
    if place is None:
        return ""
    parts = (street_of(place, language), f"{place.postal_code} {place.post_office}".strip())
    return ", ".join(part for part in parts if part)


def _text(row: VersionedText, *, is_general: bool = False) -> Text:
    return Text(
        language=row.language,
        fields={name: told for name in TEXT_FIELDS if (told := getattr(row, name))},
        is_plain=row.is_plain,
        is_local=row.origin == VersionedText.Origin.LOCAL,
        is_general=is_general,
        keywords=tuple(row.keywords),
        links=tuple(row.links),
    )


def charge_of(service: Service) -> str:
    general = service.general_description
    return inherited(service.charge, general.charge if general else "")


def terms_of(service: Service) -> list[Term]:
    """Classifications of the service and of its general description, each once."""
    general: GeneralDescription | None = service.general_description
    rows = [*(general.terms.all() if general else ()), *service.terms.all()]
    return list({row.pk: row for row in rows}.values())


def lines_of(rows: Iterable[OpeningHours]) -> list[Line]:
    """Opening hours as the rules read them."""
    return [
        Line(
            kind=row.kind,
            weekdays=tuple(row.weekdays),
            weeks=row.weeks,
            opens=row.opens,
            closes=row.closes,
            is_closed=row.is_closed,
            by_appointment=row.by_appointment,
            holiday=row.holiday,
            valid_from=row.valid_from,
            valid_to=row.valid_to,
            note=row.note,
            is_local=row.is_local,
        )
        for row in rows
    ]
