"""Steps towards goals: who does what by when, and that it is done."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import CareTeamMember, ResponsibleWorker
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.models import Action, FamilyPlan, Goal
from luukku.plans.services.texts import lock_goal
from luukku.plans.services.transitions import lock_plan
from luukku.plans.services.translations import UNWRITTEN, Translator, Wording, note_translation
from luukku.plans.services.versions import ensure_unchanged, save_next


@dataclass(frozen=True, slots=True)
class Doer:
    """Who does it: exactly one of the three."""

    person_id: UUID | None = None
    worker_id: UUID | None = None
    other: str = ""


@transaction.atomic
def add_action(
    actor: Actor,
    goal_id: UUID,
    *,
    doer: Doer,
    what: str,
    what_family: str,
    due_on: date | None = None,
    service: str = "",
    translator: Translator | None = None,
) -> Action:
    """Write down one step towards a goal of a draft.

    Args:
        service: the name of the service that is used, if one is.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is no longer a draft, or the doer is neither in the family nor among its workers.
        ValidationError: not exactly one doer.
    """
    goal = lock_goal(actor, goal_id)
    latest: int | None = goal.actions.aggregate(latest=Max("position"))["latest"]
    action = Action(
        goal=goal,
        what=what,
        what_family=what_family,
        due_on=due_on,
        service=service.strip(),
        position=0 if latest is None else latest + 1,
        **_doer(actor, goal, doer),
    )
    action.full_clean()
    action.save()
    _note(actor, goal.part.plan, action, UNWRITTEN, translator)
    trail.record(actor, "plan.action_added", action, case=goal.part.plan.case_id)
    return action


@transaction.atomic
def change_action(
    actor: Actor,
    action_id: UUID,
    *,
    version: int,
    doer: Doer,
    what: str,
    what_family: str,
    due_on: date | None = None,
    service: str = "",
    translator: Translator | None = None,
) -> Action:
    """Rewrite one step. Refuses as `add_action` does, and with Conflict when somebody saved it meanwhile."""
    action = lock_action(actor, action_id)
    written = {"what": what, "what_family": what_family, "due_on": due_on, "service": service.strip()}
    ensure_unchanged(action, version, written)
    was = Wording.of(action, "what")
    save_next(action, {**written, **_doer(actor, action.goal, doer)})
    _note(actor, action.goal.part.plan, action, was, translator)
    trail.record(actor, "plan.action_changed", action, case=action.goal.part.plan.case_id)
    return action


@transaction.atomic
def remove_action(actor: Actor, action_id: UUID) -> Goal:
    """Take one step out of a draft."""
    action = lock_action(actor, action_id)
    goal = action.goal
    trail.record(actor, "plan.action_removed", action, case=goal.part.plan.case_id)
    action.delete()
    return goal


@transaction.atomic
def mark_done(actor: Actor, action_id: UUID, *, done: bool) -> Action:
    """Note that a step of the plan in force is done, or that it is not done after all. The text stays as it is.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is not in force.
    """
    plan_id = ensure_found(Action.objects.filter(pk=action_id).values_list("goal__part__plan_id", flat=True).first())
    plan = lock_plan(actor, plan_id)
    if plan.state != FamilyPlan.State.IN_FORCE:
        raise RuleViolation(_("Only steps of the plan in force are marked as done."))
    action = Action.objects.get(pk=action_id)
    action.done_on = actor.day if done else None
    action.version += 1
    action.full_clean()
    action.save(update_fields=["done_on", "version", "updated_at"])
    trail.record(actor, "plan.action_done" if done else "plan.action_reopened", action, case=plan.case_id)
    return action


def lock_action(actor: Actor, action_id: UUID) -> Action:
    goal_id = ensure_found(Action.objects.filter(pk=action_id).values_list("goal_id", flat=True).first())
    goal = lock_goal(actor, goal_id)
    action = Action.objects.get(pk=action_id)
    action.goal = goal
    return action


def _note(actor: Actor, plan: FamilyPlan, action: Action, was: Wording, translator: Translator | None) -> None:
    note_translation(actor, plan, (action.pk, "what"), Wording.of(action, "what"), was=was, by=translator)


def _doer(actor: Actor, goal: Goal, doer: Doer) -> dict[str, Any]:
    plan = goal.part.plan
    if doer.person_id and not plan.parts.filter(person_id=doer.person_id).exists():
        raise RuleViolation(_("Choose somebody of the family, or write who else does it."))
    if doer.worker_id and doer.worker_id not in workers_of(actor, plan):
        raise RuleViolation(_("Choose one of the family's workers, or write who else does it."))
    return {"doer_person_id": doer.person_id, "doer_worker_id": doer.worker_id, "doer_other": doer.other.strip()}


def workers_of(actor: Actor, plan: FamilyPlan) -> dict[UUID, str]:
    """The family's workers today by id: who answers for the case first, then who helps."""
    own = ResponsibleWorker.objects.on(actor.day).filter(case_id=plan.case_id)
    helping = CareTeamMember.objects.on(actor.day).filter(case_id=plan.case_id).order_by("created_at", "id")
    return dict([*own.values_list("user_id", "user__name"), *helping.values_list("user_id", "user__name")])
