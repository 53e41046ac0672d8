"""Fields of any row as a person reads them, for a copy of their data."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from luukku.casework.rules.own_data import Fact, fact
from luukku.core.clock import moment_in_digits
from luukku.core.days import in_digits


def facts_of(row: models.Model, names: tuple[str, ...]) -> tuple[Fact, ...]:
    """Fields of a row with their names, as a person reads them."""
    found: list[Fact] = []
    for name in names:
        field = row._meta.get_field(name)
        found += fact(str(getattr(field, "verbose_name", name)), shown(row, name))
    return tuple(found)


def shown(row: models.Model, name: str) -> str:
    display: Callable[[], Any] | None = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if value in (None, ""):
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return day_of(value) if isinstance(value, date) else str(value)


def day_of(value: date | datetime) -> str:
    if isinstance(value, datetime):
        return moment_in_digits(value)
    return in_digits(value)


def span(first: date | None, last: date | None) -> str:
    return f"{day_of(first) if first else ''}–{day_of(last) if last else ''}"
