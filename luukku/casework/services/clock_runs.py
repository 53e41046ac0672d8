"""The night's run over all clocks: what time itself starts, what moves on while it stands still, who is told.

In batches of cases by their ids, each in a transaction of its own that also keeps how far it has come: killed at any
point, the next start goes on there; run again, it changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from luukku.audit import trail
from luukku.casework.law.clocks import rule_on
from luukku.casework.models import ClockRun, Deadline
from luukku.casework.services import _clock_statements as sql
from luukku.casework.services.deadlines import recount
from luukku.core.actor import SystemActor
from luukku.core.clock import start_of_day
from luukku.core.errors import ensure
from luukku.delivery import services as delivery

BATCH = 5_000
LATE = "clocks_late"

STARTS = (
    ("protection_ends", sql.START_ENDING_PROTECTIONS),
    ("turns_18", sql.START_BIRTHDAYS),
    ("support_ends_at_23", sql.START_BIRTHDAYS),
    ("right_to_assessment", sql.START_RIGHTS),
)


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run has done so far on its day.

    Attributes:
        cases: looked at. started: clocks that time started. told: workers who got a mail.
        was_finished: the run of this day had been finished before; nothing was done.
    """

    cases: int
    started: int
    told: int
    was_finished: bool = False


def run_clocks(actor: SystemActor, *, batch: int = BATCH, note: Callable[[int], object] | None = None) -> RunResult:
    """Run, or go on with, the night's round of the actor's day.

    Args:
        note: called after each batch with the number of cases looked at.

    Raises:
        PermissionDenied: the actor is not the system.
    """
    ensure(isinstance(actor, SystemActor))
    known = ClockRun.objects.filter(day=actor.day).first()
    if known is not None and known.finished_at is not None:
        return RunResult(known.cases, known.started, known.told, was_finished=True)
    while True:
        run = _next_batch(actor, batch)
        if note is not None:
            note(run.cases)
        if run.finished_at is not None:
            return RunResult(run.cases, run.started, run.told)


@transaction.atomic
def _next_batch(actor: SystemActor, batch: int) -> ClockRun:
    """One batch and its place; two runs at once do one after the other."""
    ClockRun.objects.get_or_create(day=actor.day)
    run = ClockRun.objects.select_for_update().get(day=actor.day)
    cases = [case for (case,) in _ask(sql.NEXT_CASES, {"cursor": run.cursor, "most": batch})]
    if not cases or run.finished_at is not None:
        run.finished_at = run.finished_at or actor.at
        run.save()
        return run
    asked = {"cases": cases, "day": actor.day, "at": actor.at}
    touched = [case for code, statement in STARTS for (case,) in _ask(statement, asked | _numbers(code, actor))]
    started = len(touched)
    touched += [case for (case,) in _ask(sql.STOP_ENDED_PROTECTIONS, asked | {"rule": "protection_ends"})]
    touched += _move_paused(actor, cases)
    if touched:
        trail.record(actor, "clocks.run", cases=sorted(set(touched)), started=started)
    run.told += _tell(actor, asked)
    run.cursor, run.cases, run.started = cases[-1], run.cases + len(cases), run.started + started
    run.save()
    return run


def _numbers(code: str, actor: SystemActor) -> dict[str, Any]:
    rule = rule_on(code, actor.day)
    return {"rule": rule.code, "version": rule.version, "years": rule.length, "remind_days": rule.remind_days}


def _move_paused(actor: SystemActor, cases: list[UUID]) -> list[UUID]:
    """Clocks that stand still are due a day later each day; few do, so each is counted by the rules themselves."""
    moved = []
    for deadline in Deadline.objects.running().filter(case__in=cases, is_paused=True).select_for_update():
        if recount(deadline, actor.day):
            deadline.save()
            moved.append(deadline.case_id)
    return moved


def _tell(actor: SystemActor, asked: dict[str, Any]) -> int:
    """One mail a day to each worker with something newly late, however many clocks. Returns how many mails."""
    late = sorted({case for (case,) in _ask(sql.NOTE_LATE, asked)})
    if not late:
        return 0
    since = start_of_day(actor.day)
    workers = _ask(sql.WORKERS_TO_TELL, {"cases": late, "day": actor.day, "kind": LATE, "since": since})
    return delivery.tell_many(actor, [delivery.Telling(user, organisation) for user, organisation in workers], LATE)


def _ask(statement: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return list(cursor.fetchall())
