"""A worker's day: the meetings in the order of time, and what needs the worker, late first."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luukku.casework import policies
from luukku.casework.labels import CLOCKS, source_of, words_of
from luukku.casework.models import Absence, Deadline, EmergencyAccess, Meeting, Task
from luukku.casework.rules.urgency import Standing, end_of_week
from luukku.casework.services import people_of_clocks, workload
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI, helsinki_day, start_of_day
from luukku.core.days import in_digits
from luukku.desk.reading.late_steps import late_steps
from luukku.desk.reading.reports import asked_reports, relative_reports
from luukku.desk.reading.steps import Step, next_step, work_of
from luukku.desk.reading.waiting import Need, When
from luukku.plans import policies as plans
from luukku.plans.models import FamilyPlan, Interview

MOST_IN_GROUP = 8
MOST_TASKS = 100
"""More than this nobody does in a week; the families' own pages have them all."""


GROUPS = {
    Standing.LATE: When.LATE,
    Standing.PAST_TARGET: When.TODAY,
    Standing.TODAY: When.TODAY,
    Standing.WEEK: When.WEEK,
    Standing.LATER: When.COMING,
}
"""A local target that has passed asks for a word today, but it is not late."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A meeting of today. The next one carries the step that the page puts first."""

    meeting: Meeting
    is_next: bool = False
    step: Step | None = None

    @property
    def is_held(self) -> bool:
        return self.meeting.held_at is not None

    @property
    def lacks_interpreter(self) -> bool:
        return self.meeting.interpreter_state == Meeting.InterpreterState.MISSING and not self.is_held


@dataclass(frozen=True, slots=True)
class Families:
    """How many active families the actor answers for, helps and leads the work with. Asked only on an empty day."""

    answered: int = 0
    helped: int = 0
    led: int = 0


@dataclass(slots=True)
class Day:
    """Everything My day shows."""

    on: date
    slots: list[Slot] = field(default_factory=list)
    needs: dict[When, list[Need]] = field(default_factory=dict)
    more: dict[When, int] = field(default_factory=dict)
    case_ids: set[object] = field(default_factory=set)
    families: Families = Families()
    standing_in: list[Absence] = field(default_factory=list)
    """For whom the actor stands in today."""

    @property
    def lacking_interpreters(self) -> int:
        return sum(slot.lacks_interpreter for slot in self.slots)

    @property
    def next_slot(self) -> Slot | None:
        return next((slot for slot in self.slots if slot.is_next), None)


def day_of(actor: Actor) -> Day:
    """My day; a fixed number of queries, however many families."""
    day = Day(on=actor.day)
    meetings = _meetings_of_week(actor)
    day.slots = _slots(actor, [one for one in meetings if helsinki_day(one.starts_at) == actor.day])
    for need, case_id in _needs(actor, meetings):
        if case_id is not None:
            day.case_ids.add(case_id)
        group = day.needs.setdefault(need.when, [])
        if len(group) < MOST_IN_GROUP:
            group.append(need)
        else:
            day.more[need.when] = day.more.get(need.when, 0) + 1
    day.standing_in = list(policies.absences_stood_in_for(actor).order_by("user__name"))
    day.case_ids |= {slot.meeting.case_id for slot in day.slots}
    if not day.slots:
        day.families = _families(actor)
    return day


def _families(actor: Actor) -> Families:
    return Families(
        answered=policies.cases_answered_for(actor).active().count(),
        helped=policies.helped_cases(actor).active().count(),
        led=policies.supervised_cases(actor).active().count(),
    )


def _meetings_of_week(actor: Actor) -> list[Meeting]:
    first = start_of_day(actor.day)
    after = start_of_day(end_of_week(actor.day) + timedelta(days=1))
    meetings = policies.own_meetings(actor).standing().filter(starts_at__gte=first, starts_at__lt=after)
    return list(meetings.select_related("case__family").order_by("starts_at", "pk"))


def _slots(actor: Actor, meetings: list[Meeting]) -> list[Slot]:
    coming = next((one for one in meetings if one.held_at is None and one.ends_at > actor.at), None)
    if coming is None:
        return [Slot(one) for one in meetings]
    work = work_of(actor, [coming.case_id])[coming.case_id]
    step = next_step(coming.case_id, work, actor.day)
    if step.is_meeting:
        step = Step(_("Open the family"), reverse("desk:family", args=[coming.case_id]))
    return [Slot(one, is_next=one is coming, step=step if one is coming else None) for one in meetings]


def _needs(actor: Actor, meetings: list[Meeting]) -> Iterator[tuple[Need, object]]:
    """Each need with its case, in the order of the groups' inside: what is longest due first."""
    yield from _deadlines(actor)
    yield from _missing_interpreters(actor, meetings)
    yield from _emergencies(actor)
    yield from _tasks(actor)
    yield from _handed_on(actor)
    yield from _leaving(actor)
    yield from _inquiries(actor)
    yield from late_steps(actor)
    yield from _offered_plans(actor)
    yield from _interviews_under_way(actor)
    yield from _reviews(actor)
    yield from relative_reports(actor)
    yield from asked_reports(actor)


def _deadlines(actor: Actor) -> Iterator[tuple[Need, object]]:
    due = policies.own_deadlines(actor).to_show(actor.day).select_related("case__family")
    clocks = list(due.order_by("due_on", "started_on", "pk"))
    reviews, people = _coming_reviews(actor, clocks), people_of_clocks(clocks)
    for deadline in clocks:
        words = words_of(deadline, people.get(deadline.pk))
        stands = deadline.stands(actor.day)
        need = Need(
            when=GROUPS[stands],
            title=str(words.task) % {"family": deadline.case.family.name},
            action=str(words.action),
            url=deadline_url(deadline, reviews),
            on=deadline.due_on,
            source=source_of(deadline),
            why_url=reverse("casework:deadline", args=[deadline.case_id, deadline.pk]),
            waited=(actor.day - deadline.started_on).days if deadline.is_target else None,
            is_past_target=stands is Standing.PAST_TARGET,
            has_reason=bool(deadline.late_reason),
        )
        yield need, deadline.case_id


def _coming_reviews(actor: Actor, deadlines: list[Deadline]) -> dict[UUID, UUID]:
    """The ids of the reviews to hold, by plan; the clock of a review runs about its plan."""
    plan_ids = [one.subject_id for one in deadlines if one.rule == "plan_review" and one.subject_id]
    if not plan_ids:
        return {}
    return dict(plans.holdable_reviews(actor).filter(plan__in=plan_ids).values_list("plan_id", "pk"))


def deadline_url(deadline: Deadline, reviews: Mapping[UUID, UUID]) -> str:
    """Where the thing that the clock reminds of is done; `reviews` as told by `_coming_reviews`."""
    if deadline.rule == "plan_review" and deadline.subject_id and deadline.subject_id in reviews:
        return reverse("plans:review-hold", args=[reviews[deadline.subject_id]])
    if deadline.rule not in CLOCKS:
        return reverse("casework:deadline", args=[deadline.case_id, deadline.pk])
    pages = {"assessment_start": "plans:interview-start", "plan_after_assessment": "plans:plan-start"}
    return reverse(pages.get(deadline.rule, "plans:case-plan"), args=[deadline.case_id])


def _missing_interpreters(actor: Actor, meetings: list[Meeting]) -> Iterator[tuple[Need, object]]:
    for meeting in meetings:
        if not Slot(meeting).lacks_interpreter:
            continue
        at = meeting.starts_at.astimezone(HELSINKI)
        need = Need(
            when=_when(at.date(), actor.day),
            title=_("%(family)s, %(date)s at %(time)s: no interpreter yet")
            % {
                "family": meeting.case.family.name,
                "date": f"{at.day}.{at.month}.",
                "time": f"{at.hour}.{at.minute:02}",
            },
            text=meeting.topic,
            action=_("Note the interpreter"),
            url=reverse("casework:meeting-edit", args=[meeting.case_id, meeting.pk]),
        )
        yield need, meeting.case_id


def _emergencies(actor: Actor) -> Iterator[tuple[Need, object]]:
    opened = policies.emergency_accesses_to_tell(actor).select_related("user", "case__family")
    for access in opened.order_by("starts_at"):
        title = _("%(family)s: %(name)s opened the family's data in an emergency")
        need = Need(
            when=When.TODAY,
            title=title % {"family": access.case.family.name, "name": access.user.name},
            text=access.reason,
            action=_("Note that I have read this"),
            url=reverse("casework:emergency-seen", args=[access.pk]),
            on=helsinki_day(access.starts_at),
            is_post=True,
        )
        yield need, access.case_id


def _tasks(actor: Actor) -> Iterator[tuple[Need, object]]:
    """What the actor has promised, by the end of the week; of others in the actor's families what is late."""
    mine = Q(doer=Task.Doer.RESPONSIBLE) | Q(doer_user_id=actor.user_key)
    due = policies.own_tasks(actor).due_by(end_of_week(actor.day)).filter(mine | Q(due_on__lt=actor.day))
    soonest = due.select_related("case__family", "doer_user", "doer_person").order_by("due_on", "created_at", "pk")
    for task in soonest[:MOST_TASKS]:
        if task.due_on is None:
            continue
        who = task.doer_user.name if task.doer_user else task.doer_person.short_name if task.doer_person else ""
        who = "" if task.doer_user_id == actor.user_id else who or task.doer_other
        title = _("%(family)s: %(who)s, %(task)s") if who else _("%(family)s: %(task)s")
        need = Need(
            when=_when(task.due_on, actor.day),
            title=title % {"family": task.case.family.name, "who": who, "task": task.what},
            action=_("Open the task"),
            url=reverse("casework:task", args=[task.case_id, task.pk]),
            on=task.due_on,
            is_promise=True,
        )
        yield need, task.case_id


def _handed_on(actor: Actor) -> Iterator[tuple[Need, object]]:
    for span in policies.spans_to_take_on(actor).select_related("case__family").order_by("during", "pk"):
        title = (
            _("%(family)s: tell the family that you answer for it")
            if span.accepted_at
            else _("%(family)s: you answer for this family now")
        )
        need = Need(
            when=When.TODAY,
            title=title % {"family": span.case.family.name},
            action=_("Note that the family was told") if span.accepted_at else _("Take the family on"),
            url=reverse("casework:take-on", args=[span.case_id]),
            on=span.first_on,
        )
        yield need, span.case_id


def _leaving(actor: Actor) -> Iterator[tuple[Need, object]]:
    """Workers whose role ends while families remain with them: no case is told of, only how many."""
    for load in workload.leaving(actor):
        until = in_digits(load.until) if load.until else ""
        title = ngettext(
            "%(name)s leaves and still answers for %(number)d family",
            "%(name)s leaves and still answers for %(number)d families",
            load.led,
        )
        need = Need(
            when=_when(load.until, actor.day) if load.until else When.LATE,
            title=title % {"name": load.user.name, "number": load.led},
            text=_("The role ends on %(date)s.") % {"date": until} if until else "",
            action=_("Hand the families on"),
            url=reverse("casework:hand-on", args=[load.user.pk]),
        )
        yield need, None


def _inquiries(actor: Actor) -> Iterator[tuple[Need, object]]:
    """What is asked from elsewhere, without who asks; and answers to one's own questions."""
    asked = policies.inquiries_to_answer(actor).select_related("about__family").order_by("asked_at")
    for one in asked:
        need = Need(
            when=When.TODAY,
            title=_("%(family)s: somebody elsewhere asks whether they may contact you")
            % {"family": one.about.family.name},
            action=_("Answer"),
            url=reverse("casework:inquiry", args=[one.about_id, one.pk]),
            on=helsinki_day(one.asked_at) if one.asked_at else None,
        )
        yield need, one.about_id
    answered = policies.own_inquiries(actor).answered().filter(seen_at__isnull=True)
    for one in answered.select_related("case__family").order_by("answered_at"):
        need = Need(
            when=When.TODAY,
            title=_("%(family)s: your question was answered") % {"family": one.case.family.name},
            action=_("Read the answer"),
            url=reverse("desk:family", args=[one.case_id]),
        )
        yield need, one.case_id


def _offered_plans(actor: Actor) -> Iterator[tuple[Need, object]]:
    offered = plans.managed_plans(actor).filter(state=FamilyPlan.State.OFFERED).select_related("case__family")
    for plan in offered.order_by("offered_at"):
        need = Need(
            when=When.WEEK,
            title=_("%(family)s: the plan waits to be confirmed") % {"family": plan.case.family.name},
            action=_("Confirm the plan"),
            url=reverse("plans:plan", args=[plan.pk]),
            on=helsinki_day(plan.offered_at) if plan.offered_at else None,
        )
        yield need, plan.case_id


def _interviews_under_way(actor: Actor) -> Iterator[tuple[Need, object]]:
    interviews: QuerySet[Interview] = plans.editable_interviews(actor).select_related("case__family", "person")
    for interview in interviews.order_by("held_on"):
        title = _("%(family)s: the interview with %(person)s is under way")
        need = Need(
            when=When.WEEK,
            title=title % {"family": interview.case.family.name, "person": interview.person.short_name},
            action=_("Continue the interview"),
            url=reverse("plans:interview", args=[interview.pk]),
            on=interview.held_on,
        )
        yield need, interview.case_id


def _reviews(actor: Actor) -> Iterator[tuple[Need, object]]:
    waiting: list[EmergencyAccess] = []
    if actor.has(policies.REVIEWERS):
        waiting = list(policies.emergency_accesses_to_review(actor).select_related("user").order_by("starts_at"))
    for access in waiting:
        need = Need(
            when=When.TODAY,
            title=_("An emergency opening by %(name)s waits for a review") % {"name": access.user.name},
            action=_("Review the opening"),
            url=reverse("casework:emergency-review", args=[access.pk]),
            on=helsinki_day(access.starts_at),
        )
        yield need, access.case_id


def _when(due: date, today: date) -> When:
    if due < today:
        return When.LATE
    return When.TODAY if due == today else When.WEEK
