"""Meetings made by the services that make them in the product."""

from datetime import date, datetime
from typing import Any

from luukku.accounts.tests.factories import Worker
from luukku.programme.models import AgendaItem, CorrectiveAction, Meeting, Programme
from luukku.programme.services.meetings import agenda, calling, candidates, holding
from luukku.programme.services.owners import Who

DUE, CHECK = date(2099, 3, 1), date(2099, 9, 1)


def a_meeting(worker: Worker, programme: Programme, *items: str, at: datetime | None = None, **facts: Any) -> Meeting:
    """A meeting to come, with items of one's own on its agenda."""
    facts = {"text": "Väliarviointi", "held_on": date(2026, 11, 23)} | facts
    made = calling.call(worker.as_actor(at), programme.pk, facts=facts)
    for text in items:
        agenda.add(worker.as_actor(at), made.pk, text=text)
    return made


def going_on(worker: Worker, programme: Programme, *items: str, at: datetime | None = None) -> Meeting:
    made = a_meeting(worker, programme, *(items or ("Asia",)), at=at)
    return calling.open_meeting(worker.as_actor(at), made.pk)


def item_of(meeting: Meeting) -> AgendaItem:
    return meeting.agenda.get()


def told(text: str = "", outcome: str = "", *, version: int = 1, **more: Any) -> holding.Told:
    return holding.Told(holding.Notes(version, text, outcome), **more)


def an_action(text: str = "Vuokrataan tila", name: str = "Työryhmä", **more: Any) -> holding.Action:
    return holding.Action(text, Who(name=name), more.pop("due_on", DUE), more.pop("check_on", CHECK))


def a_promise(worker: Worker, programme: Programme, *, at: datetime | None = None) -> CorrectiveAction:
    """What a meeting that is closed agreed."""
    meeting = going_on(worker, programme, at=at)
    action = an_action()
    holding.write_item(worker.as_actor(at), item_of(meeting).pk, told("Sovittiin.", "discussion", action=action))
    calling.close_meeting(worker.as_actor(at), meeting.pk)
    return meeting.corrections.get()


def offered(worker: Worker, meeting: Meeting) -> dict[str, list[str]]:
    """The words of what could come on the agenda, by kind."""
    return {kind.value: [one.text for one in found] for kind, found in candidates.find(worker.as_actor(), meeting)}
