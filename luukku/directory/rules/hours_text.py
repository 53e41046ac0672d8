"""Opening hours as people write them in one box, such as "9–12, 13–16.30", and back."""

import re
from collections.abc import Iterable
from datetime import time
from itertools import pairwise

Span = tuple[time | None, time | None]
ALL_DAY: Span = (None, None)

CLOSED_WORDS = frozenset({"closed", "suljettu", "kiinni", "stängt", "stangt", "-", "–", "—"})
ALL_DAY_WORDS = frozenset({"24", "24h", "24 h", "0–24", "0-24", "00–24", "00-24", "0.00–24.00", "always", "aina"})
MOST_SPANS = 6

_SPAN = re.compile(r"(?:klo|kl\.?)?\s*(\d{1,2})(?:[.:](\d{2}))?\s*[-–—]\s*(\d{1,2})(?:[.:](\d{2}))?", re.IGNORECASE)


class HoursError(ValueError):
    """The box cannot be read as hours."""


def read(written: str) -> tuple[Span, ...] | None:
    """The spans of a day in order; none of them means closed, None that nothing was told.

    Midnight is 0 or 24. A span that ends at or before its beginning goes over midnight.

    Raises:
        HoursError: it is not hours, a span has no length, or two of them overlap.
    """
    told = " ".join(written.split()).casefold().rstrip(".")
    if not told:
        return None
    if told in CLOSED_WORDS:
        return ()
    if told in ALL_DAY_WORDS:
        return (ALL_DAY,)
    spans = sorted(_span(part) for part in re.split(r"[,;]| ja | och | and ", told) if part.strip())
    if not spans or len(spans) > MOST_SPANS:
        raise HoursError(written[:100])
    for (_opens, closes), (opens, _closes) in pairwise(spans):
        if closes > opens or closes == time(0):
            raise HoursError(written[:100])
    return tuple(spans)


def written(spans: Iterable[Span]) -> str:
    """The spans as they are typed: "9–12, 13–16.30"; empty for none."""
    return ", ".join("24 h" if opens is None or closes is None else _shown(opens, closes) for opens, closes in spans)


def _span(part: str) -> tuple[time, time]:
    match = _SPAN.fullmatch(part.strip())
    if match is None:
        raise HoursError(part[:100])
    opens, closes = _time(match[1], match[2]), _time(match[3], match[4])
    if opens == closes:
        raise HoursError(part[:100])
    return opens, closes


def _time(hour: str, minute: str | None) -> time:
    if int(hour) == 24 and not int(minute or 0):
        return time(0)
    try:
        return time(int(hour), int(minute or 0))
    except ValueError as error:
        raise HoursError(hour) from error


def _shown(opens: time, closes: time) -> str:
    return f"{_clock(opens)}–{_clock(closes, ends=True)}"


def _clock(at: time, *, ends: bool = False) -> str:
    hour = 24 if ends and at == time(0) else at.hour
    return f"{hour}.{at.minute:02}" if at.minute else str(hour)
