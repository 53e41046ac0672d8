"""When something is open on a day: exceptions go before holidays, holidays before the usual week.

What was written here goes before what the source tells, each among its kind.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from luukku.directory.rules.holidays import holiday_on, is_public_holiday

NEVER_LATER = 14
"""How many days ahead the next opening is looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of opening hours, as models.OpeningHours tells it."""

    kind: str
    weekdays: tuple[int, ...] = ()
    weeks: str = "every"
    opens: time | None = None
    closes: time | None = None
    is_closed: bool = False
    by_appointment: bool = False
    holiday: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    note: dict[str, str] = field(default_factory=dict)
    is_local: bool = False

    def holds_on(self, day: date) -> bool:
        """Whether the line speaks of this day at all."""
        if (self.valid_from and day < self.valid_from) or (self.valid_to and day > self.valid_to):
            return False
        if self.kind == "holiday":
            return self.holiday == holiday_on(day)
        if self.weekdays and day.weekday() not in self.weekdays:
            return False
        return self.weeks == "every" or (self.weeks == "odd") == bool(day.isocalendar().week % 2)


@dataclass(frozen=True, slots=True)
class DayHours:
    """What holds on one day.

    Attributes:
        spans: (opens, closes) in order; (None, None) is open all day. Empty means closed, unless nothing is `known`.
        holiday: the code of the day's holiday, when there is one.
        may_differ: a public holiday about which nobody has told anything.
        by_appointment: only for those who agreed on a time.
    """

    day: date
    spans: tuple[tuple[time | None, time | None], ...] = ()
    known: bool = True
    holiday: str = ""
    is_exception: bool = False
    may_differ: bool = False
    by_appointment: bool = False
    notes: tuple[dict[str, str], ...] = ()


def hours_on(day: date, lines: Sequence[Line]) -> DayHours:
    """What the lines say of a day.

    Args:
        lines: all lines of one place; with none, nothing is known.
    """
    holiday = holiday_on(day)
    if not lines:
        return DayHours(day, known=False, holiday=holiday)
    usual = [line for line in lines if line.kind == "usual"]
    own_week = [line for line in usual if line.is_local]  # a week of ours stands for the whole of the source's
    for kind in ("exception", "holiday", "usual"):
        told = [line for line in lines if line.kind == kind and line.holds_on(day)]
        told = [line for line in told if line.is_local] or ([] if kind == "usual" and own_week else told)
        if told:
            return _of(day, told, holiday, kind)
    return DayHours(day, known=bool(usual), holiday=holiday)


def _of(day: date, told: list[Line], holiday: str, kind: str) -> DayHours:
    open_lines = [line for line in told if not line.is_closed]
    spans = sorted({(line.opens, line.closes) for line in open_lines}, key=lambda span: span[0] or time.min)
    return DayHours(
        day,
        spans=tuple(spans),
        holiday=holiday,
        is_exception=kind == "exception",
        may_differ=kind == "usual" and bool(spans) and is_public_holiday(day),
        by_appointment=bool(open_lines) and all(line.by_appointment for line in open_lines),
        notes=tuple(line.note for line in told if line.note),
    )


def is_open_at(at: datetime, lines: Sequence[Line]) -> bool | None:
    """Whether it is open at a moment of local time; None when nobody has told."""
    today, now = at.date(), at.time()
    known = hours_on(today, lines)
    if not known.known:
        return None
    if any(_covers(span, now) for span in known.spans):
        return True
    yesterday = hours_on(today - timedelta(days=1), lines)
    return any(_over_midnight(span) and span[1] is not None and now < span[1] for span in yesterday.spans)


def next_open_day(day: date, lines: Sequence[Line]) -> DayHours | None:
    """The first day from `day` on that is open, within two weeks."""
    for ahead in range(NEVER_LATER + 1):
        told = hours_on(day + timedelta(days=ahead), lines)
        if told.spans:
            return told
    return None


def _covers(span: tuple[time | None, time | None], now: time) -> bool:
    opens, closes = span
    if opens is None or closes is None:
        return True
    return opens <= now if _over_midnight(span) else opens <= now < closes


def _over_midnight(span: tuple[time | None, time | None]) -> bool:
    opens, closes = span
    return opens is not None and closes is not None and closes <= opens
