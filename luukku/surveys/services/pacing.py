"""How fast a survey that everybody may answer takes answers in. Counted in memory: no table or log learns when."""

from datetime import datetime, timedelta
from threading import Lock
from typing import Final
from uuid import UUID

MOST: Final = 100
"""Answers to one survey within the while, in one process: more than a hall with phones sends, less than a flood."""

WITHIN: Final = timedelta(minutes=1)

_counted: dict[UUID, tuple[datetime, int]] = {}
_one_by_one = Lock()


def is_too_fast(wave_id: UUID, at: datetime) -> bool:
    """Whether `MOST` answers were taken in since the first of this while."""
    with _one_by_one:
        return _now(wave_id, at)[1] >= MOST


def count_one(wave_id: UUID, at: datetime) -> None:
    """Count an answer that was taken in: forms that were refused slow nobody down."""
    with _one_by_one:
        began_at, count = _now(wave_id, at)
        _counted[wave_id] = began_at, count + 1


def _now(wave_id: UUID, at: datetime) -> tuple[datetime, int]:
    """When this while began, and how many came since. Whiles that are over are forgotten."""
    for other in [one for one, (began_at, _count) in _counted.items() if at - began_at >= WITHIN]:
        del _counted[other]
    return _counted.get(wave_id, (at, 0))
