"""Events from other calendars: files that somebody brings, and addresses that are followed (RFC 5545)."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as queue

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.core.outside import Forbidden
from luukku.directory import calendar_events, fetching, policies
from luukku.directory.calendar_events import TOO_LARGE, TOO_MANY, CalendarError, EventTold
from luukku.directory.fetching import Fetched
from luukku.directory.models import Activity, FollowedCalendar, Source, VersionedText
from luukku.directory.services import indexing
from luukku.directory.services.writing import archive, put_text
from luukku.language.languages import find

Fault = FollowedCalendar.Fault
EACH = timedelta(hours=1)
LONGEST = timedelta(hours=24)
COUNTED = ("new", "changed", "same", "cancelled", "private", "unreadable")


@dataclass(slots=True)
class _Bringing:
    """Where events come from and what they become. Their ids hold it: nobody changes another's by knowing an id."""

    space: str
    organisation_id: UUID | None
    at: datetime
    language: str = "fi"
    kind: str = Activity.Kind.EVENT
    more: dict[str, Any] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)
    touched: list[Activity] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)

    def take(self, events: list[EventTold]) -> None:
        ids = [self.id_of(one) for one in events]
        rows = Activity.objects.select_for_update().filter(source=Source.ICAL, source_id__in=ids).with_texts()
        found = {row.source_id: row for row in rows}
        for one in events:
            self.seen.add(self.id_of(one))
            what = self._one(found.get(self.id_of(one)), one)
            self.counts[what] += 1

    def id_of(self, told: EventTold) -> str:
        return f"{self.space}/{told.uid}"[:200]

    def _one(self, row: Activity | None, told: EventTold) -> str:
        if told.is_private or told.is_cancelled:
            if row is not None and row.archived_at is None:
                archive(row, self.at, Activity.ArchivedWhy.WITHDRAWN)
                self.touched.append(row)
            return "private" if told.is_private else "cancelled"
        if not told.columns:
            return "unreadable"
        if row is not None and row.archived_why == Activity.ArchivedWhy.BY_HAND:
            return "same"  # somebody here took it away: its calendar does not bring it back
        return self._write(row, told)

    def _write(self, row: Activity | None, told: EventTold) -> str:
        is_new = row is None
        row = row or Activity(source=Source.ICAL, source_id=self.id_of(told), kind=self.kind)
        columns = told.columns | self.more
        said = {**told.said, "name": told.said["name"] or _("Event")}
        differs = is_new or row.archived_at is not None or any(getattr(row, name) != columns[name] for name in columns)
        for name, value in columns.items():
            setattr(row, name, value)
        if is_new:
            row.organisation_id, row.changed_at = self.organisation_id, self.at
            row.save()
        differs = put_text(row, self.language, said, origin=VersionedText.Origin.SOURCE) is not None or differs
        if not differs:
            return "same"
        row.changed_at, row.archived_at, row.archived_why = self.at, None, ""
        row.save()
        self.touched.append(row)
        return "new" if is_new else "changed"

    def archive_vanished(self) -> None:
        """What the calendar no longer tells."""
        rows = Activity.objects.present().filter(source=Source.ICAL, source_id__startswith=f"{self.space}/")
        for row in rows.exclude(source_id__in=self.seen):
            archive(row, self.at, Activity.ArchivedWhy.VANISHED)
            self.touched.append(row)
            self.counts["cancelled"] += 1

    @property
    def told(self) -> dict[str, int]:
        return {name: self.counts[name] for name in COUNTED}


@transaction.atomic
def bring_in(actor: Actor, content: bytes, *, language: str = "fi") -> dict[str, int]:
    """Make or change the events of a calendar file; those that it cancels are archived.

    Returns:
        How many were new, changed, the same, cancelled, private, and could not be read.

    Raises:
        PermissionDenied: the actor writes nothing here.
        RuleViolation: the file is no calendar.
    """
    ensure(policies.may_write(actor))
    try:
        events = calendar_events.read(content)
    except CalendarError as error:
        raise RuleViolation(_refusal(error.code), field="file") from error
    if not events:
        raise RuleViolation(_("There are no events in this calendar."), field="file")
    bringing = _Bringing(str(actor.organisation_key), actor.organisation_id, actor.at, language)
    bringing.take(events)
    indexing.entries_changed(bringing.touched)
    trail.record(actor, "directory.calendar_brought", new=bringing.counts["new"], changed=bringing.counts["changed"])
    return bringing.told


@transaction.atomic
def follow(
    actor: Actor, url: str, *, kind: str, language: str, municipality: str = "", place: UUID | None = None
) -> FollowedCalendar:
    """Begin to follow a calendar at an address; a job reads it at once and then every hour.

    Raises:
        PermissionDenied: the actor writes nothing here.
        RuleViolation: the address may not be fetched from.
        ValidationError: the organisation follows it already.
    """
    ensure(policies.may_write(actor))
    if find(language) is None:
        raise RuleViolation(_("We do not know this language."), field="language")
    try:
        address = fetching.checked(url)
    except Forbidden as error:
        words = _("Write the whole address of the calendar, beginning with https://. It must be on the public web.")
        raise RuleViolation(words, field="url") from error
    if place is not None:
        ensure_found(policies.public_channels().places().filter(pk=place).first())
    feed = FollowedCalendar(
        organisation_id=actor.organisation_key,
        url=address,
        kind=kind,
        language=language,
        municipality=municipality,
        place_id=place,
        started_by_id=actor.user_id,
    )
    feed.full_clean()
    feed.save()
    plan(feed)
    trail.record(actor, "directory.calendar_followed", feed)
    return feed


@transaction.atomic
def end_following(actor: Actor, feed_id: UUID, *, keeps_events: bool) -> FollowedCalendar:
    """Follow a calendar no longer. Its events stay as they are, or are archived.

    Raises:
        PermissionDenied: it is not the organisation's own.
    """
    feed: FollowedCalendar = ensure_found(policies.own_calendars(actor).select_for_update().filter(pk=feed_id).first())
    feed.ended_at = actor.at
    feed.save(update_fields=["ended_at", "updated_at"])
    if not keeps_events:
        bringing = _Bringing(str(feed.pk), feed.organisation_id, actor.at)
        bringing.archive_vanished()
        indexing.entries_changed(bringing.touched)
    trail.record(actor, "directory.calendar_ended", feed)
    return feed


@transaction.atomic
def fetch_now(actor: Actor, feed_id: UUID) -> FollowedCalendar:
    """Let a job read a calendar without waiting for its hour.

    Raises:
        PermissionDenied: it is not the organisation's own.
    """
    feed: FollowedCalendar = ensure_found(policies.own_calendars(actor).filter(pk=feed_id).first())
    plan(feed)
    trail.record(actor, "directory.calendar_asked", feed)
    return feed


def plan(feed: FollowedCalendar) -> None:
    queue.configure_task("directory.follow_calendar", lock=f"calendar {feed.pk}").defer(feed_id=str(feed.pk))


def plan_due(actor: Actor) -> int:
    """Plan the reading of every calendar whose time has come. Returns how many there are."""
    due = list(policies.calendars_to_follow(actor).due(actor.at))
    for feed in due:
        plan(feed)
    return len(due)


@transaction.atomic
def take(actor: Actor, feed_id: UUID, fetched: Fetched) -> FollowedCalendar | None:
    """Write down what a followed calendar told. What it no longer tells is archived.

    A calendar that cannot be read changes nothing: its events stay as they were, and the page says why.

    Raises:
        PermissionDenied: the actor is not the clock.
    """
    feed = policies.calendars_to_follow(actor).select_for_update().filter(pk=feed_id).first()
    if feed is None:
        return None
    if fetched.content is not None:
        try:
            events = calendar_events.read(fetched.content)
        except CalendarError as error:
            large = error.code in (TOO_LARGE, TOO_MANY)
            return _fail(feed, actor.at, Fault.TOO_LARGE if large else Fault.UNREADABLE)
        bringing = _Bringing(str(feed.pk), feed.organisation_id, actor.at, feed.language, feed.kind, more=_more(feed))
        bringing.take(events)
        bringing.archive_vanished()
        indexing.entries_changed(bringing.touched)
        feed.counts = bringing.told
        feed.etag, feed.last_modified = fetched.etag, fetched.last_modified
    feed.checked_at = feed.read_at = actor.at
    feed.next_at, feed.failures, feed.fault = actor.at + EACH, 0, ""
    feed.save()
    trail.record(actor, "directory.calendar_read", feed, changed=fetched.content is not None)
    return feed


@transaction.atomic
def note_fault(actor: Actor, feed_id: UUID, fault: str, *, wait: timedelta = timedelta(0)) -> FollowedCalendar | None:
    """Note why a calendar could not be fetched. The next try comes later each time, at most a day later.

    Args:
        wait: how long the other end asked us to stay away.
    """
    feed = policies.calendars_to_follow(actor).select_for_update().filter(pk=feed_id).first()
    return _fail(feed, actor.at, fault, wait) if feed else None


def _fail(feed: FollowedCalendar, at: datetime, fault: str, wait: timedelta = timedelta(0)) -> FollowedCalendar:
    pause = min(EACH * 2 ** min(feed.failures, 5), LONGEST)
    feed.fault, feed.checked_at, feed.next_at = fault, at, at + max(pause, wait)
    feed.failures = min(feed.failures + 1, 1000)
    feed.save()
    return feed


def _more(feed: FollowedCalendar) -> dict[str, Any]:
    """What every event of a followed calendar is given."""
    told: dict[str, Any] = {"place_id": feed.place_id} if feed.place_id else {}
    return told | ({"municipalities": [feed.municipality]} if feed.municipality else {})


def _refusal(code: str) -> str:
    return {
        TOO_LARGE: _("This file is too large. A calendar of at most 5 MB fits."),
        TOO_MANY: _("There are too many events in this calendar: at most 2,000 fit."),
    }.get(code, _("We cannot read this file. Bring a calendar file (.ics), whole."))
