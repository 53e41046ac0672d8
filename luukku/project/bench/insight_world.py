"""The read model of one world, in the database of this process, told as one JSON object. Used by `bench.insight`."""

import json
import sys
import time
from datetime import date
from typing import Any, Final
from uuid import UUID

from luukku.project.environment import DatabaseRole, prepare

CHANGED: Final = 500


def main() -> None:
    prepare(DatabaseRole.APP)
    import django

    django.setup()
    from luukku.core.actor import SystemActor
    from luukku.insight.models import Cell, Fact
    from luukku.insight.services import refreshing

    actor = SystemActor.now()
    told: dict[str, Any] = {"from_nothing_seconds": _seconds(lambda: refreshing.refresh(actor))}
    told["changed"] = _change()
    told["changed_seconds"] = _seconds(lambda: refreshing.refresh(actor))
    before = _fingerprint()
    refreshing.rebuild(actor)
    told["same_rows_as_a_rebuild"] = before == _fingerprint()
    told |= {"facts": Fact.objects.count(), "cells": Cell.objects.count()}
    sys.stdout.write(json.dumps(told | _read(actor, int(sys.argv[1]))))


def _seconds(do: Any) -> float:
    began = time.monotonic()
    do()
    return round(time.monotonic() - began, 2)


def _change() -> int:
    """Some families speak another language now: all that was counted of them moves."""
    from luukku.casework.models import Family

    keys = list(Family.objects.order_by("pk").values_list("pk", flat=True)[:CHANGED])
    return Family.objects.filter(pk__in=keys).update(language="tr")


def _fingerprint() -> list[tuple[Any, ...]]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT figure, count(*), sum(numerator), sum(denominator), sum(cases), sum(cases_in), sum(cases_out),"
            " sum(hashtextextended(concat_ws(' ', month, organisation_id, unit_id, language, numerator), 0))"
            " FROM insight_cell GROUP BY figure ORDER BY figure"
        )
        return list(cursor.fetchall())


def _read(actor: Any, requests: int) -> dict[str, Any]:
    """One region's newest month published; the year before is filled with the same, which reads as slowly."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from luukku.core.actor import Actor, Role
    from luukku.insight.rules import months
    from luukku.insight.services import publishing

    newest = months.last_full(actor.day)
    region = _largest_region()
    seconds = _seconds(lambda: publishing.publish(actor, newest, region))
    for back in range(1, publishing.SHOWN):
        _fill(region, newest, months.shifted(newest, -back))
    boss = Actor(
        None, region, frozenset({Role.SUPERVISOR}), actor.at, frozenset({None}), frozenset({(Role.SUPERVISOR, None)})
    )
    _dashboard(boss)
    with CaptureQueriesContext(connection) as made:
        _dashboard(boss)
    times = sorted(_milliseconds(boss) for _request in range(requests))
    return {
        "published_seconds": seconds,
        "dashboard_queries": len(made),
        "dashboard_ms": {"p50": times[len(times) // 2], "p95": times[int(len(times) * 0.95)]},
    }


def _milliseconds(boss: Any) -> float:
    began = time.perf_counter()
    _dashboard(boss)
    return round((time.perf_counter() - began) * 1000, 1)


def _dashboard(boss: Any) -> None:
    """Every figure of the month, a year of the first by municipality and by language, and both against each other."""
    from luukku.insight.services import figures
    from luukku.insight.services.figures import Dimension

    figures.dashboards(boss)
    figures.overview(boss)
    figures.series(boss, "plan_in_force", by=Dimension.ORGANISATION)
    figures.series(boss, "plan_in_force", by=Dimension.LANGUAGE)
    figures.table(boss, "plan_in_force", rows=Dimension.ORGANISATION, columns=Dimension.LANGUAGE)


def _largest_region() -> UUID:
    from django.db.models import Count

    from luukku.casework.models import Case

    rows = Case.objects.values("organisation__county").annotate(count=Count("pk")).order_by("-count")
    found = rows.values_list("organisation__county", flat=True)[0]
    return UUID(str(found))


def _fill(region: UUID, newest: date, month: date) -> None:
    from luukku.insight.models import PublishedCell, PublishedMonth

    for row in PublishedMonth.objects.filter(region=region, month=newest).prefetch_related("cells"):
        cells = list(row.cells.all())
        made = PublishedMonth.objects.create(
            figure=row.figure,
            version=row.version,
            month=month,
            region_id=region,
            state=row.state,
            published_at=row.published_at,
        )
        PublishedCell.objects.bulk_create(
            PublishedCell(
                publication=made, figure=one.figure, month=month, organisation_id=one.organisation_id,
                unit_id=one.unit_id, language=one.language, numerator=one.numerator, denominator=one.denominator,
            )
            for one in cells
        )  # fmt: skip


if __name__ == "__main__":
    main()
