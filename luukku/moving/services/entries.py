"""Places and events as the directory takes them: opening hours, contacts, repetition, and ids that stay."""

import re
from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from luukku.core.clock import HELSINKI
from luukku.directory import cleaning as clean
from luukku.directory.geography import postal_area
from luukku.directory.ptv.records import ActivityTold, ChannelTold, HoursTold, ProviderTold, Unreadable
from luukku.directory.rules.recurrence import RuleError, normalised, weekly
from luukku.language.languages import STAFF_LANGUAGES
from luukku.moving.integreat.gathering import FIRST_YEAR, LAST_YEAR, moment_of
from luukku.moving.integreat.records import Placed, Row

WEEKDAYS: Final = range(7)
MOST_TIMES: Final = 500

_RULE = re.compile(r"RRULE:(\S+)", re.IGNORECASE)


STRANGE: Final = (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError)
"""What rows raise that are not what they should be: they are told as unreadable, and the others come over."""


def safe_place(one: Placed, region: str) -> list[ProviderTold | ChannelTold | Unreadable]:
    try:
        return place(one, region)
    except STRANGE as error:
        return [Unreadable(f"{region}/{one.number}", type(error).__name__)]


def safe_event(one: Placed, region: str) -> ActivityTold | Unreadable:
    try:
        return event(one, region)
    except STRANGE as error:
        return Unreadable(f"{region}/{one.number}", type(error).__name__)


def place(one: Placed, region: str) -> list[ProviderTold | ChannelTold | Unreadable]:
    """A place with its organisation, if it names one."""
    row = _first(one)
    spot = clean.named(row.get("location"))
    told = ChannelTold(f"{region}/{one.number}", kind="place")
    found: list[ProviderTold | ChannelTold | Unreadable] = []
    owner = clean.named(row.get("organization"))
    if owner.get("id") and clean.line(owner.get("name")):
        found.append(_owner(owner, region, next(iter(one.rows))))
        told.provider_id = found[0].source_id
    told.texts = {language: _place_words(rows[0]) for language, rows in one.rows.items()}
    if not told.title:
        return [Unreadable(told.source_id, "no_name")]
    told.changed_at = _changed(one)
    told.street = {language: words for language in one.rows if (words := clean.line(spot.get("address")))}
    told.postal_code = clean.line(spot.get("postcode"), 5) if str(spot.get("postcode") or "").isdigit() else ""
    told.post_office = clean.line(spot.get("town"), 100)
    told.latitude, told.longitude = _point(spot)
    told.hours = list(hours(row))
    _contacts(told, one)
    if isinstance(row.get("barrier_free"), bool):
        told.accessibility = [_accessibility(is_free=row["barrier_free"])]
    return [*found, told]


def event(one: Placed, region: str) -> ActivityTold | Unreadable:
    """An event with its repetition. The rows of one language may be its single times."""
    row, source_id = _first(one), f"{region}/{one.number}"
    told = ActivityTold(source_id)
    told.texts = {language: _event_words(rows[0]) for language, rows in one.rows.items()}
    if not told.title:
        return Unreadable(source_id, "no_name")
    times = sorted({at for each in next(iter(one.rows.values())) if (at := _begins(each))})[:MOST_TIMES]
    if not times:
        return Unreadable(source_id, "no_time", told.title)
    when = clean.named(row.get("event"))
    first = next(each for each in next(iter(one.rows.values())) if _begins(each) == times[0])
    told.changed_at = _changed(one)
    told.starts_at, told.ends_at = times[0], _ends(first, times[0])
    told.is_all_day = when.get("all_day") is True
    if not _repeat(told, str(row.get("recurrence_rule") or "")):
        told.rdates = times[1:]
    if when.get("only_weekdays") is True and not told.rrule:
        _on_weekdays(told)
    told.online_url = clean.web_address(row.get("meeting_url"))
    spot = clean.named(row.get("location"))
    if spot.get("id"):
        told.place_id = f"{region}/{clean.line(str(spot['id']), 40)}"
    area = postal_area(clean.line(spot.get("postcode"), 5))
    told.municipalities = [area.municipality] if area else []
    return told


# ---------------------------------------------------------------- words


def _first(one: Placed) -> Row:
    return next(iter(one.rows.values()))[0]


def _changed(one: Placed) -> datetime | None:
    return max((at for rows in one.rows.values() for row in rows if (at := _last_updated(row))), default=None)


def _last_updated(row: Row) -> datetime | None:
    return moment_of(row.get("last_updated") or row.get("modified_gmt"))


def _place_words(row: Row) -> dict[str, Any]:
    category = clean.named(row.get("category")).get("name")
    links = [clean.web_address(row.get("appointment_url"))]
    return {
        "name": clean.line(row.get("title")),
        "summary": clean.line(row.get("meta_description"), 600) or clean.line(row.get("content"), 300),
        "description": clean.words(row.get("content")),
        "keywords": [words] if (words := clean.line(category)) else [],
        "links": [{"name": one, "url": one} for one in links if one],
    }


def _event_words(row: Row) -> dict[str, Any]:
    spot = clean.named(row.get("location"))
    where = ", ".join(words for name in ("name", "address", "town") if (words := clean.line(spot.get(name))))
    return {
        "name": clean.line(row.get("title")),
        "summary": clean.line(row.get("content"), 300),
        "description": clean.words(row.get("content")),
        "how_to_get_in": where[:300],
    }


def _owner(owner: Row, region: str, language: str) -> ProviderTold:
    url = clean.web_address(owner.get("website"))
    told = ProviderTold(f"{region}/{clean.line(str(owner['id']), 40)}")
    told.texts = {language: {"name": clean.line(owner.get("name"))}}
    told.urls = [{"url": url, "name": "", "language": language}] if url else []
    return told


def _contacts(told: ChannelTold, one: Placed) -> None:
    """Every contact of the place, with what it is for; the first language's words are the note."""
    language, row = next(iter(one.rows)), _first(one)
    told_contacts = [clean.named(contact) for contact in clean.listed(row.get("contacts"))]
    if not told_contacts:
        told_contacts = [{name: row.get(name) for name in ("phone_number", "email", "website")}]
    for contact in told_contacts[:50]:
        parts = (clean.line(contact.get("area_of_responsibility")), clean.line(contact.get("name")))
        note = ", ".join(part for part in parts if part)
        for number in (clean.phone(contact.get("phone_number")), clean.phone(contact.get("mobile_number"))):
            if number and number not in {phone["number"] for phone in told.phones}:
                told.phones.append({"number": number, "kind": "phone", "note": note, "cost": "", "language": language})
        if address := clean.email(contact.get("email")):
            told.emails.append({"address": address, "language": language})
        for name in ("website", "appointment_url"):
            if url := clean.web_address(contact.get(name)):
                told.urls.append({"url": url, "name": note, "language": language})


# ---------------------------------------------------------------- place and time


def _accessibility(*, is_free: bool) -> dict[str, Any]:
    """One sentence, in the languages of those who keep the directory up."""
    sentence = _("You can get in without steps.") if is_free else _("There are steps or other obstacles.")
    title = _("Accessibility")
    told: dict[str, dict[str, str]] = {"title": {}, "sentence": {}}
    for language in STAFF_LANGUAGES:
        with translation.override(language):
            told["title"][language], told["sentence"][language] = str(title), str(sentence)
    return {"title": told["title"], "sentences": [told["sentence"]]}


def _point(spot: Row) -> tuple[float | None, float | None]:
    latitude, longitude = clean.number(spot.get("latitude")), clean.number(spot.get("longitude"))
    if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        return None, None
    return (None, None) if latitude == longitude == 0 else (latitude, longitude)


def hours(row: Row) -> Iterator[HoursTold]:
    """The week, Monday first. A place that is closed until further notice is closed on every day of it."""
    if row.get("temporarily_closed") is True:
        yield HoursTold(kind="exception", weekdays=list(WEEKDAYS), is_closed=True)
    for day, told in zip(WEEKDAYS, clean.listed(row.get("opening_hours")), strict=False):
        line = clean.named(told)
        by_appointment = line.get("appointmentOnly") is True
        if line.get("closed") is True:
            continue
        if line.get("allDay") is True or (by_appointment and not line.get("timeSlots")):
            yield HoursTold(weekdays=[day], by_appointment=by_appointment)
        for slot in clean.listed(line.get("timeSlots"))[:10]:
            opens, closes = (clean.clock_time(clean.named(slot).get(name)) for name in ("start", "end"))
            if opens is not None and closes is not None:
                yield HoursTold(weekdays=[day], opens=opens, closes=closes, by_appointment=by_appointment)


def _begins(row: Row) -> datetime | None:
    when = clean.named(row.get("event"))
    return moment_of(when.get("start")) or _moment(when, "start")


def _ends(row: Row, begins: datetime) -> datetime | None:
    when = clean.named(row.get("event"))
    ends = moment_of(when.get("end")) or _moment(when, "end")
    return ends if ends and ends >= begins else None


def _moment(when: Row, name: str) -> datetime | None:
    """From the day and the time of older answers."""
    day = clean.day(when.get(f"{name}_date"))
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    return datetime.combine(day, clean.clock_time(when.get(f"{name}_time")) or time(0), tzinfo=HELSINKI)


def _repeat(told: ActivityTold, rule: str) -> bool:
    """Whether the event repeats by a rule that can be followed; else its single times count."""
    match = _RULE.search(rule)
    if match is None or told.starts_at is None:
        return False
    try:
        told.rrule = normalised(match[1], told.starts_at)[:300]
    except RuleError:
        return False
    return True


def _on_weekdays(told: ActivityTold) -> None:
    """An event of several days from Monday to Friday is each of these days from its first to its last hour."""
    if told.starts_at is None or told.ends_at is None or told.ends_at - told.starts_at < timedelta(days=1):
        return
    begins, ends = told.starts_at.astimezone(HELSINKI), told.ends_at.astimezone(HELSINKI)
    try:
        told.rrule = normalised(weekly(range(5), until=ends.date()), begins)
    except RuleError:
        told.rrule = ""
        return
    last = datetime.combine(begins.date(), ends.time(), tzinfo=HELSINKI)
    told.ends_at = last if last > begins else None
