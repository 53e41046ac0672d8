"""Meetings with a family: planning them, moving them, calling them off, noting that they took place."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts.models import User
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import InterpreterMode, Meeting
from luukku.casework.services._cases import locked_case
from luukku.casework.services.interpreters import ensure_no_relative
from luukku.casework.services.participants import Invited, ask_people, tell_workers
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.core.conflicts import differences
from luukku.core.days import in_digits
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
    mode: str = Meeting.Mode.ON_SITE
    dialect: str = ""
    agenda: str = ""


@transaction.atomic
def plan_meeting(
    actor: Actor, case_id: UUID, *, facts: MeetingFacts, is_held: bool = False, invited: Sequence[Invited] = ()
) -> Meeting:
    """Agree on a meeting, or note one that has been held already. Workers who are asked get a mail that says nothing.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the case is closed or was not yet open that day, a booked interpreter has no way of taking part
            or is a relative, or what is still to come is noted as held.
    """
    case = locked_case(actor, case_id)
    meeting = Meeting(case=case)
    _write(meeting, facts)
    if is_held:
        hold(actor, meeting)
    meeting.full_clean()
    meeting.save()
    ask_people(actor, meeting, invited)

    trail.record(actor, "meeting.held" if is_held else "meeting.planned", meeting, case=case.pk)
    if not is_held:
        tell_workers(actor, meeting, "meeting_planned")
    return meeting


@transaction.atomic
def change_meeting(
    actor: Actor, meeting_id: UUID, *, version: int, facts: MeetingFacts, invited: Sequence[Invited] | None = None
) -> Meeting:
    """Change what was agreed about the meeting itself; with `invited`, also who takes part.

    Raises:
        PermissionDenied: the actor does not answer for the meeting's case.
        Conflict: somebody saved since `version`.
        RuleViolation: it was called off, or as in `plan_meeting`.
    """
    meeting = locked_meeting(actor, meeting_id)
    if meeting.version != version:
        raise Conflict(version=meeting.version, fields=differences(meeting, asdict(facts)))
    ensure_standing(meeting)
    if meeting.held_at is not None and facts.starts_at > actor.at:
        raise RuleViolation(_("The meeting was held, so it can't be moved to a day that has not come."), field="on")
    was = [getattr(meeting, name) for name in ("starts_at", "minutes", "place", "mode")]
    meeting.version += 1
    _write(meeting, facts)
    meeting.full_clean()
    meeting.save()
    left = _ask(actor, meeting, invited)

    trail.record(actor, "meeting.changed", meeting, case=meeting.case_id)
    moved = was != [getattr(meeting, name) for name in ("starts_at", "minutes", "place", "mode")]
    if meeting.held_at is None and (moved or left):
        tell_workers(actor, meeting, "meeting_changed", more=left)
    return meeting


@transaction.atomic
def call_off_meeting(actor: Actor, meeting_id: UUID, *, reason: str) -> Meeting:
    """Note that a meeting will not be; saying it again changes nothing. Workers who were asked get a mail.

    Raises:
        PermissionDenied: the actor does not answer for the meeting's case.
        RuleViolation: it was held, or there is no reason.
    """
    meeting = locked_meeting(actor, meeting_id)
    if meeting.called_off_at is not None:
        return meeting
    if meeting.held_at is not None:
        raise RuleViolation(_("The meeting was held, so it can't be called off any more."))
    if not reason.strip():
        raise RuleViolation(_("Write why the meeting is called off."), field="reason")
    meeting.called_off_at, meeting.called_off_reason = actor.at, reason.strip()
    meeting.version += 1
    meeting.full_clean()
    meeting.save()

    trail.record(actor, "meeting.called_off", meeting, case=meeting.case_id)
    tell_workers(actor, meeting, "meeting_called_off")
    return meeting


@transaction.atomic
def mark_held(actor: Actor, meeting_id: UUID) -> Meeting:
    """Note that the meeting took place; noting it again changes nothing.

    Raises:
        PermissionDenied: the actor does not answer for the meeting's case.
        RuleViolation: it has not begun yet, or was called off.
    """
    meeting = locked_meeting(actor, meeting_id)
    if meeting.held_at is not None:
        return meeting
    hold(actor, meeting)
    meeting.version += 1
    meeting.full_clean()
    meeting.save()

    trail.record(actor, "meeting.held", meeting, case=meeting.case_id)
    return meeting


def locked_meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    """A meeting of an open case that the actor answers for, locked; its case first, as everywhere.

    Raises:
        PermissionDenied: there is none for the actor.
        RuleViolation: the case has been closed.
    """
    case_id = Meeting.objects.filter(pk=meeting_id).values_list("case_id", flat=True).first()
    locked_case(actor, ensure_found(case_id))
    meeting = ensure_found(
        Meeting.objects.select_for_update(of=("self",))
        .select_related("case__organisation")
        .filter(pk=meeting_id)
        .first()
    )
    ensure(policies.may_change_meeting(actor, meeting))
    return meeting


def hold(actor: Actor, meeting: Meeting) -> None:
    """Note on a locked meeting that it took place; the caller saves it."""
    ensure_standing(meeting)
    if meeting.starts_at > actor.at:
        raise RuleViolation(_("The meeting has not begun yet, so it can't be noted as held."))
    meeting.held_at = actor.at


def ensure_standing(meeting: Meeting) -> None:
    if meeting.called_off_at is not None:
        raise RuleViolation(_("This meeting was called off. Agree on a new one."))


def _ask(actor: Actor, meeting: Meeting, invited: Sequence[Invited] | None) -> set[User]:
    """Let these take part; returns the workers who no longer do."""
    if invited is None:
        return set()
    before = {row.user for row in meeting.participants.filter(user__isnull=False).select_related("user") if row.user}
    ask_people(actor, meeting, invited)
    after = {one.user_id for one in invited}
    return {user for user in before if user.pk not in after}


def _write(meeting: Meeting, facts: MeetingFacts) -> None:
    for field in fields(MeetingFacts):
        setattr(meeting, field.name, getattr(facts, field.name))
    if helsinki_day(facts.starts_at) < meeting.case.opened_on:
        text = _("The case was opened on %(date)s. Write about what was before it as a note.")
        raise RuleViolation(text % {"date": in_digits(meeting.case.opened_on)}, field="on")
    if facts.interpreter_state != Meeting.InterpreterState.BOOKED:
        meeting.interpreter_name = ""
    if facts.interpreter_state == Meeting.InterpreterState.NOT_NEEDED:
        meeting.interpreter_mode = InterpreterMode.NONE
    elif meeting.interpreter_mode == InterpreterMode.NONE:
        raise RuleViolation(_("Choose how the interpreter takes part: on site, by video or by phone."))
    ensure_no_relative(meeting.case, meeting.interpreter_name)
