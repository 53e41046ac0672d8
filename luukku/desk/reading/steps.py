"""What comes next with a family: worked out from where its interview and plan stand, never stored."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from luukku.core.actor import Actor
from luukku.plans import policies as plans
from luukku.plans.models import FamilyPlan, Interview

REVIEW_SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Step:
    """One next step.

    Attributes:
        label, url: the words of the button and where it leads.
        waits: a sentence that says what is not yet as it should be, or nothing.
        is_meeting: nothing particular waits; meeting the family is what comes next.
    """

    label: str
    url: str
    waits: str = ""
    is_meeting: bool = False


@dataclass(slots=True)
class Work:
    """Where the work with one family stands."""

    interviews: list[Interview] = field(default_factory=list)
    making: FamilyPlan | None = None
    in_force: FamilyPlan | None = None
    earlier: FamilyPlan | None = None
    """The newest plan that has ended, while no other holds or is being made."""

    @property
    def under_way(self) -> Interview | None:
        return next((one for one in self.interviews if one.state == Interview.State.DRAFT), None)

    @property
    def plan(self) -> FamilyPlan | None:
        """The version to open first: what holds; what is being made only while nothing holds yet."""
        return self.in_force or self.making


def plans_of(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, Work]:
    """Only where the plans stand: one query."""
    work = {case_id: Work() for case_id in case_ids}
    for plan in plans.visible_plans(actor).current().filter(case_id__in=work):
        if plan.state == FamilyPlan.State.IN_FORCE:
            work[plan.case_id].in_force = plan
        else:
            work[plan.case_id].making = plan
    return work


def work_of(actor: Actor, case_ids: Iterable[UUID]) -> dict[UUID, Work]:
    """Two queries, however many cases."""
    work = plans_of(actor, case_ids)
    interviews = plans.visible_interviews(actor).filter(case_id__in=work).defer("answers").select_related("person")
    for interview in interviews.order_by("-held_on", "-created_at"):
        work[interview.case_id].interviews.append(interview)
    return work


def work_from(plans_of_case: Iterable[FamilyPlan], interviews: Iterable[Interview]) -> Work:
    """The same of one case from rows already read, the newest version first; here also what was agreed earlier."""
    work = Work(interviews=list(interviews))
    for plan in plans_of_case:
        if plan.state == FamilyPlan.State.IN_FORCE:
            work.in_force = plan
        elif plan.state in (FamilyPlan.State.DRAFT, FamilyPlan.State.OFFERED):
            work.making = plan
        elif plan.state == FamilyPlan.State.ENDED and work.earlier is None:
            work.earlier = plan
    if work.plan:
        work.earlier = None
    return work


def next_step(case_id: UUID, work: Work, day: date, review_on: date | None = None) -> Step:
    """The next step of whoever answers for the case.

    Args:
        review_on: when the plan in force is due to be looked at again.
    """
    making = work.making
    if work.under_way:
        return Step(
            _("Continue the interview"),
            reverse("plans:interview", args=[work.under_way.pk]),
            _("An interview is under way"),
        )
    if making and making.state == FamilyPlan.State.OFFERED:
        return Step(
            _("Confirm the plan with the family"),
            reverse("plans:plan", args=[making.pk]),
            _("The plan waits to be confirmed"),
        )
    if making:
        return Step(_("Continue writing the plan"), reverse("plans:plan", args=[making.pk]))
    if work.in_force is None:
        return _first_steps(case_id, work)
    if review_on and review_on <= day + REVIEW_SOON:
        late = _("The plan should have been looked at again") if review_on < day else ""
        return Step(_("Review the plan"), reverse("plans:plan-review", args=[work.in_force.pk]), late)
    return Step(_("Note a meeting"), reverse("casework:meeting-add", args=[case_id]), is_meeting=True)


def _first_steps(case_id: UUID, work: Work) -> Step:
    if not work.interviews:
        return Step(_("Start the interview"), reverse("plans:interview-start", args=[case_id]))
    return Step(_("Write the plan"), reverse("plans:plan-start", args=[case_id]))
