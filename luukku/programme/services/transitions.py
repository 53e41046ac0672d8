"""The one door through which measures, corrective actions, meetings, programmes and models change their state.

Each `move_…` gives a row its next state, and the caller saves it; a state that does not follow the present one is a
RuleViolation.
"""

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import (
    CorrectiveAction,
    Measure,
    Meeting,
    OperatingModel,
    OperatingModelVersion,
    Programme,
)
from luukku.programme.rules import states

GONE_ON = _("This can't be done now: it has meanwhile gone on to another state.")


def move_measure(measure: Measure, following: str) -> None:
    _move(measure, states.MEASURE, following)


def move_correction(action: CorrectiveAction, following: str) -> None:
    _move(action, states.CORRECTION, following)


def move_meeting(meeting: Meeting, following: str) -> None:
    _move(meeting, states.MEETING, following)


def move_programme(programme: Programme, following: str) -> None:
    _move(programme, states.PROGRAMME, following)


def move_model_version(version: OperatingModelVersion, following: str) -> None:
    _move(version, states.MODEL, following)


def _move(
    row: Measure | CorrectiveAction | Meeting | Programme | OperatingModelVersion,
    ways: dict[str, frozenset[str]],
    following: str,
) -> None:
    if not states.may_follow(ways, row.state, following):
        raise RuleViolation(GONE_ON, field="state")
    row.state = following


def lock_model(actor: Actor, model_id: UUID) -> OperatingModel:
    """A model made in the actor's organisation, locked.

    Raises:
        PermissionDenied: it is not theirs to write.
    """
    rows = policies.editable_models(actor).select_for_update(of=("self",))
    return ensure_found(rows.filter(pk=model_id).first())


def lock_programme(actor: Actor, programme_id: UUID) -> Programme:
    """A programme of the actor's organisation that goes on, locked.

    Raises:
        PermissionDenied: it is not theirs to write.
    """
    rows = policies.editable_programmes(actor).select_for_update(of=("self",))
    return ensure_found(rows.filter(pk=programme_id).first())


def lock_measure(actor: Actor, measure_id: UUID) -> Measure:
    """A measure that the actor may write, locked.

    Raises:
        PermissionDenied: it is not theirs to write.
    """
    rows = policies.editable_measures(actor).select_for_update(of=("self",))
    return ensure_found(rows.filter(pk=measure_id).first())
