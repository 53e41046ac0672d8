"""What the family says about a plan, in their own words and language, and what the worker answers."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.models import Comment, Goal, PlanPart
from luukku.plans.rules.signers import readable_people
from luukku.plans.services import family
from luukku.plans.services.transitions import lock_plan
from luukku.plans.services.versions import ensure_unchanged, save_next


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words about a plan; `text_worker` is the same in the worker's language, when it is known."""

    person_id: UUID
    text: str
    language: str
    text_worker: str = ""


def commenters(actor: Actor, part: PlanPart) -> list[UUID]:
    """Who may speak about a part: those who read it. About an adult's own part that is the adult alone."""
    people = family.holders(part.plan)
    if part.person_id is None:
        return [one.person for one in people]
    rights = family.guardianships(actor, [one.person for one in people if one.is_child])
    readers = [one.person for one in people if part.person_id in readable_people(one.person, people, rights)]
    outside = {right.guardian for right in rights if right.child == part.person_id} - set(readers)
    return [*readers, *sorted(outside, key=str)]


@transaction.atomic
def add_comment(actor: Actor, part_id: UUID, *, said: Said, goal_id: UUID | None = None) -> Comment:
    """Write down what somebody said about a part, or about one of its goals. The plan's text stays as it is.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: this person does not read that part, or the goal is in another part.
    """
    part = _lock_part(actor, part_id)
    if said.person_id not in commenters(actor, part):
        raise RuleViolation(_("This person does not read that part of the plan, so the words can't be theirs."))
    if goal_id is not None and not Goal.objects.filter(pk=goal_id, part=part).exists():
        raise RuleViolation(_("Choose a goal of the same part."))
    comment = Comment(
        part=part, goal_id=goal_id, person_id=said.person_id, text=said.text.strip(), language=said.language,
        text_worker=said.text_worker.strip(), recorded_by_id=ensure_found(actor.user_id), said_on=actor.day,
    )  # fmt: skip
    comment.full_clean()
    comment.save()
    trail.record(actor, "plan.comment_added", comment, case=part.plan.case_id, person=str(said.person_id))
    return comment


@transaction.atomic
def answer_comment(
    actor: Actor, comment_id: UUID, *, version: int, answer: str, answer_family: str = "", text_worker: str = ""
) -> Comment:
    """Answer what somebody said, in both languages, and put their words into the worker's language if that is missing.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        Conflict: somebody answered meanwhile.
    """
    part_id = ensure_found(Comment.objects.filter(pk=comment_id).values_list("part_id", flat=True).first())
    part = _lock_part(actor, part_id)
    comment = Comment.objects.select_for_update(no_key=True).get(pk=comment_id)
    written = {"answer": answer.strip(), "answer_family": answer_family.strip(), "text_worker": text_worker.strip()}
    ensure_unchanged(comment, version, written)
    save_next(comment, {**written, "answered_by_id": ensure_found(actor.user_id), "answered_on": actor.day})
    trail.record(actor, "plan.comment_answered", comment, case=part.plan.case_id)
    return comment


def comments_in(parts: Iterable[PlanPart]) -> list[Comment]:
    """What was said about these parts, in the order it was said."""
    rows = Comment.objects.filter(part__in=list(parts)).select_related("person", "goal", "answered_by")
    return list(rows.order_by("said_on", "created_at", "id"))


def _lock_part(actor: Actor, part_id: UUID) -> PlanPart:
    plan_id = ensure_found(PlanPart.objects.filter(pk=part_id).values_list("plan_id", flat=True).first())
    plan = lock_plan(actor, plan_id)
    part = PlanPart.objects.select_related("person").get(pk=part_id)
    part.plan = plan
    return part
