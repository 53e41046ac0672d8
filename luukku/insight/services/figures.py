"""The one door through which figures leave: what `numbers` has published, for the places that the actor sees.

Pages, charts and files call `dashboards`, `series` and `table`; nobody else reads the published cells.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from luukku.core.actor import Actor
from luukku.insight import policies
from luukku.insight.definitions import definition, definitions
from luukku.insight.models import PublishedCell, PublishedCellQuerySet, PublishedMonth
from luukku.insight.rules import months
from luukku.insight.rules.definitions import Definition, Dimension
from luukku.insight.rules.shares import percent
from luukku.insight.services.heads import Head, heads_of
from luukku.insight.services.places import (
    Board,
    Dashboard,
    Place,
    Scope,
    dashboards,
    place_at,
    place_of,
    region_place,
)

__all__ = [
    "Board",
    "Dashboard",
    "Definition",
    "Dimension",
    "Head",
    "Hidden",
    "Line",
    "Place",
    "Published",
    "Scope",
    "Series",
    "Table",
    "dashboards",
    "definition",
    "definitions",
    "place_at",
    "protected",
    "region_place",
    "series",
    "several",
    "table",
]


Known = dict[tuple[str, date], PublishedMonth]
"""What is known of a figure's month."""


class NotBrokenDownError(ValueError):
    """A figure is asked for by something by which it isn't told."""


class Hidden(StrEnum):
    """Why there is no number."""

    PROTECTED = "protected"
    """Shown, it could point at somebody. More is not told."""
    NOTHING = "nothing"
    """There was nothing to count."""
    WAITING = "waiting"
    """The month has not been published yet."""
    LATER = "later"
    """The product doesn't hold what it would be counted from yet."""


@dataclass(frozen=True, slots=True)
class Published:
    """One figure as it may be shown.

    Attributes:
        numerator, denominator: how many out of how many; each None when it is hidden.
        hidden: why there is no share; None when there is one.
        as_of: the last day of its month.
    """

    definition: Definition
    as_of: date
    numerator: int | None = None
    denominator: int | None = None
    hidden: Hidden | None = None

    @property
    def value(self) -> Decimal | None:
        """The share in per cent with one decimal; None when it is hidden."""
        if self.numerator is None or self.denominator is None:
            return None
        return percent(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one place or language, in the order of the months or columns."""

    head: Head
    figures: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """A figure month by month. Attributes: by: what the lines are; None when there is one line, of the place itself."""

    definition: Definition
    place: Place
    by: Dimension | None
    months: tuple[date, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A figure by two things, in one month."""

    definition: Definition
    place: Place
    rows: Dimension
    columns: Dimension
    month: date
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]


def series(
    actor: Actor,
    key: str,
    *,
    by: Dimension | None = None,
    place: Place | None = None,
    since: date | None = None,
    until: date | None = None,
) -> Series:
    """A figure month by month: of a place, or of what is in it.

    Args:
        by: organisations of a region, units of an organisation, or languages.
        since, until: days in the first and the last month; the newest 13 full months unless told.

    Raises:
        PermissionDenied: the actor doesn't see the place.
        NotBrokenDownError: the figure isn't told by this.
        KeyError: there is no such figure.
    """
    (found,) = several(actor, [key], by=by, place=place, since=since, until=until)
    return found


def several(
    actor: Actor,
    keys: Sequence[str],
    *,
    by: Dimension | None = None,
    place: Place | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Series]:
    """Figures month by month, each as `series` tells it, with as many questions to the database as one."""
    wanted, where = [definition(key) for key in keys], place_of(actor, place)
    last = min(months.month_of(until or actor.day), months.last_full(actor.day))
    first = months.month_of(since) if since else months.shifted(last, 1 - months.SHOWN)
    asked = tuple(months.between(first, last))
    cells: dict[str, list[PublishedCell]] = defaultdict(list)
    for one in _inside(actor, wanted, where, by).filter(month__range=(first, last)) if asked else ():
        cells[one.figure].append(one)
    known = _known(keys, where.region, asked)
    heads = heads_of(by, where, {_code(one, by) for told in cells.values() for one in told})
    return [
        Series(one, where, by, asked, tuple(_lines(one, where, by, asked, heads, cells[one.code], known)))
        for one in wanted
    ]


def _lines(
    wanted: Definition,
    where: Place,
    by: Dimension | None,
    asked: Sequence[date],
    heads: Sequence[Head],
    cells: Sequence[PublishedCell],
    known: Known,
) -> Iterator[Line]:
    found = {(_code(one, by), one.month): one for one in cells}
    own = {code for code, _month in found}
    is_small = where.scope == Scope.UNIT or by in {Dimension.UNIT, Dimension.LANGUAGE}
    for head in heads:
        if by is None or head.code in own:
            told = (
                _shown(wanted, month, found.get((head.code, month)), known.get((wanted.code, month)), is_small=is_small)
                for month in asked
            )
            yield Line(head, tuple(told))


def table(
    actor: Actor,
    key: str,
    *,
    rows: Dimension,
    columns: Dimension,
    place: Place | None = None,
    month: date | None = None,
) -> Table:
    """A figure by two things: organisations × languages of one month, the newest full one unless told.

    Raises:
        PermissionDenied: the actor doesn't see the place.
        NotBrokenDownError: the figure isn't told by these two.
        KeyError: there is no such figure.
    """
    wanted, where = definition(key), place_of(actor, place)
    if {rows, columns} != {Dimension.ORGANISATION, Dimension.LANGUAGE} or where.scope != Scope.REGION:
        msg = f"{rows} × {columns}"
        raise NotBrokenDownError(msg)
    _ensure_told(wanted, rows)
    _ensure_told(wanted, columns)
    asked = months.month_of(month or months.last_full(actor.day))
    cells = policies.visible_cells(actor).filter(
        figure=key, month=asked, publication__region=where.region, organisation__isnull=False, unit=None
    )
    found = {(_code(one, rows), _code(one, columns)): one for one in cells.exclude(language="")}
    known = _known([key], where.region, (asked,)).get((key, asked))
    heads = heads_of(columns, where, {column for _row, column in found})
    lines = tuple(
        Line(
            row,
            tuple(_shown(wanted, asked, found.get((row.code, one.code)), known, is_small=True) for one in heads),
        )
        for row in heads_of(rows, where, {row for row, _column in found})
    )
    return Table(wanted, where, rows, columns, asked, heads, lines)


def _at(actor: Actor, place: Place) -> PublishedCellQuerySet:
    """The cells of the place itself."""
    seen = policies.visible_cells(actor)
    if place.scope == Scope.REGION:
        return seen.at_region(place.id)
    return seen.at_unit(place.id) if place.scope == Scope.UNIT else seen.at_organisation(place.id)


def _inside(actor: Actor, wanted: Sequence[Definition], place: Place, by: Dimension | None) -> PublishedCellQuerySet:
    """The cells of the place, or of what is in it."""
    codes = [one.code for one in wanted]
    seen = policies.visible_cells(actor).filter(figure__in=codes)
    if by is None:
        return _at(actor, place).whole().filter(figure__in=codes)
    for one in wanted:
        _ensure_told(one, by)
    if by == Dimension.ORGANISATION and place.scope == Scope.REGION:
        return seen.whole().filter(publication__region=place.id, organisation__isnull=False, unit=None)
    if by == Dimension.UNIT and place.scope == Scope.ORGANISATION:
        return seen.whole().filter(organisation=place.id, unit__isnull=False)
    if by == Dimension.LANGUAGE and place.scope != Scope.UNIT:
        return _at(actor, place).filter(figure__in=codes).exclude(language="")
    msg = f"{by} in {place.scope}"
    raise NotBrokenDownError(msg)


def _ensure_told(wanted: Definition, by: Dimension) -> None:
    if not wanted.breaks_down_by(by):
        raise NotBrokenDownError(by)


def _known(keys: Sequence[str], region: UUID, asked: tuple[date, ...]) -> Known:
    rows = PublishedMonth.objects.filter(figure__in=keys, region=region, month__in=asked)
    return {(one.figure, one.month): one for one in rows}


def _code(cell: PublishedCell, by: Dimension | None) -> str:
    """Which line a cell belongs to."""
    return {
        None: "",
        Dimension.ORGANISATION: str(cell.organisation_id),
        Dimension.UNIT: str(cell.unit_id),
        Dimension.LANGUAGE: cell.language,
    }[by]


def protected(wanted: Definition, month: date) -> Published:
    """A figure that isn't told, and why is not told either."""
    return Published(wanted, months.last_day(month), hidden=Hidden.PROTECTED)


def _shown(
    wanted: Definition,
    month: date,
    cell: PublishedCell | None,
    publication: PublishedMonth | None,
    *,
    is_small: bool,
) -> Published:
    """`is_small`: of a unit or a language, of which it is not told whether there is nobody or they are hidden."""
    as_of = months.last_day(month)
    if not wanted.is_counted:
        return Published(wanted, as_of, hidden=Hidden.LATER)
    if publication is None:
        return Published(wanted, as_of, hidden=Hidden.WAITING)
    if publication.state == PublishedMonth.State.REFUSED and cell is None:
        return protected(wanted, month)
    if cell is None and is_small and wanted.is_about_people:
        return protected(wanted, month)  # hidden, or nobody: neither is told
    if cell is None or cell.denominator == 0:
        return Published(wanted, as_of, 0, 0, Hidden.NOTHING)
    if cell.numerator is None or cell.denominator is None:
        return protected(wanted, month)  # pages and files tell both numbers or neither
    return Published(wanted, as_of, cell.numerator, cell.denominator)
