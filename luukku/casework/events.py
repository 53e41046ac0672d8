"""What happens to cases, for the apps above: they add what they know, and end what hangs on a case."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.dispatch import Signal
from django.urls import reverse

from luukku.casework.models import Case, Person
from luukku.casework.rules.own_data import Shield
from luukku.core.actor import Actor


class Weight(StrEnum):
    """What an open thing means for the closing of a case."""

    BLOCKS = "blocks"
    """It has to be settled first."""
    NEEDS_REASON = "needs_reason"
    """The case can be closed all the same, with a reason that is kept."""
    ENDS = "ends"
    """It ends together with the case."""


@dataclass(frozen=True, slots=True)
class OpenThing:
    """Something that is open in a case.

    Attributes:
        kind: a code for the trail and for what is kept with the closing.
        text: a sentence for the worker.
        page, ids: where it is settled, as the name of an address and what stands in it; empty when nowhere.
    """

    kind: str
    text: str
    weight: Weight
    page: str = ""
    ids: tuple[UUID, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.page, args=self.ids) if self.page else ""


closing_asked = Signal()
"""What is open? Receivers get `case` and `actor` and return a list of `OpenThing`."""

case_closing = Signal()
"""The case is being closed, while its worker still answers for it: `case` and `actor`. Receivers end what is theirs."""

case_reopened = Signal()
"""The case has been opened again: `case` and `actor`."""

people_merging = Signal()
"""Two rows of one person are about to be joined. Arguments: `kept`, `other` (Person), `actor`. Raises RuleViolation."""

clock_moved = Signal()
"""A clock's due date was worked out anew, after a pause or a correction. Argument: `deadline`."""


@dataclass(frozen=True, slots=True)
class OwnDataAsked:
    """A person wants a copy of what the organisation knows of them.

    Attributes:
        actor: the worker who makes it, whose rights were asked again at this moment.
        person: about whom.
        asked_by: to whom it goes: the person, or who may decide for them.
        cases: which cases it covers.
        shield: what stays out of it.
    """

    actor: Actor
    person: Person
    asked_by: Person
    cases: Sequence[Case]
    shield: Shield


own_data_asked = Signal()
"""What do you know of this person? Receivers get `asked` (OwnDataAsked) and return a list of `Chapter`: only what is
theirs, never another person's part, never what child protection has noted."""
