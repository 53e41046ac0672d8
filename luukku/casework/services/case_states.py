"""The one door between the states of a case: look, change, keep what was decided and why."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import Case, CaseTransition
from luukku.casework.rules import case_states
from luukku.casework.services._cases import locked_case, user_of
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation

REFUSALS = {
    Case.State.ACTIVE: _("Only a case that is being taken in can become active."),
    Case.State.CLOSED: _("This case is closed already."),
    Case.State.REOPENED: _("Only a closed case can be opened again."),
}


@transaction.atomic
def begin_work(actor: Actor, case_id: UUID) -> Case:
    """Let the work with a family that was being taken in begin.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: it is not being taken in.
    """
    case = locked_case(actor, case_id)
    move(actor, case, Case.State.ACTIVE)
    trail.record(actor, "case.begun", case, case=case.pk)
    return case


def move(
    actor: Actor,
    case: Case,
    following: Case.State,
    *,
    ground: str = "",
    note: str = "",
    left_open: Sequence[str] = (),
    despite: str = "",
) -> CaseTransition:
    """Give a locked case its next state, inside a service that has asked whether the actor may.

    Raises:
        RuleViolation: that state does not follow the present one.
    """
    if not case_states.may_follow(case.state, following):
        raise RuleViolation(REFUSALS[following])
    step = CaseTransition(
        case=case,
        from_state=case.state,
        to_state=following,
        happened_at=actor.at,
        decided_by_id=user_of(actor),
        ground=ground,
        note=note,
        left_open=sorted(set(left_open)),
        despite=despite,
    )
    case.state = following
    case.closed_on = actor.day if following == Case.State.CLOSED else None
    case.full_clean()
    case.save()
    step.full_clean()
    step.save()
    return step
