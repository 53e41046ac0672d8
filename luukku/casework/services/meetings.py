"""Meetings with a family: planning them, changing them, noting that they took place."""

from dataclasses import asdict, dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import InterpreterMode, Meeting
from luukku.casework.services._cases import locked_case
from luukku.casework.services.interpreters import ensure_no_relative
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """What is agreed about a meeting. `starts_at` is timezone-aware; the length is in minutes."""

    starts_at: datetime
    topic: str
    minutes: int = 60
    place: str = ""
    language: str = "fi"
    interpreter_state: str = Meeting.InterpreterState.NOT_NEEDED
    interpreter_mode: str = InterpreterMode.NONE
    interpreter_name: str = ""


@transaction.atomic
def plan_meeting(actor: Actor, case_id: UUID, *, facts: MeetingFacts, is_held: bool = False) -> Meeting:
    """Agree on a meeting, or note one that has been held already.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the case is closed, a booked interpreter has no way of taking part or is a relative, or what is
            still to come is noted as held.
    """
    case = locked_case(actor, case_id)
    meeting = Meeting(case=case)
    _write(meeting, facts)
    if is_held:
        _hold(actor, meeting)
    meeting.full_clean()
    meeting.save()

    trail.record(actor, "meeting.held" if is_held else "meeting.planned", meeting, case=case.pk)
    return meeting


@transaction.atomic
def change_meeting(actor: Actor, meeting_id: UUID, *, version: int, facts: MeetingFacts) -> Meeting:
    """Change what was agreed.

    Raises:
        PermissionDenied: the actor does not answer for the meeting's case.
        Conflict: somebody saved since `version`.
        RuleViolation: a booked interpreter has no way of taking part, or is a relative.
    """
    meeting = _locked(actor, meeting_id)
    if meeting.version != version:
        raise Conflict(version=meeting.version, fields=differences(meeting, asdict(facts)))
    meeting.version += 1
    _write(meeting, facts)
    meeting.full_clean()
    meeting.save()

    trail.record(actor, "meeting.changed", meeting, case=meeting.case_id)
    return meeting


@transaction.atomic
def mark_held(actor: Actor, meeting_id: UUID) -> Meeting:
    """Note that the meeting took place; noting it again changes nothing.

    Raises:
        PermissionDenied: the actor does not answer for the meeting's case.
        RuleViolation: it has not begun yet.
    """
    meeting = _locked(actor, meeting_id)
    if meeting.held_at is not None:
        return meeting
    _hold(actor, meeting)
    meeting.version += 1
    meeting.full_clean()
    meeting.save()

    trail.record(actor, "meeting.held", meeting, case=meeting.case_id)
    return meeting


def _locked(actor: Actor, meeting_id: UUID) -> Meeting:
    meeting = ensure_found(
        Meeting.objects.select_for_update(of=("self",)).select_related("case").filter(pk=meeting_id).first()
    )
    ensure(policies.may_change_meeting(actor, meeting))
    return meeting


def _write(meeting: Meeting, facts: MeetingFacts) -> None:
    for field in fields(MeetingFacts):
        setattr(meeting, field.name, getattr(facts, field.name))
    if facts.interpreter_state != Meeting.InterpreterState.BOOKED:
        meeting.interpreter_name = ""
    if facts.interpreter_state == Meeting.InterpreterState.NOT_NEEDED:
        meeting.interpreter_mode = InterpreterMode.NONE
    elif meeting.interpreter_mode == InterpreterMode.NONE:
        raise RuleViolation(_("Choose how the interpreter takes part: on site, by video or by phone."))
    ensure_no_relative(meeting.case, meeting.interpreter_name)


def _hold(actor: Actor, meeting: Meeting) -> None:
    if meeting.starts_at > actor.at:
        raise RuleViolation(_("The meeting has not begun yet, so it can't be noted as held."))
    meeting.held_at = actor.at
