"""Taking a gap: who, what, by when. It is a corrective action that was agreed, and it ends when its effect is known."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.days import in_digits
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import CorrectiveAction, SourceConflict
from luukku.programme.services import measures, owners, placing
from luukku.programme.services.corrections import ensure_days
from luukku.programme.services.owners import Who
from luukku.programme.services.transitions import lock_programme, move_correction


@dataclass(frozen=True, slots=True)
class Promise:
    """What somebody takes on: who, what, by when."""

    who: Who
    text: str
    due_on: date


@transaction.atomic
def take_goal(actor: Actor, goal_id: UUID, promise: Promise, *, measure_text: str = "") -> CorrectiveAction | None:
    """Take a goal to which no measure leads.

    With a measure told, the goal has one from now on and its owner answers for it; without, somebody has promised to
    propose one by a day.

    Raises:
        PermissionDenied: the programme is not the actor's.
        RuleViolation: the day has passed.
    """
    goal = ensure_found(policies.editable_goals(actor).filter(pk=goal_id).first())
    if not measure_text.strip():
        return take(actor, goal.programme_id, promise, goal=goal)
    written = in_digits(promise.due_on)
    measure = measures.add_measure(actor, goal.programme_id, text=measure_text, goal_ids=[goal.pk], due=written)
    owners.name_owner(actor, "measure", measure.pk, promise.who, starts_on=actor.day)
    return None


@transaction.atomic
def take(actor: Actor, programme_id: UUID, promise: Promise, **about: Any) -> CorrectiveAction:
    """Note that somebody sees to a gap by a day.

    Args:
        about: the row that lacks something, by its kind, e.g. goal=…

    Raises:
        PermissionDenied: the programme, the party or the person is not the actor's to name.
        RuleViolation: the day has passed.
    """
    programme = lock_programme(actor, programme_id)
    ensure_days(actor, promise.due_on)
    party = owners.party_of(actor, programme, promise.who)
    action = CorrectiveAction(
        programme=programme, text=promise.text, owner=party, person=owners.person_of(actor, promise.who),
        due_on=promise.due_on, position=placing.last(programme.corrections), **about,
    )  # fmt: skip
    move_correction(action, CorrectiveAction.State.AGREED)
    action.full_clean()
    action.save()
    trail.record(actor, "programme.gap_taken", action, party=str(party.pk))
    return action


@transaction.atomic
def settle_conflict(actor: Actor, conflict_id: UUID, *, settled_as: str) -> SourceConflict:
    """Say which of two tellings holds, and why. Both stay as they are.

    Raises:
        PermissionDenied: it is not the actor's programme.
        RuleViolation: it was settled already, or nothing was told.
    """
    rows = policies.editable_conflicts(actor).select_for_update(of=("self",))
    row = ensure_found(rows.filter(pk=conflict_id).first())
    if row.settled_on is not None:
        raise RuleViolation(_("Somebody has settled this already."))
    if not settled_as.strip():
        raise RuleViolation(_("Tell which holds, and why."), field="settled_as")
    row.settled_as, row.settled_on, row.settled_by_id = settled_as.strip(), actor.day, actor.user_id
    row.full_clean()
    row.save()
    trail.record(actor, "programme.conflict_settled", row)
    return row
