"""How the product says no. Each error becomes a clear page; none becomes a 500."""

from dataclasses import dataclass, field
from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

Row = TypeVar("Row")


class RuleViolation(Exception):  # noqa: N818 - the product's word for it
    """The change would break a rule; the message is translated and says what to do.

    Attributes:
        field: the name of what was told wrong, so that a form says it there; empty when it is about the whole.
    """

    def __init__(self, message: str | Promise, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One text that two people changed at the same time."""

    label: str | Promise
    theirs: str
    yours: str


@dataclass
class Conflict(Exception):  # noqa: N818 - the product's word for it
    """Somebody saved a newer version meanwhile. Carries both texts, so that nothing is lost."""

    version: int
    fields: list[FieldConflict] = field(default_factory=list)


def ensure_found(row: Row | None) -> Row:
    """The row, or PermissionDenied: what is not there for the actor is refused like what is forbidden."""
    if row is None:
        raise PermissionDenied
    return row


def ensure(allowed: bool) -> None:
    """Raises PermissionDenied unless the policy said yes."""
    if not allowed:
        raise PermissionDenied
