"""Counselling in one's own language as families read it: where, how, when. A fixed number of queries at any size."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from django.urls import reverse

from luukku.directory import geography
from luukku.directory import policies as directory
from luukku.directory.models import Activity, ActivityQuerySet
from luukku.directory.reading import address_of, lines_of, words_of
from luukku.directory.rules.opening import DayHours, Line, hours_on, next_open_day
from luukku.portal.services.nearby import phones_of

DAYS_AHEAD: Final = 28
"""So far ahead days that differ from the usual week are told."""

Spans = tuple[tuple[time | None, time | None], ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """One place, telephone or web address where somebody counsels in a language.

    Attributes:
        town: whose people it is for; empty for the whole county. week: times by weekday, Monday is 0.
        soonest: the first day with times, from today on. differs: days that differ from the week; that a day without
            times is closed is no difference.
        note, note_language: what else to know, in the reader's language or the one that stands in for it.
    """

    url: str
    town: str
    address: str
    phones: tuple[str, ...]
    link: str
    week: tuple[tuple[int, Spans], ...]
    by_appointment: bool
    soonest: DayHours | None
    differs: tuple[DayHours, ...]
    note: str
    note_language: str


def languages_spoken() -> dict[str, int]:
    """In which languages there is counselling, and how many desks. One query."""
    rows = _counselling().values_list("languages", flat=True)
    return dict(Counter(code for codes in rows for code in set(codes)))


def desks(spoken: str, reader: str, day: date) -> list[Desk]:
    """Where one is counselled in a language, the soonest first. Three queries."""
    rows = list(
        _counselling()
        .filter(languages__contains=[spoken])
        .select_related("place")
        .with_texts()
        .prefetch_related("hours")
    )
    found = [_desk(row, reader, day) for row in rows]
    return sorted(found, key=lambda one: (one.soonest is None, one.soonest.day if one.soonest else day, one.town))


def week_of(lines: Sequence[Line], day: date) -> tuple[tuple[int, Spans], ...]:
    """The times of the usual week by weekday, as they stand on a day."""
    usual = [
        line
        for line in lines
        if line.kind == "usual"
        and not line.is_closed
        and (line.valid_from is None or line.valid_from <= day)
        and (line.valid_to is None or line.valid_to >= day)
    ]
    week = []
    for weekday in range(7):
        told = sorted(
            {(one.opens, one.closes) for one in usual if not one.weekdays or weekday in one.weekdays},
            key=lambda span: span[0] or time.min,
        )
        if told:
            week.append((weekday, tuple(told)))
    return tuple(week)


def _desk(row: Activity, reader: str, day: date) -> Desk:
    lines = lines_of(row.hours.all())
    told = words_of(row, reader, plain=True)
    names = geography.municipality_names()
    ahead = (hours_on(day + timedelta(days=number), lines) for number in range(DAYS_AHEAD))
    week = week_of(lines, day)
    weekdays = {weekday for weekday, _spans in week}
    return Desk(
        url=reverse("portal:place", args=[reader, row.pk]),
        town=", ".join(names.get(code, code) for code in row.municipalities),
        address=address_of(row.shown_place, reader),
        phones=phones_of(row.phones),
        link=row.online_url,
        week=week,
        by_appointment=any(line.by_appointment for line in lines),
        soonest=next_open_day(day, lines),
        differs=tuple(one for one in ahead if one.is_exception and (one.spans or one.day.weekday() in weekdays)),
        note=told["how_to_get_in"],
        note_language=told.language,
    )


def _counselling() -> ActivityQuerySet:
    return directory.public_activities().filter(kind=Activity.Kind.COUNSELLING)
