"""The next version begins with the texts of the one before it."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from luukku.plans.models import Action, Author, FamilyPlan, Goal, OtherPlan, PlanPart, Topic, Words
from luukku.plans.services import contents
from luukku.plans.services.translations import copy_translations


def copy_texts(plan: FamilyPlan, draft: FamilyPlan) -> None:
    """Everything that stands in a plan's parts, who wrote it, and what is known about its translations."""
    copies: dict[UUID, UUID] = {plan.pk: draft.pk}
    for part in contents.with_texts(PlanPart.objects.filter(plan=plan)):
        copy = PlanPart.objects.create(
            plan=draft, kind=part.kind, person=part.person, position=part.position,
            view=part.view, view_family=part.view_family,
        )  # fmt: skip
        copies[part.pk] = copy.pk
        copies |= _copy_words(part.words.all(), copy)
        copies |= _copy_topics(part.topics.all(), copy)
        copies |= _copy_other_plans(part.other_plans.all(), copy)
        for goal in part.goals.all():
            copies |= _copy_goal(goal, copy)
    Author.objects.bulk_create(
        Author(
            plan=draft, name=one.name, function=one.function, organisation=one.organisation, contact=one.contact,
            position=one.position,
        )
        for one in plan.authors.all()
    )  # fmt: skip
    copy_translations(plan, draft, copies)


def _copy_words(words: Iterable[Words], part: PlanPart) -> dict[UUID, UUID]:
    pairs = [
        (
            one.pk,
            Words(
                part=part, person=one.person, text=one.text, text_family=one.text_family,
                is_described=one.is_described, position=one.position,
            ),
        )
        for one in words
    ]  # fmt: skip
    Words.objects.bulk_create(copy for _old, copy in pairs)
    return {old: copy.pk for old, copy in pairs}


def _copy_topics(topics: Iterable[Topic], part: PlanPart) -> dict[UUID, UUID]:
    pairs = [
        (
            one.pk,
            Topic(
                part=part, kind=one.kind, is_not_now=one.is_not_now, text=one.text, text_family=one.text_family,
                place_from=one.place_from, is_sudden=one.is_sudden, applied_on=one.applied_on,
            ),
        )
        for one in topics
    ]  # fmt: skip
    Topic.objects.bulk_create(copy for _old, copy in pairs)
    return {old: copy.pk for old, copy in pairs}


def _copy_other_plans(others: Iterable[OtherPlan], part: PlanPart) -> dict[UUID, UUID]:
    pairs = [
        (
            one.pk,
            OtherPlan(
                part=part, kind=one.kind, name=one.name, holder=one.holder, contact=one.contact,
                valid_from=one.valid_from, valid_until=one.valid_until, says=one.says, says_family=one.says_family,
                fitted=one.fitted, fitted_family=one.fitted_family, first_from=one.first_from, ground=one.ground,
                added_days=one.added_days, position=one.position,
            ),
        )
        for one in others
    ]  # fmt: skip
    OtherPlan.objects.bulk_create(copy for _old, copy in pairs)
    return {old: copy.pk for old, copy in pairs}


def _copy_goal(goal: Goal, part: PlanPart) -> dict[UUID, UUID]:
    copy = Goal.objects.create(
        part=part, need=goal.need, title=goal.title, title_family=goal.title_family, position=goal.position
    )
    pairs = list(_actions(goal, copy))
    Action.objects.bulk_create(action for _old, action in pairs)
    return {goal.pk: copy.pk} | {old: action.pk for old, action in pairs}


def _actions(goal: Goal, copy: Goal) -> Iterator[tuple[UUID, Action]]:
    for one in goal.actions.all():
        yield one.pk, Action(
            goal=copy, doer_person=one.doer_person, doer_worker=one.doer_worker, doer_other=one.doer_other,
            what=one.what, what_family=one.what_family, service=one.service, due_on=one.due_on, done_on=one.done_on,
            position=one.position,
        )  # fmt: skip
