"""Whose a clock is: two clocks of one family with the same date are told apart by the person's name."""

from collections.abc import Iterable
from uuid import UUID

from luukku.casework.models import Deadline, Person


def people_of_clocks(clocks: Iterable[Deadline]) -> dict[UUID, Person]:
    """The person of each clock that is about one, by the clock's id. One query; the caller may see the clocks."""
    about = {clock.pk: clock.subject_id for clock in clocks if clock.subject_id}
    if not about:
        return {}
    people = Person.objects.in_bulk(list(set(about.values())))
    return {clock: people[subject] for clock, subject in about.items() if subject in people}
