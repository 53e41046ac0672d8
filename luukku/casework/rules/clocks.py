"""Statutory clocks and local targets as data. How their days are counted is in `counting`."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Force(StrEnum):
    """What stands behind a clock. A local target is never shown as law."""

    LAW = "law"
    GUIDANCE = "guidance"
    LOCAL_TARGET = "local_target"


class LengthUnit(StrEnum):
    WORKING_DAYS = "working_days"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"


class Checked(StrEnum):
    """Whether the words of the section were read: as they are now, as they were some years ago, or not at all."""

    YES = "yes"
    OLDER_TEXT = "older_text"
    NO = "no"


class Kind(StrEnum):
    """What a rule sets."""

    DEADLINE = "deadline"
    """Something is done by a day."""
    EARLIEST = "earliest"
    """Something may not happen before a day."""
    ENDS = "ends"
    """Something holds until a day."""
    AGE = "age"
    """Something changes on a birthday."""
    AMOUNT = "amount"
    """So much of something, whenever."""
    KEPT = "kept"
    """Records are kept so long."""
    COUNTING = "counting"
    """How the other rules are counted."""


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock as the law, guidance or the organisation sets it.

    Attributes:
        code, version: which rule; a running clock keeps the version it started with.
        number: its place in the list of 39 that docs/rules/clocks.md explains.
        force: law, guidance or local target.
        act, section: where it stands, e.g. "681/2023", "22 §". For a local target: what it serves.
        length, unit: how long, from the day that starts it. 0: at once.
        valid_from, valid_to: when the rule holds.
        first_day_known: whether `valid_from` was read; otherwise it only lies before everything that is counted.
        checked, checked_on: whether the section's words were read, and when.
        trigger, stops, pauses: codes of what starts, ends and interrupts it.
        role: a code of who answers for it.
        without_delay: the act gives no number ("without delay"); `length` is then our own target.
        backward: counted back from the day that starts it.
        ahead: the day that starts it may still be to come when it is noted.
        rolls: its last day moves from a Saturday or a holiday to the next working day, where that is switched on.
        remind_days: how long before the date it is shown to the worker; 0: in its own week.
        waits_for: a code of what the product still lacks to start it; empty: it is live.
        by_hand: the worker may start it; others start by themselves.
        is_restricted: shown only to the author of a child-protection pointer and to who works with child protection.
    """

    code: str
    version: int
    number: int
    kind: Kind
    force: Force
    act: str
    section: str
    length: int
    unit: LengthUnit
    valid_from: date
    valid_to: date | None
    checked: Checked
    checked_on: date
    trigger: str
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    role: str = "responsible_worker"
    without_delay: bool = False
    backward: bool = False
    ahead: bool = False
    rolls: bool = False
    remind_days: int = 0
    waits_for: str = ""
    by_hand: bool = False
    is_restricted: bool = False
    first_day_known: bool = True

    @property
    def verified(self) -> bool:
        """Whether the words in force were read."""
        return self.checked is Checked.YES

    @property
    def is_live(self) -> bool:
        return not self.waits_for

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)
