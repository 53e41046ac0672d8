"""How often somebody may ask for a check: a bucket of turns that fills again with time, in this process's memory."""

from collections import OrderedDict
from collections.abc import Hashable
from datetime import datetime
from threading import Lock
from typing import Final

MOST_PEOPLE: Final = 10_000
LETTERS_IN_A_TURN: Final = 10_000


def turns_for(text: str) -> int:
    """How many turns the check of a text takes."""
    return 1 + len(text) // LETTERS_IN_A_TURN


class Turns:
    """At most `most` turns at once, and `most` more in each minute.

    Nothing is written anywhere: after a restart everybody has all turns again, which harms nobody. With several
    processes each counts by itself.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._left: OrderedDict[Hashable, tuple[float, datetime]] = OrderedDict()
        self._lock = Lock()

    def take(self, who: Hashable, at: datetime, turns: int = 1) -> bool:
        """Whether so many turns are left; they are taken. Where there are too few, none is."""
        with self._lock:
            left, since = self._left.pop(who, (float(self._most), at))
            left = min(float(self._most), left + max(0.0, (at - since).total_seconds()) * self._most / 60)
            is_free = left >= turns
            self._left[who] = (left - turns if is_free else left, at)
            if len(self._left) > MOST_PEOPLE:
                self._left.popitem(last=False)
            return is_free
