"""The other plans that somebody of the family has, and how this one was fitted to them."""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import ensure_found
from luukku.plans.models import OtherPlan, PlanPart
from luukku.plans.services.limits import begun, follow_part
from luukku.plans.services.texts import lock_part
from luukku.plans.services.translations import UNWRITTEN, Translator, Wording, note_translation
from luukku.plans.services.versions import ensure_unchanged, save_next

TEXTS = ("says", "fitted")
"""What is told of another plan in both languages."""


@transaction.atomic
def add_other_plan(actor: Actor, part_id: UUID, *, translator: Translator | None = None, **facts: Any) -> OtherPlan:
    """Note another plan in a part of a draft.

    Args:
        facts: the fields of `OtherPlan` beside its part and position.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is no longer a draft.
        ValidationError: the days or the kind do not fit together.
    """
    part = lock_part(actor, part_id)
    latest: int | None = part.other_plans.aggregate(latest=Max("position"))["latest"]
    before = begun(part)
    other = OtherPlan(part=part, position=0 if latest is None else latest + 1, **_fitting(facts))
    other.full_clean()
    other.save()
    _note(actor, part, other, dict.fromkeys(TEXTS, UNWRITTEN), translator)
    follow_part(actor, part, before)
    trail.record(actor, "plan.other_plan_added", other, case=part.plan.case_id, kind=other.kind)
    return other


@transaction.atomic
def change_other_plan(
    actor: Actor, other_id: UUID, *, version: int, translator: Translator | None = None, **facts: Any
) -> OtherPlan:
    """Rewrite it. Refuses as `add_other_plan` does, and with Conflict when somebody saved it meanwhile."""
    other = _lock(actor, other_id)
    written = _fitting(facts)
    ensure_unchanged(other, version, written)
    was, before = {field: Wording.of(other, field) for field in TEXTS}, begun(other.part)
    save_next(other, written)
    _note(actor, other.part, other, was, translator)
    follow_part(actor, other.part, before)
    trail.record(actor, "plan.other_plan_changed", other, case=other.part.plan.case_id, kind=other.kind)
    return other


@transaction.atomic
def remove_other_plan(actor: Actor, other_id: UUID) -> PlanPart:
    """Take it out of a draft."""
    other = _lock(actor, other_id)
    part = other.part
    trail.record(actor, "plan.other_plan_removed", other, case=part.plan.case_id)
    before = begun(part)
    other.delete()
    follow_part(actor, part, before)
    return part


def _lock(actor: Actor, other_id: UUID) -> OtherPlan:
    part_id = ensure_found(OtherPlan.objects.filter(pk=other_id).values_list("part_id", flat=True).first())
    part = lock_part(actor, part_id)
    other = OtherPlan.objects.get(pk=other_id)
    other.part = part
    return other


def _fitting(facts: dict[str, Any]) -> dict[str, Any]:
    """More time is noted for an individual integration plan only; elsewhere those fields say nothing."""
    if facts.get("kind") == OtherPlan.Kind.INTEGRATION:
        return facts
    return facts | {"first_from": None, "ground": "", "added_days": 0}


def _note(
    actor: Actor, part: PlanPart, other: OtherPlan, was: dict[str, Wording], translator: Translator | None
) -> None:
    for field in TEXTS:
        note_translation(actor, part.plan, (other.pk, field), Wording.of(other, field), was=was[field], by=translator)
