"""Weekly times as people type them: "9–12, 13.30–15"."""

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise
from typing import Final

Span = tuple[time, time]

_SPAN: Final = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[.:](\d{2}))?")
MOST_SPANS: Final = 4


def spans_of(typed: str) -> tuple[Span, ...]:
    """The times of one day, in order.

    Args:
        typed: hours with or without minutes, spans parted by commas; nothing means no time at all.

    Raises:
        ValueError: it can't be read so, a span does not end after it begins, or two of them overlap.
    """
    parts = [part.strip() for part in re.split(r"[,;]", typed) if part.strip()]
    if len(parts) > MOST_SPANS:
        raise ValueError(typed)
    spans = sorted(_span(part) for part in parts)
    if any(later[0] < earlier[1] for earlier, later in pairwise(spans)):
        raise ValueError(typed)
    return tuple(spans)


def typed(spans: Iterable[tuple[time | None, time | None]]) -> str:
    """The same the other way round, for a form."""
    return ", ".join(f"{_told(opens)}–{_told(closes)}" for opens, closes in spans if opens and closes)


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None:
        raise ValueError(part)
    first, first_minutes, last, last_minutes = (int(one or 0) for one in found.groups())
    opens, closes = time(first, first_minutes), time(last, last_minutes)
    if closes <= opens:
        raise ValueError(part)
    return opens, closes


def _told(at: time) -> str:
    return f"{at.hour}.{at.minute:02}"
