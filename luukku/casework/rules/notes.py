"""When what a note tells of can have happened."""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum


class Before(StrEnum):
    """What a noted day lies before, though it usually can't."""

    CASE = "case"
    BIRTH = "birth"
    COMING = "coming"


def days_before(
    occurred_on: date, *, opened_on: date, births: Iterable[date] = (), comings: Iterable[date] = ()
) -> frozenset[Before]:
    """What the day lies before; a note of such a day needs a reason.

    Args:
        opened_on: when the case was opened.
        births: of the people whom the note is about, where known.
        comings: when those people joined the family here, where that was after the case was opened.
    """
    found = set()
    if occurred_on < opened_on:
        found.add(Before.CASE)
    if any(occurred_on < born for born in births):
        found.add(Before.BIRTH)
    if any(occurred_on < came for came in comings):
        found.add(Before.COMING)
    return frozenset(found)
