"""Reading a plan's content from its rows into plain values."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from luukku.plans.models import Action, FamilyPlan, Goal, OtherPlan, PlanPart, Topic, Words
from luukku.plans.rules.content import (
    ActionContent,
    AuthorContent,
    GoalContent,
    OtherPlanContent,
    PartContent,
    PlanContent,
    Text,
    TopicContent,
    WordsContent,
)


def with_texts(parts: QuerySet[PlanPart], others: QuerySet[OtherPlan] | None = None) -> QuerySet[PlanPart]:
    """The parts with everything that stands in them and everybody they name, in a fixed number of queries.

    Args:
        others: the other plans that the reader may know of; all of them when not told.
    """
    known = OtherPlan.objects.all() if others is None else others
    actions = Action.objects.select_related("doer_person", "doer_worker")
    goals = Goal.objects.select_related("need").prefetch_related(Prefetch("actions", actions))
    words = Words.objects.select_related("person")
    return parts.select_related("person").prefetch_related(
        Prefetch("words", words), Prefetch("goals", goals), "topics", Prefetch("other_plans", known)
    )


def content_of(plan: FamilyPlan, parts: Iterable[PlanPart] | None = None) -> PlanContent:
    """What a plan says now; `parts` when they have been read already, or when only some are to be told."""
    rows = with_texts(PlanPart.objects.filter(plan=plan)) if parts is None else parts
    return PlanContent(
        worker_language=plan.worker_language,
        family_language=plan.family_language,
        greeting=Text(plan.greeting, plan.greeting_family),
        is_interpreted_aloud=plan.is_interpreted_aloud,
        parts=tuple(_part(part) for part in rows),
        lasts_until=plan.lasts_until,
        sources=Text(plan.sources, plan.sources_family),
        authors=tuple(
            AuthorContent(one.name, one.function, one.organisation, one.contact) for one in plan.authors.all()
        ),
    )


def _part(part: PlanPart) -> PartContent:
    return PartContent(
        kind=part.kind,
        person=part.person_id,
        view=Text(part.view, part.view_family),
        words=tuple(
            WordsContent(words.person_id, Text(words.text, words.text_family), words.is_described, words.pk)
            for words in part.words.all()
        ),
        goals=tuple(_goal(goal) for goal in part.goals.all()),
        ref=part.pk,
        topics=tuple(_topic(topic) for topic in part.topics.all()),
        other_plans=tuple(_other_plan(other) for other in part.other_plans.all()),
    )


def _goal(goal: Goal) -> GoalContent:
    return GoalContent(
        title=Text(goal.title, goal.title_family),
        actions=tuple(_action(action) for action in goal.actions.all()),
        ref=goal.pk,
    )


def _action(action: Action) -> ActionContent:
    return ActionContent(
        what=Text(action.what, action.what_family),
        due_on=action.due_on,
        doer_person=action.doer_person_id,
        doer_worker=action.doer_worker_id,
        doer_other=action.doer_other,
        ref=action.pk,
        service=action.service,
    )


def _topic(topic: Topic) -> TopicContent:
    return TopicContent(
        kind=topic.kind,
        is_not_now=topic.is_not_now,
        text=Text(topic.text, topic.text_family),
        place_from=topic.place_from,
        is_sudden=topic.is_sudden,
        ref=topic.pk,
    )


def _other_plan(other: OtherPlan) -> OtherPlanContent:
    return OtherPlanContent(
        kind=other.kind,
        name=other.name,
        holder=other.holder,
        contact=other.contact,
        valid_from=other.valid_from,
        valid_until=other.valid_until,
        says=Text(other.says, other.says_family),
        fitted=Text(other.fitted, other.fitted_family),
        ref=other.pk,
    )
