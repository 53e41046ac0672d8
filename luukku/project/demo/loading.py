"""Loads the demo region: what is missing is made, and the days move along with the calendar."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import AlreadyEnqueued

from luukku.core import clock
from luukku.plans.services.templates import load_templates
from luukku.project.demo import (
    asking,
    assessing,
    course,
    dates,
    directory,
    emergencies,
    papers,
    programme_told,
    region,
    stories,
    toolkit_items,
    untold,
)


@dataclass(frozen=True, slots=True)
class Summary:
    """What was found or made.

    Attributes:
        people: one line per person who can sign in: name, title, address.
        families: how many families the demo region has; made: how many of them this load made.
    """

    people: tuple[str, ...]
    families: int
    made: int


def load(at: datetime | None = None) -> Summary:
    """Load the demo region, or what is missing of it. A load that was interrupted is taken up where it stopped.

    Args:
        at: the moment to load for; now unless told.
    """
    at = at or clock.now()
    load_templates()
    with transaction.atomic():
        known = region.load_region()
    told = stories.told_families()
    made = sum(stories.live(known, one, at) for one in told)
    with transaction.atomic():
        emergencies.happen(known, at)
        course.happen(known, at)
        papers.arrive(known, at)
    directory.load(at)
    with transaction.atomic():
        toolkit_items.load(known, at)
        asking.load(known, at)
    with transaction.atomic():
        programme_told.load(known, at)
    dates.pass_by(known, at)
    assessing.happen(known, at)
    _ask_for_figures(at)
    return Summary(tuple(_line(one) for one in region.told_people()), len(told), made)


def _ask_for_figures(at: datetime) -> None:
    """Have the figures counted, unless an earlier load has asked already and nobody has come to it yet."""
    count = queue.configure_task("insight.refresh", queueing_lock=f"insight.refresh {at.isoformat()}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        count.defer(timestamp=0)


def fill(owner: str, at: datetime | None = None) -> int:
    """Fill the loaded region with families whom no story tells, so that there is something to count.

    Args:
        owner: the database's address as its owner.
        at: the moment to fill for; now unless told.
    """
    return untold.fill(region.load_region(), at or clock.now(), owner)


def _line(told: dict[str, Any]) -> str:
    return f"{told['name']}, {told['title']['en']}: {told['email']}"
