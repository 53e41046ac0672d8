"""What is not there for the actor is refused like what is forbidden."""

from typing import TypeVar

from django.core.exceptions import PermissionDenied

Row = TypeVar("Row")


def ensure_found(row: Row | None) -> Row:
    """The row, or PermissionDenied when there is none for this actor."""
    if row is None:
        raise PermissionDenied
    return row
