"""What is asked about each child before a plan is offered, and when a place in early education is applied for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from luukku.core.days import add_months

SCHOOL_YEAR_OF_LIFE, PRE_PRIMARY_YEAR_OF_LIFE = 7, 6
SCHOOL_BEGINS_IN_MONTH = 8


class Asked(StrEnum):
    """The sides of a child's days that no plan passes over in silence."""

    EARLY_EDUCATION = "early_education"
    SCHOOL = "school"
    HEALTH = "health"
    HOBBIES = "hobbies"
    OPINION = "opinion"


def topics_for(birth_on: date | None, day: date) -> tuple[Asked, ...]:
    """What is asked about a child of this age; everything when the birth date is not known.

    Early education is asked about until school begins in August of the year in which the child turns seven, school
    from the beginning of the year in which the child turns six, because that is when pre-primary education is applied
    for. The ages are our own choice; docs/rules/plans.md tells why.
    """
    if birth_on is None:
        return tuple(Asked)
    year_of_life = day.year - birth_on.year
    at_school = (year_of_life, day.month) >= (SCHOOL_YEAR_OF_LIFE, SCHOOL_BEGINS_IN_MONTH)
    left_out = {
        *([Asked.EARLY_EDUCATION] if at_school else []),
        *([] if year_of_life >= PRE_PRIMARY_YEAR_OF_LIFE else [Asked.SCHOOL]),
    }
    return tuple(topic for topic in Asked if topic not in left_out)


def unasked(birth_on: date | None, day: date, told: Iterable[str], *, has_own_words: bool) -> tuple[Asked, ...]:
    """What is still to be asked. A child's own words, spoken or drawn, answer for the opinion."""
    answered = {*told, *([Asked.OPINION] if has_own_words else [])}
    return tuple(topic for topic in topics_for(birth_on, day) if topic not in answered)


@dataclass(frozen=True, slots=True)
class PlaceLaw:
    """How early a place in early education is applied for.

    Attributes:
        months: at the latest so many months before the place is needed.
        sudden_days: so many days when a job or studies came so that the time could not be foreseen.
    """

    version: int
    act: str
    section: str
    valid_from: date
    valid_to: date | None
    months: int
    sudden_days: int
    verified: bool
    checked_on: date


def apply_by(place_from: date, law: PlaceLaw, *, is_sudden: bool) -> date:
    """The last day for applying for a place in early education that is needed from the day.

    Source: 540/2018, 17 §: four months before; two weeks when a job or studies came at short notice.
    """
    if is_sudden:
        return place_from - timedelta(days=law.sudden_days)
    return add_months(place_from, -law.months)
