"""Reading a plan's content from its rows into plain values."""

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from luukku.plans.models import Action, FamilyPlan, Goal, PlanPart, Words
from luukku.plans.rules.content import ActionContent, GoalContent, PartContent, PlanContent, Text, WordsContent


def with_texts(parts: QuerySet[PlanPart]) -> QuerySet[PlanPart]:
    """The parts with everything that stands in them and everybody they name, in a fixed number of queries."""
    actions = Action.objects.select_related("doer_person", "doer_worker")
    goals = Goal.objects.select_related("need").prefetch_related(Prefetch("actions", actions))
    words = Words.objects.select_related("person")
    return parts.select_related("person").prefetch_related(Prefetch("words", words), Prefetch("goals", goals))


def content_of(plan: FamilyPlan, parts: Iterable[PlanPart] | None = None) -> PlanContent:
    """What a plan says now; `parts` when they have been read already, or when only some are to be told."""
    rows = with_texts(PlanPart.objects.filter(plan=plan)) if parts is None else parts
    return PlanContent(
        worker_language=plan.worker_language,
        family_language=plan.family_language,
        greeting=Text(plan.greeting, plan.greeting_family),
        is_interpreted_aloud=plan.is_interpreted_aloud,
        parts=tuple(_part(part) for part in rows),
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
    )
