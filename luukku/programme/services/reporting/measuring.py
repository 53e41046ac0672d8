"""Indicators as a report keeps them. What counts people comes from the published figures alone."""

from typing import Any

from django.db.models import Prefetch

from luukku.core.actor import Actor
from luukku.insight.definitions import counted
from luukku.insight.rules import months
from luukku.insight.services import figures
from luukku.programme import policies
from luukku.programme.models import Indicator, Observation, Programme
from luukku.programme.services.reporting.telling import Told, day_of, row_of


def indicators_of(actor: Actor, programme: Programme) -> list[Told]:
    """Each indicator with its targets and what was seen; a computed one with what `numbers` has published of it."""
    seen = Observation.objects.filter(corrected_by=None, on__lte=actor.day)
    own: Any = policies.visible_indicators(actor).filter(programme=programme)
    rows = own.prefetch_related("targets", Prefetch("observations", seen, to_attr="seen"))
    found = list(rows)
    published = _published(actor, programme, found)
    return [_told(one, published.get(one.figure)) for one in found]


def _told(one: Any, published: Told | None) -> Told:
    return {
        "row": row_of(one), "unit": one.unit, "direction": one.direction, "definition": one.definition,
        "data_source": one.data_source, "quality_note": one.quality_note, "figure": one.figure,
        "baseline": _number(one.baseline), "baseline_on": day_of(one.baseline_on),
        "targets": [{"by": day_of(row.by_on), "value": _number(row.value)} for row in one.targets.all()],
        "observations": [{"on": day_of(row.on), "value": _number(row.value)} for row in one.seen],
        "published": published,
    }  # fmt: skip


def _published(actor: Actor, programme: Programme, rows: list[Indicator]) -> dict[str, Told]:
    """The newest published figures of the programme's own place, as their two numbers; a hidden one stays hidden."""
    place, until = figures.place_at(programme.organisation), months.last_full(actor.day)
    found = {}
    for code in sorted({one.figure for one in rows} & set(counted())):
        line = figures.series(actor, code, place=place, since=until, until=until).lines[0]
        found[code] = _figure(line.figures[-1])
    return found


def _figure(one: figures.Published) -> Told:
    return {
        "as_of": day_of(one.as_of), "count": one.numerator, "of": one.denominator,
        "percent": None if one.value is None else str(one.value), "hidden": one.hidden.value if one.hidden else "",
    }  # fmt: skip


def _number(value: Any) -> str:
    """A number as it is written: without the zeros that its column adds."""
    return "" if value is None else format(value.normalize(), "f")
