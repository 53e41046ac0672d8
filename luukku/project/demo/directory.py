"""The demo's service directory: invented services, places, groups and events of Pirkanmaa, told in directory.json."""

import json
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction

from luukku.accounts.models import Organisation
from luukku.core import clock
from luukku.core.clock import HELSINKI
from luukku.directory.models import (
    Activity,
    Channel,
    Connection,
    LocalAddition,
    OpeningHours,
    Provider,
    Service,
    Sourced,
    Term,
    VersionedText,
)
from luukku.directory.rules.recurrence import normalised, repeated
from luukku.directory.services import indexing
from luukku.directory.services.terms import load_code_lists

KEEPERS = {"tampere": "Tampere", "nokia": "Nokia", "alue": "Pirkanmaan hyvinvointialue"}
"""Providers whose own organisation works here: it keeps its services up itself."""

SPACE = UUID("0b7f7a52-6d0a-5a0e-8f43-6f8a3b3f5c21")


@cache
def told() -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = json.loads(
        files("luukku.project.demo").joinpath("directory.json").read_text(encoding="utf-8")
    )
    return found


def id_of(kind: str, key: str) -> UUID:
    """The same id in every demo, so that links into it stay true."""
    return uuid5(SPACE, f"{kind} {key}")


@transaction.atomic
def load(at: datetime | None = None) -> int:
    """Make what is missing; what is there stays as somebody may have changed it. Returns how many entries were made."""
    at = at or clock.now()
    if Service.objects.filter(pk=id_of("services", told()["services"][0]["key"])).exists():
        return 0
    load_code_lists()
    owners = {
        one.name_fi: one
        for one in Organisation.objects.filter(name_fi__in=["Tampere", "Nokia", "Pirkanmaan hyvinvointialue"])
    }
    makers = {"providers": _provider, "places": _place, "services": _service, "activities": _activity}
    made: list[Sourced] = []
    for kind, make in makers.items():
        for number, one in enumerate(told()[kind]):
            made.append(make(one, at, number))
    for provider, owner in KEEPERS.items():
        kept = {"provider_id": id_of("providers", provider), "organisation": None}
        Service.objects.filter(**kept).update(organisation=owners.get(owner))
        Channel.objects.filter(**kept).update(organisation=owners.get(owner))
    home = owners.get("Tampere") or owners.get("Pirkanmaan hyvinvointialue")
    Activity.objects.filter(pk__in=[one.pk for one in made]).update(organisation=owners.get("Nokia") or home)
    indexing.entries_changed(made)
    return len(made)


def _provider(one: dict[str, Any], at: datetime, number: int) -> Provider:
    row = Provider.objects.create(
        pk=id_of("providers", one["key"]),
        kind=one["kind"],
        municipality=one["municipality"],
        changed_at=at,
        phones=[_phone(number)],
        urls=[{"url": f"https://{one['key']}.example.org/", "name": one["fi"]}],
    )
    _put(row, {code: {"name": one[code]} for code in ("fi", "sv", "en")})
    return row


def _place(one: dict[str, Any], at: datetime, number: int) -> Channel:
    row = Channel.objects.create(
        pk=id_of("places", one["key"]),
        kind=Channel.Kind.PLACE,
        provider_id=id_of("providers", one["provider"]),
        changed_at=at,
        languages=["fi"],
        municipalities=[one["municipality"]],
        street={"fi": one["street"]} if one["street"] else {},
        street_number=one["number"],
        postal_code=one["postal_code"],
        post_office=one["post_office"],
        municipality=one["municipality"],
        latitude=one["latitude"],
        longitude=one["longitude"],
        phones=[_phone(100 + number)],
    )
    _put(row, {"fi": {"name": one["name"]}})
    _put_hours(one["hours"], channel=row)
    return row


def _service(one: dict[str, Any], at: datetime, number: int) -> Service:
    row = Service.objects.create(
        pk=id_of("services", one["key"]),
        provider_id=id_of("providers", one["provider"]),
        changed_at=at,
        charge=one["charge"],
        languages=one["languages"],
        municipalities=one["municipalities"],
    )
    row.terms.set(Term.objects.filter(code__in=[*one["classes"], *one["targets"]]))
    ages = one["ages"] or (None, None)
    LocalAddition.objects.create(
        service=row, tags=one["tags"], arranges_interpreter=one["interpreter"], minimum_age=ages[0], maximum_age=ages[1]
    )
    _put(row, one["texts"])
    _ways(row, one, at, number)
    return row


def _ways(row: Service, one: dict[str, Any], at: datetime, number: int) -> None:
    """A phone number and a web page for each, and its place when it has one."""
    phone = Channel.objects.create(
        kind=Channel.Kind.PHONE, provider_id=row.provider_id, changed_at=at, phones=[_phone(200 + number)]
    )
    page = Channel.objects.create(
        kind=Channel.Kind.WEB_PAGE,
        provider_id=row.provider_id,
        changed_at=at,
        urls=[{"url": f"https://{one['provider']}.example.org/{one['key']}", "name": one["texts"]["fi"]["name"]}],
    )
    for channel in (phone, page):
        _put(channel, {"fi": {"name": one["texts"]["fi"]["name"]}})
    ids = [phone.pk, page.pk, *([id_of("places", one["place"])] if one["place"] else [])]
    Connection.objects.bulk_create(Connection(service=row, channel_id=pk) for pk in ids)


def _activity(one: dict[str, Any], at: datetime, number: int) -> Activity:
    is_place = one["kind"] in (Activity.Kind.MEETING_PLACE, Activity.Kind.COUNSELLING)
    times = {} if is_place or not one["when"] else _times(one["when"], clock.helsinki_day(at))
    row = Activity.objects.create(
        pk=id_of("activities", one["key"]),
        kind=one["kind"],
        provider_id=id_of("providers", one["provider"]),
        place_id=id_of("places", one["place"]) if one["place"] else None,
        changed_at=at,
        languages=one["languages"],
        audience=one["audience"],
        municipalities=one["municipalities"],
        registration=one["registration"],
        charge=one["charge"],
        phones=[_phone(300 + number)],
        **times,
    )
    _put(row, one["texts"])
    if is_place:
        _put_hours(one["when"], activity=row, by_appointment=one["registration"] == Activity.Registration.NEEDED)
    if one["kind"] == Activity.Kind.COUNSELLING:
        _close_for_a_week(row, clock.helsinki_day(at) + timedelta(days=14))
    return row


def _times(when: str, day: date) -> dict[str, Any]:
    """ "2 10.00-12.00 weekly": Tuesdays; "once+12 17.00-18.30": in twelve days."""
    words = when.split()
    begins, ends = (time.fromisoformat(one.replace(".", ":")) for one in words[1].split("-"))
    once = words[0].startswith("once")
    first = day + timedelta(days=int(words[0].partition("+")[2])) if once else _weekday_after(day, int(words[0]) - 1)
    starts_at = datetime.combine(first, begins, tzinfo=HELSINKI)
    starts_at -= timedelta(weeks=0 if once else 8)
    rule = "" if once else repeated(words[2], starts_at.date())
    ends_at = datetime.combine(starts_at.date(), ends, tzinfo=HELSINKI)
    return {"starts_at": starts_at, "ends_at": ends_at, "rrule": normalised(rule, starts_at)}


def _weekday_after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday()) % 7)


def _put_hours(words: str, **owner: Any) -> None:
    """ "1-4 9-16;5 9-14": days and hours; "auki" is always open."""
    rows = []
    for part in words.split(";"):
        if part == "auki":
            rows.append(OpeningHours(**owner, weekdays=[]))
            continue
        days, _space, hours = part.partition(" ")
        first, _dash, last = days.partition("-")
        opens, closes = hours.split("-")
        rows.append(
            OpeningHours(
                **owner,
                weekdays=list(range(int(first) - 1, int(last or first))),
                opens=time(int(opens)),
                closes=time(int(closes)),
            )
        )
    OpeningHours.objects.bulk_create(rows)


def _close_for_a_week(row: Activity, first: date) -> None:
    """Counsellors too are away now and then."""
    last = first + timedelta(days=6)
    kind = OpeningHours.Kind.EXCEPTION
    OpeningHours.objects.create(activity=row, kind=kind, is_closed=True, valid_from=first, valid_to=last, position=99)


def _put(row: Any, texts: dict[str, dict[str, str]]) -> None:
    model: Any = type(row)._meta.get_field("texts").related_model
    model.objects.bulk_create(
        model(entry=row, language=code, origin=VersionedText.Origin.LOCAL, **fields) for code, fields in texts.items()
    )


def _phone(number: int) -> dict[str, str]:
    """Numbers that nobody has."""
    return {"number": f"+358 3 0000 {number:04}", "kind": "phone"}
