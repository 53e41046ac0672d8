"""When the owner of a measure is asked how it goes, and by when an answer is waited for."""

from datetime import date, timedelta
from typing import Final

from luukku.core.days import add_months

ANSWER_DAYS: Final = 14
"""So long an owner has time to answer before the silence is shown. Source: local."""


def asked_on(last_told: date, months: int) -> date:
    """The day on which the owner is asked next.

    Args:
        last_told: the last report, or the day from which the owner answers when there is none.
        months: how often the measure is told of.
    """
    return add_months(last_told, months)


def answer_by(asked: date) -> date:
    """The last day to answer; it counts in full."""
    return asked + timedelta(days=ANSWER_DAYS)
