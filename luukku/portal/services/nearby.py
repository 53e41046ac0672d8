"""Places, groups, events and services of the directory as families read them: a fixed number of queries at any size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import islice
from typing import Final
from uuid import UUID

from django.urls import reverse

from luukku.core import clock
from luukku.core.clock import HELSINKI
from luukku.directory import geography
from luukku.directory import policies as directory
from luukku.directory.geography import Point
from luukku.directory.models import Activity, Channel, Charge, OpeningHours
from luukku.directory.reading import address_of, charge_of, lines_of, words_of
from luukku.directory.rules.coordinates import distance_m
from luukku.directory.rules.opening import DayHours, hours_on
from luukku.directory.rules.recurrence import next_occurrence, occurrences, rhythm
from luukku.directory.rules.telling import Told

DAYS_SHOWN: Final = 7
TIMES_SHOWN: Final = 4
WEEKS_AHEAD: Final = 26
GENERAL: Final = "general_description__texts"
NO_PLACES: Final = (Activity.Kind.EVENT, Activity.Kind.COUNSELLING)
"""What has a list of its own."""


@dataclass(frozen=True, slots=True)
class Near:
    """One line of a list.

    Attributes:
        kind: of an activity; empty for a service. kilometres: as the crow flies; None when either end is unknown.
        at: when it begins next. point: where it is; None when nobody knows.
    """

    title: str
    summary: str
    language: str
    url: str
    kind: str = ""
    town: str = ""
    kilometres: float | None = None
    at: datetime | None = None
    point: Point | None = None


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything that one page tells.

    Attributes:
        hours: the next days with their opening hours; empty when nobody has told them.
        coming: the next beginnings. rhythm: "weekly", "biweekly", "monthly", or empty. until: when each ends.
        languages: that are spoken there.
    """

    told: Told
    kind: str
    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    address: str = ""
    hours: tuple[DayHours, ...] = ()
    coming: tuple[datetime, ...] = ()
    rhythm: str = ""
    until: time | None = None
    is_free: bool = False
    needs_registration: bool = False


def where(asked: str) -> Point | None:
    """The point that somebody means by a postal code or a place; None when we do not know it."""
    found = geography.located(asked)
    return found[0] if found else None


def places(language: str, near: Point | None) -> list[Near]:
    """Meeting places, groups and support families: the nearest first, or by name. Three queries."""
    rows = directory.public_activities().exclude(kind__in=NO_PLACES).select_related("place").with_texts()
    found = [_near(row, language, near) for row in rows]
    return sorted(found, key=lambda one: (one.kilometres is None, one.kilometres or 0, one.title.casefold()))


def events(language: str, near: Point | None, at: datetime) -> list[Near]:
    """What is coming, the soonest first. Three queries."""
    rows = directory.public_activities().filter(kind=Activity.Kind.EVENT).going_on(at).select_related("place")
    found = [_near(row, language, near, _next(row, at)) for row in rows.with_texts()]
    return sorted((one for one in found if one.at), key=lambda one: (one.at or at, one.title.casefold()))


def known(at: datetime) -> tuple[list[UUID], list[UUID]]:
    """Ids of what has a page among places, and among what is coming. One query."""
    found = list(directory.public_activities().going_on(at).order_by("pk").values_list("pk", "kind"))
    return (
        [pk for pk, kind in found if kind != Activity.Kind.EVENT],
        [pk for pk, kind in found if kind == Activity.Kind.EVENT],
    )


def services(language: str) -> list[Near]:
    """Every service by its name. Three queries."""
    rows = directory.public_services().with_texts().select_related("general_description").prefetch_related(GENERAL)
    found = []
    for row in rows:
        told = words_of(row, language, plain=True)
        url = reverse("portal:service", args=[language, row.pk])
        found.append(Near(told["name"], told["summary"], told.language, url))
    return sorted((one for one in found if one.title), key=lambda one: one.title.casefold())


def place(pk: UUID, language: str, at: datetime) -> Whole | None:
    """One meeting place, group or event, or a place where services are given."""
    row = directory.public_activities().filter(pk=pk).select_related("place").with_texts().first()
    if row is None:
        return _service_point(pk, language, at)
    spot = row.shown_place
    lines = list(row.hours.all()) or (list(spot.hours.all()) if spot else [])
    return Whole(
        told=words_of(row, language, plain=True),
        kind=row.kind,
        phones=phones_of([*row.phones, *(spot.phones if spot else [])]),
        links=tuple(one for one in [row.online_url] if one),
        languages=tuple(row.languages),
        address=address_of(spot, language),
        hours=_week(lines, at),
        coming=_coming(row, at),
        rhythm=rhythm(row.rrule),
        until=row.ends_at.astimezone(HELSINKI).time() if row.ends_at else None,
        is_free=row.charge == Charge.FREE,
        needs_registration=row.registration == Activity.Registration.NEEDED,
    )


def _service_point(pk: UUID, language: str, at: datetime) -> Whole | None:
    spot = directory.public_channels().places().filter(pk=pk).with_texts().first()
    if spot is None:
        return None
    return Whole(
        told=words_of(spot, language, plain=True),
        kind="",
        phones=phones_of(spot.phones),
        links=tuple(dict.fromkeys(url["url"] for url in spot.urls if url.get("url")))[:5],
        languages=tuple(spot.languages),
        address=address_of(spot, language),
        hours=_week(list(spot.hours.all()), at),
    )


def service(pk: UUID, language: str) -> Whole | None:
    """One service with the ways to it."""
    rows = (
        directory.public_services()
        .filter(pk=pk)
        .with_texts()
        .select_related("general_description")
        .prefetch_related(GENERAL)
    )
    row = rows.first()
    if row is None:
        return None
    ways = [one.channel for one in row.connections.present().select_related("channel")]
    spot = next((one for one in ways if one.kind == Channel.Kind.PLACE), None)
    return Whole(
        told=words_of(row, language, plain=True),
        kind="",
        phones=phones_of([phone for one in ways for phone in one.phones]),
        links=tuple(dict.fromkeys(url["url"] for one in ways for url in one.urls if url.get("url")))[:5],
        languages=tuple(row.languages),
        address=address_of(spot, language),
        is_free=charge_of(row) == Charge.FREE,
    )


def _near(row: Activity, language: str, near: Point | None, at: datetime | None = None) -> Near:
    told = words_of(row, language, plain=True)
    spot = row.shown_place
    there = _point(spot)
    return Near(
        title=told["name"],
        summary=told["summary"],
        language=told.language,
        url=reverse("portal:place", args=[language, row.pk]),
        kind=row.kind,
        town=spot.post_office if spot else "",
        kilometres=round(distance_m(near, there) / 1000, 1) if near and there else None,
        at=at,
        point=there,
    )


def _point(spot: Channel | None) -> Point | None:
    if spot is None:
        return None
    if spot.latitude is not None and spot.longitude is not None:
        return spot.latitude, spot.longitude
    return geography.postal_point(spot.postal_code) or geography.centre_of(spot.municipality)


def _next(row: Activity, at: datetime) -> datetime | None:
    """The next beginning, today's included; a group with opening hours has none."""
    if row.starts_at is None:
        return None
    return next_occurrence(row.starts_at, row.rrule, at, exdates=row.exdates, rdates=row.rdates)


def _coming(row: Activity, at: datetime) -> tuple[datetime, ...]:
    if row.starts_at is None:
        return ()
    span = {"after": at, "before": at + timedelta(weeks=WEEKS_AHEAD)}
    found = occurrences(row.starts_at, row.rrule, **span, exdates=row.exdates, rdates=row.rdates)
    return tuple(islice(found, TIMES_SHOWN))


def phones_of(rows: Iterable[dict[str, str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(row["number"] for row in rows if row.get("number")))[:3]


def _week(rows: Sequence[OpeningHours], at: datetime) -> tuple[DayHours, ...]:
    if not rows:
        return ()
    today = clock.helsinki_day(at)
    lines = lines_of(rows)
    return tuple(hours_on(today + timedelta(days=ahead), lines) for ahead in range(DAYS_SHOWN))
