"""Editing without locks: whoever saves second sees both texts, and nothing is lost."""

from collections.abc import Mapping
from typing import Any

from django.db import models
from django.utils.encoding import force_str

from luukku.core.errors import Conflict, FieldConflict


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
    differing = [name for name, value in written.items() if getattr(row, name) != value]
    if differing:
        raise Conflict(present, [_both(row, name, written[name]) for name in differing])


def save_next(row: models.Model, written: Mapping[str, Any]) -> None:
    """Write the fields as the row's next version."""
    for name, value in written.items():
        setattr(row, name, value)
    row.version += 1  # type: ignore[attr-defined]
    row.full_clean()
    row.save()


def _both(row: models.Model, name: str, yours: Any) -> FieldConflict:
    label = getattr(row._meta.get_field(name), "verbose_name", name)
    return FieldConflict(label, theirs=_told(getattr(row, name)), yours=_told(yours))


def _told(value: Any) -> str:
    return "" if value is None else force_str(value)
