"""The states of a wave, and when an answer still counts."""

from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

MOVES: Final = {"draft": frozenset({"open"}), "open": frozenset({"closed"}), "closed": frozenset({"published"})}
"""A wave never goes back: reopened, the difference of two results would tell one answer."""

MOST_ANSWERS: Final = 5000
"""Of one wave: the box is written anew with every answer."""

MOST_BYTES: Final = 4_000_000
"""Of everything in one box, for the same reason."""

LATE_FOR: Final = timedelta(hours=24)
"""How long after the closing an answer that was begun before it is still taken."""

FEEDBACK_DAYS: Final = 60
"""Within which those who answered are told what was done about it. Source: local."""


class Outcome(StrEnum):
    """What became of an answer that was sent."""

    COUNTED = "counted"
    LATE = "late"
    """The wave closed meanwhile; it is counted, since nothing had been published."""
    ALREADY = "already"


def may_move(before: str, after: str) -> bool:
    return after in MOVES.get(before, frozenset())


def takes_answers(state: str, closes_on: date | None, day: date) -> bool:
    """Whether a wave is open on a day; the last day counts in full."""
    return state == "open" and (closes_on is None or day <= closes_on)


def was_begun_in_time(began_at: datetime | None, closed_at: datetime, at: datetime) -> bool:
    """Whether somebody was answering when the wave closed."""
    return began_at is not None and began_at <= closed_at and at - closed_at <= LATE_FOR


def may_become_rows(count: int, threshold: int, *, named: int, codes: int) -> bool:
    """Whether there are enough answers that something may ever be told of them; fewer never leave the box.

    Args:
        count: how many answered.
        named: how many of their links were of people invited by name.
        codes: how many were codes. Whoever made them can fill them in, and what is left then is what the others said:
            beside codes nobody may have answered by name.
    """
    return count >= threshold and not (named and codes)


def rounded_count(count: int, threshold: int) -> int:
    """How many have answered, told while a wave is open: whole steps of the threshold; no single answer shows."""
    return count - count % threshold
