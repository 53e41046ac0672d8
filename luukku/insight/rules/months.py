"""Months, each named by its first day. A figure tells a month when it is over, as it was on its last day."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from luukku.core.days import add_months

KEPT: Final = 25
"""So many full months are counted: two years, and the same month two years before. Source: local."""

SHOWN: Final = 13
"""So many of them are published and shown: a year, and the same month a year before. Source: local."""


def month_of(day: date) -> date:
    return day.replace(day=1)


def shifted(month: date, months: int) -> date:
    """The month so many later, or earlier when negative."""
    return add_months(month, months)


def last_day(month: date) -> date:
    return shifted(month, 1) - timedelta(days=1)


def last_full(day: date) -> date:
    """The newest month that is over on the day."""
    return shifted(month_of(day), -1)


def first_kept(day: date) -> date:
    """The oldest month that is counted on the day."""
    return shifted(month_of(day), -KEPT)


def between(first: date, last: date) -> Iterator[date]:
    """Every month from the first to the last, both included."""
    month = month_of(first)
    while month <= last:
        yield month
        month = shifted(month, 1)
