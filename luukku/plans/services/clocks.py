"""The clocks that follow from what a plan says about a child."""

from luukku.casework.models import Case, Deadline
from luukku.casework.services.deadlines import start_clock, stop_clock
from luukku.core.actor import Actor
from luukku.plans.models import Topic

PLACE_CLOCK, SUDDEN_PLACE_CLOCK = "early_education_place", "early_education_place_soon"
"""Applying for a place in early education (540/2018, 17 §); it runs about the child, whatever becomes of the draft."""


def place_wished(actor: Actor, case: Case, topic: Topic) -> None:
    """Let the clock remind of applying in time, counted back from the day on which the place is needed.

    A clock that was counted from another day, or that nobody needs any more, stops.
    """
    child = topic.part.person_id
    wanted = ""
    if topic.place_from is not None and topic.applied_on is None and not topic.is_not_now:
        wanted = SUDDEN_PLACE_CLOCK if topic.is_sudden else PLACE_CLOCK
    running = Deadline.objects.running().filter(case=case, rule__in=(PLACE_CLOCK, SUDDEN_PLACE_CLOCK), subject_id=child)
    for rule, started_on in list(running.values_list("rule", "started_on")):
        if rule == wanted and started_on == topic.place_from:
            return
        stop_clock(actor, case, rule, done_on=actor.day, subject_id=child)
    if wanted and topic.place_from is not None:
        start_clock(actor, case, wanted, started_on=topic.place_from, subject_id=child)


def place_settled(actor: Actor, case: Case, topic: Topic) -> None:
    """Stop the clock: the place has been applied for, or is not wished for any more."""
    for rule in (PLACE_CLOCK, SUDDEN_PLACE_CLOCK):
        stop_clock(actor, case, rule, done_on=actor.day, subject_id=topic.part.person_id)
