"""What may be published of one question: its mean, its distribution, how many answered.

Source: docs/rules/surveys.md, rules 10–16 and 24–27.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from itertools import product
from typing import Final

from luukku.numbers.rules import is_dominated
from luukku.surveys.rules import openness
from luukku.surveys.rules.questions import Kind, Question, Value

DISTRIBUTION_FROM: Final = openness.ALIKE_FROM
"""How many answers a distribution needs, and below which everybody answering alike is masked."""

CENT: Final = Decimal("0.01")
MOST_TRIED: Final = 200_000
"""Combinations after which the check of a distribution gives up and says no."""


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers to one question that count: "can't say" is left out of everything.

    Attributes:
        numbers: what each answer counts in the mean; empty where there is none.
        counts: how often each option was chosen, or its places added up for a ranking.
        places: of a ranking, how often each option was given each place.
    """

    n: int
    numbers: tuple[Decimal, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    places: Mapping[str, Mapping[int, int]] = field(default_factory=dict)


def tally(question: Question, values: Iterable[Value]) -> Tally:
    """Count the answers to a question."""
    silent = {one.code for one in question.options if one.is_na}
    said = [value for value in values if not (_codes(value) <= silent and silent)]
    if question.kind is Kind.NUMBER:
        return Tally(len(said), tuple(Decimal(value) for value in said if isinstance(value, str)))
    shown = [one.code for one in question.options if not one.is_na]
    if question.kind is Kind.RANK:
        places = {code: Counter(value.index(code) + 1 for value in said if isinstance(value, list)) for code in shown}
        sums = {code: sum(place * count for place, count in given.items()) for code, given in places.items()}
        return Tally(len(said), counts=sums, places=places)
    found = Counter(code for value in said for code in _codes(value))
    worth = {one.code: one.value for one in question.options}
    numbers = [Decimal(number) for value in said if isinstance(value, str) and (number := worth.get(value)) is not None]
    return Tally(
        len(said),
        tuple(numbers) if question.kind is Kind.AGREEMENT else (),
        {code: found.get(code, 0) for code in shown},
    )


def _codes(value: Value) -> set[str]:
    return {value} if isinstance(value, str) else set(value)


def mean(numbers: Sequence[Decimal]) -> Decimal | None:
    """With two decimals, halves upwards; None of nothing."""
    if not numbers:
        return None
    return (sum(numbers, Decimal(0)) / len(numbers)).quantize(CENT, ROUND_HALF_UP)


def may_tell(told: Tally, question: Question, threshold: int) -> bool:
    """Whether how many answered a question, and their mean where it has one, expose nobody.

    Enough answers, not all alike when they are few; no sum that is nearly one answer (`numbers.rules.is_dominated`); no
    mean that lets somebody place few answers too closely (`openness`).
    """
    if told.n < threshold:
        return False
    if question.kind is Kind.RANK:
        return told.n >= DISTRIBUTION_FROM and openness.ranking_stays_open(told.places, threshold)
    if is_unanimous(told) and told.n < DISTRIBUTION_FROM:
        return False
    if question.kind is Kind.NUMBER:
        return not is_dominated(map(abs, told.numbers)) and openness.numbers_stay_open(
            told.numbers, question.lowest, question.highest, threshold
        )
    return question.kind is not Kind.AGREEMENT or openness.stays_open(by_value(told, question), threshold)


def by_value(told: Tally, question: Question) -> Counter[int]:
    """How often each number of a scale was given, those that nobody gave among them."""
    found: Counter[int] = Counter()
    for one in question.options:
        if one.value is not None and not one.is_na:
            found[one.value] += told.counts.get(one.code, 0)
    return found


def is_unanimous(told: Tally) -> bool:
    """Whether all answers are the same one."""
    if told.numbers:
        return len(set(told.numbers)) == 1
    return told.n > 0 and any(count == told.n for count in told.counts.values())


def tells_no_masked(counts: Mapping[str, int | None], numbers_of: Mapping[str, int], told: Tally, width: int) -> bool:
    """Whether the masked counts of a distribution stay hidden beside the mean and the number of answers.

    The shown counts, n and the mean (rounded to two decimals) are two equations about the masked ones: with few of them
    they can be solved. Every masked count must still be able to lie anywhere in a span at least `width` wide.

    Args:
        counts: as published; None is masked.
        numbers_of: what each option counts in the mean.
    """
    hidden = [code for code, count in counts.items() if count is None]
    if not hidden:
        return True
    average = mean(told.numbers)
    if average is None:
        return True
    left = told.n - sum(count for count in counts.values() if count is not None)
    known = sum(numbers_of[code] * count for code, count in counts.items() if count is not None)
    if (left + 1) ** max(len(hidden) - 1, 0) > MOST_TRIED:
        return False
    ways = [way for way in _ways(len(hidden), left) if _fits(way, hidden, numbers_of, known, told.n, average)]
    return all(
        max(way[place] for way in ways) - min(way[place] for way in ways) >= width for place in range(len(hidden))
    )


def _ways(parts: int, total: int) -> Iterable[tuple[int, ...]]:
    """Every way of dividing a total into so many counts: where one is masked, nobody looks like few."""
    for way in product(range(total + 1), repeat=parts - 1):
        last = total - sum(way)
        if last >= 0:
            yield (*way, last)


def _fits(
    way: tuple[int, ...], hidden: list[str], numbers_of: Mapping[str, int], known: int, n: int, average: Decimal
) -> bool:
    total = known + sum(numbers_of[code] * count for code, count in zip(hidden, way, strict=True))
    return (Decimal(total) / n).quantize(CENT, ROUND_HALF_UP) == average


def may_tell_groups(groups: Mapping[str, Tally], question: Question, threshold: int) -> bool:
    """Whether a breakdown by groups may be told: each group has nobody or enough people, or none is told at all.

    So the rest of the whole after any group is nobody or enough people as well.
    """
    told = [one for one in groups.values() if one.n]
    return len(told) > 1 and all(may_tell(one, question, threshold) for one in told)


def stepped(shown: Iterable[int], answered: int, threshold: int) -> int | None:
    """How many answered, as it is told: at least so many, in whole steps of the threshold.

    It rests on the largest number of answers that is shown for a question, so that "can't say" and what was left out
    can't be worked out as the difference. None: fewer than the threshold answered.
    """
    if answered < threshold:
        return None
    most = max(shown, default=answered)
    return most - most % threshold
