"""What has happened with a family, newest first: one line of time over meetings, interviews, plans and people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from uuid import UUID

from babel.dates import format_date
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from luukku.casework.models import Meeting, Person, UnderstandingCheck
from luukku.core.clock import helsinki_day, start_of_day
from luukku.desk.reading.rows import FamilyRows
from luukku.plans.models import FamilyPlan, Interview

PAGE = 40
NOON = timedelta(hours=12)


class Kind(models.TextChoices):
    """What the timeline can be narrowed to."""

    MEETINGS = "meetings", gettext_lazy("Meetings")
    INTERVIEWS = "interviews", gettext_lazy("Interviews")
    PLAN = "plan", gettext_lazy("Plan")
    PEOPLE = "people", gettext_lazy("People")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened on a day."""

    on: date
    title: str
    pictogram: str
    text: str = ""
    url: str = ""
    understood: str = ""
    needs: str = ""
    at: datetime | None = None
    """The moment, where it is known; what is known by its day alone stands at the day's noon."""
    place: int = 0
    """Of what happens at one moment: the higher, the later. A plan is offered before it is confirmed."""

    @property
    def order(self) -> tuple[date, datetime, int]:
        known = self.at if self.at and helsinki_day(self.at) == self.on else None
        return self.on, known or start_of_day(self.on) + NOON, self.place


@dataclass(frozen=True, slots=True)
class Month:
    """A heading and the entries below it."""

    name: str
    entries: list[Entry]


@dataclass(slots=True)
class Timeline:
    """The newest entries before a day; `earlier` is where to go on, None at the end."""

    months: list[Month] = field(default_factory=list)
    kind: Kind | None = None
    earlier: date | None = None


def timeline_of(rows: FamilyRows, *, kind: Kind | None = None, before: date | None = None) -> Timeline:
    """Only what the actor may see; a fixed number of queries.

    Args:
        kind: all kinds when None.
        before: entries of earlier days only.
    """
    before = min(before or date.max, rows.actor.day + timedelta(days=1))
    sources = {Kind.MEETINGS: _meetings, Kind.INTERVIEWS: _interviews, Kind.PLAN: _plan, Kind.PEOPLE: _people}
    entries = [
        entry for one, source in sources.items() if kind in (None, one) for entry in source(rows) if entry.on < before
    ]
    entries.sort(key=lambda entry: entry.order, reverse=True)
    oldest = entries[PAGE - 1].on if len(entries) > PAGE else None
    shown = [entry for entry in entries if oldest is None or entry.on >= oldest]
    return Timeline(_by_month(shown), kind, oldest if len(shown) < len(entries) else None)


def _by_month(entries: list[Entry]) -> list[Month]:
    locale = (get_language() or "fi")[:2]
    return [
        Month(_capital(format_date(date(year, month, 1), "LLLL y", locale=locale)), list(group))
        for (year, month), group in groupby(entries, key=lambda entry: (entry.on.year, entry.on.month))
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _meetings(rows: FamilyRows) -> Iterator[Entry]:
    for meeting in rows.meetings:
        if meeting.starts_at >= rows.actor.at:
            continue
        yield Entry(
            on=helsinki_day(meeting.starts_at),
            title=_("Meeting: %(topic)s") % {"topic": meeting.topic},
            pictogram="meeting",
            text=". ".join(part for part in (meeting.place, _interpreter(meeting)) if part),
            url=reverse("casework:meeting", args=[rows.case.pk, meeting.pk]),
            needs="" if meeting.held_at else _("Not yet noted as held"),
            at=meeting.starts_at,
            place=1,
        )


def _interpreter(meeting: Meeting) -> str:
    if meeting.interpreter_state != Meeting.InterpreterState.BOOKED:
        return ""
    mode = meeting.get_interpreter_mode_display()
    return f"{mode}: {meeting.interpreter_name}" if meeting.interpreter_name else mode


def _interviews(rows: FamilyRows) -> Iterator[Entry]:
    checks: dict[UUID, list[UnderstandingCheck]] = {}
    for check in rows.checks:
        checks.setdefault(check.subject_id, []).append(check)
    for interview in rows.interviews:
        done = interview.state == Interview.State.COMPLETED
        title = _("Interview with %(person)s") if done else _("Interview with %(person)s began")
        yield Entry(
            on=interview.held_on,
            title=title % {"person": interview.person.short_name},
            pictogram="language",
            text=_through(interview),
            url=reverse("plans:interview", args=[interview.pk]),
            understood=_understood([(check, check.person) for check in checks.get(interview.pk, [])]),
            needs=_not_understood(checks.get(interview.pk, [])),
            at=interview.created_at,
            place=2,
        )


def _through(interview: Interview) -> str:
    mode = interview.get_interpreter_mode_display()
    return f"{mode}: {interview.interpreter_name}" if interview.interpreter_name else mode


def _plan(rows: FamilyRows) -> Iterator[Entry]:
    confirmed: dict[UUID, datetime] = {}
    for one in rows.confirmations:
        confirmed[one.plan_id] = max(one.confirmed_at, confirmed.get(one.plan_id, one.confirmed_at))
    for plan in rows.plans:
        yield from _plan_entries(plan, confirmed.get(plan.pk) or plan.offered_at)
    for one in rows.confirmations:
        who = one.person.short_name if one.person else (one.worker.name if one.worker else "")
        yield Entry(
            on=helsinki_day(one.confirmed_at),
            title=_("%(name)s confirmed the plan") % {"name": who},
            pictogram="check",
            url=reverse("plans:plan", args=[one.plan_id]),
            understood=_understood([(one.understanding, one.person)]) if one.understanding and one.person else "",
            at=one.confirmed_at,
            place=4,
        )


def _plan_entries(plan: FamilyPlan, agreed_at: datetime | None) -> Iterator[Entry]:
    """`agreed_at`: when the last one confirmed; on its own day the plan holds from that moment."""
    url = reverse("plans:plan", args=[plan.pk])
    version = _("Version %(number)s") % {"number": plan.number}
    if plan.offered_at:
        title = _("The plan was offered to the family")
        yield Entry(helsinki_day(plan.offered_at), title, "document", version, url, at=plan.offered_at, place=3)
    if plan.in_force_on:
        title = _("The plan came into force")
        yield Entry(plan.in_force_on, title, "document", version, url, at=agreed_at, place=5)
    if plan.ended_on and plan.state == FamilyPlan.State.ENDED:
        yield Entry(plan.ended_on, _("The plan ended"), "document", version, url, at=plan.updated_at, place=6)


def _people(rows: FamilyRows) -> Iterator[Entry]:
    case = rows.case
    ground = str(case.get_ground_display()) if rows.sight.is_whole else ""
    yield Entry(case.opened_on, _("The case was opened"), "flag", ground, at=case.created_at)
    for span in rows.answering:
        if span.first_on > case.opened_on:
            title = _("%(name)s began to answer for the family") % {"name": span.user.name}
            yield Entry(span.first_on, title, "adult", at=span.created_at)
    for helper in rows.team:
        name = {"name": helper.user.name}
        title = _("%(name)s began to help") % name
        yield Entry(helper.first_on, title, "help", helper.function, at=helper.created_at)
        if helper.last_on:
            yield Entry(helper.last_on, _("%(name)s helped for the last day") % name, "help", helper.function)
    for row in rows.memberships:
        name = {"name": row.person.short_name}
        if row.first_on > case.opened_on:
            yield Entry(row.first_on, _("%(name)s joined the family") % name, "person-add", at=row.created_at)
        if row.last_on:
            yield Entry(row.last_on, _("%(name)s belonged to the family for the last day") % name, "adult")


def _understood(checks: list[tuple[UnderstandingCheck, Person]]) -> str:
    good = [(check, who) for check, who in checks if check.result == UnderstandingCheck.Result.UNDERSTOOD]
    if not good:
        return ""
    return _("Understood: %(name)s – %(how)s") % {
        "name": ", ".join(dict.fromkeys(who.short_name for _check, who in good)),
        "how": ", ".join(dict.fromkeys(check.get_method_display().lower() for check, _who in good)),
    }


def _not_understood(checks: list[UnderstandingCheck]) -> str:
    """Those whose latest check of a text did not show understanding."""
    latest = {(check.person_id, check.text_code): check for check in checks}
    waiting = [one for one in latest.values() if one.result != UnderstandingCheck.Result.UNDERSTOOD]
    if not waiting:
        return ""
    names = ", ".join(dict.fromkeys(check.person.short_name for check in waiting))
    return _("To be talked through again: %(name)s") % {"name": names}
