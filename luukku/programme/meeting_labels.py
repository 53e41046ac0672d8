"""Words for what meetings name by codes."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from luukku.programme.labels import Words
from luukku.programme.models import AgendaItem, Attendance, CorrectiveAction
from luukku.programme.services.meetings.candidates import Kind

KINDS: Final[dict[str, Words]] = {
    Kind.LEFT: _("Left from the last meeting"),
    Kind.PROMISE: _("Promised, and the day has come"),
    Kind.EFFECT: _("Done, but did it help?"),
    Kind.SUGGESTED: _("Suggested, and not decided yet"),
    Kind.SILENT: _("Asked how it goes, and no answer"),
    Kind.SURVEY: _("Heard in a survey"),
    Kind.GOAL: _("A goal, but nobody does anything"),
    Kind.DUTY: _("A duty, but nobody answers for it"),
    Kind.UNLINKED: _("Things are done, but where do they lead?"),
    Kind.OUTPUT: _("This should live on"),
    Kind.IDLE: _("Takes part, but has nothing to do"),
    Kind.PROPOSAL: _("Only a suggestion so far"),
    Kind.CONFLICT: _("The sources disagree"),
    Kind.INCOMPLETE: _("Planned, but something is missing"),
}
"""Why a finding is offered to a meeting."""

ASKS: Final[dict[str, Words]] = {
    Kind.PROMISE: _("How far is it?"),
    Kind.EFFECT: _("Has it helped?"),
    Kind.SUGGESTED: _("Do we do it?"),
    Kind.SILENT: _("What has happened?"),
    Kind.SURVEY: _("What do we do about it?"),
    Kind.GOAL: _("Who takes it?"),
    Kind.DUTY: _("Who goes on?"),
    Kind.UNLINKED: _("What is the goal?"),
    Kind.OUTPUT: _("Who keeps it alive?"),
    Kind.IDLE: _("What would you like to do?"),
    Kind.PROPOSAL: _("Do we do it?"),
    Kind.CONFLICT: _("Which one holds?"),
    Kind.INCOMPLETE: _("Who, by when, how is it seen?"),
}
"""What the meeting is asked by a finding."""

OUTCOMES: Final[dict[str, Words]] = {one.value: one.label for one in AgendaItem.Outcome}
ROLES: Final[dict[str, Words]] = {one.value: one.label for one in Attendance.Role}
PRESENCES: Final[dict[str, Words]] = {one.value: one.label for one in Attendance.Presence}
STATES: Final[dict[str, Words]] = {one.value: one.label for one in CorrectiveAction.State}


def said(words: dict[str, Words], code: str) -> str:
    """The words of a code; nothing for no code, and for one that is no longer in use."""
    return str(words.get(code, ""))
