"""Places in order of their distance from a typed postal code or place."""

from dataclasses import dataclass

from luukku.core import text
from luukku.directory import geography, policies, towns
from luukku.directory.models import Channel
from luukku.directory.reading import address_of, words_of
from luukku.directory.rules.coordinates import distance_m

MOST = 60
MOST_LOOKED_AT = 2_000


@dataclass(frozen=True, slots=True)
class Near:
    """One place. `kilometres` is rough and as the crow flies; None where the place has no coordinates."""

    place: Channel
    name: str
    address: str
    kilometres: float | None


def places_near(point: geography.Point | None, language: str) -> list[Near]:
    """The nearest places; without a point the first by name. Those without coordinates come last."""
    rows = policies.public_channels().places().with_texts()[:MOST_LOOKED_AT]
    found = [
        Near(
            row,
            words_of(row, language)["name"],
            address_of(row, language),
            distance_m(point, (row.latitude, row.longitude)) / 1000
            if point and row.latitude is not None and row.longitude is not None
            else None,
        )
        for row in rows
    ]
    found.sort(key=lambda one: (one.kilometres is None, one.kilometres or 0, one.name.casefold()))
    return found[:MOST]


def municipality_of(typed: str) -> str:
    """The official code of the municipality of a postal code or a place; empty when it is not known."""
    wanted = text.clean(typed).strip()
    if area := geography.postal_area(wanted):
        return area.municipality
    found, _unknown = towns.codes_named(wanted)
    return next(iter(found), "") or next((area.municipality for area in geography.places_named(wanted)), "")
