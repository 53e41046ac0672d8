"""Entries of the directory for tests."""

import itertools
from datetime import UTC, datetime, time
from typing import Any

from luukku.directory.models import Activity, Channel, Connection, OpeningHours, Provider, Service, Term

AT = datetime(2026, 11, 21, 9, tzinfo=UTC)
_number = itertools.count(1)


def a_provider(name: str = "Tampereen kaupunki", **fields: Any) -> Provider:
    row = Provider.objects.create(kind="municipality", changed_at=AT, business_id="0000000-0", **fields)
    row.texts.create(language="fi", origin="local", name=name)
    return row


def a_service(name: str = "Neuvonta", *, provider: Provider | None = None, texts: Any = None, **fields: Any) -> Service:
    row = Service.objects.create(
        provider=provider, changed_at=AT, languages=["fi", "ar"], municipalities=["837"], charge="free", **fields
    )
    row.texts.create(language="fi", origin="local", name=name, summary="Saat neuvoja.", how_to_get_in="Tule paikalle.")
    for code, told in (texts or {}).items():
        row.texts.create(language=code, origin="local", name=told)
    return row


def a_place(name: str = "Neuvontapiste", service: Service | None = None, **fields: Any) -> Channel:
    told = {
        "latitude": 61.4985,
        "longitude": 23.761,
        "street": {"fi": "Esimerkkikatu"},
        "street_number": "1",
        "postal_code": "33100",
        "post_office": "Tampere",
        "municipality": "837",
        "phones": [{"number": "+358 3 0000 0001", "kind": "phone"}],
    } | fields
    row = Channel.objects.create(kind="place", changed_at=AT, languages=["fi"], **told)
    row.texts.create(language="fi", origin="local", name=name)
    OpeningHours.objects.create(channel=row, weekdays=[0, 1, 2], opens=time(9), closes=time(16))
    OpeningHours.objects.create(channel=row, kind="holiday", holiday="ChristmasEve", is_closed=True)
    if service:
        Connection.objects.create(service=service, channel=row, description={"fi": "Aula"})
    return row


def a_term(scheme: str = "service_class", code: str = "", **names: str) -> Term:
    number = next(_number)
    return Term.objects.create(
        scheme=scheme, code=code or f"T{number}", uri="http://uri.suomi.fi/x", names=names or {"fi": "Kotouttaminen"}
    )


def an_activity(name: str = "Vertaisryhmä", **fields: Any) -> Activity:
    row = Activity.objects.create(**({"kind": "peer_group", "changed_at": AT, "municipalities": ["536"]} | fields))
    row.texts.create(language="fi", origin="local", name=name, summary="Tavataan.")
    return row
