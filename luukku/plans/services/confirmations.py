"""Saying yes to an offered plan: each signer after the plan was understood, and the worker."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import InterpreterMode, Person, UnderstandingCheck
from luukku.casework.services.understanding import Explained, record_understanding
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.models import Confirmation, FamilyPlan, Objection
from luukku.plans.rules.signers import Signer
from luukku.plans.services import family, force, objections
from luukku.plans.services.transitions import lock_plan

TEXT_CODE = "family_plan"


@dataclass(frozen=True, slots=True)
class Talk:
    """How a plan was gone through with somebody.

    Attributes:
        language: the language shown or spoken.
        method: a value of `UnderstandingCheck.Method`.
        interpreter_mode: a value of `InterpreterMode`.
    """

    language: str
    method: str
    interpreter_mode: str = InterpreterMode.NONE
    interpreter_name: str = ""

    def explained(self, result: str) -> Explained:
        """The same with what the check of understanding showed."""
        return Explained(self.language, self.method, result, self.interpreter_mode, self.interpreter_name)


@transaction.atomic
def confirm_plan(
    actor: Actor, plan_id: UUID, *, person_id: UUID, content_hash: str, result: str, says_yes: bool, talk: Talk
) -> Confirmation:
    """Record that somebody of the family understood exactly this text and says yes to it.

    Whose yes is needed is asked anew on the actor's day. The last yes puts the plan in force.

    Args:
        says_yes: whether they said that they agree. Understanding a text is not yet agreeing with it.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is not on offer, its text is another one, this person's yes is not needed or was given
            already, the text was not yet understood, or they did not say yes.
    """
    plan = _lock_offered(actor, plan_id, content_hash)
    signer = _needed(family.needed_signers(actor, plan), person_id)
    if person_id not in force.missing_signers(actor, plan):
        raise RuleViolation(_("This person has already confirmed the plan."))
    if result != UnderstandingCheck.Result.UNDERSTOOD:
        raise RuleViolation(_("A plan is confirmed only when it has been understood. Go through it again first."))
    if not says_yes:
        raise RuleViolation(
            _("Tick this when they have said yes. If they do not agree, write with what."), field="says_yes"
        )
    check = _check(actor, plan, person_id, result, talk)
    capacity = Confirmation.Capacity.ADULT if signer.for_themselves else Confirmation.Capacity.GUARDIAN
    told = {"person_id": person_id, "wards": sorted(signer.wards), "interpreter_mode": talk.interpreter_mode}
    confirmation = _confirm(actor, plan, capacity, language=talk.language, understanding=check, **told)
    trail.record(
        actor, "plan.confirmed", plan, case=plan.case_id, confirmation=str(confirmation.pk), person=str(person_id),
        capacity=capacity, wards=[str(ward) for ward in signer.wards], hash=content_hash,
    )  # fmt: skip
    objections.has_agreed(actor, plan, person_id)
    force.settle(actor, plan)
    return confirmation


@transaction.atomic
def note_disagreement(
    actor: Actor, plan_id: UUID, *, person_id: UUID, content_hash: str, about: str, talk: Talk
) -> Objection:
    """Record that somebody understood exactly this text and does not agree with it, and with what.

    Nothing else follows by itself: the worker talks with them, then the text is taken back and changed, or stays.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is not on offer, its text is another one, this person's yes is not needed, they have
            confirmed it, or it is noted already that they do not agree.
    """
    plan = _lock_offered(actor, plan_id, content_hash)
    signer = _needed(family.needed_signers(actor, plan), person_id)
    if person_id not in force.missing_signers(actor, plan):
        raise RuleViolation(_("This person has already confirmed the plan."))
    objections.ensure_none_open(plan, person_id)
    check = _check(actor, plan, person_id, UnderstandingCheck.Result.UNDERSTOOD, talk)
    return objections.record_objection(
        actor, plan, Objection(person_id=person_id, wards=sorted(signer.wards), about=about, language=talk.language),
        check,
    )  # fmt: skip


@transaction.atomic
def confirm_as_worker(actor: Actor, plan_id: UUID, *, content_hash: str) -> Confirmation:
    """The responsible worker's own yes. On its own it puts no plan in force.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is not on offer, its text is another one, or the worker has confirmed it.
    """
    plan = _lock_offered(actor, plan_id, content_hash)
    if Confirmation.objects.filter(plan=plan, capacity=Confirmation.Capacity.WORKER).exists():
        raise RuleViolation(_("The worker has already confirmed the plan."))
    capacity = Confirmation.Capacity.WORKER
    confirmation = _confirm(actor, plan, capacity, language=plan.worker_language, worker_id=actor.user_id)
    trail.record(
        actor, "plan.confirmed", plan, case=plan.case_id, confirmation=str(confirmation.pk),
        capacity=capacity, hash=content_hash,
    )  # fmt: skip
    force.settle(actor, plan)
    return confirmation


@transaction.atomic
def note_not_understood(
    actor: Actor, plan_id: UUID, *, person_id: UUID, content_hash: str, result: str, talk: Talk
) -> UnderstandingCheck:
    """Record that somebody did not, or only partly, understand the offered text. Nothing is confirmed.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is not on offer, its text is another one, or this person's yes is not needed.
    """
    plan = _lock_offered(actor, plan_id, content_hash)
    _needed(family.needed_signers(actor, plan), person_id)
    return _check(actor, plan, person_id, result, talk)


@transaction.atomic
def settle_plan(actor: Actor, plan_id: UUID) -> FamilyPlan:
    """Put an offered plan in force when nobody's yes is missing any more, for instance since a guardianship ended.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is not on offer, or somebody's yes is still missing.
    """
    plan = lock_plan(actor, plan_id)
    if plan.state != FamilyPlan.State.OFFERED:
        raise RuleViolation(_("Only an offered plan can come into force."))
    if not force.settle(actor, plan):
        raise RuleViolation(_("Somebody has not confirmed the plan yet."))
    return plan


def _lock_offered(actor: Actor, plan_id: UUID, content_hash: str) -> FamilyPlan:
    plan = lock_plan(actor, plan_id)
    if plan.state != FamilyPlan.State.OFFERED:
        raise RuleViolation(_("Only a plan that has been offered can be confirmed."))
    if plan.content_hash != content_hash:
        raise RuleViolation(_("This is not the text that is on offer now. Open the plan and go through it again."))
    return plan


def _confirm(actor: Actor, plan: FamilyPlan, capacity: str, **told: Any) -> Confirmation:
    """Somebody's yes to the text that is on offer, which the caller has compared with the one they read."""
    confirmation = Confirmation(
        plan=plan, capacity=capacity, content_hash=plan.content_hash, recorded_by_id=ensure_found(actor.user_id),
        confirmed_at=actor.at, **told,
    )  # fmt: skip
    confirmation.full_clean()
    confirmation.save()
    return confirmation


def _needed(signers: dict[UUID, Signer], person_id: UUID) -> Signer:
    signer = signers.get(person_id)
    if signer is None:
        raise RuleViolation(_("This person is not one of those whose yes the plan needs today."))
    return signer


def _check(actor: Actor, plan: FamilyPlan, person_id: UUID, result: str, talk: Talk) -> UnderstandingCheck:
    _ensure_believable(plan, talk)
    person, how = Person.objects.get(pk=person_id), talk.explained(result)
    return record_understanding(
        actor, plan.case, person, how, subject_id=plan.pk, text_code=TEXT_CODE, text_hash=plan.content_hash
    )


def _ensure_believable(plan: FamilyPlan, talk: Talk) -> None:
    methods = UnderstandingCheck.Method
    if talk.method == methods.INTERPRETED and talk.interpreter_mode == InterpreterMode.NONE:
        raise RuleViolation(_("If the plan was heard through an interpreter, tell how the interpreter took part."))
    if talk.method == methods.READ_OWN_LANGUAGE and (
        (plan.is_interpreted_aloud and talk.language != plan.worker_language)
        or talk.language not in (plan.family_language, plan.worker_language)
    ):
        raise RuleViolation(
            _("The plan is not written in that language as a whole, so it can't have been read. Choose another way.")
        )
