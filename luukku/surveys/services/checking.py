"""Attacks all published results of surveys with nothing but what readers have. For `luukku check numbers`."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from luukku.surveys.models import Aggregate, Wave
from luukku.surveys.rules import openness
from luukku.surveys.rules.questions import Kind
from luukku.surveys.services.publishing import asks_the_same, earlier_figures, is_apart

FEW: Final = "fewer than the threshold are shown"
COUNTS: Final = "a count below the threshold is shown"
MEAN: Final = "the mean tells single answers"
APART: Final = "an earlier result can be subtracted from it"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that a reader can work out. Attributes: question: its key, with the group after a stroke."""

    wave: UUID
    question: str
    problem: str


def check_results() -> tuple[int, list[Problem]]:
    """How many waves' results were attacked, and what an attacker who has all of them could work out."""
    rows: dict[Wave, list[Aggregate]] = defaultdict(list)
    found = Aggregate.objects.filter(wave__state=Wave.State.PUBLISHED).select_related("wave", "wording__item")
    for row in found.order_by("wave__published_at", "wave", "wording", "group"):
        rows[row.wave].append(row)
    problems = [problem for wave, told in rows.items() for problem in _attacked(wave, told)]
    return len(rows), problems


def _attacked(wave: Wave, rows: list[Aggregate]) -> Iterator[Problem]:
    earlier = [one for one in earlier_figures(wave) if _is_before(one.row, wave)]
    for row in rows:
        if row.n is None:
            continue
        name = "/".join(one for one in (row.wording.item.key, row.group) if one)
        same = [one for one in earlier if asks_the_same(one.row.wording, row.wording)]
        if row.n < wave.threshold:
            yield Problem(wave.pk, name, FEW)
        elif _shows_few(wave, row):
            yield Problem(wave.pk, name, COUNTS)
        elif _tells_answers(wave, row):
            yield Problem(wave.pk, name, MEAN)
        elif is_apart(row.n, same, wave.threshold):
            yield Problem(wave.pk, name, APART)


def _is_before(row: Aggregate, wave: Wave) -> bool:
    return bool(row.wave.published_at and wave.published_at and row.wave.published_at < wave.published_at)


def _shows_few(wave: Wave, row: Aggregate) -> bool:
    """A ranking tells sums of places, no counts."""
    if row.counts is None or row.wording.kind == Kind.RANK:
        return False
    return openness.has_few([count for count in row.counts.values() if count is not None], wave.threshold)


def _tells_answers(wave: Wave, row: Aggregate) -> bool:
    """Whether n and the mean of a statement, with its scale, tell a reader a small count."""
    if row.wording.kind != Kind.AGREEMENT or row.mean is None or row.n is None:
        return False
    scale = sorted({one["value"] for one in row.wording.options if one["value"] is not None})
    return not openness.mean_stays_open(row.n, row.mean, scale, wave.threshold)
