"""Everyday work in the demo: what was agreed in the first meeting, notes, tasks, and one case that was closed."""

import json
from collections.abc import Callable, Iterator
from datetime import datetime, time, timedelta
from functools import cache, partial
from importlib.resources import files
from typing import Any

from luukku.casework.models import Meeting, Task
from luukku.casework.services import (
    Agreed,
    Explained,
    NoteFacts,
    TaskFacts,
    add_task,
    check_understood,
    close_case,
    finish_task,
    hold_meeting,
    write_note,
)
from luukku.core.clock import HELSINKI
from luukku.project.demo.life import Life
from luukku.project.demo.stages import Stage, weekday_before

NEW_DAYS = 6
"""A case younger than this has only its first meeting behind it."""


@cache
def told_work() -> dict[str, Any]:
    text = files(__package__).joinpath("blocks/work.json").read_text(encoding="utf-8")
    told: dict[str, Any] = json.loads(text)
    return told


def happenings(life: Life, stage: Stage) -> Iterator[tuple[int, Callable[[], object]]]:
    number = sum(map(ord, life.told["key"]))
    first = min(max(stage.opened - 2, 1), stage.opened)
    yield first, partial(_agree, life, first, number)
    if stage.opened > NEW_DAYS:
        days = weekday_before(stage.opened // 2, life.today)
        yield days, partial(_note, life, days, number)
        yield days, partial(_promise, life, days, number)
    if "closed" in life.told:
        days = weekday_before(life.told["closed"]["days"], life.today)
        yield days, partial(_close, life, days)


def _agree(life: Life, days: int, number: int) -> None:
    """What was agreed in the first meeting, with one promise kept since then."""
    meeting = Meeting.objects.filter(case=life.case, held_at__isnull=False).order_by("starts_at").first()
    if meeting is None:
        return
    told = told_work()["agreed"][number % len(told_work()["agreed"])]
    actor = life.actor(days, 16, 20)
    rows = list(meeting.participants.all())
    held = hold_meeting(
        actor,
        meeting.pk,
        version=meeting.version,
        agreed=Agreed(told["text"], "fi", told.get("translated", {}).get(meeting.language, "")),
        present=[row.pk for row in rows],
        promises=[TaskFacts(told["promise"], due_on=life.day(days) + timedelta(days=7))],
    )
    finish_task(life.actor(max(days - 3, 0), 11), Task.objects.get(meeting=held).pk)
    adult = next((row for row in rows if row.person_id), None)
    if adult is not None:
        how = Explained(held.language, "own_words", "understood", held.interpreter_mode, held.interpreter_name)
        check_understood(actor, held.pk, adult.pk, seal=held.agreed_seal, explained=how)


def _note(life: Life, days: int, number: int) -> None:
    told = told_work()["notes"][number % len(told_work()["notes"])]
    at = datetime.combine(life.day(days), time(10, 15), tzinfo=HELSINKI)
    facts = NoteFacts(kind=told["kind"], topic=told["topic"], text=told["text"], occurred_at=at)
    write_note(life.actor(days, 14), life.case.pk, facts=facts)


def _promise(life: Life, days: int, number: int) -> None:
    """Something still to be done: for every fifth family it is late."""
    told = told_work()["tasks"][number % len(told_work()["tasks"])]
    due = life.coming_day(3 + number % 12) if number % 5 else life.day(1)
    doer = TaskFacts(told["what"], doer=told["doer"], doer_other=told.get("other", ""), due_on=due)
    add_task(life.actor(days, 14, 30), life.case.pk, facts=doer)


def _close(life: Life, days: int) -> None:
    told = life.told["closed"]
    for meeting in Meeting.objects.coming(life.actor(days, 15).at).filter(case=life.case):
        msg = f"{life.told['name']}: the meeting {meeting.topic!r} comes after the closing."
        raise ValueError(msg)
    close_case(life.actor(days, 15), life.case.pk, ground=told["ground"], note=told["note"], despite=told["despite"])
