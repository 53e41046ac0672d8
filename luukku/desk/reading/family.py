"""The family page: six answers on one screen. What comes after is in `timeline`."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse

from luukku.accounts.models import User
from luukku.casework import policies
from luukku.casework.labels import Source, source_of, words_of
from luukku.casework.models import (
    PLAN_SECTIONS,
    CareTeamMember,
    Case,
    CaseTransition,
    Deadline,
    GuardianRelation,
    Meeting,
    Person,
    Section,
    Task,
)
from luukku.casework.rules.ages import age
from luukku.casework.rules.urgency import Standing
from luukku.casework.standing_words import ComingChange
from luukku.core.clock import helsinki_day
from luukku.desk.reading.course import Course, course_of
from luukku.desk.reading.rows import FamilyRows
from luukku.desk.reading.steps import Step, Work, next_step, work_from
from luukku.plans.models import Action, Need

NEAREST_ACTIONS = 3
NEAREST_DATES = 4
NEAREST_TASKS = 4
WORRIES = 3


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the family today, with the adults who may decide for a child."""

    person: Person
    is_child: bool
    age: int | None
    guardians: list[GuardianRelation]
    is_protected: bool = False
    protection_ends: bool = False
    coming: list[ComingChange] = field(default_factory=list)
    """Rights that begin or end on the birthdays of the year to come."""
    lives: str = ""
    """Where the person lives, when it is not simply with this family."""


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A meeting (with its moment) or a clock (with its source)."""

    on: date
    text: str
    meeting: Meeting | None = None
    source: Source | None = None
    is_late: bool = False
    why_url: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """One section of the plan and who beside the workers of the case reads it."""

    section: str
    helpers: list[CareTeamMember]


@dataclass(slots=True)
class FamilyPage:
    """Everything above the timeline. What the reader may not see is empty."""

    case: Case
    is_whole: bool
    may_answer: bool
    may_reassign: bool
    open_until: datetime | None
    """When the reading ends of whom only an emergency opening lets read."""
    work: Work
    members: list[Member] = field(default_factory=list)
    responsible: User | None = None
    substitute: User | None = None
    """Who stands in for the responsible worker today."""
    step: Step | None = None
    actions: list[Action] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    has_more_tasks: bool = False
    may_note: bool = False
    may_reopen: bool = False
    reopened_on: date | None = None
    action_count: int = 0
    dates: list[ComingDate] = field(default_factory=list)
    worries: list[Need] = field(default_factory=list)
    helpers: list[CareTeamMember] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)
    course: Course = field(default_factory=Course)
    to_interview: list[Person] = field(default_factory=list)
    """Adults whose own interview has not begun, once the work with the family has."""


def family_page(rows: FamilyRows) -> FamilyPage:
    """The page of a case that the actor may open; a fixed number of queries."""
    case, day = rows.case, rows.actor.day
    is_active = case.is_open
    course = course_of(rows)
    page = FamilyPage(
        case=case,
        is_whole=rows.sight.is_whole,
        may_answer=is_active and rows.sight.answers,
        may_reassign=is_active and rows.sight.may_reassign,
        open_until=_open_until(rows),
        work=work_from(rows.plans, rows.interviews),
        members=_members(rows, course),
        course=course,
        responsible=next((span.user for span in rows.answering if rows.holds(span)), None),
        substitute=rows.away.substitute if rows.away else None,
        dates=_dates(rows),
        tasks=rows.tasks[:NEAREST_TASKS],
        has_more_tasks=len(rows.tasks) > NEAREST_TASKS,
        may_note=is_active and (rows.sight.answers or rows.sight.helps or rows.sight.in_emergency),
        may_reopen=not is_active and rows.sight.may_reassign,
        reopened_on=_reopened_on(case),
        worries=sorted(rows.needs, key=lambda need: not need.own_words)[:WORRIES],
        helpers=rows.helpers,
        shared=_shared(rows),
    )
    if page.work.in_force:
        actions = rows.open_actions(page.work.in_force)
        page.actions, page.action_count = actions[:NEAREST_ACTIONS], len(actions)
    if page.may_answer:
        review_on = next((one.due_on for one in rows.deadlines if one.rule == "plan_review"), None)
        page.step = next_step(case.pk, page.work, day, review_on)
        page.to_interview = _not_interviewed(page)
    return page


def _open_until(rows: FamilyRows) -> datetime | None:
    if not rows.sight.only_in_emergency:
        return None
    opened = policies.own_open_emergencies(rows.actor).filter(case=rows.case)
    return opened.order_by("-ends_at").values_list("ends_at", flat=True).first()


def _reopened_on(case: Case) -> date | None:
    if case.state != Case.State.REOPENED:
        return None
    steps = CaseTransition.objects.filter(case=case, to_state=Case.State.REOPENED).order_by("-happened_at")
    moment = steps.values_list("happened_at", flat=True).first()
    return helsinki_day(moment) if moment else None


def _members(rows: FamilyRows, course: Course) -> list[Member]:
    return [
        Member(
            person=row.person,
            is_child=row.is_child_on(rows.actor.day),
            age=age(row.person.birth_on, rows.actor.day) if row.person.birth_on else None,
            guardians=[one for one in rows.guardians if one.child_id == row.person_id],
            is_protected=row.person_id in rows.protected,
            protection_ends=row.person_id in course.ending,
            coming=course.coming.get(row.person_id, []),
            lives="" if row.residence == row.Residence.HERE else str(row.get_residence_display()),
        )
        for row in rows.members
    ]


def _not_interviewed(page: FamilyPage) -> list[Person]:
    """Each adult has an interview of their own. Before the first one the next step itself says to begin."""
    if not (page.work.interviews or page.work.plan):
        return []
    interviewed = {one.person_id for one in page.work.interviews}
    return [one.person for one in page.members if not one.is_child and one.person.pk not in interviewed]


def _dates(rows: FamilyRows) -> list[ComingDate]:
    coming = [ComingDate(on=helsinki_day(one.starts_at), text=one.topic, meeting=one) for one in rows.coming_meetings]
    coming += [_date(rows, one) for one in rows.deadlines if not one.is_paused]
    return sorted(coming, key=lambda one: one.on)[:NEAREST_DATES]


def _date(rows: FamilyRows, deadline: Deadline) -> ComingDate:
    return ComingDate(
        on=deadline.due_on,
        text=str(words_of(deadline, rows.clock_people.get(deadline.pk)).date_line),
        source=source_of(deadline),
        is_late=deadline.stands(rows.actor.day) is Standing.LATE,
        why_url=reverse("casework:deadline", args=[rows.case.pk, deadline.pk]),
    )


def _shared(rows: FamilyRows) -> list[Shared]:
    """Each section; for a helper those that they were granted, because who else reads is not theirs to know."""
    parts = [
        Shared(str(section.label), [mate.place for mate in rows.mates if section in mate.shown])
        for section in Section
        if section in PLAN_SECTIONS or any(section in mate.shown for mate in rows.mates)
    ]
    return [part for part in parts if rows.sight.is_whole or part.helpers]
