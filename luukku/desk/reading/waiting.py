"""One thing that needs a worker, and the group it stands in."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from luukku.casework.labels import Source


class When(StrEnum):
    """The groups, in the order they are shown."""

    LATE = "late"
    TODAY = "today"
    WEEK = "week"
    COMING = "coming"
    """After this week; shown only on request."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing that needs the worker. `on` is the day it is due or has waited since; `order` sorts within a group."""

    when: When
    title: str
    action: str
    url: str
    on: date | None = None
    text: str = ""
    source: Source | None = None
    is_post: bool = False
    why_url: str = ""
    """The page that explains the date."""
    waited: int | None = None
    """Days waited so far, where the law says "without delay" and the date is a local target."""
    is_past_target: bool = False
    has_reason: bool = False
    is_promise: bool = False
    """A task: `on` is its last day, and no law stands behind it."""
