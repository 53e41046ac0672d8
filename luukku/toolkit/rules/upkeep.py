"""Days of upkeep: when a text is looked at again, and when it has waited too long."""

from datetime import date, timedelta
from typing import Final

MONTHS: Final = 12
"""A text is reviewed once a year unless its owner chose otherwise. Source: local."""

PATIENCE_DAYS: Final = 90
"""So long after its day a text that nobody has reviewed counts as outdated. Source: local."""


def is_due(review_on: date | None, day: date) -> bool:
    """Whether the day of review has come."""
    return review_on is not None and review_on <= day


def is_outdated(review_on: date | None, day: date) -> bool:
    """Whether the day of review passed so long ago that readers should not trust the text."""
    return review_on is not None and review_on + timedelta(days=PATIENCE_DAYS) <= day
