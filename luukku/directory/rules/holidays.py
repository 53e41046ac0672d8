"""Finnish holidays by the names that the service catalogue uses, and which of them are public holidays."""

from datetime import date, timedelta
from functools import lru_cache

from dateutil.easter import easter

EVES = frozenset({"NewYearEve", "MaundyThursday", "MayDayEve", "MidsummerEve", "ChristmasEve"})
"""Named, because hours often differ on them; by law they are no public holidays."""

_FIXED = {
    (1, 1): "NewYearDay",
    (1, 6): "Epiphany",
    (4, 30): "MayDayEve",
    (5, 1): "MayDay",
    (12, 6): "IndependenceDay",
    (12, 24): "ChristmasEve",
    (12, 25): "ChristmasDay",
    (12, 26): "SecondDayOfChristmas",
    (12, 31): "NewYearEve",
}
_FROM_EASTER = {
    -3: "MaundyThursday",
    -2: "GoodFriday",
    0: "EasterSunday",
    1: "EasterMonday",
    39: "AscensionDay",
    49: "WhitSunday",
}
SATURDAY = 5


@lru_cache(maxsize=32)
def of_year(year: int) -> dict[date, str]:
    """Every named holiday of a year. Where two meet, the church's feast gives way to the fixed day."""
    sunday = easter(year)
    named = {sunday + timedelta(days=days): name for days, name in _FROM_EASTER.items()}
    named |= {date(year, month, day): name for (month, day), name in _FIXED.items()}
    midsummer = _saturday_from(date(year, 6, 20))
    named |= {midsummer - timedelta(days=1): "MidsummerEve", midsummer: "MidsummerDay"}
    named[_saturday_from(date(year, 10, 31))] = "AllSaintsDay"
    return named


def holiday_on(day: date) -> str:
    """The code of the holiday on a day, e.g. "MidsummerDay"; empty on any other day."""
    return of_year(day.year).get(day, "")


def is_public_holiday(day: date) -> bool:
    name = holiday_on(day)
    return bool(name) and name not in EVES


def _saturday_from(day: date) -> date:
    return day + timedelta(days=(SATURDAY - day.weekday()) % 7)
