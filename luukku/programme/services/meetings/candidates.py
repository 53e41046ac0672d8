"""What a meeting could talk about: everything that is open in a programme, each with the reason why it is offered.

A finding has a key, "kind:id", by which somebody picks it and by which it is known on an agenda. Private measures are
never offered: an agenda is read by everybody who is asked to the meeting.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from luukku.core.actor import Actor
from luukku.programme import policies
from luukku.programme.models import CorrectiveAction, Meeting
from luukku.programme.models.base import ABOUT
from luukku.programme.services import gaps

State = CorrectiveAction.State
TEXT = 1000
"""So much of a finding's words becomes the item's name."""


class Kind(StrEnum):
    """Why something is offered, in the order of the page."""

    LEFT = "left"
    PROMISE = "promise"
    EFFECT = "effect"
    SUGGESTED = "suggested"
    SILENT = "silent"
    SURVEY = "survey"
    GOAL = "goal"
    DUTY = "duty"
    UNLINKED = "unlinked"
    OUTPUT = "output"
    IDLE = "idle"
    PROPOSAL = "proposal"
    CONFLICT = "conflict"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One finding.

    Attributes:
        about: the part of the programme that it is about, as the columns of an item name it.
        owner, due_on: of what was promised, or of whom an answer is waited for.
        lacks: codes of what a measure lacks.
    """

    kind: Kind
    id: UUID
    text: str
    about: dict[str, Any] = field(default_factory=dict)
    correction: CorrectiveAction | None = None
    owner: str = ""
    due_on: date | None = None
    lacks: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.id}"


def find(actor: Actor, meeting: Meeting) -> list[tuple[Kind, list[Candidate]]]:
    """Everything that is open on the meeting's day and does not stand on its agenda, kind by kind."""
    day = meeting.held_on or actor.day
    reader = policies.OpenReader(None, None, frozenset(), actor.at)
    taken = {f"{one.found_as}:{one.found_id}" for one in meeting.agenda.exclude(found_id=None)}
    named = {one.correction_id for one in meeting.agenda.exclude(correction=None)}
    by_kind: dict[Kind, list[Candidate]] = {kind: [] for kind in Kind}
    for one in (*_survey_findings(actor), *_of_programme(reader, meeting, day)):
        if one.key not in taken and (one.correction is None or one.correction.pk not in named):
            by_kind[one.kind].append(one)
    return [(kind, found) for kind, found in by_kind.items() if found]


def promised(meeting: Meeting, at: datetime) -> QuerySet[CorrectiveAction]:
    """What earlier meetings agreed that is still open, and everything that the last one agreed, however it went."""
    before = last_before(meeting)
    if before is None:
        return CorrectiveAction.objects.none()
    still = Q(state__in=[State.OPEN, State.AGREED, State.DONE], meeting__closed_at__lte=before.closed_at)
    reader = policies.OpenReader(None, None, frozenset(), at)
    seen = policies.visible_corrections(reader).filter(programme=meeting.programme_id)
    found = seen.filter(still | Q(meeting=before))
    return found.select_related("owner", "person", "meeting").order_by("due_on", "position", "created_at")


def last_before(meeting: Meeting) -> Meeting | None:
    """The meeting of the same programme that was closed last before this one was opened, or is closed by now."""
    rows = Meeting.objects.filter(programme=meeting.programme_id, state=Meeting.State.CLOSED).exclude(pk=meeting.pk)
    if meeting.opened_at:
        rows = rows.filter(closed_at__lte=meeting.opened_at)
    return rows.order_by("-closed_at").first()


def _of_programme(reader: policies.OpenReader, meeting: Meeting, day: date) -> Iterator[Candidate]:
    """What everybody who reads the programme sees of it."""
    yield from _left_over(reader, meeting)
    yield from _corrections(reader, meeting, day)
    found = gaps.find(reader, meeting.programme, day)
    for request in found.silent:
        yield Candidate(
            Kind.SILENT, request.pk, request.measure.text, {"measure": request.measure},
            owner=request.responsibility.party.text, due_on=request.due_on,
        )  # fmt: skip
    yield from _holes(found)


def _left_over(reader: policies.OpenReader, meeting: Meeting) -> Iterator[Candidate]:
    """Items of the last meeting of which nothing came."""
    before = last_before(meeting)
    items = policies.visible_items(reader).filter(meeting=before, outcome="").select_related(*_ABOUT)
    for item in items if before else ():
        about = {name: getattr(item, name) for name in _ABOUT if getattr(item, f"{name}_id")}
        correction = about.pop("correction", None)
        yield Candidate(Kind.LEFT, item.pk, item.text, about, correction)


_ABOUT = (*ABOUT, "correction")


def _corrections(reader: policies.OpenReader, meeting: Meeting, day: date) -> Iterator[Candidate]:
    """What is due or past due, done without a known effect, or suggested and not decided."""
    rows = policies.visible_corrections(reader).filter(programme=meeting.programme_id).exclude(meeting=meeting)
    due = Q(state=State.AGREED, due_on__lte=day) | Q(state__in=[State.OPEN, State.DONE])
    kinds = {State.AGREED: Kind.PROMISE, State.DONE: Kind.EFFECT, State.OPEN: Kind.SUGGESTED}
    for one in rows.filter(due).select_related("owner").order_by("due_on", "position", "created_at"):
        when = one.check_on if one.state == State.DONE else one.due_on
        yield Candidate(
            kinds[State(one.state)], one.pk, one.text, correction=one, due_on=when,
            owner=one.owner.text if one.owner else "",
        )  # fmt: skip


def _survey_findings(actor: Actor) -> Iterator[Candidate]:
    """What the organisation's surveys found that needs to become better, and nobody has promised anything for."""
    for one in policies.heard_findings(actor).waiting().order_by("created_at"):
        yield Candidate(Kind.SURVEY, one.pk, one.text, owner=one.owner, due_on=one.due_on)


def _holes(found: gaps.Gaps) -> Iterator[Candidate]:
    groups: tuple[tuple[Kind, str, Iterable[gaps.Hole]], ...] = (
        (Kind.GOAL, "goal", (hole for group in found.goals for hole in group.holes)),
        (Kind.DUTY, "duty", found.duties),
        (Kind.UNLINKED, "measure", found.unlinked),
        (Kind.OUTPUT, "output", found.outputs),
        (Kind.IDLE, "party", found.idle),
        (Kind.PROPOSAL, "measure", found.proposals),
        (Kind.PROPOSAL, "passage", found.remarks),
        (Kind.PROPOSAL, "duty", found.uncertain_duties),
        (Kind.INCOMPLETE, "measure", (hole for group in found.incomplete for hole in group.holes)),
    )
    for kind, column, holes in groups:
        for hole in holes:
            if hole.taken is None:
                yield Candidate(kind, hole.row.pk, hole.row.text, {column: hole.row}, lacks=hole.lacks)
    for one in found.conflicts:
        yield Candidate(Kind.CONFLICT, one.pk, one.what)
