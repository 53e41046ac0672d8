"""Where something that is written here stands: after everything that a source told, in the order of writing."""

from typing import Any, Final

from django.db.models import Manager

WRITTEN_HERE: Final = 100_000
"""The first position of what is written here; no source has so many lines (rules.rows.MOST_ROWS)."""


def last(*kinds: "Manager[Any]") -> int:
    """The position after all of these kinds of a programme."""
    return WRITTEN_HERE + sum(rows.count() for rows in kinds)
