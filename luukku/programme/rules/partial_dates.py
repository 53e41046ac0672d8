"""Dates as plans have them: "15.5.", "syksyllä 2018", "v. 2020 loppuun". Kept as written; read only as far as told.

Nothing is invented: a day without its year has no place in the calendar, and is never late.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Precision(StrEnum):
    """How much of a date was told."""

    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    SPAN = "span"
    YEARLESS = "yearless"
    """A day, month or season of a year that was not told."""
    WORDS = "words"
    """Words that we can't read as a date."""


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as written, and the days between which it lies when they can be known (both included)."""

    text: str
    precision: Precision
    first: date | None = None
    last: date | None = None

    def is_over(self, day: date) -> bool:
        """Whether it lies wholly before the day. What has no year is never over."""
        return self.last is not None and self.last < day


SEASONS: Final = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
"""First and last month. Winter belongs to two years, so it is kept as words. Source: local."""

_SEASON_WORDS: Final = {
    r"kevä\w*|vår\w*|spring": "spring",
    r"kesä(?!kuu)\w*|sommar\w*|summer": "summer",
    r"syksy\w*|höst\w*|autumn": "autumn",
}
_MONTHS: Final = (
    r"tammikuu\w*|januari|january",
    r"helmikuu\w*|februari|february",
    r"maaliskuu\w*|mars|march",
    r"huhtikuu\w*|april",
    r"toukokuu\w*|maj|may",
    r"kesäkuu\w*|juni|june",
    r"heinäkuu\w*|juli|july",
    r"elokuu\w*|augusti|august",
    r"syyskuu\w*|september",
    r"lokakuu\w*|oktober|october",
    r"marraskuu\w*|november",
    r"joulukuu\w*|december",
)
_UNTIL = re.compile(r"\s+(asti|saakka|mennessä)$|^(till|until|by)\s+", re.IGNORECASE)
_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NO_YEAR = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.")
_MONTH = re.compile(r"(\d{1,2})[/.](\d{4})|(\d{4})-(\d{1,2})")
_YEAR = re.compile(
    r"(?:v\.|vuosi|vuonna|vuoden|år|year)?\s*(\d{4})(?:\s+(?:loppuun|lopussa|loppuu|aikana|slut|end))?", re.IGNORECASE
)
_SPAN = re.compile(r"(.+?)\s*[–—-]\s*(.+)")
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2199
"""Days outside these years are slips of the pen, and the next day of the last of all days can't be reckoned."""


def read(written: str) -> PartialDate | None:
    """What a date in words tells; None when nothing is written. The text itself always stays as it was."""
    text = written.strip()
    if not text:
        return None
    plain = _UNTIL.sub("", text).strip()
    for reader in (_a_day, _a_month, _a_season, _a_year, _a_span):
        found = reader(plain)
        if found is not None:
            precision, first, last = found
            return PartialDate(written, precision, first, last)
    return PartialDate(written, Precision.WORDS)


_Found = tuple[Precision, date | None, date | None]


def _a_day(plain: str) -> _Found | None:
    if match := _DAY.fullmatch(plain):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(plain):
        year, month, day = (int(part) for part in match.groups())
    elif match := _NO_YEAR.fullmatch(plain):
        # 2020 was a leap year: 29.2. is a day of some year
        return (Precision.YEARLESS, None, None) if _date(2020, int(match[2]), int(match[1])) else None
    else:
        return None
    found = _date(year, month, day)
    return (Precision.DAY, found, found) if found else None


def _a_month(plain: str) -> _Found | None:
    if match := _MONTH.fullmatch(plain):
        month, year = (int(match[1]), int(match[2])) if match[1] else (int(match[4]), int(match[3]))
        return _months(Precision.MONTH, year, month, month)
    words, year_told = _with_year(plain)
    for month, pattern in enumerate(_MONTHS, 1):
        if re.fullmatch(pattern, words, re.IGNORECASE):
            return _months(Precision.MONTH, year_told, month, month)
    return None


def _a_season(plain: str) -> _Found | None:
    words, year = _with_year(plain)
    for pattern, season in _SEASON_WORDS.items():
        if re.fullmatch(pattern, words, re.IGNORECASE):
            return _months(Precision.SEASON, year, *SEASONS[season])
    return None


def _a_year(plain: str) -> _Found | None:
    match = _YEAR.fullmatch(plain)
    return _months(Precision.YEAR, int(match[1]), 1, 12) if match else None


def _a_span(plain: str) -> _Found | None:
    match = _SPAN.fullmatch(plain)
    if match is None:
        return None
    ends = [next((found for one in (_a_day, _a_month, _a_season, _a_year) if (found := one(end))), None)
            for end in match.groups()]  # fmt: skip
    if ends[0] is None or ends[1] is None:
        return None
    first, last = ends[0][1], ends[1][2]
    if first is None or last is None:
        return Precision.YEARLESS, None, None
    return (Precision.SPAN, first, last) if first <= last else None


def _with_year(plain: str) -> tuple[str, int | None]:
    """The words before a year, and the year when one was told."""
    match = re.fullmatch(r"(.+?)\s+(\d{4})", plain)
    return (match[1], int(match[2])) if match else (plain, None)


def _months(precision: Precision, year: int | None, first: int, last: int) -> _Found | None:
    if year is None:
        return Precision.YEARLESS, None, None
    if not (FIRST_YEAR <= year <= LAST_YEAR and 1 <= first <= 12):
        return None
    return precision, date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _date(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
