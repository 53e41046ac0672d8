"""Meetings in the demo: some were held, one comes; those of today are moved to today at every start."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

from luukku.accounts.actors import actor_for
from luukku.casework.models import Case, Meeting, Person
from luukku.casework.services.meetings import MeetingFacts, change_meeting, plan_meeting
from luukku.casework.services.participants import Invited, candidates
from luukku.core.actor import Actor
from luukku.core.clock import HELSINKI, helsinki_day
from luukku.project.demo.life import Life
from luukku.project.demo.region import Region
from luukku.project.demo.stages import Stage

FIELDS = (
    "starts_at", "topic", "minutes", "place", "language", "interpreter_state", "interpreter_mode", "interpreter_name",
    "mode", "dialect", "agenda",
)  # fmt: skip

FIRST_MEETING = {"at": "8:15", "minutes": 60, "topic": "Tutustuminen", "place": "Perhekeskus"}


def happenings(life: Life, stage: Stage) -> Iterator[tuple[int, Callable[[], object]]]:
    """The first meeting was held; the story tells which others there are."""
    yield stage.opened, partial(_hold_first, life, stage.opened)
    for told in life.told.get("meetings", []):
        yield 0, partial(_plan, life, told)


def move_to_today(region: Region, told: dict[str, Any], case: Case, at: datetime) -> None:
    """Let today's meetings of a story that was loaded earlier be today's again. Others stay where they are."""
    today = helsinki_day(at)
    actor = actor_for(region.people[told["worker"]], region.organisations[told["organisation"]], at)
    for one in told.get("meetings", []):
        if one["in"] != 0 or actor is None:
            continue
        meeting = Meeting.objects.filter(case=case, topic=one["topic"], held_at__isnull=True).first()
        if meeting is None or helsinki_day(meeting.starts_at) == today or not case.is_open:
            continue
        facts = MeetingFacts(**{name: getattr(meeting, name) for name in FIELDS})
        moved = replace(facts, starts_at=_starts(today, one["at"]))
        change_meeting(actor, meeting.pk, version=meeting.version, facts=moved)


def _hold_first(life: Life, opened: int) -> None:
    person = life.people[life.guardians[0]] if life.guardians else next(iter(life.people.values()))
    days = max(opened - 2, 1)
    facts = replace(
        _facts(life, person, life.day(days), FIRST_MEETING),
        interpreter_state="not_needed" if person.interpreter_need == "none" else "booked",
    )
    actor = life.actor(min(days, opened), 16)
    plan_meeting(actor, life.case.pk, facts=facts, is_held=True, invited=_usual(actor, life))


def _plan(life: Life, told: dict[str, Any]) -> None:
    person = life.people[told.get("with", life.guardians[0] if life.guardians else next(iter(life.people)))]
    facts = _facts(life, person, life.coming_day(told["in"]), told)
    actor = life.actor(1, 15)
    plan_meeting(actor, life.case.pk, facts=facts, invited=_usual(actor, life))


def _usual(actor: Actor, life: Life) -> list[Invited]:
    return [one.invited for one in candidates(actor, life.case) if one.is_usual]


def _facts(life: Life, person: Person, day: date, told: dict[str, Any]) -> MeetingFacts:
    has_none = person.interpreter_need == Person.InterpreterNeed.NONE
    mode, _separator, name = told.get("interpreter", "video:Tulkki 4417").partition(":")
    state = "not_needed" if has_none else "booked" if name else "missing"
    return MeetingFacts(
        starts_at=_starts(day, told["at"]),
        topic=told["topic"],
        mode=_mode(told.get("place", "")),
        minutes=told.get("minutes", 60),
        place=told.get("place", ""),
        language=person.contact_language,
        interpreter_state=state,
        interpreter_mode="none" if has_none else mode,
        interpreter_name="" if has_none else name,
    )


def _starts(day: date, clock: str) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime.combine(day, time(hour, minute), tzinfo=HELSINKI)


def _mode(place: str) -> str:
    return {"Perheen koti": Meeting.Mode.HOME_VISIT, "Etäyhteys": Meeting.Mode.REMOTE}.get(place, Meeting.Mode.ON_SITE)
