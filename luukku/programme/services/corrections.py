"""Corrective actions from suggestion to known effect. None ends before somebody has looked whether it helped."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import CorrectiveAction
from luukku.programme.services import heard
from luukku.programme.services.owners import Who, party_of, person_of
from luukku.programme.services.transitions import move_correction

State = CorrectiveAction.State


def ensure_days(actor: Actor, due_on: date, check_on: date | None = None) -> None:
    """Whatever is agreed on is done on a day that is still to come, and looked at when it is done.

    Raises:
        RuleViolation: the day has passed, or the effect would be looked at before the action is done.
    """
    if due_on < actor.day:
        raise RuleViolation(_("Choose a day that is still to come."), field="due_on")
    if check_on and check_on < due_on:
        raise RuleViolation(_("The effect is looked at when the action is done."), field="check_on")


@transaction.atomic
def agree(
    actor: Actor, action_id: UUID, *, who: Who, due_on: date, check_on: date | None = None, cause: str = ""
) -> CorrectiveAction:
    """Agree who does what was suggested, by when, and when its effect is looked at.

    Raises:
        PermissionDenied: it is not the actor's programme.
        RuleViolation: it was agreed already, or a day can't be (see `ensure_days`).
    """
    action = _locked(actor, action_id)
    ensure_days(actor, due_on, check_on)
    move_correction(action, State.AGREED)
    action.owner = party_of(actor, action.programme, who)
    action.person = person_of(actor, who) or action.person
    action.due_on, action.check_on = due_on, check_on
    action.cause = cause.strip() or action.cause
    return _saved(actor, action, "programme.correction_agreed")


@transaction.atomic
def finish(actor: Actor, action_id: UUID) -> CorrectiveAction:
    """The action is done; whether it helped is not known yet.

    Raises:
        PermissionDenied: it is not the actor's programme.
        RuleViolation: it was not agreed.
    """
    action = _locked(actor, action_id)
    move_correction(action, State.DONE)
    action.done_on = actor.day
    return _saved(actor, action, "programme.correction_done")


@transaction.atomic
def assess(actor: Actor, action_id: UUID, *, effect: str) -> CorrectiveAction:
    """Tell whether it helped: only now is it over.

    Raises:
        PermissionDenied: it is not the actor's programme.
        RuleViolation: it is not done yet, or no effect was told.
    """
    action = _locked(actor, action_id)
    if not effect.strip():
        raise RuleViolation(_("Tell whether it helped."), field="effect")
    move_correction(action, State.ASSESSED)
    action.effect, action.assessed_on = effect.strip(), actor.day
    return _saved(actor, action, "programme.correction_assessed")


@transaction.atomic
def drop(actor: Actor, action_id: UUID, *, reason: str) -> CorrectiveAction:
    """Decide that it is not done, and say why.

    Raises:
        PermissionDenied: it is not the actor's programme.
        RuleViolation: it is done already, or no reason was told.
    """
    action = _locked(actor, action_id)
    if not reason.strip():
        raise RuleViolation(_("Tell why it is dropped."), field="reason")
    move_correction(action, State.DROPPED)
    action.reason = reason.strip()
    return _saved(actor, action, "programme.correction_dropped")


def _locked(actor: Actor, action_id: UUID) -> CorrectiveAction:
    rows = policies.editable_corrections(actor).select_for_update(of=("self",)).select_related("programme")
    return ensure_found(rows.filter(pk=action_id).first())


def _saved(actor: Actor, action: CorrectiveAction, line: str) -> CorrectiveAction:
    action.version += 1
    action.full_clean()
    action.save()
    trail.record(actor, line, action)
    heard.tell(actor, action)
    return action
