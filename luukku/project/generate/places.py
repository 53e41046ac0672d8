"""Municipalities, counties and their sizes, and streets that exist nowhere."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

STREETS = [
    f"{tree}{kind}"
    for kind in ("rinne", "polku", "kaarre", "raitti", "kuja", "piha")
    for tree in ("Koivu", "Pihlaja", "Vaahtera", "Tuomi", "Kataja", "Haapa", "Leppä", "Saarni", "Jalava", "Paju")
]


@dataclass(frozen=True, slots=True)
class Place:
    """A municipality.

    Attributes:
        code, county: Statistics Finland's codes of the municipality and its wellbeing services county (2026).
        thousands: inhabitants, roughly; only their proportions matter here.
    """

    code: str
    county: str
    name_fi: str
    name_sv: str
    thousands: int


@cache
def places() -> tuple[Place, ...]:
    """The larger municipalities of the country, the probes' own place (Tampere) first."""
    text = files(__package__).joinpath("data/places.csv").read_text(encoding="utf-8")
    rows = [
        Place(row["code"], row["county_code"], row["name_fi"], row["name_sv"], int(row["thousands"]))
        for row in csv.DictReader(text.splitlines())
    ]
    return tuple(sorted(rows, key=lambda place: (place.name_fi != "Tampere", -place.thousands, place.code)))
