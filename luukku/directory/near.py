"""Places in order of their distance from a typed postal code or place."""

from dataclasses import dataclass

from luukku.accounts.models import Organisation
from luukku.core import text
from luukku.directory import geography, policies
from luukku.directory.models import Channel
from luukku.directory.reading import words_of
from luukku.directory.rules.coordinates import distance_m

MOST = 60


@dataclass(frozen=True, slots=True)
class Near:
    """One place. `kilometres` is rough and as the crow flies; None where the place has no coordinates."""

    place: Channel
    name: str
    kilometres: float | None


def point_near(typed: str) -> tuple[geography.Point, str] | None:
    """A rough point and the name of what was understood: a postal code, a municipality, or a post office."""
    wanted = text.clean(typed).strip()
    if wanted.isdigit() and len(wanted) == 5:
        area = geography.postal_area(wanted)
        point = geography.postal_point(wanted) or (geography.centre_of(area.municipality) if area else None)
        return (point, f"{wanted} {area.name}") if point and area else None
    town = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, name_fi__iexact=wanted).first()
    point = geography.centre_of(town.official_code) if town else None
    if town and point:
        return point, town.name
    for area in geography.places_named(wanted):
        point = geography.postal_point(area.code) or geography.centre_of(area.municipality)
        if point:
            return point, area.name
    return None


def places_near(point: geography.Point | None, language: str) -> list[Near]:
    """All places that are known, the nearest first; without a point by name. Those without coordinates come last."""
    rows = policies.public_channels().places().with_texts().prefetch_related("hours")[:2000]
    found = [
        Near(
            row,
            words_of(row, language)["name"],
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
    town = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY, name_fi__iexact=wanted).first()
    if town:
        return town.official_code
    return next((area.municipality for area in geography.places_named(wanted)), "")
