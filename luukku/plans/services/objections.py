"""Understood, but not agreed with: noted as a result of its own, and what came of it."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import UnderstandingCheck
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.models import FamilyPlan, Objection
from luukku.plans.services.transitions import lock_plan

Outcome = Objection.Outcome


def record_objection(actor: Actor, plan: FamilyPlan, said: Objection, check: UnderstandingCheck) -> Objection:
    """Keep what somebody said about a locked, offered plan (`confirmations.note_disagreement` asks and checks)."""
    said.plan, said.content_hash, said.understanding = plan, plan.content_hash, check
    said.recorded_by_id, said.said_at = ensure_found(actor.user_id), actor.at
    said.about = said.about.strip()
    said.full_clean()
    said.save()
    trail.record(
        actor, "plan.disagreed", plan, case=plan.case_id, objection=str(said.pk), person=str(said.person_id),
        hash=plan.content_hash,
    )  # fmt: skip
    return said


def ensure_none_open(plan: FamilyPlan, person_id: UUID) -> None:
    """Raises RuleViolation when it is noted already that this person does not agree."""
    if Objection.objects.filter(plan=plan, person_id=person_id, outcome=Outcome.OPEN).exists():
        raise RuleViolation(_("It is noted already that they do not agree. First note what came of it."))


@transaction.atomic
def let_text_stay(actor: Actor, objection_id: UUID, *, note: str) -> Objection:
    """Note that it was talked about: the text stays as it is, and this person still does not agree.

    The plan stays out of force as long as their yes is needed.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: something has come of it already.
    """
    plan_id = ensure_found(Objection.objects.filter(pk=objection_id).values_list("plan_id", flat=True).first())
    plan = lock_plan(actor, plan_id)
    objection = Objection.objects.get(pk=objection_id)
    if objection.outcome != Outcome.OPEN:
        raise RuleViolation(_("What came of this is noted already."))
    _settle(actor, plan, objection, Outcome.STAYS, note)
    return objection


def has_agreed(actor: Actor, plan: FamilyPlan, person_id: UUID) -> None:
    """Somebody who did not agree has said yes to the same text after all."""
    for objection in Objection.objects.filter(plan=plan, person_id=person_id, outcome=Outcome.OPEN):
        _settle(actor, plan, objection, Outcome.AGREED, "")


def text_is_changed(actor: Actor, plan: FamilyPlan) -> None:
    """The offer was taken back, so every objection to it led to a change."""
    for objection in Objection.objects.filter(plan=plan, outcome=Outcome.OPEN).order_by("said_at", "id"):
        _settle(actor, plan, objection, Outcome.CHANGED, "")


def objections_of(plan: FamilyPlan) -> list[Objection]:
    """What was said against the present text, in the order it came."""
    rows = Objection.objects.filter(plan=plan, content_hash=plan.content_hash)
    return list(rows.select_related("person", "recorded_by").order_by("said_at", "id"))


def _settle(actor: Actor, plan: FamilyPlan, objection: Objection, outcome: Objection.Outcome, note: str) -> None:
    objection.outcome = outcome
    objection.outcome_note = note.strip()
    objection.settled_at = actor.at
    objection.full_clean()
    objection.save(update_fields=["outcome", "outcome_note", "settled_at", "updated_at"])
    trail.record(
        actor, "plan.disagreement_settled", plan, case=plan.case_id, objection=str(objection.pk), outcome=outcome
    )
