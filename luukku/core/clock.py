"""The one place that reads the clock. Everywhere else time is an argument."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.utils import timezone

from luukku.core.days import in_digits

HELSINKI = ZoneInfo("Europe/Helsinki")


def now() -> datetime:
    """The present moment, timezone-aware (UTC)."""
    return timezone.now()


def helsinki_day(at: datetime) -> date:
    """The calendar day in Finland at a moment: rights and deadlines change at Helsinki midnight."""
    return at.astimezone(HELSINKI).date()


def start_of_day(day: date) -> datetime:
    """Midnight in Finland at which the day begins."""
    return datetime.combine(day, time(), tzinfo=HELSINKI)


def today() -> date:
    return helsinki_day(now())


def moment_in_digits(at: datetime) -> str:
    """A moment as it was in Finland: 27.11.2026 9.05."""
    here = at.astimezone(HELSINKI)
    return f"{in_digits(here)} {here.hour}.{here.minute:02}"
