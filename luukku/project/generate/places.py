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


TAMPERE = "837"


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
    known = _by_code("luukku.accounts.reference", "municipalities.csv")
    sizes = _by_code(__package__, "data/sizes.csv")
    rows = [
        Place(code, known[code]["county"], known[code]["name_fi"], known[code]["name_sv"], int(size["thousands"]))
        for code, size in sizes.items()
        if code in known
    ]
    return tuple(sorted(rows, key=lambda place: (place.code != TAMPERE, -place.thousands, place.code)))


@cache
def county_names() -> dict[str, tuple[str, str]]:
    """Names of the wellbeing services counties in Finnish and Swedish, by code."""
    known = _by_code("luukku.accounts.reference", "counties.csv")
    return {code: (row["name_fi"], row["name_sv"]) for code, row in known.items()}


def _by_code(package: str, file: str) -> dict[str, dict[str, str]]:
    text = files(package).joinpath(file).read_text(encoding="utf-8")
    return {row["code"]: row for row in csv.DictReader(text.splitlines())}
