"""Who knocks on every door: each kind of actor, and the moments around their relation to the family."""

from dataclasses import dataclass
from enum import Enum, auto


class Cast(Enum):
    """The kinds of people. Each knows the real ids; only rights differ."""

    RESPONSIBLE_WORKER = auto()
    SUBSTITUTE = auto()
    """Stands in for the responsible worker, who is away."""
    HELPER = auto()
    """In the care team, shown the shared part."""
    EMERGENCY_OPENER = auto()
    """Opened the case in an emergency, for four hours."""
    SUPERVISOR = auto()
    """Of the case's unit."""
    SUPERVISOR_OTHER_UNIT = auto()
    COLLEAGUE = auto()
    """A worker of the same unit without a relation to the family."""
    OTHER_MUNICIPALITY = auto()
    """A worker of another organisation, at their own workplace's address with this family's ids."""
    STRANGER_AT_OUR_ADDRESS = auto()
    """A worker of another organisation who types our workplace's address."""
    ADMINISTRATOR = auto()
    DATA_PROTECTION = auto()
    ANONYMOUS = auto()


class When(Enum):
    """The moment, seen from relations that have a beginning and an end."""

    BEFORE = auto()
    DURING = auto()
    AFTER = auto()


@dataclass(frozen=True, slots=True)
class Over:
    """What a door answers before, during and after a dated relation."""

    before: int
    during: int
    after: int

    def at(self, when: When) -> int:
        return {When.BEFORE: self.before, When.DURING: self.during, When.AFTER: self.after}[when]


def answer(expected: "int | Over", when: When) -> int:
    return expected.at(when) if isinstance(expected, Over) else expected
