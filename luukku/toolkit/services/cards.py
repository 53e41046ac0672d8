"""Cards of services inside texts: told by the directory at the moment of reading, so they are right everywhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from luukku.directory import policies as directory
from luukku.directory.models import Connection, Service, ServiceText

FALLBACKS = ("fi", "en", "sv")
MOST_CHOICES = 500
MOST_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A service as a text shows it: its words in one language, and how it is reached."""

    id: UUID
    language: str
    name: str
    summary: str
    phones: tuple[str, ...]
    addresses: tuple[str, ...]


def cards_of(refs: Iterable[str], language: str) -> dict[str, Card]:
    """The services of these ids that are offered now, in two queries; others have no card."""
    ids = [one for one in (_uuid(ref) for ref in refs) if one is not None]
    if not ids:
        return {}
    found = {}
    services = directory.public_services().filter(pk__in=ids).with_texts()
    rows = Connection.objects.present().filter(service__in=ids).select_related("channel")
    reached: dict[UUID, list[Connection]] = {}
    for row in rows:
        reached.setdefault(row.service_id, []).append(row)
    for service in services:
        text = _text(service, language)
        if text is not None:
            found[str(service.pk)] = _card(service, text, reached.get(service.pk, []))
    return found


def choices() -> list[tuple[str, str]]:
    """Services that can be shown, by their Finnish name."""
    texts = ServiceText.objects.filter(is_current=True, language="fi", entry__in=directory.public_services())
    named = {str(entry): name for entry, name in texts.order_by("name").values_list("entry_id", "name") if name}
    return list(named.items())[:MOST_CHOICES]


def _card(service: Service, text: ServiceText, rows: list[Connection]) -> Card:
    phones = [
        one.get("number", "") for row in rows for one in (row.phones or row.channel.phones) if one.get("kind") != "fax"
    ]
    urls = [one.get("url", "") for row in rows for one in row.channel.urls]
    return Card(
        service.pk, text.language, text.name, text.summary, _first(phones),
        tuple(url for url in _first(urls) if url.startswith(("https://", "http://"))),
    )  # fmt: skip


def _text(service: Service, language: str) -> ServiceText | None:
    """The best words: the language asked for, ours before the source's, plain ones before others."""
    named = [text for text in service.texts.all() if text.name]
    order = {code: place for place, code in enumerate(dict.fromkeys((language, *FALLBACKS)))}
    named.sort(key=lambda text: (order.get(text.language, 9), text.origin != "local", not text.is_plain))
    return named[0] if named else None


def _first(values: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))[:MOST_CONTACTS]


def _uuid(ref: str) -> UUID | None:
    try:
        return UUID(ref)
    except ValueError:
        return None
