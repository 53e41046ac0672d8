"""Which days are working days in Finland: Monday to Friday, holidays excepted (THL's reading for child protection)."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

SATURDAY = 5
EVES = frozenset({"Juhannusaatto", "Jouluaatto"})
"""Days that the calendar of holidays knows although no act that we have read calls them holidays."""


@dataclass(frozen=True, slots=True)
class DayRules:
    """Switches for what the sources leave open; kept as data in `law/clocks.toml`.

    Attributes:
        eves_are_free: Midsummer Eve and Christmas Eve are not working days.
        ends_move: a last day on a Saturday or a holiday moves to the next working day (150/1930, 5 §), for those rules
            that say `rolls`.
    """

    eves_are_free: bool = True
    ends_move: bool = True


def is_working_day(day: date, rules: DayRules) -> bool:
    return day.weekday() < SATURDAY and day not in _free_days(day.year, eves=rules.eves_are_free)


def next_working_day(day: date, rules: DayRules) -> date:
    """The day itself when it is a working day, else the first one after it."""
    while not is_working_day(day, rules):
        day += timedelta(days=1)
    return day


def last_working_day(day: date, rules: DayRules) -> date:
    """The day itself when it is a working day, else the last one before it."""
    while not is_working_day(day, rules):
        day -= timedelta(days=1)
    return day


def holiday_name(day: date) -> str:
    """What the day is called in Finnish when it is a holiday or an eve; else nothing."""
    return _names(day.year).get(day, "")


@cache
def _names(year: int) -> dict[date, str]:
    return dict(country_holidays("FI", years=year, language="fi"))


@cache
def _free_days(year: int, *, eves: bool) -> frozenset[date]:
    return frozenset(day for day, name in _names(year).items() if eves or name not in EVES)
