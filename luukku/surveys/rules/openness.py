"""How closely a reader can place the answers behind a mean who knows how many answered and on which scale.

Source: docs/rules/surveys.md, rules 12 and 24.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

ALIKE_FROM: Final = 10
"""How many people may be known to have answered alike."""

LARGEST_SUM: Final = 200_000
"""Above the smallest answer; sums beyond it are not tried, and nothing is told of them."""

MOST_STEPS: Final = 10_000
"""Values of a scale times people whose answers are tried: enough for twenty values at the usual threshold."""

LARGEST_RANGE: Final = 20
"""Numbers with at most so many steps between their bounds are looked at as a scale is."""

HALF_A_CENT: Final = Decimal("0.005")

Span = tuple[int, int]
"""The smallest and the largest count that are possible."""


@dataclass(frozen=True, slots=True)
class Guard:
    """When a span is too narrow.

    Attributes:
        people: how many there are.
        threshold: a count above zero and below it is protected.
        values: how many different counts have to be possible where a protected one is among them.
    """

    people: int
    threshold: int
    values: int

    def allows(self, span: Span) -> bool:
        """Whether neither the people of a count nor the others are known to be some but few, more closely than that.

        "From 1 to the threshold less 1" is what a masked count says as well; anything closer is too close.
        """
        low, high = span
        if low == 0 or high == self.people or high - low + 1 >= self.values:  # perhaps nobody, perhaps everybody
            return True
        return not any(0 < few < self.threshold for few in (low, self.people - high))


def stays_open(counts: Mapping[int, int], threshold: int) -> bool:
    """Whether the mean of answers on a scale lets nobody place a small count too closely: no reader, none of them.

    Tried are all ways of answering with the same number of people and the same sum. Where every count could be shown by
    itself there is nothing to place.

    Args:
        counts: how often each value of the scale was given; those that nobody gave too.
    """
    if not has_few(counts.values(), threshold):
        return True
    kept = {value: min(count, 4 * threshold) for value, count in counts.items()}
    return _is_open_to_readers(counts, kept, threshold) and all(
        _is_open_to_insider(counts, kept, value, threshold) for value, count in counts.items() if count
    )


def has_few(counts: Collection[int], threshold: int) -> bool:
    return any(0 < count < threshold for count in counts)


def _is_open_to_readers(counts: Mapping[int, int], kept: Mapping[int, int], threshold: int) -> bool:
    guard = Guard(sum(counts.values()), threshold, threshold - 1)
    found = _spans(counts, kept)
    return found is not None and all(guard.allows(span) for span in found.values())


def _is_open_to_insider(counts: Mapping[int, int], kept: Mapping[int, int], own: int, threshold: int) -> bool:
    """Whether nobody who takes their own answer away can work out how few others said something, or what all did."""
    others = {value: count - (value == own) for value, count in counts.items()}
    found = _spans(others, {value: count - (value == own) for value, count in kept.items()})
    people = sum(others.values())
    guard = Guard(people, threshold, 2)
    if found is None or not all(guard.allows(span) for span in found.values()):
        return False
    return people >= ALIKE_FROM - 1 or (people, people) not in found.values()


def _spans(counts: Mapping[int, int], kept: Mapping[int, int]) -> dict[int, Span] | None:
    """For each value how often it may have been given; None where there is too much to try.

    Only those who are kept are tried: whatever is possible with the others' answers as they are is possible.
    """
    people, scale = sum(kept.values()), sorted(kept)
    total = sum((value - scale[0]) * count for value, count in kept.items())
    if (scale[-1] - scale[0]) * people > LARGEST_SUM or len(scale) * people > MOST_STEPS:
        return None
    found = {}
    for value in scale:
        low, high = _span(value - scale[0], [one - scale[0] for one in scale if one != value], people, [total])
        more = counts[value] - kept[value]
        found[value] = (low + more, high + more)
    return found


def mean_stays_open(people: int, average: Decimal, scale: Sequence[int], threshold: int) -> bool:
    """Whether a reader who has nothing but n, the rounded mean and the scale can't tell a small count exactly."""
    low, high = min(scale), max(scale)
    if (high - low) * people > LARGEST_SUM:
        return True
    sums = range((high - low) * people + 1)
    totals = [one for one in sums if abs(Decimal(one) / people + low - average) <= HALF_A_CENT]
    guard = Guard(people, threshold, 2)
    steps = [value - low for value in scale]
    return all(guard.allows(_span(step, [one for one in steps if one != step], people, totals)) for step in steps)


def _span(value: int, others: Sequence[int], people: int, totals: Sequence[int]) -> Span:
    """How often one value may have been given. Sums that others can reach stand as bits of one whole number."""
    reached, within, possible = 1, (1 << (max(totals) + 1)) - 1, []
    for chose_other in range(people + 1):
        chosen = people - chose_other
        left = [total - chosen * value for total in totals if total >= chosen * value]
        if any(reached >> one & 1 for one in left):
            possible.append(chosen)
        more = 0
        for step in others:
            more |= reached << step
        reached = more & within
    return min(possible), max(possible)


def numbers_stay_open(
    numbers: Sequence[Decimal], lowest: Decimal | None, highest: Decimal | None, threshold: int
) -> bool:
    """Whether the mean of numbers within bounds tells nobody how few did not give the smallest or the largest one.

    Without a smallest one it is zero where nobody went below.
    """
    if lowest is None and min(numbers) >= 0:
        lowest = Decimal(0)
    unit = min(Decimal(1).scaleb(min(int(one.as_tuple().exponent), 0)) for one in map(Decimal.normalize, numbers))
    if lowest is not None and highest is not None and (highest - lowest) / unit <= LARGEST_RANGE:
        steps = [int((one - lowest) / unit) for one in numbers]
        return stays_open({step: steps.count(step) for step in range(int((highest - lowest) / unit) + 1)}, threshold)
    guard = Guard(len(numbers), threshold, threshold - 1)
    total, people = sum(numbers, Decimal(0)), len(numbers)
    away = [abs(total - people * bound) / unit for bound in (lowest, highest) if bound is not None]
    return all(guard.allows((min(1, int(one)), min(people, int(one)))) for one in away)


def ranking_stays_open(places: Mapping[str, Mapping[int, int]], threshold: int) -> bool:
    """Whether the mean places of a ranking let nobody place too closely how many gave an option a place.

    Options that are known to share some places stand apart from the others: where the first j sums are the smallest
    possible, everybody gave these options the first j places.

    Args:
        places: for each option how often it was given each place.
    """
    sums = {code: sum(place * count for place, count in told.items()) for code, told in places.items()}
    order = sorted(places, key=lambda code: (sums[code], code))
    people = sum(next(iter(places.values())).values())
    guard = Guard(people, threshold, threshold - 1)
    begun, total = 0, 0
    for end, code in enumerate(order, start=1):
        total += sums[code]
        crossed = total - people * end * (end + 1) // 2
        if not crossed:
            block = range(begun + 1, end + 1)
            told = [{place: places[one].get(place, 0) for place in block} for one in order[begun:end]]
            if not all(stays_open(one, threshold) for one in told):
                return False
            begun = end
        elif not guard.allows((-(-crossed // (end * (len(order) - end))), min(people, crossed))):
            return False
    return True
