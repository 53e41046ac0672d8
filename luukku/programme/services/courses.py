"""Indicators as pages and files show them: what was aimed at, what was seen, how it stands and why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from luukku.core.actor import Actor
from luukku.core.exports import Cell
from luukku.insight.definitions import definitions
from luukku.insight.figure_words import WORDS, Words, quality_of
from luukku.programme import policies
from luukku.programme.models import Indicator, Measure, Observation, Programme, Target
from luukku.programme.rules.course import Judged, Point, judge

COLUMNS: Final = (
    _("Day"), _("Value"), _("Unit"), _("Numerator"), _("Denominator"), _("Formula"), _("Figure"), _("Note"),
    _("Corrected"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Followed:
    """An indicator as it stands on a day.

    Attributes:
        seen: what counts, oldest first; `all_seen` also what was corrected.
        words, quality: of the figure that is linked.
    """

    indicator: Indicator
    judged: Judged
    targets: tuple[Target, ...]
    seen: tuple[Observation, ...]
    all_seen: tuple[Observation, ...]
    measures: tuple[Measure, ...]
    words: Words | None
    quality: str

    @property
    def newest(self) -> Observation | None:
        return self.seen[-1] if self.seen else None


def followed(actor: Actor, programme: Programme, day: date) -> list[Followed]:
    """The indicators of a programme that the actor reads, in its order."""
    visible, observations = policies.visible_measures(actor), policies.visible_observations(actor, programme)
    rows = policies.visible_indicators(actor).filter(programme=programme).order_by("position", "created_at")
    rows = rows.prefetch_related(
        "targets",
        Prefetch("observations", observations.select_related("corrected_by").order_by("on", "created_at")),
        Prefetch("measures", visible, to_attr="seen_measures"),
    )
    return [_followed(row, day) for row in rows]


def look_at(actor: Actor, indicator: Indicator, day: date) -> Followed:
    """One indicator that the actor reads."""
    return next(one for one in followed(actor, indicator.programme, day) if one.indicator.pk == indicator.pk)


def rows_of(one: Followed) -> Iterator[list[Cell]]:
    """Every observation with its numbers, so that each share can be worked out again."""
    for row in one.all_seen:
        told = row.inputs
        yield [
            row.on, row.value, one.indicator.unit, told.get("numerator"), told.get("denominator"),
            told.get("formula", ""), told.get("figure", ""), row.note, hasattr(row, "corrected_by"),
        ]  # fmt: skip


def _followed(row: Indicator, day: date) -> Followed:
    all_seen = tuple(row.observations.all())
    seen = tuple(one for one in all_seen if not hasattr(one, "corrected_by"))
    targets = tuple(row.targets.all())
    baseline = Point(row.baseline_on, row.baseline) if row.baseline_on and row.baseline is not None else None
    judged = judge(
        [Point(one.on, one.value) for one in seen],
        [Point(one.by_on, one.value) for one in targets],
        row.direction,
        day,
        baseline,
    )
    is_known = row.figure in definitions()
    return Followed(
        indicator=row,
        judged=judged,
        targets=targets,
        seen=seen,
        all_seen=all_seen,
        measures=tuple(getattr(row, "seen_measures", ())),
        words=WORDS[row.figure] if is_known else None,
        quality=quality_of(row.figure) if is_known else str(row.quality_note),
    )
