"""Figures that belong to no family: guides, services, surveys, centres. Few rows: counted whole each time."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.db import connection

from luukku.insight.rules import months
from luukku.surveys.models import Assessment
from luukku.surveys.rules.criteria import Status
from luukku.surveys.services.assessing import statuses_of


@dataclass(frozen=True, slots=True)
class Counted:
    """One month in one place."""

    month: date
    organisation: UUID
    unit: UUID | None
    numerator: int
    denominator: int


_MONTHS: Final = """
    month AS (SELECT m AS first, (m + interval '1 month')::date - 1 AS last FROM unnest(%(months)s::date[]) AS m)
"""

TOOLKIT: Final = """
    WITH {months}, item AS (
        SELECT i.id, i.organisation_id, i.review_on,
               (SELECT min(v.published_at AT TIME ZONE 'Europe/Helsinki')::date FROM toolkit_itemversion v
                WHERE v.item_id = i.id) AS since
        FROM toolkit_toolkititem i WHERE i.state IN ('published', 'due', 'outdated')
    )
    SELECT month.first, item.organisation_id, NULL::uuid,
           count(*) FILTER (WHERE coalesce(looked.next_on, item.review_on) > month.last), count(*)
    FROM month JOIN item ON item.since <= month.last
    LEFT JOIN LATERAL (
        SELECT r.next_on FROM toolkit_review r
        WHERE r.item_id = item.id AND r.reviewed_on <= month.last AND r.next_on IS NOT NULL
        ORDER BY r.reviewed_on DESC, r.created_at DESC LIMIT 1
    ) AS looked ON true
    GROUP BY month.first, item.organisation_id
"""

SERVICES: Final = """
    WITH {months}, service AS (
        SELECT s.id, coalesce(s.organisation_id, town.id) AS organisation_id,
               (s.created_at AT TIME ZONE 'Europe/Helsinki')::date AS since,
               (s.archived_at AT TIME ZONE 'Europe/Helsinki')::date AS until
        FROM directory_service s LEFT JOIN directory_provider p ON p.id = s.provider_id
        LEFT JOIN accounts_organisation town
          ON town.kind = 'municipality' AND town.official_code = p.municipality AND p.municipality <> ''
        WHERE s.kind = 'service'
    )
    SELECT month.first, service.organisation_id, NULL::uuid,
           count(*) FILTER (WHERE EXISTS (
               SELECT FROM directory_servicetext t WHERE t.entry_id = service.id AND t.is_plain
                  AND (t.created_at AT TIME ZONE 'Europe/Helsinki')::date <= month.last)),
           count(*)
    FROM month JOIN service ON service.since <= month.last AND (service.until IS NULL OR service.until > month.last)
    WHERE service.organisation_id IS NOT NULL
    GROUP BY month.first, service.organisation_id
"""

SURVEYS: Final = """
    WITH {months}
    SELECT month.first, w.organisation_id, NULL::uuid, sum(least(w.answered, w.target_size)), sum(w.target_size)
    FROM month JOIN surveys_wave w
      ON (w.closed_at AT TIME ZONE 'Europe/Helsinki')::date BETWEEN month.first AND month.last
    WHERE w.state = 'published' AND w.target_size > 0 AND w.answered IS NOT NULL
    GROUP BY month.first, w.organisation_id
"""


def _asked(statement: str) -> Callable[[list[date]], Iterable[Counted]]:
    def ask(asked: list[date]) -> Iterator[Counted]:
        with connection.cursor() as cursor:
            cursor.execute(statement.replace("{months}", _MONTHS), {"months": asked})
            yield from (Counted(*row) for row in cursor.fetchall())

    return ask


def criteria_met(asked: list[date]) -> Iterator[Counted]:
    """By each centre's newest confirmed assessment; evidence is as old as it was on the month's last day."""
    rows = Assessment.objects.filter(state=Assessment.State.CONFIRMED, confirmed_on__isnull=False)
    rows = rows.select_related("criteria_set").prefetch_related("answers__evidence", "criteria_set__criteria")
    by_unit: dict[UUID, list[Assessment]] = defaultdict(list)
    for row in rows.order_by("confirmed_on", "ends_on", "pk"):
        by_unit[row.unit_id].append(row)
    for month in asked:
        last = months.last_day(month)
        for unit, told in by_unit.items():
            confirmed = [one for one in told if one.confirmed_on and one.confirmed_on <= last]
            if not confirmed:
                continue
            statuses = [one for one in statuses_of(confirmed[-1], last).values() if one != Status.NOT_CONCERNED]
            met = sum(one == Status.MET for one in statuses)
            yield Counted(month, confirmed[-1].organisation_id, unit, met, len(statuses))


COUNTERS: Final[dict[str, Callable[[list[date]], Iterable[Counted]]]] = {
    "survey_answered": _asked(SURVEYS),
    "toolkit_reviewed": _asked(TOOLKIT),
    "services_in_plain_words": _asked(SERVICES),
    "criteria_met": criteria_met,
}
"""By the code of the figure."""
