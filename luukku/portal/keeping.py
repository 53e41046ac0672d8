"""What a process keeps of one state of the public site. Knows nothing of requests; safe for several threads."""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any, Final, Protocol

import structlog
from django.db import DatabaseError

from luukku.portal.services.publishing import State, current_state

log = structlog.get_logger(__name__)

Key = tuple[date, str, tuple[str, ...]]
"""The day, the path, and what stood after the question mark."""

MOST_BYTES: Final = 40 * 2**20
MOST_ASKED_BYTES: Final = 8 * 2**20
"""Of answers to what stands after a question mark: anybody can make up such addresses, so they have a shelf apart."""
LARGEST_SHARE: Final = 4
"""An answer that would take more than this part of its shelf is not kept."""
OF_AN_ENTRY: Final = 600
"""About how many bytes an answer takes beside its own."""


class Sized(Protocol):
    @property
    def size(self) -> int: ...


@dataclass(slots=True)
class Shelf:
    """Answers up to so many bytes; the least used go first."""

    most: int
    size: int = 0
    answers: "OrderedDict[Key, Any]" = field(default_factory=OrderedDict)

    def get(self, key: Key) -> Any:
        answer = self.answers.get(key)
        if answer is not None:
            self.answers.move_to_end(key)
        return answer

    def put(self, key: Key, answer: Sized) -> None:
        if answer.size > self.most // LARGEST_SHARE:
            return
        if (old := self.answers.pop(key, None)) is not None:
            self.size -= old.size + OF_AN_ENTRY
        self.answers[key] = answer
        self.size += answer.size + OF_AN_ENTRY
        while self.size > self.most:
            self.size -= self.answers.popitem(last=False)[1].size + OF_AN_ENTRY

    def clear(self) -> None:
        self.answers.clear()
        self.size = 0


class Kept:
    """Answers of one state. Whoever comes with another state gets none, and leaves none."""

    def __init__(self) -> None:
        self.state: State | None = None
        self.still, self.asked = Shelf(MOST_BYTES), Shelf(MOST_ASKED_BYTES)
        self._lock = Lock()

    @property
    def size(self) -> int:
        return self.still.size + self.asked.size

    def bring_up_to_date(self) -> State:
        """Ask what is out: one query. Without a database what is kept goes on."""
        try:
            state = current_state()
        except DatabaseError as error:
            if self.state is None:
                raise
            log.warning("kept_pages_without_database", error=type(error).__name__)
            return self.state
        with self._lock:
            if state != self.state:
                self.state = state
                self.still.clear()
                self.asked.clear()
        return state

    def get(self, key: Key, state: State) -> Any:
        """The answer that was made of this state, or None."""
        with self._lock:
            return self._shelf(key).get(key) if state == self.state else None

    def put(self, key: Key, answer: Sized, state: State) -> None:
        """Keep an answer that was made after asking what is out, if that is out still."""
        with self._lock:
            if state == self.state:
                self._shelf(key).put(key, answer)

    def forget(self) -> None:
        with self._lock:
            self.still.clear()
            self.asked.clear()
            self.state = None

    def _shelf(self, key: Key) -> Shelf:
        return self.asked if key[2] else self.still


KEEPING: Final = Kept()
