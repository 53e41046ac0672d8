"""Spans of days: what of one is not covered by others. Both ends as in the tables: [first, until)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Days from the first one until, but not including, `until`; None is until further notice."""

    first: date
    until: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)

    def overlaps(self, other: "Span") -> bool:
        return _before(self.first, other.until) and _before(other.first, self.until)


def uncovered(span: Span, others: Iterable[Span]) -> list[Span]:
    """The parts of a span that none of the others covers, in the order of time."""
    left = [span]
    for other in sorted(others, key=lambda one: one.first):
        left = [part for piece in left for part in _without(piece, other)]
    return left


def _without(piece: Span, other: Span) -> list[Span]:
    if not piece.overlaps(other):
        return [piece]
    parts = []
    if piece.first < other.first:
        parts.append(Span(piece.first, other.first))
    if other.until is not None and _before(other.until, piece.until):
        parts.append(Span(other.until, piece.until))
    return parts


def _before(day: date, until: date | None) -> bool:
    return until is None or day < until
