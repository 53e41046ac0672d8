"""Days of birth that are known only in part: a month, a year, or an estimate.

A birth known in part is kept as the last day it can have been. Rights that end with an age then end only when the age
has surely been reached, and nobody is treated as grown up too early.
"""

import calendar
import re
import unicodedata
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from luukku.core.days import in_digits

EARLIEST_YEAR = 1900

_DAY = re.compile(r"(\d{1,2})[.,/ -]+(\d{1,2})[.,/ -]+(\d{4})\.?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TOGETHER = re.compile(r"(\d{2})(\d{2})(\d{4})")
_MONTH = re.compile(r"(\d{1,2})[./ -]+(\d{4})")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{1,2})")
_YEAR = re.compile(r"(\d{4})")


class Precision(StrEnum):
    """How exactly a birth is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ESTIMATED = "estimated"


class NotABirthError(ValueError):
    """The text tells no day, month or year. `is_calendar`: it has the form of one that no calendar has."""

    def __init__(self, *, is_calendar: bool = False) -> None:
        super().__init__("no birth")
        self.is_calendar = is_calendar


@dataclass(frozen=True, slots=True)
class Birth:
    """A birth as far as it is known.

    Attributes:
        on: the day; the last possible one when only the month or the year is known.
        precision: how exactly.
    """

    on: date
    precision: Precision = Precision.DAY

    @property
    def first(self) -> date:
        """The first day that it can have been."""
        if self.precision in (Precision.YEAR, Precision.ESTIMATED):
            return date(self.on.year, 1, 1)
        return self.on.replace(day=1) if self.precision is Precision.MONTH else self.on

    @property
    def last(self) -> date:
        """The last day that it can have been."""
        return self.on

    def until(self, today: date) -> "Birth":
        """The same birth, not after today: a baby of this year was not born on its last day yet."""
        if self.on <= today or self.first > today:
            return self
        return Birth(today, self.precision)

    def told(self) -> str:
        """As it is written here: 3.4.1992, 4/1992, 1992 or ~1992."""
        match self.precision:
            case Precision.DAY:
                return in_digits(self.on)
            case Precision.MONTH:
                return f"{self.on.month}/{self.on.year}"
            case Precision.YEAR:
                return str(self.on.year)
        return f"~{self.on.year}"

    def may_be(self, day: date) -> bool:
        """Whether the birth can have been that day."""
        return self.first <= day <= self.last or (self.precision is not Precision.DAY and day.year == self.on.year)


def read_birth(written: str) -> Birth:
    """What a text tells of a birth: 3.4.1992, 1992-04-03, 4/1992, 1992, ~1992.

    Raises:
        NotABirthError: it tells no birth, or a day that no calendar has.
    """
    plain = "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in written.strip())
    estimated = plain[:1] in "~≈" and plain != ""
    plain = plain.lstrip("~≈ ")
    if match := _DAY.fullmatch(plain) or _TOGETHER.fullmatch(plain):
        found = Birth(_day(match[3], match[2], match[1]))
    elif match := _ISO.fullmatch(plain):
        found = Birth(_day(match[1], match[2], match[3]))
    elif match := _MONTH.fullmatch(plain):
        found = _month(match[2], match[1])
    elif match := _ISO_MONTH.fullmatch(plain):
        found = _month(match[1], match[2])
    elif match := _YEAR.fullmatch(plain):
        found = Birth(_day(match[1], "12", "31"), Precision.YEAR)
    else:
        raise NotABirthError
    return Birth(date(found.on.year, 12, 31), Precision.ESTIMATED) if estimated else found


def swapped(day: date) -> date | None:
    """The day with its month and day of the month changed over, as forms of other countries write it; None without."""
    if day.day > 12 or day.day == day.month:
        return None
    return date(day.year, day.day, day.month)


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of the month."""
    first = day.replace(day=1)
    return first, first + timedelta(days=calendar.monthrange(day.year, day.month)[1] - 1)


def _month(year: str, month: str) -> Birth:
    return Birth(month_of(_day(year, month, "1"))[1], Precision.MONTH)


def _day(year: str, month: str, day: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise NotABirthError(is_calendar=True) from None
    if found.year < EARLIEST_YEAR:
        raise NotABirthError(is_calendar=True)
    return found
