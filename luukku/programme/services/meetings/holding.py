"""While a meeting goes on: notes, outcomes, decisions and promises of one item, written together."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, ensure_found
from luukku.programme import policies
from luukku.programme.models import AgendaItem, CorrectiveAction, Decision
from luukku.programme.models.base import ABOUT
from luukku.programme.services import corrections, heard, measures, placing
from luukku.programme.services.meetings.candidates import Kind
from luukku.programme.services.owners import Who, party_of, person_of
from luukku.programme.services.transitions import move_correction
from luukku.surveys.models import Finding

State = CorrectiveAction.State


@dataclass(frozen=True, slots=True)
class Notes:
    """What the secretaries write of an item.

    Attributes:
        seen, seen_outcome: as they stood when the page was opened. Whoever has not touched one writes over nobody.
    """

    version: int
    text: str
    outcome: str
    seen: str | None = None
    seen_outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Action:
    """A corrective action: what, who, by when, and when its effect is looked at."""

    text: str
    who: Who
    due_on: date
    check_on: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Everything that was written at one item at once.

    Attributes:
        becomes_measure: the decision is a new measure, for the goal that the item is about.
        is_done, effect: of the corrective action that the item looks at.
    """

    notes: Notes
    decision: str = ""
    becomes_measure: bool = False
    action: Action | None = None
    is_done: bool = False
    effect: str = ""


@transaction.atomic
def write_notes(actor: Actor, item_id: UUID, notes: Notes) -> AgendaItem:
    """Write the notes and the outcome of an item.

    Raises:
        PermissionDenied: the meeting is not going on under the actor.
        Conflict: somebody else wrote meanwhile; both texts are told.
    """
    item = _locked(actor, item_id)
    text, outcome = notes.text, notes.outcome or item.outcome
    if item.version != notes.version:
        if notes.seen is not None and notes.seen == text:
            text = item.outcome_text
        if notes.seen_outcome is not None and notes.seen_outcome == notes.outcome:
            outcome = item.outcome
        if differing := conflicts.differences(item, {"outcome_text": text, "outcome": outcome}):
            raise Conflict(item.version, differing)
    if (item.outcome_text, item.outcome) == (text, outcome):
        return item
    item.outcome_text, item.outcome = text, outcome
    return _saved(actor, item)


@transaction.atomic
def write_item(actor: Actor, item_id: UUID, told: Told) -> AgendaItem:
    """Write everything that stands on the page of an item: all of it, or nothing.

    Raises:
        PermissionDenied: the meeting is not going on under the actor.
        Conflict: somebody else wrote notes meanwhile.
        RuleViolation: a corrective action can't go on as told.
    """
    item = write_notes(actor, item_id, told.notes)
    if told.is_done and item.correction_id:
        corrections.finish(actor, item.correction_id)
    if told.effect.strip() and item.correction_id:
        corrections.assess(actor, item.correction_id, effect=told.effect)
    decision = _decide(actor, item, told) if told.decision.strip() else None
    if told.action is not None:
        _promise(actor, item, told.action, decision)
    return item


def _decide(actor: Actor, item: AgendaItem, told: Told) -> Decision:
    """A decision of the item's meeting. What it makes a measure is one from this moment on."""
    text = told.decision.strip()
    about = {f"{name}_id": getattr(item, f"{name}_id") for name in ABOUT}
    if told.becomes_measure:
        goals = [item.goal_id] if item.goal_id else []
        measure = measures.add_measure(actor, item.programme_id, text=text, goal_ids=goals)
        about = {"measure_id": measure.pk}
    made = Decision(
        programme_id=item.programme_id, meeting_id=item.meeting_id, item=item, text=text,
        position=item.decisions.count() + 1, **about,
    )  # fmt: skip
    made.full_clean()
    made.save()
    trail.record(actor, "programme.decided", made, meeting=str(item.meeting_id))
    if item.outcome != AgendaItem.Outcome.DECISION:
        item.outcome = AgendaItem.Outcome.DECISION
        _saved(actor, item)
    return made


def _promise(actor: Actor, item: AgendaItem, told: Action, decision: Decision | None) -> CorrectiveAction:
    """Agree on a corrective action; what was only suggested so far is agreed on instead of written a second time."""
    corrections.ensure_days(actor, told.due_on, told.check_on)
    decision = decision or item.decisions.order_by("-position", "-created_at").first()
    open_ones = policies.editable_corrections(actor).filter(state=State.OPEN)
    suggested = open_ones.filter(pk=item.correction_id).first() if item.correction_id else None
    row = suggested or CorrectiveAction(
        programme_id=item.programme_id, position=placing.last(item.programme.corrections),
        **{f"{name}_id": getattr(decision or item, f"{name}_id") for name in ABOUT},
    )  # fmt: skip
    move_correction(row, State.AGREED)
    row.text, row.due_on, row.check_on = told.text.strip(), told.due_on, told.check_on
    row.owner = party_of(actor, item.programme, told.who)
    row.person = person_of(actor, told.who) or row.person
    row.meeting_id, row.item, row.decision = item.meeting_id, item, decision
    row.survey_finding = row.survey_finding or _waiting_finding(actor, item)
    row.version += 1 if suggested else 0
    row.full_clean()
    row.save()
    trail.record(actor, "programme.promised", row, meeting=str(item.meeting_id), party=str(row.owner.pk))
    heard.tell(actor, row)
    return row


def _waiting_finding(actor: Actor, item: AgendaItem) -> Finding | None:
    """What a survey found and no corrective action answers yet, when the item was made of it."""
    if item.found_as != Kind.SURVEY or item.found_id is None:
        return None
    return policies.heard_findings(actor).waiting().filter(pk=item.found_id).first()


def _locked(actor: Actor, item_id: UUID) -> AgendaItem:
    rows = policies.writable_items(actor).select_for_update(of=("self", "meeting"))
    return ensure_found(rows.select_related("meeting", "programme", "correction").filter(pk=item_id).first())


def _saved(actor: Actor, item: AgendaItem) -> AgendaItem:
    item.version += 1
    item.full_clean()
    item.save()
    trail.record(actor, "programme.item_written", item, meeting=str(item.meeting_id), outcome=item.outcome)
    return item
