"""Cards of services and contacts inside texts: told by the directory at the moment of reading, so right everywhere."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from luukku.directory import policies as directory
from luukku.directory.models import (
    Activity,
    ActivityText,
    Channel,
    ChannelText,
    Connection,
    Provider,
    ProviderText,
    ServiceText,
)
from luukku.directory.reading import address_of, words_of

FALLBACKS = ("fi", "en", "sv")
MOST_CHOICES = 300
MOST_CONTACTS = 3


@dataclass(frozen=True, slots=True)
class Card:
    """A service or a contact as a text shows it: its words in one language, and how it is reached.

    Attributes:
        kind: "service", "activity" (a place or group that people come to) or "contact".
        place: street, postal code and town on one line.
        addresses: web addresses.
    """

    id: UUID
    language: str
    name: str
    summary: str
    phones: tuple[str, ...]
    addresses: tuple[str, ...]
    kind: str = "service"
    place: str = ""
    emails: tuple[str, ...] = ()


def cards_of(refs: Iterable[str], language: str) -> dict[str, Card]:
    """The services and contacts of these ids that are offered now, in at most eight queries; others have no card."""
    ids = [one for one in (_uuid(ref) for ref in refs) if one is not None]
    if not ids:
        return {}
    found = _services(ids, language)
    left = [one for one in ids if str(one) not in found]
    return found | _contacts(left, language) if left else found


def choices(part: str = "", chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Services that can be shown, by their Finnish name: those with a part of a name, and those chosen already."""
    texts = ServiceText.objects.filter(is_current=True, language="fi", entry__in=directory.public_services())
    return _named(texts.order_by("name").values_list("entry_id", "name"), part, set(chosen))


def contact_choices(part: str = "", chosen: Iterable[str] = ()) -> list[tuple[str, str]]:
    """Places, phone services, groups and organisations that can be shown, by their Finnish name."""
    named: list[tuple[Any, str]] = []
    for texts, entries in (
        (ChannelText, directory.public_channels()),
        (ActivityText, directory.public_activities()),
        (ProviderText, directory.public_providers()),
    ):
        rows = texts.objects.filter(is_current=True, language="fi", entry__in=entries)
        named += rows.values_list("entry_id", "name")
    named.sort(key=lambda one: one[1].casefold())
    return _named(named, part, set(chosen))


def _named(rows: Iterable[tuple[Any, str]], part: str, chosen: set[str]) -> list[tuple[str, str]]:
    wanted = part.strip().casefold()
    every = {str(entry): name for entry, name in rows if name}
    hits = [(entry, name) for entry, name in every.items() if wanted in name.casefold()][:MOST_CHOICES]
    there = {entry for entry, _name in hits}
    return [(entry, every[entry]) for entry in sorted(chosen - there) if entry in every] + hits


def _services(ids: list[UUID], language: str) -> dict[str, Card]:
    found = {}
    offered = directory.public_services().filter(pk__in=ids)
    texts: dict[UUID, list[ServiceText]] = {}
    for text in ServiceText.objects.filter(is_current=True, entry__in=offered):
        texts.setdefault(text.entry_id, []).append(text)
    rows = Connection.objects.present().filter(service__in=ids).select_related("channel")
    reached: dict[UUID, list[Connection]] = {}
    for row in rows:
        reached.setdefault(row.service_id, []).append(row)
    for pk, told in texts.items():
        best = _text(told, language)
        if best is not None:
            found[str(pk)] = _card(pk, best, reached.get(pk, []))
    return found


def _card(pk: UUID, text: ServiceText, rows: list[Connection]) -> Card:
    ways = [row.channel for row in rows]
    return Card(
        pk,
        text.language,
        text.name,
        text.summary,
        _phones(one for row in rows for one in (row.phones or row.channel.phones)),
        _urls(one for way in ways for one in way.urls),
        place=next((place for way in ways if (place := _place(way, text.language))), ""),
        emails=_emails(one for row in rows for one in (row.emails or row.channel.emails)),
    )


def _contacts(ids: list[UUID], language: str) -> dict[str, Card]:
    """Channels, activities and providers, each in two queries."""
    return {str(card.id): card for card in _told_contacts(ids, language) if card.name}


def _told_contacts(ids: list[UUID], language: str) -> Iterator[Card]:
    channels = directory.public_channels().filter(pk__in=ids).with_texts()
    activities = directory.public_activities().filter(pk__in=ids).select_related("place").with_texts()
    providers = directory.public_providers().filter(pk__in=ids).with_texts()
    for channel in channels:
        yield _contact(channel, channel, channel.urls, language)
    for activity in activities:
        yield _contact(activity, activity.shown_place, [{"url": activity.online_url}], language, kind="activity")
    for provider in providers:
        yield _contact(provider, None, provider.urls, language)


def _contact(
    row: Channel | Activity | Provider,
    spot: Channel | None,
    urls: Iterable[Mapping[str, str]],
    language: str,
    *,
    kind: str = "contact",
) -> Card:
    told = words_of(row, language, plain=True)
    return Card(
        row.pk,
        told.language,
        told["name"],
        told["summary"],
        _phones(row.phones or (spot.phones if spot else [])),
        _urls(urls),
        kind=kind,
        place=_place(spot, told.language) if spot else "",
        emails=_emails(row.emails or (spot.emails if spot else [])),
    )


def _text(texts: list[ServiceText], language: str) -> ServiceText | None:
    """The best words: the language asked for, ours before the source's, plain ones before others."""
    named = [text for text in texts if text.name]
    order = {code: place for place, code in enumerate(dict.fromkeys((language, *FALLBACKS)))}
    named.sort(key=lambda text: (order.get(text.language, 9), text.origin != "local", not text.is_plain))
    return named[0] if named else None


def _place(spot: Channel, language: str) -> str:
    return address_of(spot, language) if spot.kind == Channel.Kind.PLACE else ""


def _phones(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    return _first(one.get("number", "") for one in rows if one.get("kind") != "fax")


def _emails(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    return _first(address for one in rows if "@" in (address := one.get("address", "")) and " " not in address)


def _urls(rows: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    return _first(url for one in rows if (url := one.get("url", "")).startswith(("https://", "http://")))


def _first(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))[:MOST_CONTACTS]


def _uuid(ref: str) -> UUID | None:
    try:
        return UUID(ref)
    except ValueError:
        return None
