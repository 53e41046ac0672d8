"""From cells to what may be shown. A month is published when it is over, once for each region.

Counts of people go through `numbers`, which hides what would point at somebody and keeps what was published before
safe. Guides, services and criteria are nobody: their counts are published as they are. A month is looked at again with
the next two: what was noted late is published too, unless so few are concerned that the difference would tell of them.
So it is between months: how things stand in a place or a language is told when it stands where it stood when it was
last told, or at least a threshold from it. The region's total is told each month, unless it is that of one organisation
in all but name: then it is told as a place is.

A figure that lies within another is read from the same table, so that neither tells what the other hides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
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
from luukku.insight.rules.definitions import Definition, Dimension, Time
from luukku.insight.rules.tables import Layout, Sum
from luukku.numbers import services as numbers

AGAIN: Final = 2
"""So many months before the newest are looked at again."""

BESIDE: Final = 12
"""So many months each way are looked at for what was last told of a place."""

Counts = tuple[int | None, int | None]
Where = tuple[str, str]
"""An organisation or a unit, or neither for the region; and a language, or none for all."""

Shown = dict[Where, dict[str, int | None]]
"""By place and language what may be shown of each outcome."""

SIDES: Final = {False: (tables.IN, tables.ALL), True: (tables.IN_IN, tables.IN)}
"""Which outcomes are the two numbers of a figure; of one that lies within another."""


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
        for back, month in enumerate(asked):
            if done[region, month] < figures or (is_new and back <= AGAIN):
                yield region, month


def regions() -> list[UUID]:
    """Of every organisation in which something has been counted."""
    places = Organisation.objects.filter(pk__in=Cell.objects.values("organisation_id"))
    return sorted(set(places.region_ids()))


def publish(actor: SystemActor, month: date, region_id: UUID) -> int:
    """Publish every figure of one month and region. Returns how many were published; the others were refused."""
    ensure(isinstance(actor, SystemActor))
    return sum(_publish(actor, one, month, region_id) for one in counted().values() if not one.within)


def _publish(actor: SystemActor, wanted: Definition, month: date, region: UUID) -> int:
    """Publish a figure and what lies within it. Returns how many were published."""
    inner = next((one for one in counted().values() if one.within == wanted.code), None)
    both = [(wanted, False)] + ([(inner, True)] if inner else [])
    sums = list(_sums(wanted, inner, month, region))
    if sums and not wanted.is_about_people:
        return _write(actor, wanted, month, region, _as_they_are(sums))
    shown = _told(actor, wanted, month, region, tables_of(wanted, inner, sums)) if sums else {}
    if shown is None:
        return sum(_refused(actor, one, month, region) for one, _is_inner in both)
    return sum(_keep(actor, one, month, region, shown, is_inner=is_inner) for one, is_inner in both)


def tables_of(wanted: Definition, inner: Definition | None, sums: list[Sum]) -> Iterator[tuple[str, Layout]]:
    languages = wanted.breaks_down_by(Dimension.LANGUAGE)
    return tables.layouts(sums, wanted.threshold, with_languages=languages, is_split=inner is not None)


def _told(
    actor: SystemActor, wanted: Definition, month: date, region: UUID, layouts: Iterable[tuple[str, Layout]]
) -> Shown | None:
    """What may be shown of all tables; None when nothing may: too few in the whole region."""
    shown: Shown = {}
    for name, layout in layouts:
        told = _protected(actor, wanted, layout, month, region, name)
        if told is None and not shown:
            return None
        shown = (told or {}) | shown
        if shown["", ""][tables.ALL] is None:  # too few in the whole region: nothing in it can be shown either
            return None
    return shown


def _keep(actor: SystemActor, wanted: Definition, month: date, region: UUID, shown: Shown, *, is_inner: bool) -> bool:
    """Keep what may be shown of one figure. Of languages only where something is told: a reader can't know whether
    the others are hidden or there is nobody."""
    some, all_ = SIDES[is_inner]
    counts = {where: (told[some], told[all_]) for where, told in shown.items()}
    if counts and counts["", ""][1] is None:
        return _refused(actor, wanted, month, region)
    kept = {where: told for where, told in counts.items() if not where[1] or any(told)}
    return _write(actor, wanted, month, region, kept)


def _sums(wanted: Definition, inner: Definition | None, month: date, region: UUID) -> Iterator[Sum]:
    inside = {_place_of(one): _sum(one) for one in _cells(inner.code, month, region)} if inner else {}
    for one in _cells(wanted.code, month, region):
        yield replace(_sum(one), inside=inside.get(_place_of(one)))


def _cells(figure: str, month: date, region: UUID) -> Iterable[Cell]:
    inside = Organisation.objects.in_regions([region])
    return Cell.objects.of(figure, month).filter(organisation_id__in=inside.values("pk"))


def _place_of(one: Cell) -> tuple[UUID, UUID | None, str, bool]:
    return one.organisation_id, one.unit_id, one.language, one.is_apart


def _sum(one: Cell) -> Sum:
    return Sum(
        tables.APART if one.is_apart else str(one.organisation_id),
        str(one.unit_id or ""),
        tables.APART if one.is_apart else one.language,
        one.numerator,
        one.denominator,
        one.cases,
        one.cases_in,
        one.cases_out,
    )


def _protected(
    actor: SystemActor, wanted: Definition, layout: Layout, month: date, region: UUID, name: str
) -> Shown | None:
    """What of a table may be shown; None when nothing of it was ever published."""
    source, subject = f"insight.{wanted.code}.{wanted.version}", _subject(month, region)
    zeros = numbers.Zeros.PROTECT if layout.by_language else numbers.Zeros.PUBLISH
    safety = numbers.Safety(threshold=wanted.threshold, width=wanted.threshold, zeros=zeros)
    dimensions = tuple(numbers.Dimension(one, tables.ALL, children) for one, children in layout.trees)
    table = numbers.Table(dimensions, layout.counts, layout.structural, layout.few, safety, layout.cases)
    is_of_places = name != "region" or layout.is_of_one
    beside = _beside(month, region) if wanted.time == Time.STANDS and is_of_places else None
    asked = numbers.publish_table(actor, table, source=source, subject=subject, name=name, beside=beside)
    numbers.work_on(actor, asked.pk)
    published = numbers.published_table(source, subject, name)
    if published is None:
        return None
    found: Shown = defaultdict(dict)
    for (outcome, *where), figure in published.figures.items():
        found[_where(*where)][outcome] = figure.value
    return dict(found)


def _subject(month: date, region: UUID) -> str:
    return f"{month:%Y-%m} {region}"


def _beside(month: date, region: UUID) -> numbers.Beside:
    """The months before and after, the nearest first: most families of one are those of the next."""
    ways = [[_subject(months.shifted(month, way * far), region) for far in range(1, BESIDE + 1)] for way in (-1, 1)]
    return numbers.Beside(tables.OUTCOME, tuple(map(tuple, ways)))


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
        if place not in tables.UNNAMED and not place.endswith(f":{tables.REST}")
    )
    return True
