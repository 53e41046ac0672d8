"""What the minutes of a meeting say: as it stands while it goes on, and as it stood when it was closed.

Codes, days and typed words only: labels are added where they are read, so that one record reads in three languages.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.programme import policies
from luukku.programme.models import Addendum, CorrectiveAction, Decision, Meeting
from luukku.programme.services.meetings import candidates


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was asked, and whether they came."""

    name: str
    role: str
    presence: str = ""
    represents: str = ""


@dataclass(frozen=True, slots=True)
class Promise:
    """A corrective action as it stood; days as 2026-11-22."""

    text: str
    owner: str = ""
    person: str = ""
    due_on: str = ""
    check_on: str = ""
    state: str = ""
    effect: str = ""

    @property
    def who(self) -> str:
        return f"{self.owner} ({self.person})" if self.person else self.owner

    @property
    def due(self) -> date | None:
        return date.fromisoformat(self.due_on) if self.due_on else None

    @property
    def check(self) -> date | None:
        return date.fromisoformat(self.check_on) if self.check_on else None


@dataclass(frozen=True, slots=True)
class Item:
    """One item with everything that came of it."""

    number: int
    text: str
    found_as: str = ""
    outcome: str = ""
    notes: str = ""
    decisions: tuple[str, ...] = ()
    promises: tuple[Promise, ...] = ()


@dataclass(frozen=True, slots=True)
class Minutes:
    """A whole meeting."""

    people: tuple[Person, ...] = ()
    before: tuple[Promise, ...] = ()
    items: tuple[Item, ...] = ()
    seal: str = field(default="", compare=False)

    @property
    def present(self) -> list[Person]:
        return [one for one in self.people if one.presence in ("present", "remote")]

    @property
    def away(self) -> list[Person]:
        return [one for one in self.people if one.presence not in ("present", "remote")]


def of(meeting: Meeting, at: datetime) -> Minutes:
    """The minutes as they were closed, or as they stand at the moment."""
    return _read(meeting.kept or as_it_stands(meeting, at), meeting.seal)


def as_it_stands(meeting: Meeting, at: datetime) -> dict[str, Any]:
    """The minutes of a meeting as plain values, read from its rows."""
    people = [
        Person(one.shown_name, one.role, one.presence, one.represents)
        for one in meeting.attendances.select_related("user")
    ]
    decisions: dict[UUID | None, list[str]] = {}
    for row in meeting.decisions.all():
        decisions.setdefault(row.item_id, []).append(row.text)
    promises: dict[UUID | None, list[Promise]] = {}
    for action in meeting.corrections.select_related("owner", "person"):
        promises.setdefault(action.item_id, []).append(_promise(action))
    items = [
        Item(
            number, one.text, one.found_as, one.outcome, one.outcome_text, tuple(decisions.get(one.pk, ())),
            tuple(promises.get(one.pk, ())),
        )
        for number, one in enumerate(meeting.agenda.all(), 1)
    ]  # fmt: skip
    before = [_promise(one) for one in candidates.promised(meeting, at)]
    told = asdict(Minutes(tuple(people), tuple(before), tuple(items))) | {"meeting": _facts(meeting)}
    plain: dict[str, Any] = json.loads(json.dumps(told))
    return plain


def _facts(meeting: Meeting) -> dict[str, str]:
    """Which meeting it was, so that two meetings never have one seal."""
    named = {name: getattr(meeting, name) for name in ("text", "body", "time_text", "place")}
    moments = {name: getattr(meeting, name) for name in ("held_on", "opened_at", "closed_at")}
    return named | {"id": str(meeting.pk)} | {name: one.isoformat() if one else "" for name, one in moments.items()}


def sealed(kept: Mapping[str, Any]) -> str:
    """The hash of closed minutes: whoever has a paper can see that it is the record."""
    return hashlib.sha256(json.dumps(kept, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@transaction.atomic
def add(actor: Actor, meeting_id: UUID, *, text: str) -> Addendum:
    """Add a correction to closed minutes, with its author and moment. The minutes themselves stay as they were.

    Raises:
        PermissionDenied: the meeting is not the actor's, or not closed.
        RuleViolation: nothing was told.
    """
    meeting = ensure_found(policies.closed_meetings(actor).filter(pk=meeting_id).first())
    if not text.strip():
        raise RuleViolation(_("Write what is added or corrected."), field="text")
    row = Addendum(meeting=meeting, text=text.strip(), author_id=actor.user_key, written_at=actor.at)
    row.full_clean()
    row.save(force_insert=True)
    trail.record(actor, "programme.minutes_added_to", row, meeting=str(meeting.pk))
    return row


def chains(actor: Actor, meeting: Meeting) -> list[Decision]:
    """What became of a meeting's decisions since: each with its measure and corrective actions as they are now, as far
    as the actor sees them."""
    return _chained(actor, policies.visible_decisions(actor).filter(meeting=meeting))


def chains_of_measure(actor: Actor, measure_id: UUID) -> list[Decision]:
    """Decisions about a measure, of the meetings that the actor reads, with what became of them."""
    return _chained(actor, policies.visible_decisions(actor).filter(measure=measure_id))


def _chained(actor: Actor, rows: QuerySet[Decision]) -> list[Decision]:
    actions = policies.visible_corrections(actor).select_related("owner", "person")
    found = rows.select_related("measure", "meeting", "item").prefetch_related(Prefetch("corrections", actions))
    return list(found)


def _promise(one: CorrectiveAction) -> Promise:
    return Promise(
        one.text, one.owner.text if one.owner else "", one.person.name if one.person else "",
        one.due_on.isoformat() if one.due_on else "", one.check_on.isoformat() if one.check_on else "",
        one.state, one.effect,
    )  # fmt: skip


def _read(told: Mapping[str, Any], seal: str) -> Minutes:
    items = [
        Item(
            **{
                **one,
                "decisions": tuple(one["decisions"]),
                "promises": tuple(Promise(**row) for row in one["promises"]),
            }
        )
        for one in told["items"]
    ]
    return Minutes(
        tuple(Person(**one) for one in told["people"]), tuple(Promise(**one) for one in told["before"]), tuple(items),
        seal,
    )  # fmt: skip
