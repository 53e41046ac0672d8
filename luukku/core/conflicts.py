"""What two people changed at the same time, in words that the second of them reads."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from luukku.core.clock import moment_in_digits
from luukku.core.days import in_digits
from luukku.core.errors import FieldConflict


def differences(row: models.Model, yours: Mapping[str, Any]) -> list[FieldConflict]:
    """Every field of a row whose present value is not the one about to be written, both as they are shown.

    Args:
        row: as it stands now, saved by somebody else.
        yours: names of its fields with the new values.
    """
    return [
        FieldConflict(
            label=getattr(row._meta.get_field(name), "verbose_name", name),
            theirs=_shown(row, name, getattr(row, name)),
            yours=_shown(row, name, value),
        )
        for name, value in yours.items()
        if getattr(row, name) != value
    ]


def _shown(row: models.Model, name: str, value: Any) -> str:
    """A value as a worker reads it: days and times as they are written here, a choice by its words."""
    if value is None or isinstance(value, bool):
        return {None: "", True: _("Yes"), False: _("No")}[value]
    if isinstance(value, datetime):
        return moment_in_digits(value)
    if isinstance(value, date):
        return in_digits(value)
    choices = dict(getattr(row._meta.get_field(name), "flatchoices", ()))
    return str(choices.get(value, value))
