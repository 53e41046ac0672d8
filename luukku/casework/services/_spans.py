"""Ends of relations: an end may come earlier than was noted, never later."""

from datetime import date

from django.utils.translation import gettext as _

from luukku.casework.models.dated import Dated
from luukku.core.errors import RuleViolation


def ensure_shortens(relation: Dated, last_on: date) -> None:
    """Refuse to lengthen by an end, or to bring back to life, what has a last day.

    Raises:
        RuleViolation: the relation ends before that day.
    """
    if relation.last_on is not None and relation.last_on < last_on:
        raise RuleViolation(_("This has ended already. An end can be made earlier, never later."))


def ensure_goes_on(relation: Dated, day: date) -> None:
    """Refuse to change what ended before the day.

    Raises:
        RuleViolation: it has ended.
    """
    if relation.last_on is not None and relation.last_on < day:
        raise RuleViolation(_("This has ended already, so it stays as it is."))
