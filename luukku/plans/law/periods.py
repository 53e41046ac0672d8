"""Reads how early a place is applied for and how long individual plans may last."""

from datetime import date
from functools import cache

from luukku.core.law.reading import law_file, newest_on, newest_or_first, rules_of
from luukku.plans.rules.childhood import PlaceLaw
from luukku.plans.rules.duration import Limits

FILE = "periods.toml"


@cache
def place_laws() -> tuple[PlaceLaw, ...]:
    return rules_of(PlaceLaw, law_file(__package__, FILE)["place"])


@cache
def limits() -> tuple[Limits, ...]:
    return rules_of(Limits, law_file(__package__, FILE)["limits"])


def place_law_on(day: date) -> PlaceLaw:
    """The version of the rule that holds on the day; before the first one, the first."""
    return newest_or_first(place_laws(), day)


def limits_on(first_from: date) -> Limits | None:
    """The version for plans whose first one began on the day; None where the older act's time still counts.

    Source: 681/2023, 102 §: a plan made before 1.1.2025 keeps the longest time of 1386/2010 until its first review.
    Whether that review was held is known to whoever keeps the plan, not here.
    """
    return newest_on(limits(), first_from)
