"""Where things are in Finland, as far as the product's own files tell: postal codes, municipalities, rough points."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from luukku.core import text

Point = tuple[float, float]
"""Latitude and longitude in degrees (WGS 84)."""


@dataclass(frozen=True, slots=True)
class PostalArea:
    code: str
    municipality: str
    name: str


def postal_area(code: str) -> PostalArea | None:
    return _postal_areas().get(code)


def postal_point(code: str) -> Point | None:
    """A rough point of a postal area; only some are known."""
    return _points("postal_points.csv", "code").get(code)


def centre_of(municipality: str) -> Point | None:
    """A rough point of a municipality's centre, by its code."""
    return _points("centres.csv", "municipality").get(municipality)


def point_in(area: PostalArea) -> Point | None:
    """A rough point of a postal area: its own, else that of its municipality."""
    return postal_point(area.code) or centre_of(area.municipality)


def located(typed: str) -> tuple[Point, str] | None:
    """A rough point and the name of what somebody typed: a postal code, a municipality, or a post office."""
    wanted = text.clean(typed).strip()
    if wanted.isdigit() and len(wanted) == 5:
        area = postal_area(wanted)
        point = point_in(area) if area else None
        return (point, f"{wanted} {area.name}") if point and area else None
    for code, name in municipality_names().items():
        if name.casefold() == wanted.casefold() and (point := centre_of(code)):
            return point, name
    return next(((point, area.name) for area in places_named(wanted) if (point := point_in(area))), None)


def places_named(name: str) -> list[PostalArea]:
    """Postal areas whose post office is called so, e.g. "Siivikkala" or "Vuorentausta"."""
    wanted = name.strip().casefold()
    return [area for area in _postal_areas().values() if area.name.casefold() == wanted]


@cache
def municipality_names() -> dict[str, str]:
    """The Finnish names of the municipalities whose centres are known, by their code."""
    return {row["municipality"]: row["name"] for row in _rows("centres.csv")}


@cache
def outline() -> dict[str, list[Point]]:
    """The rough outline of the county ("county") and of its greatest lakes, by name: a picture, not a boundary."""
    found: dict[str, list[Point]] = {}
    for row in _rows("outline.csv"):
        found.setdefault(row["shape"], []).append((float(row["latitude"]), float(row["longitude"])))
    return found


@cache
def _postal_areas() -> dict[str, PostalArea]:
    rows = _rows("postal_codes.csv")
    return {row["code"]: PostalArea(row["code"], row["municipality"], row["name_fi"]) for row in rows}


@cache
def _points(file: str, key: str) -> dict[str, Point]:
    return {row[key]: (float(row["latitude"]), float(row["longitude"])) for row in _rows(file)}


def _rows(file: str) -> Iterator[dict[str, str]]:
    with files("luukku.directory").joinpath("data", file).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
