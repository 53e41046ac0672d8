"""What has happened with a family, newest first: one line of time over meetings, interviews, plans and people."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby
from uuid import UUID

from babel.dates import format_date
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from luukku.casework import policies
from luukku.casework.models import Case, FamilyMembership, ResponsibleWorker, UnderstandingCheck
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI, helsinki_day
from luukku.plans import policies as plans
from luukku.plans.models import Confirmation, FamilyPlan, Interview

PAGE = 40


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


def timeline_of(actor: Actor, case: Case, *, kind: Kind | None = None, before: date | None = None) -> Timeline:
    """Only what the actor may see; a fixed number of queries.

    Args:
        kind: all kinds when None.
        before: entries of earlier days only.
    """
    before = before or actor.day + timedelta(days=1)
    sources = {
        Kind.MEETINGS: _meetings,
        Kind.INTERVIEWS: _interviews,
        Kind.PLAN: _plan,
        Kind.PEOPLE: _people,
    }
    entries = [
        entry
        for one, source in sources.items()
        if kind in (None, one)
        for entry in source(actor, case, before)
        if entry.on < before
    ]
    entries.sort(key=lambda entry: entry.on, reverse=True)
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


def _moment(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=HELSINKI)


def _meetings(actor: Actor, case: Case, before: date) -> Iterator[Entry]:
    meetings = policies.visible_meetings(actor).filter(case=case, starts_at__lt=min(_moment(before), actor.at))
    for meeting in meetings.order_by("-starts_at")[: PAGE + 1]:
        told = [meeting.place] if meeting.place else []
        if meeting.interpreter_state == meeting.InterpreterState.BOOKED:
            named = _("%(mode)s: %(name)s") if meeting.interpreter_name else "%(mode)s"
            told.append(named % {"mode": meeting.get_interpreter_mode_display(), "name": meeting.interpreter_name})
        yield Entry(
            on=helsinki_day(meeting.starts_at),
            title=_("Meeting: %(topic)s") % {"topic": meeting.topic},
            pictogram="meeting",
            text=". ".join(told),
            url=reverse("casework:meeting", args=[case.pk, meeting.pk]),
            needs="" if meeting.held_at else _("Not yet noted as held"),
        )


def _interviews(actor: Actor, case: Case, before: date) -> Iterator[Entry]:
    rows = plans.visible_interviews(actor).filter(case=case, held_on__lt=before).select_related("person")
    interviews = list(rows.order_by("-held_on")[: PAGE + 1])
    checks = _checks(actor, case, [one.pk for one in interviews])
    for interview in interviews:
        done = interview.state == Interview.State.COMPLETED
        title = _("Interview with %(person)s") if done else _("Interview with %(person)s began")
        yield Entry(
            on=interview.held_on,
            title=title % {"person": interview.person.short_name},
            pictogram="language",
            text=_through(interview),
            url=reverse("plans:interview", args=[interview.pk]),
            understood=_understood(checks.get(interview.pk, [])),
            needs=_not_understood(checks.get(interview.pk, [])),
        )


def _through(interview: Interview) -> str:
    mode = interview.get_interpreter_mode_display()
    return f"{mode}: {interview.interpreter_name}" if interview.interpreter_name else mode


def _plan(actor: Actor, case: Case, before: date) -> Iterator[Entry]:
    rows = plans.visible_plans(actor).filter(case=case)
    versions = list(rows.order_by("-number")[: PAGE + 1])
    for plan in versions:
        yield from _plan_entries(plan)
    confirmations = Confirmation.objects.filter(plan__in=[one.pk for one in versions]).select_related(
        "person", "worker", "understanding", "plan"
    )
    for one in confirmations.order_by("-confirmed_at")[: PAGE + 1]:
        who = one.person.short_name if one.person else (one.worker.name if one.worker else "")
        yield Entry(
            on=helsinki_day(one.confirmed_at),
            title=_("%(name)s confirmed the plan") % {"name": who},
            pictogram="check",
            url=reverse("plans:plan", args=[one.plan_id]),
            understood=_understood([one.understanding] if one.understanding else []),
        )


def _plan_entries(plan: FamilyPlan) -> Iterator[Entry]:
    url = reverse("plans:plan", args=[plan.pk])
    version = _("Version %(number)s") % {"number": plan.number}
    if plan.offered_at:
        yield Entry(helsinki_day(plan.offered_at), _("The plan was offered to the family"), "document", version, url)
    if plan.in_force_on:
        yield Entry(plan.in_force_on, _("The plan came into force"), "document", version, url)
    if plan.ended_on and plan.state == FamilyPlan.State.ENDED:
        yield Entry(plan.ended_on, _("The plan ended"), "document", version, url)


def _people(actor: Actor, case: Case, before: date) -> Iterator[Entry]:
    yield Entry(case.opened_on, _("The case was opened"), "flag", str(case.get_ground_display()))
    for span in ResponsibleWorker.objects.filter(case=case).select_related("user"):
        if span.during.lower > case.opened_on:
            title = _("%(name)s began to answer for the family") % {"name": span.user.name}
            yield Entry(span.during.lower, title, "adult")
    for helper in policies.visible_care_team(actor).filter(case=case).select_related("user"):
        names = {"name": helper.user.name, "function": helper.function}
        yield Entry(helper.during.lower, _("%(name)s began to help") % names, "help", helper.function)
        if helper.during.upper:
            yield Entry(helper.during.upper, _("%(name)s no longer helps") % names, "help", helper.function)
    yield from _members(case)


def _members(case: Case) -> Iterator[Entry]:
    rows = FamilyMembership.objects.filter(family_id=case.family_id).select_related("person")
    for row in rows:
        name = {"name": row.person.short_name}
        if row.during.lower > case.opened_on:
            yield Entry(row.during.lower, _("%(name)s joined the family") % name, "person-add")
        if row.during.upper:
            yield Entry(row.during.upper, _("%(name)s no longer belongs to the family") % name, "adult")


def _checks(actor: Actor, case: Case, subjects: list[UUID]) -> dict[UUID, list[UnderstandingCheck]]:
    checks: dict[UUID, list[UnderstandingCheck]] = {}
    rows = policies.visible_checks(actor).filter(case=case, subject_id__in=subjects).select_related("person")
    for check in rows.order_by("checked_at"):
        checks.setdefault(check.subject_id, []).append(check)
    return checks


def _understood(checks: list[UnderstandingCheck]) -> str:
    good = [check for check in checks if check.result == UnderstandingCheck.Result.UNDERSTOOD]
    if not good:
        return ""
    return _("Understood: %(name)s – %(how)s") % {
        "name": ", ".join(dict.fromkeys(check.person.short_name for check in good)),
        "how": ", ".join(dict.fromkeys(check.get_method_display().lower() for check in good)),
    }


def _not_understood(checks: list[UnderstandingCheck]) -> str:
    """Those whose latest check of a text did not show understanding."""
    latest = {(check.person_id, check.text_code): check for check in checks}
    waiting = [one for one in latest.values() if one.result != UnderstandingCheck.Result.UNDERSTOOD]
    if not waiting:
        return ""
    names = ", ".join(dict.fromkeys(check.person.short_name for check in waiting))
    return _("To be talked through again: %(name)s") % {"name": names}
