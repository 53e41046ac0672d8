"""Days as they are counted and written here. Pure: which day it is comes from outside."""

import calendar
from datetime import date


def add_months(day: date, months: int) -> date:
    """The day of the same number so many months later, earlier when negative; or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def in_digits(day: date) -> str:
    """The same digits in every language, so that people can point at the same date: 27.11.2026."""
    return f"{day.day}.{day.month}.{day.year}"
