"""Which days people's permits started: asked by clocks, by assessments, and by pages.

The caller already has the right to the people.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Min

from luukku.casework.law.clocks import newest_rule
from luukku.casework.models import Person, ResidenceRight
from luukku.casework.rules import residence

RIGHT = "right_to_assessment"
"""The clock of the years from the first permit."""


def first_permit_day(person: Person) -> date | None:
    """The day of the person's first permit, card or registration; None when none is known."""
    return first_permit_days([person.pk]).get(person.pk)


def first_permit_days(person_ids: Iterable[UUID]) -> dict[UUID, date]:
    """The same for many people in one query; who has none is left out."""
    rows = ResidenceRight.objects.filter(person_id__in=list(person_ids)).order_by()
    return dict(rows.values_list("person_id").annotate(first=Min("granted_on")))


def integration_right_ends(person: Person) -> date | None:
    """The last day on which the assessment is a duty and the first plan can be made (681/2023, 14 § and 20 §).

    None when no permit is known, or when there is no end: for a victim of trafficking 20 § 4 knows an exception.
    """
    first = first_permit_day(person)
    if first is None or has_no_end(person):
        return None
    return residence.last_day_of_integration_right(first, newest_rule(RIGHT).length)


def has_no_end(person: Person) -> bool:
    """Whether the three years do not bind (681/2023, 20 § 4)."""
    grounds = ResidenceRight.objects.filter(person=person, ground=ResidenceRight.Ground.TRAFFICKING)
    return grounds.exists()


def grounds_of(person: Person, day: date) -> set[str]:
    """The grounds of the person's permits that are valid on the day, as far as they were noted."""
    rows = ResidenceRight.objects.on(day).filter(person=person).exclude(ground="")
    return set(rows.values_list("ground", flat=True))
