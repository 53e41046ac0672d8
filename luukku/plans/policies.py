"""Who may see and do what with interviews, needs and plans. All follow the rights to the case."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from luukku.casework import policies as casework
from luukku.casework.models import PLAN_SECTIONS, CaseQuerySet, Section
from luukku.core.actor import Actor, Role
from luukku.plans.models import (
    Action,
    Author,
    Comment,
    CountyParticipation,
    FamilyPlan,
    FamilyPlanQuerySet,
    Goal,
    GroundDecision,
    Interview,
    InterviewTemplate,
    Need,
    Objection,
    OtherPlan,
    PlanPart,
    RelativeInterpreting,
    Review,
    SkippedAssessment,
    Strength,
    Topic,
    Words,
)

KINDS = {
    Section.SHARED: PlanPart.Kind.SHARED,
    Section.CHILDREN: PlanPart.Kind.CHILD,
    Section.ADULTS: PlanPart.Kind.ADULT,
}
"""Which parts of the plan a section opens."""


def visible_interviews(actor: Actor) -> QuerySet[Interview]:
    """Interviews of the cases that the actor reads whole; helpers do not see them."""
    return Interview.objects.filter(case__in=casework.fully_visible_cases(actor))


def editable_interviews(actor: Actor) -> QuerySet[Interview]:
    """Interviews under way in the cases that the actor answers for."""
    return Interview.objects.filter(case__in=casework.cases_answered_for(actor).active(), state=Interview.State.DRAFT)


def may_edit_interview(actor: Actor, interview: Interview) -> bool:
    return editable_interviews(actor).filter(pk=interview.pk).exists()


def visible_needs(actor: Actor) -> QuerySet[Need]:
    return Need.objects.filter(case__in=casework.fully_visible_cases(actor))


def editable_needs(actor: Actor) -> QuerySet[Need]:
    return Need.objects.filter(case__in=casework.cases_answered_for(actor).active())


def editable_participations(actor: Actor) -> QuerySet[CountyParticipation]:
    """Questions to the county in the cases that the actor answers for."""
    return CountyParticipation.objects.filter(case__in=casework.cases_answered_for(actor).active())


def relative_reports_to_read(actor: Actor) -> QuerySet[RelativeInterpreting]:
    """Unread reports of relatives who interpreted in supervised cases; nobody reads what they reported themselves."""
    cases = casework.supervised_cases(actor)
    unread = RelativeInterpreting.objects.filter(interview__case__in=cases, seen_at__isnull=True)
    return unread.exclude(Q(reported_by_id=actor.user_key))


def visible_strengths(actor: Actor) -> QuerySet[Strength]:
    return Strength.objects.filter(case__in=casework.fully_visible_cases(actor), removed_on__isnull=True)


def editable_strengths(actor: Actor) -> QuerySet[Strength]:
    cases = casework.cases_answered_for(actor).active()
    return Strength.objects.filter(case__in=cases, removed_on__isnull=True)


def visible_participations(actor: Actor) -> QuerySet[CountyParticipation]:
    return CountyParticipation.objects.filter(case__in=casework.fully_visible_cases(actor))


def visible_grounds(actor: Actor) -> QuerySet[GroundDecision]:
    return GroundDecision.objects.filter(case__in=casework.fully_visible_cases(actor))


def visible_skips(actor: Actor) -> QuerySet[SkippedAssessment]:
    """Assessments that are left out now."""
    return SkippedAssessment.objects.filter(case__in=casework.fully_visible_cases(actor), ended_on__isnull=True)


def editable_skips(actor: Actor) -> QuerySet[SkippedAssessment]:
    cases = casework.cases_answered_for(actor).active()
    return SkippedAssessment.objects.filter(case__in=cases, ended_on__isnull=True)


QUESTION_WRITERS = (Role.ADMINISTRATOR, Role.SUPERVISOR)
QUESTION_READERS = frozenset({Role.CASEWORKER, *QUESTION_WRITERS})


def may_write_questions(actor: Actor) -> bool:
    """Whether the actor writes the organisation's interview questions: who administers or leads the whole of it."""
    return actor.organisation_id is not None and any(None in actor.units_as(role) for role in QUESTION_WRITERS)


def visible_templates(actor: Actor) -> QuerySet[InterviewTemplate]:
    """Interview questions that come with the product or are the organisation's own; drafts for those who write them."""
    if not actor.has(QUESTION_READERS):
        return InterviewTemplate.objects.none()
    ours = Q(organisation__isnull=True) | Q(organisation_id=actor.organisation_key)
    found = InterviewTemplate.objects.filter(ours)
    return found if may_write_questions(actor) else found.exclude(state=InterviewTemplate.State.DRAFT)


def own_templates(actor: Actor) -> QuerySet[InterviewTemplate]:
    """The organisation's own questions, in any state, for those who write them."""
    if not may_write_questions(actor):
        return InterviewTemplate.objects.none()
    return InterviewTemplate.objects.filter(organisation_id=actor.organisation_key)


def editable_templates(actor: Actor) -> QuerySet[InterviewTemplate]:
    """Drafts of the organisation's own questions."""
    return own_templates(actor).filter(state=InterviewTemplate.State.DRAFT)


def visible_plans(actor: Actor) -> FamilyPlanQuerySet:
    """Plans of the cases that the actor may open; a helper sees what is on offer or in force, and nothing earlier."""
    helper_sees = Q(state__in=[FamilyPlan.State.OFFERED, FamilyPlan.State.IN_FORCE])
    return FamilyPlan.objects.filter(
        Q(case__in=casework.fully_visible_cases(actor))
        | Q(case__in=casework.cases_helped_in_some(actor, PLAN_SECTIONS)) & helper_sees
    )


@dataclass(frozen=True, slots=True)
class Reach:
    """All that one actor may do with one plan, asked once: for the page of the plan."""

    is_whole: bool
    may_manage: bool
    may_edit: bool


def plan_in_sight(actor: Actor, plan_id: UUID) -> tuple[FamilyPlan, casework.Sight] | None:
    """A visible plan (see `visible_plans`), with its case and family, and what binds the actor to the case."""
    plan = FamilyPlan.objects.filter(pk=plan_id).select_related("case__family").first()
    if plan is None:
        return None
    sight = casework.sight_of(actor, plan.case)
    if sight.is_whole or visible_plans(actor).filter(pk=plan_id).exists():
        return plan, sight
    return None


def reach_of(sight: casework.Sight, plan: FamilyPlan) -> Reach:
    """What `may_see_whole`, `may_manage` and `may_edit` would answer, from what binds the actor to the case."""
    may_manage = sight.answers and plan.case.is_open
    return Reach(sight.is_whole, may_manage, may_manage and plan.state == FamilyPlan.State.DRAFT)


def visible_parts(actor: Actor, plan: FamilyPlan, reach: Reach | None = None) -> QuerySet[PlanPart]:
    """The parts of one visible plan that the actor may read: all of them, or the sections granted to a helper."""
    parts = PlanPart.objects.filter(plan=plan)
    if reach.is_whole if reach else may_see_whole(actor, plan):
        return parts
    shown = Q(kind__in=[KINDS[section] for section in casework.sections_shown(actor, plan.case) & KINDS.keys()])
    for section in (Section.CHILDREN, Section.ADULTS):  # one by one, where not everybody has said yes
        shown |= Q(kind=KINDS[section], person_id__in=casework.people_shown(actor, plan.case, section))
    return parts.filter(shown)


def editable_plans(actor: Actor) -> FamilyPlanQuerySet:
    """Drafts in the cases that the actor answers for."""
    return managed_plans(actor).filter(state=FamilyPlan.State.DRAFT)


def managed_plans(actor: Actor) -> FamilyPlanQuerySet:
    """Plans, in any state, of the active cases that the actor answers for: to offer, confirm, revise and review."""
    return FamilyPlan.objects.filter(case__in=casework.cases_answered_for(actor).active())


def may_edit(actor: Actor, plan: FamilyPlan) -> bool:
    return editable_plans(actor).filter(pk=plan.pk).exists()


def may_manage(actor: Actor, plan: FamilyPlan) -> bool:
    return managed_plans(actor).filter(pk=plan.pk).exists()


def may_see_whole(actor: Actor, plan: FamilyPlan) -> bool:
    """Whether the actor reads every part of this plan, and who has confirmed it."""
    return casework.fully_visible_cases(actor).filter(pk=plan.case_id).exists()


def editable_parts(actor: Actor) -> QuerySet[PlanPart]:
    """Parts of the drafts that the actor may write."""
    return PlanPart.objects.filter(plan__in=editable_plans(actor)).select_related("plan__case", "person")


def editable_words(actor: Actor) -> QuerySet[Words]:
    return Words.objects.filter(part__plan__in=editable_plans(actor)).select_related("part__plan__case", "person")


def editable_goals(actor: Actor) -> QuerySet[Goal]:
    return Goal.objects.filter(part__plan__in=editable_plans(actor)).select_related("part__plan__case")


def editable_actions(actor: Actor) -> QuerySet[Action]:
    return Action.objects.filter(goal__part__plan__in=editable_plans(actor)).select_related("goal__part__plan__case")


def markable_actions(actor: Actor) -> QuerySet[Action]:
    """Steps of plans in force in the cases that the actor answers for."""
    in_force = managed_plans(actor).filter(state=FamilyPlan.State.IN_FORCE)
    return Action.objects.filter(goal__part__plan__in=in_force).select_related("goal__part__plan")


def holdable_reviews(actor: Actor) -> QuerySet[Review]:
    """Coming reviews of the plans in force in the cases that the actor answers for."""
    in_force = managed_plans(actor).filter(state=FamilyPlan.State.IN_FORCE)
    return Review.objects.filter(plan__in=in_force, held_on__isnull=True).select_related("plan__case__family")


def visible_reviews(actor: Actor) -> QuerySet[Review]:
    """Reviews of the cases that the actor reads whole; helpers do not see what was said in them."""
    return Review.objects.filter(plan__case__in=casework.fully_visible_cases(actor))


def startable_cases(actor: Actor) -> CaseQuerySet:
    """Active cases that the actor answers for: where an interview, a need or a plan can begin."""
    return casework.cases_answered_for(actor).active()


def fully_readable_cases(actor: Actor) -> CaseQuerySet:
    """Cases whose needs, interviews and plan history the actor reads."""
    return casework.fully_visible_cases(actor)


def plan_cases(actor: Actor) -> CaseQuerySet:
    """Cases whose plan the actor may come to: those read whole, and those where a helper is shown parts of it."""
    return _plan_shown(actor)


def _plan_shown(actor: Actor) -> CaseQuerySet:
    """Also the cases that the actor reads whole."""
    return casework.cases_showing_some(actor, PLAN_SECTIONS)


def whole_plans(actor: Actor) -> FamilyPlanQuerySet:
    """Plans that the actor reads whole, in any state."""
    return FamilyPlan.objects.filter(case__in=casework.fully_visible_cases(actor))


WELFARE_PLANS = (OtherPlan.Kind.SOCIAL_WELFARE, OtherPlan.Kind.CHILD_WELFARE)
"""That somebody is a client of social or child welfare is not told to a helper, even in a part they are shown."""


def visible_other_plans(actor: Actor, plan: FamilyPlan, reach: Reach | None = None) -> QuerySet[OtherPlan]:
    """The other plans listed in one visible plan that the actor may know of."""
    listed = OtherPlan.objects.filter(part__in=visible_parts(actor, plan, reach))
    is_whole = reach.is_whole if reach else may_see_whole(actor, plan)
    return listed if is_whole else listed.exclude(kind__in=WELFARE_PLANS)


def editable_other_plans(actor: Actor) -> QuerySet[OtherPlan]:
    return OtherPlan.objects.filter(part__plan__in=editable_plans(actor)).select_related("part__plan__case")


def editable_authors(actor: Actor) -> QuerySet[Author]:
    return Author.objects.filter(plan__in=editable_plans(actor)).select_related("plan__case")


def childrens_parts(actor: Actor) -> QuerySet[PlanPart]:
    """Children's parts of the drafts that the actor may write: where each child is asked about their days."""
    return editable_parts(actor).filter(kind=PlanPart.Kind.CHILD)


def adults_parts(actor: Actor) -> QuerySet[PlanPart]:
    """Adults' parts of the drafts that the actor may write: where goals are suggested to who cares for a child."""
    return editable_parts(actor).filter(kind=PlanPart.Kind.ADULT)


def wished_places(actor: Actor) -> QuerySet[Topic]:
    """Children's places in early education that are wished for in the present plans the actor answers for."""
    current = managed_plans(actor).current()
    return Topic.objects.filter(part__plan__in=current, place_from__isnull=False).select_related(
        "part__plan__case", "part__person"
    )


def commentable_parts(actor: Actor) -> QuerySet[PlanPart]:
    """Parts of present plans that the actor answers for: where what the family says about them is written down."""
    current = managed_plans(actor).current()
    return PlanPart.objects.filter(plan__in=current).select_related("plan__case", "person")


def answerable_comments(actor: Actor) -> QuerySet[Comment]:
    """What was said about the plans of the cases that the actor answers for."""
    mine = managed_plans(actor)
    return Comment.objects.filter(part__plan__in=mine).select_related("part__plan__case", "person", "goal")


def open_objections(actor: Actor) -> QuerySet[Objection]:
    """What somebody does not agree with in plans that the actor answers for, and nothing has come of yet."""
    mine = managed_plans(actor)
    return Objection.objects.filter(plan__in=mine, outcome=Objection.Outcome.OPEN).select_related(
        "plan__case", "person"
    )


def plans_in_force(actor: Actor) -> FamilyPlanQuerySet:
    """Plans that hold, of the cases that the actor answers for."""
    return managed_plans(actor).filter(state=FamilyPlan.State.IN_FORCE)


def late_actions(actor: Actor, plan_ids: list[UUID]) -> QuerySet[Action]:
    """Steps whose day has passed and that are not done, in these plans (`plans_in_force` told which)."""
    return Action.objects.filter(goal__part__plan__in=plan_ids, done_on__isnull=True, due_on__lt=actor.day)


def exportable_plans(actor: Actor) -> FamilyPlanQuerySet:
    """Offered plans of the cases that the actor answers for: what can be taken to the national system."""
    return managed_plans(actor).exclude(state=FamilyPlan.State.DRAFT)


def goals_of(actor: Actor, plan: FamilyPlan) -> QuerySet[Goal]:
    """The goals of a plan's parts that the actor may read, with their steps, in the order of the letter."""
    goals = Goal.objects.filter(part__in=visible_parts(actor, plan)).select_related("part__person")
    steps = Action.objects.select_related("doer_person", "doer_worker")
    return goals.prefetch_related(Prefetch("actions", steps)).order_by("part__position", "position", "created_at", "id")
