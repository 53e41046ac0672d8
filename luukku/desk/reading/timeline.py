"""What has happened with a family, newest first: one line of time over everything that the reader may see."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from itertools import groupby
from uuid import UUID

from babel.dates import format_date
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luukku.casework.models import Person, UnderstandingCheck
from luukku.core.clock import helsinki_day
from luukku.core.page_language import page_language
from luukku.desk.reading import sources
from luukku.desk.reading.moments import PAGE, Cursor, Entry
from luukku.desk.reading.rows import FamilyRows
from luukku.plans.models import FamilyPlan, Interview

LAST = 12
"""The place of what ends with a day."""

__all__ = ["PAGE", "Cursor", "Day", "Entry", "Kind", "Month", "Timeline", "timeline_of"]


class Kind(models.TextChoices):
    """What the timeline can be narrowed to."""

    MEETINGS = "meetings", gettext_lazy("Meetings")
    NOTES = "notes", gettext_lazy("Notes")
    TASKS = "tasks", gettext_lazy("Tasks")
    DOCUMENTS = "documents", gettext_lazy("Documents")
    INTERVIEWS = "interviews", gettext_lazy("Interviews")
    PLAN = "plan", gettext_lazy("Plan")
    DATES = "dates", gettext_lazy("Dates kept")
    SHARING = "sharing", gettext_lazy("What may be told")
    PEOPLE = "people", gettext_lazy("People")


@dataclass(frozen=True, slots=True)
class Day:
    """A day's heading and what happened on it, the latest first."""

    on: date
    entries: list[Entry]


@dataclass(frozen=True, slots=True)
class Month:
    """A heading and the days below it."""

    name: str
    days: list[Day]

    @property
    def entries(self) -> list[Entry]:
        return [entry for day in self.days for entry in day.entries]


@dataclass(slots=True)
class Timeline:
    """One page of entries; `earlier` is where to go on, None at the end."""

    months: list[Month] = field(default_factory=list)
    kind: Kind | None = None
    earlier: Cursor | None = None


Source = Callable[[FamilyRows, Cursor], Iterator[Entry]]


def timeline_of(rows: FamilyRows, *, kind: Kind | None = None, before: str = "") -> Timeline:
    """Only what the actor may see; a fixed number of queries, each of at most one row more than a page holds.

    Args:
        kind: all kinds when None.
        before: where the page before ended, as `Timeline.earlier` tells it, or a day; the newest when it is neither.
    """
    cursor = Cursor.read(before, Cursor.before_day(rows.actor.day + timedelta(days=1)))
    entries = [
        entry
        for one, told in _sources().items()
        if kind in (None, one)
        for source in told
        for entry in source(rows, cursor)
        if entry.order < cursor.order
    ]
    entries.sort(key=lambda entry: entry.order, reverse=True)
    shown = entries[:PAGE]
    return Timeline(_by_month(shown), kind, Cursor.after(shown[-1]) if len(entries) > PAGE else None)


def kinds_for(rows: FamilyRows) -> list[Kind]:
    """What the reader may choose from: a helper reads neither interviews nor dates."""
    hidden = set() if rows.sight.is_whole else {Kind.INTERVIEWS, Kind.DATES, Kind.SHARING}
    return [kind for kind in Kind if kind not in hidden]


def _sources() -> dict[Kind, tuple[Source, ...]]:
    """Where each kind comes from. Whatever an app adds to the line of time, it adds here."""
    return {
        Kind.MEETINGS: (sources.meetings,),
        Kind.NOTES: (sources.notes,),
        Kind.TASKS: (sources.tasks,),
        Kind.DOCUMENTS: (sources.documents,),
        Kind.INTERVIEWS: (_few(_interviews),),
        Kind.PLAN: (_few(_plan),),
        Kind.DATES: (sources.clocks,),
        Kind.SHARING: (sources.permits, sources.disclosures),
        Kind.PEOPLE: (_few(_people), sources.steps),
    }


def _few(told: Callable[[FamilyRows], Iterator[Entry]]) -> Source:
    """A source of few entries, which the page has read whole."""
    return partial(_unbounded, told)


def _unbounded(told: Callable[[FamilyRows], Iterator[Entry]], rows: FamilyRows, _cursor: Cursor) -> Iterator[Entry]:
    return told(rows)


def _by_month(entries: list[Entry]) -> list[Month]:
    locale = page_language()
    days = [Day(on, list(group)) for on, group in groupby(entries, key=lambda entry: entry.on)]
    return [
        Month(_capital(format_date(date(year, month, 1), "LLLL y", locale=locale)), list(group))
        for (year, month), group in groupby(days, key=lambda day: (day.on.year, day.on.month))
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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
            id=interview.pk,
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
            id=one.pk,
        )


def _plan_entries(plan: FamilyPlan, agreed_at: datetime | None) -> Iterator[Entry]:
    """`agreed_at`: when the last one confirmed; on its own day the plan holds from that moment."""
    url = reverse("plans:plan", args=[plan.pk])
    version = _("Version %(number)s") % {"number": plan.number}
    if plan.offered_at:
        title = _("The plan was offered to the family")
        yield Entry(
            helsinki_day(plan.offered_at), title, "document", version, url, at=plan.offered_at, place=3, id=plan.pk
        )
    if plan.in_force_on:
        title = _("The plan came into force")
        yield Entry(plan.in_force_on, title, "document", version, url, at=agreed_at, place=5, id=plan.pk)
    if plan.ended_on and plan.state == FamilyPlan.State.ENDED:
        yield Entry(
            plan.ended_on, _("The plan ended"), "document", version, url, at=plan.updated_at, place=6, id=plan.pk
        )


def _people(rows: FamilyRows) -> Iterator[Entry]:
    case = rows.case
    ground = str(case.get_ground_display()) if rows.sight.is_whole else ""
    yield Entry(case.opened_on, _("The case was opened"), "flag", ground, at=case.created_at, id=case.pk)
    for span in rows.answering:
        if span.first_on > case.opened_on:
            title = _("%(name)s began to answer for the family") % {"name": span.user.name}
            yield Entry(span.first_on, title, "adult", at=span.created_at, id=span.pk)
    for helper in rows.team:
        name = {"name": helper.user.name}
        title = _("%(name)s began to help") % name
        yield Entry(helper.first_on, title, "help", helper.function, at=helper.created_at, id=helper.pk)
        if helper.last_on:
            title = _("%(name)s helped for the last day") % name
            yield Entry(helper.last_on, title, "help", helper.function, place=LAST, id=helper.pk)
    for row in rows.memberships:
        name = {"name": row.person.short_name}
        if row.first_on > case.opened_on:
            title = _("%(name)s joined the family") % name
            yield Entry(row.first_on, title, "person-add", at=row.created_at, id=row.pk)
        if row.last_on:
            title = _("%(name)s belonged to the family for the last day") % name
            yield Entry(row.last_on, title, "adult", place=LAST, id=row.pk)


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
