"""Calling a meeting, opening it and closing it. What was closed stays as it was."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import AgendaItem, Meeting
from luukku.programme.services.meetings import minutes
from luukku.programme.services.transitions import lock_programme, move_meeting

FACTS = ("text", "body", "held_on", "time_text", "place")
State = Meeting.State


@transaction.atomic
def call(actor: Actor, programme_id: UUID, *, facts: Mapping[str, Any]) -> Meeting:
    """Call a meeting of a programme.

    Raises:
        PermissionDenied: the programme is not the actor's.
    """
    programme = lock_programme(actor, programme_id)
    meeting = Meeting(programme=programme, **{name: facts[name] for name in FACTS if name in facts})
    meeting.full_clean()
    meeting.save()
    trail.record(actor, "programme.meeting_called", meeting)
    return meeting


@transaction.atomic
def change(actor: Actor, meeting_id: UUID, *, version: int, facts: Mapping[str, Any]) -> Meeting:
    """Change when, where and why a meeting is held.

    Raises:
        PermissionDenied: it is not the actor's, or closed.
        Conflict: somebody changed it meanwhile.
    """
    meeting = lock_meeting(actor, meeting_id)
    new = {name: facts[name] for name in FACTS if name in facts}
    if meeting.version != version and (differing := conflicts.differences(meeting, new)):
        raise Conflict(meeting.version, differing)
    for name, value in new.items():
        setattr(meeting, name, value)
    return _saved(actor, meeting, "programme.meeting_changed")


@transaction.atomic
def open_meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    """The meeting begins; from now on it is written in.

    Raises:
        PermissionDenied: it is not the actor's.
        RuleViolation: it goes on already, or there is nothing on its agenda.
    """
    meeting = lock_meeting(actor, meeting_id)
    move_meeting(meeting, State.OPEN)
    if not meeting.agenda.exists():
        raise RuleViolation(_("Put something on the agenda first."))
    meeting.opened_at = actor.at
    meeting.held_on = actor.day  # whatever day it was called for
    return _saved(actor, meeting, "programme.meeting_opened")


@transaction.atomic
def close_meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    """The meeting ends, and its minutes stay as they are from now on. Items without an outcome wait for the next one.

    Raises:
        PermissionDenied: it is not the actor's.
        RuleViolation: it does not go on, or an item says that something was decided and tells no decision.
    """
    meeting = lock_meeting(actor, meeting_id)
    move_meeting(meeting, State.CLOSED)
    empty = undecided(meeting)
    if empty:
        raise RuleViolation(
            _("“%(item)s” is marked as decided, but no decision is written. Write it, or choose another outcome.")
            % {"item": empty[0].text[:120]}
        )
    meeting.closed_at = actor.at
    meeting.kept = minutes.as_it_stands(meeting, actor.at)
    meeting.seal = minutes.sealed(meeting.kept)
    return _saved(actor, meeting, "programme.meeting_closed")


def undecided(meeting: Meeting) -> list[AgendaItem]:
    """Items that say that something was decided, and do not tell what."""
    return list(meeting.agenda.filter(outcome=AgendaItem.Outcome.DECISION, decisions=None))


def lock_meeting(actor: Actor, meeting_id: UUID) -> Meeting:
    """A meeting that the actor prepares or holds, locked.

    Raises:
        PermissionDenied: it is not theirs, it is closed, or a source told of it.
    """
    rows = policies.editable_meetings(actor).select_for_update(of=("self",)).select_related("programme")
    return ensure_found(rows.filter(pk=meeting_id).first())


def _saved(actor: Actor, meeting: Meeting, line: str) -> Meeting:
    meeting.version += 1
    meeting.full_clean()
    meeting.save()
    trail.record(actor, line, meeting)
    return meeting
