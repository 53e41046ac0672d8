"""The clocks that follow from what a plan says about a child."""

from luukku.casework.models import Case
from luukku.core.actor import Actor
from luukku.plans.models import Topic

PLACE_CLOCK = "early_education_place"
"""Applying for a place in early education (540/2018, 17 §); it runs about the child, whatever becomes of the draft."""


def place_wished(actor: Actor, case: Case, topic: Topic) -> None:
    """Let the clock remind of applying in time, or take it back when no place is wished any more."""


def place_applied_for(actor: Actor, case: Case, topic: Topic) -> None:
    """Stop the clock: the place has been applied for."""
