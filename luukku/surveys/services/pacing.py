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
    """Count one more answer, and tell whether that is more than `MOST` since the first of this while."""
    with _one_by_one:
        for other in [one for one, (began_at, _count) in _counted.items() if at - began_at >= WITHIN]:
            del _counted[other]
        began_at, count = _counted.get(wave_id, (at, 0))
        _counted[wave_id] = began_at, count + 1
        return count >= MOST
