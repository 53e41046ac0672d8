"""What bringing in one part of a package does, and what of it is different from what is here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final


class Outcome(StrEnum):
    """What happens to one part."""

    NEW = "new"
    NEWER = "newer"
    SAME = "same"
    OLDER = "older"
    FORK = "fork"
    ELSEWHERE = "elsewhere"


CHANGING: Final = frozenset({Outcome.NEW, Outcome.NEWER, Outcome.FORK})


@dataclass(frozen=True, slots=True)
class Here:
    """What is known here under the id of a part.

    Attributes:
        is_same: it says the very same, in this version or an earlier one.
        is_own: the organisation that brings in keeps it.
        is_untouched: it came in a package and nobody has changed it here.
    """

    version: int
    is_same: bool
    is_own: bool
    is_untouched: bool


def outcome(version: int, here: Here | None, *, has_fork: bool = False) -> Outcome:
    """What bringing a part in does. What was written here is never overwritten: the other wording comes beside it.

    Args:
        version: of the part.
        has_fork: this very wording stands beside the one here already.
    """
    if here is None:
        return Outcome.NEW
    if here.is_same or has_fork:
        return Outcome.SAME
    if not here.is_own:
        return Outcome.ELSEWHERE
    if here.is_untouched and version != here.version:
        return Outcome.NEWER if version > here.version else Outcome.OLDER
    return Outcome.FORK


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[dict[str, str]]:
    """Field by field what would change, as it is shown; of a list how long it is."""
    return [
        {"field": name, "before": shown(before.get(name)), "after": shown(value)}
        for name, value in after.items()
        if before.get(name) != value
    ]


def shown(value: Any) -> str:
    """A value in one line or a few."""
    if value is None:
        return ""
    if isinstance(value, list):
        return ", ".join(shown(one) for one in value) if all(isinstance(one, str) for one in value) else str(len(value))
    if isinstance(value, dict):
        return " / ".join(str(one) for one in value.values())
    return str(value)
