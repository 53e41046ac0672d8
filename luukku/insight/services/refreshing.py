"""Keeping the read model true: only the cases of which something changed are counted again.

Triggers note every case of which a register's row changed (`Touched`), in the same transaction as the change. A refresh
takes back what such a case added to the cells, writes its facts anew, and adds them. When a month has ended, every fact
that reaches it is added once. A rebuild empties everything and counts all: it leaves the same rows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from luukku.core.actor import SystemActor
from luukku.core.errors import ensure
from luukku.insight.models import Cell, Fact, ReadModel, Touched
from luukku.insight.rules import months
from luukku.insight.rules.languages import OTHER
from luukku.insight.services.counting import cases as by_case
from luukku.insight.services.counting import things
from luukku.language.languages import FAMILY_LANGUAGES

AT_ONCE: Final = 2_000
"""So many cases are counted in one transaction; whoever writes a register never waits for it."""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What a refresh did. Attributes: until: the first month that is not counted yet."""

    cases: int
    months: int
    until: date


def refresh(actor: SystemActor) -> Refreshed:
    """Count what changed since the last time, and the months that have ended. Run twice, the second finds nothing.

    Raises:
        PermissionDenied: somebody else than the product's own clock asks.
    """
    ensure(isinstance(actor, SystemActor))
    if not ReadModel.objects.exists():
        return rebuild(actor)
    done = 0
    while taken := _count_touched(actor):
        done += taken
    added = _move_on(actor)
    return Refreshed(done, added, months.month_of(actor.day))


@transaction.atomic
def rebuild(actor: SystemActor) -> Refreshed:
    """Empty the read model and count every case anew."""
    ensure(isinstance(actor, SystemActor))
    since, until = months.first_kept(actor.day), months.month_of(actor.day)
    row, _made = ReadModel.objects.select_for_update().update_or_create(
        name="figures",
        defaults={"since": since, "until": until, "refreshed_at": actor.at, "rebuilt_at": actor.at},
    )
    Touched.objects.all().delete()
    Cell.objects.all().delete()
    Fact.objects.all().delete()
    _run("SET LOCAL work_mem = '256MB'")
    _write_facts(row.since, None)
    _run("ANALYZE insight_fact")
    _add(row.since, row.until, None)
    _count_things(row)
    cases = Fact.objects.values("case_id").distinct().count()
    return Refreshed(cases, months.KEPT, until)


@transaction.atomic
def _count_touched(actor: SystemActor) -> int:
    """Count some of the touched cases again. Returns how many; 0 when none is left."""
    row = ReadModel.objects.select_for_update().get()
    waiting = Touched.objects.values_list("case_id", flat=True).distinct()[:AT_ONCE]
    touched = list(waiting)
    if touched:
        Touched.objects.filter(case_id__in=touched).delete()
        _add(row.since, row.until, touched, sign=-1)
        Fact.objects.filter(case_id__in=touched).delete()
        _write_facts(row.since, touched)
        _add(row.since, row.until, touched)
        Cell.objects.filter(cases=0, figure__in=by_case.FIGURES).delete()
    return len(touched)


@transaction.atomic
def _move_on(actor: SystemActor) -> int:
    """Add the months that have ended, let go of those too old, and count what belongs to no case. Returns how many."""
    row = ReadModel.objects.select_for_update().get()
    since, until = months.first_kept(actor.day), months.month_of(actor.day)
    added = list(months.between(row.until, months.last_full(actor.day)))
    if added:
        _add(added[0], until, None)
        Cell.objects.filter(month__lt=since).delete()
        Fact.objects.filter(until_on__lte=since).delete()
        row.since, row.until = since, until
    row.refreshed_at = actor.at
    row.save()
    _count_things(row)
    return len(added)


def _write_facts(since: date, cases: Sequence[UUID] | None) -> None:
    given = {"cases": cases, "languages": list(FAMILY_LANGUAGES), "other": OTHER, "since": since} | by_case.TERMS
    for figure in by_case.FIGURES:
        _run(by_case.writing(figure), given | {"figure": figure})


def _add(first: date, until: date, cases: Sequence[UUID] | None, *, sign: int = 1) -> None:
    """Add the facts of the cases, or of all, to the months before `until`."""
    given = {"cases": cases, "first": first, "last": months.shifted(until, -1), "sign": sign}
    for figure in by_case.FIGURES:
        _run(by_case.ADD, given | {"figure": figure})


def _count_things(row: ReadModel) -> None:
    """Figures of guides, services, surveys and centres: few enough to be counted whole each time."""
    asked = list(months.between(row.since, months.shifted(row.until, -1)))
    made = [cell for figure in things.COUNTERS for cell in _cells(figure, asked)]
    Cell.objects.filter(figure__in=things.COUNTERS).delete()
    Cell.objects.bulk_create(made, batch_size=2000)


def _cells(figure: str, asked: list[date]) -> Iterable[Cell]:
    for one in things.COUNTERS[figure](asked):
        yield Cell(
            figure=figure,
            month=one.month,
            organisation_id=one.organisation,
            unit_id=one.unit,
            language="",
            numerator=one.numerator,
            denominator=one.denominator,
            cases=one.denominator,
            cases_in=one.numerator,
            cases_out=one.denominator - one.numerator,
        )


def _run(statement: str, given: dict[str, Any] | None = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
