"""Editing without locks: whoever saves second sees both texts, and nothing is lost."""

from collections.abc import Mapping
from typing import Any

from django.db import models

from luukku.core.conflicts import differences
from luukku.core.errors import Conflict


def ensure_unchanged(row: models.Model, version: int, written: Mapping[str, Any]) -> None:
    """Refuse to overwrite a row that somebody saved meanwhile, unless they wrote the very same.

    Args:
        row: locked, with a `version`.
        version: the one that the writer saw.
        written: field names with the new values.

    Raises:
        Conflict: with the present and the new value of every field that differs.
    """
    present: int = row.version  # type: ignore[attr-defined]
    if present == version:
        return
    differing = differences(row, written)
    if differing:
        raise Conflict(present, differing)


def save_next(row: models.Model, written: Mapping[str, Any]) -> None:
    """Write the fields as the row's next version."""
    for name, value in written.items():
        setattr(row, name, value)
    row.version += 1  # type: ignore[attr-defined]
    row.full_clean()
    row.save()
