"""From cells to what may be shown. A month is published when it is over, once for each region.

Counts of people go through `numbers`, which hides what would point at somebody and keeps what was published before
safe. Guides, services and criteria are nobody: their counts are published as they are. A month is looked at again with
the next two: what was noted late is published too, unless so few are concerned that the difference would tell of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app as queue

from luukku.accounts.models import Organisation
from luukku.core.actor import SystemActor
from luukku.core.errors import ensure
from luukku.insight.definitions import counted
from luukku.insight.models import Cell, PublishedCell, PublishedMonth
from luukku.insight.rules import months, tables
from luukku.insight.rules.definitions import Definition, Dimension
from luukku.insight.rules.tables import Layout, Sum
from luukku.numbers import services as numbers

AGAIN: Final = 2
"""So many months before the newest are looked at again."""

Counts = tuple[int | None, int | None]
Where = tuple[str, str]
"""An organisation or a unit, or neither for the region; and a language, or none for all."""


def ask(actor: SystemActor) -> int:
    """Plan the publishing of what waits for it, newest first. Returns how many regions and months."""
    ensure(isinstance(actor, SystemActor))
    waiting = list(waiting_for(actor))
    for region, month in waiting:
        job = queue.configure_task("insight.publish", lock="insight")
        job.defer(month=month.isoformat(), region_id=str(region))
    return len(waiting)


def waiting_for(actor: SystemActor) -> Iterator[tuple[UUID, date]]:
    """Regions and months of which something has not been published, and the months before that are looked at again."""
    newest = months.last_full(actor.day)
    asked = [months.shifted(newest, -back) for back in range(months.SHOWN)]
    done: dict[tuple[UUID, date], int] = defaultdict(int)
    for region, month in PublishedMonth.objects.filter(month__in=asked).values_list("region", "month"):
        done[region, month] += 1
    figures = len(counted())
    for region in regions():
        is_new = done[region, newest] < figures
        for place, month in enumerate(asked):
            if done[region, month] < figures or (is_new and place <= AGAIN):
                yield region, month


def regions() -> list[UUID]:
    """Of every organisation in which something has been counted."""
    places = Organisation.objects.filter(pk__in=Cell.objects.values("organisation_id"))
    return sorted(set(places.region_ids()))


def publish(actor: SystemActor, month: date, region_id: UUID) -> int:
    """Publish every figure of one month and region. Returns how many were published; the others were refused."""
    ensure(isinstance(actor, SystemActor))
    return sum(_publish(actor, one, month, region_id) for one in counted().values())


def _publish(actor: SystemActor, wanted: Definition, month: date, region: UUID) -> bool:
    sums = list(_sums(wanted.code, month, region))
    if not sums:
        return _write(actor, wanted, month, region, {})
    if not wanted.is_about_people:
        return _write(actor, wanted, month, region, _as_they_are(sums))
    shown: dict[Where, Counts] = {}
    languages = wanted.breaks_down_by(Dimension.LANGUAGE)
    for name, layout in tables.layouts(sums, wanted.threshold, with_languages=languages):
        told = _protected(actor, wanted, layout, subject=f"{month:%Y-%m} {region}", name=name)
        if told is None and not shown:
            return _refused(actor, wanted, month, region)
        shown = (told or {}) | shown
        if shown["", ""][1] is None:  # too few in the whole region: nothing in it can be shown either
            return _refused(actor, wanted, month, region)
    return _write(actor, wanted, month, region, shown)


def _sums(figure: str, month: date, region: UUID) -> Iterator[Sum]:
    inside = Organisation.objects.in_regions([region])
    for one in Cell.objects.of(figure, month).filter(organisation_id__in=inside.values("pk")):
        yield Sum(
            str(one.organisation_id),
            str(one.unit_id or ""),
            one.language,
            one.numerator,
            one.denominator,
            one.cases,
            one.cases_in,
            one.cases_out,
        )


def _protected(
    actor: SystemActor, wanted: Definition, layout: Layout, *, subject: str, name: str
) -> dict[Where, Counts] | None:
    """What of a table may be shown; None when nothing of it was ever published."""
    source = f"insight.{wanted.code}.{wanted.version}"
    dimensions = tuple(numbers.Dimension(one, tables.ALL, children) for one, children in layout.trees)
    safety = numbers.Safety(threshold=wanted.threshold, width=wanted.threshold)
    table = numbers.Table(dimensions, layout.counts, sensitive=layout.few, safety=safety)
    asked = numbers.publish_table(actor, table, source=source, subject=subject, name=name)
    numbers.work_on(actor, asked.pk)
    published = numbers.published_table(source, subject, name)
    if published is None:
        return None
    found: dict[Where, dict[str, int | None]] = defaultdict(dict)
    for (outcome, *where), figure in published.figures.items():
        found[_where(*where)][outcome] = figure.value
    return {where: (told[tables.IN], told[tables.ALL]) for where, told in found.items()}


def _where(place: str = tables.ALL, language: str = tables.ALL) -> Where:
    return "" if place == tables.ALL else place, "" if language == tables.ALL else language


def _as_they_are(sums: Iterable[Sum]) -> dict[Where, Counts]:
    found: dict[Where, list[int]] = defaultdict(lambda: [0, 0])
    for one in sums:
        for place in {"", one.organisation, one.unit or one.organisation}:
            found[place, ""][0] += one.numerator
            found[place, ""][1] += one.denominator
    return {where: (numerator, denominator) for where, (numerator, denominator) in found.items()}


@transaction.atomic
def _refused(actor: SystemActor, wanted: Definition, month: date, region: UUID) -> bool:
    """Nothing may be shown. What was published before stays."""
    told = {"version": wanted.version, "state": PublishedMonth.State.REFUSED, "published_at": actor.at}
    row, _is_new = PublishedMonth.objects.select_for_update().get_or_create(
        figure=wanted.code, month=month, region_id=region, defaults=told
    )
    if not row.cells.exists():  # there was nothing to count before, and now there are too few
        row.state = PublishedMonth.State.REFUSED
        row.save()
    return False


@transaction.atomic
def _write(actor: SystemActor, wanted: Definition, month: date, region: UUID, shown: dict[Where, Counts]) -> bool:
    """Put what may be shown in place of what was shown."""
    row, is_new = PublishedMonth.objects.select_for_update().get_or_create(
        figure=wanted.code,
        month=month,
        region_id=region,
        defaults={"version": wanted.version, "state": PublishedMonth.State.PUBLISHED, "published_at": actor.at},
    )
    if not is_new:
        row.state, row.version = PublishedMonth.State.PUBLISHED, wanted.version
        row.edition, row.published_at = row.edition + 1, actor.at
        row.save()
    homes = dict(Organisation.objects.filter(units__isnull=False).values_list("units__pk", "pk"))
    row.cells.all().delete()
    PublishedCell.objects.bulk_create(
        PublishedCell(
            publication=row,
            figure=wanted.code,
            month=month,
            organisation_id=homes.get(UUID(place), UUID(place)) if place else None,
            unit_id=UUID(place) if place and UUID(place) in homes else None,
            language=language,
            numerator=numerator,
            denominator=denominator,
        )
        for (place, language), (numerator, denominator) in shown.items()
        if not place.endswith(f":{tables.REST}")
    )
    return True
