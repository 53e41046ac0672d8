"""Writing a draft: its greeting, parts, people's own words and goals, each in both languages."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.models import FamilyPlan, Goal, Need, PlanPart, Words
from luukku.plans.services.transitions import lock_draft
from luukku.plans.services.translations import UNWRITTEN, Translator, Wording, note_translation
from luukku.plans.services.versions import ensure_unchanged, save_next


@transaction.atomic
def change_greeting(
    actor: Actor,
    plan_id: UUID,
    *,
    version: int,
    greeting: str,
    greeting_family: str,
    translator: Translator | None = None,
) -> FamilyPlan:
    """Rewrite how the plan greets everybody.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: it is no longer a draft.
        Conflict: somebody saved the greeting meanwhile.
    """
    plan = lock_draft(actor, plan_id)
    written = {"greeting": greeting, "greeting_family": greeting_family}
    ensure_unchanged(plan, version, written)
    was = Wording.of(plan, "greeting")
    save_next(plan, written)
    note_translation(actor, plan, (plan.pk, "greeting"), Wording.of(plan, "greeting"), was=was, by=translator)
    trail.record(actor, "plan.greeting_changed", plan, case=plan.case_id)
    return plan


@transaction.atomic
def change_part(
    actor: Actor, part_id: UUID, *, version: int, view: str, view_family: str, translator: Translator | None = None
) -> PlanPart:
    """Rewrite what the worker thinks in one part. Refuses as `change_greeting` does."""
    part = lock_part(actor, part_id)
    written = {"view": view, "view_family": view_family}
    ensure_unchanged(part, version, written)
    was = Wording.of(part, "view")
    save_next(part, written)
    note_translation(actor, part.plan, (part.pk, "view"), Wording.of(part, "view"), was=was, by=translator)
    trail.record(actor, "plan.part_changed", part, case=part.plan.case_id)
    return part


@transaction.atomic
def add_words(
    actor: Actor, part_id: UUID, *, person_id: UUID | None, translator: Translator | None = None, **texts: Any
) -> Words:
    """Write down what somebody said, showed or drew.

    Args:
        person_id: whose words; in a member's own part always that member's.
        texts: `text`, `text_family`, `is_described`.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is no longer a draft, or the speaker is not in it.
    """
    part = lock_part(actor, part_id)
    words = Words(
        part=part, person_id=_speaker(part, person_id), position=_next_position(part.words), **texts
    )  # fmt: skip
    words.full_clean()
    words.save()
    _note_words(actor, words, UNWRITTEN, translator)
    trail.record(actor, "plan.words_added", words, case=part.plan.case_id)
    return words


@transaction.atomic
def change_words(
    actor: Actor,
    words_id: UUID,
    *,
    version: int,
    person_id: UUID | None,
    translator: Translator | None = None,
    **texts: Any,
) -> Words:
    """Rewrite somebody's words. Refuses as `add_words` does, and with Conflict when somebody saved them meanwhile."""
    words = lock_words(actor, words_id)
    written = {"person_id": _speaker(words.part, person_id), **texts}
    ensure_unchanged(words, version, texts)
    was = _wording_of(words)
    save_next(words, written)
    _note_words(actor, words, was, translator)
    trail.record(actor, "plan.words_changed", words, case=words.part.plan.case_id)
    return words


@transaction.atomic
def remove_words(actor: Actor, words_id: UUID) -> PlanPart:
    """Take somebody's words out of a draft."""
    words = lock_words(actor, words_id)
    part = words.part
    trail.record(actor, "plan.words_removed", words, case=part.plan.case_id)
    words.delete()
    return part


@transaction.atomic
def add_goal(
    actor: Actor,
    part_id: UUID,
    *,
    title: str,
    title_family: str,
    need_id: UUID | None = None,
    translator: Translator | None = None,
) -> Goal:
    """Write down where somebody wants to get, and from which need it comes.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is no longer a draft, or the need is another family's or another person's.
    """
    part = lock_part(actor, part_id)
    goal = Goal(
        part=part,
        title=title,
        title_family=title_family,
        need=_need(part, need_id),
        position=_next_position(part.goals),
    )
    goal.full_clean()
    goal.save()
    note_translation(actor, part.plan, (goal.pk, "title"), Wording.of(goal, "title"), was=UNWRITTEN, by=translator)
    trail.record(actor, "plan.goal_added", goal, case=part.plan.case_id)
    return goal


@transaction.atomic
def change_goal(
    actor: Actor,
    goal_id: UUID,
    *,
    version: int,
    title: str,
    title_family: str,
    need_id: UUID | None = None,
    translator: Translator | None = None,
) -> Goal:
    """Rewrite a goal. Refuses as `add_goal` does, and with Conflict when somebody saved it meanwhile."""
    goal = lock_goal(actor, goal_id)
    texts = {"title": title, "title_family": title_family}
    ensure_unchanged(goal, version, texts)
    was = Wording.of(goal, "title")
    save_next(goal, {**texts, "need": _need(goal.part, need_id)})
    note_translation(actor, goal.part.plan, (goal.pk, "title"), Wording.of(goal, "title"), was=was, by=translator)
    trail.record(actor, "plan.goal_changed", goal, case=goal.part.plan.case_id)
    return goal


@transaction.atomic
def remove_goal(actor: Actor, goal_id: UUID) -> PlanPart:
    """Take a goal with its actions out of a draft."""
    goal = lock_goal(actor, goal_id)
    part = goal.part
    trail.record(actor, "plan.goal_removed", goal, case=part.plan.case_id)
    goal.delete()
    return part


def lock_part(actor: Actor, part_id: UUID) -> PlanPart:
    """A part of a draft, its plan locked. Refuses as `lock_draft` does; an unknown part like a forbidden one."""
    plan_id = ensure_found(PlanPart.objects.filter(pk=part_id).values_list("plan_id", flat=True).first())
    plan = lock_draft(actor, plan_id)
    part = PlanPart.objects.select_related("person").get(pk=part_id)
    part.plan = plan
    return part


def lock_words(actor: Actor, words_id: UUID) -> Words:
    part_id = ensure_found(Words.objects.filter(pk=words_id).values_list("part_id", flat=True).first())
    part = lock_part(actor, part_id)
    words = Words.objects.get(pk=words_id)
    words.part = part
    return words


def lock_goal(actor: Actor, goal_id: UUID) -> Goal:
    part_id = ensure_found(Goal.objects.filter(pk=goal_id).values_list("part_id", flat=True).first())
    part = lock_part(actor, part_id)
    goal = Goal.objects.select_related("need").get(pk=goal_id)
    goal.part = part
    return goal


def _note_words(actor: Actor, words: Words, was: Wording, translator: Translator | None) -> None:
    note_translation(actor, words.part.plan, (words.pk, "text"), _wording_of(words), was=was, by=translator)


def _wording_of(words: Words) -> Wording:
    """Somebody's own words are the source when they are written in the family's language, else the worker's are."""
    if words.text_family.strip():
        return Wording(words.text_family, words.text)
    return Wording.of(words, "text")


def _next_position(rows: Any) -> int:
    latest: int | None = rows.aggregate(latest=Max("position"))["latest"]
    return 0 if latest is None else latest + 1


def _speaker(part: PlanPart, person_id: UUID | None) -> UUID:
    if part.person_id is not None:
        return part.person_id
    if person_id is None or not part.plan.parts.filter(person_id=person_id).exists():
        raise RuleViolation(_("Choose whose words these are. Only members of the family speak in their plan."))
    return person_id


def _need(part: PlanPart, need_id: UUID | None) -> Need | None:
    if need_id is None:
        return None
    needs = Need.objects.filter(case_id=part.plan.case_id)
    if part.person_id is not None:
        needs = needs.filter(person_id=part.person_id)
    need = needs.filter(pk=need_id).first()
    if need is None:
        raise RuleViolation(_("Choose a need of the person whose part this is."))
    return need
