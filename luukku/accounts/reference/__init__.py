"""Facts the product brings along: municipalities, counties, employment areas, and what authorities were called.

The files beside this module and their sources are told in SOURCES.md. Loading is safe to repeat: rows are found by
their official code and keep their ids and codes; rows that somebody made by hand are left alone.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files

from django.db import transaction

from luukku.accounts.models import AuthorityName, Organisation

Kind = Organisation.Kind
Row = Organisation | AuthorityName


@dataclass(frozen=True, slots=True)
class Summary:
    """How many rows were new, how many said something else than before, and how many there are in the files."""

    added: int
    changed: int
    total: int

    def __add__(self, other: "Summary") -> "Summary":
        return Summary(self.added + other.added, self.changed + other.changed, self.total + other.total)


@transaction.atomic
def load() -> Summary:
    """Bring the database up to the files."""
    counties = _load_organisations(Kind.WELLBEING_COUNTY, "counties.csv")
    areas = _load_organisations(Kind.EMPLOYMENT_AREA, "employment_areas.csv")
    return counties + areas + _load_organisations(Kind.MUNICIPALITY, "municipalities.csv") + _load_authority_names()


def _load_organisations(kind: str, file: str) -> Summary:
    counties, areas = _by_code(Kind.WELLBEING_COUNTY), _by_code(Kind.EMPLOYMENT_AREA)
    told = [
        Organisation(
            kind=kind,
            official_code=row["code"],
            name_fi=row["name_fi"],
            name_sv=row["name_sv"],
            name_en=row["name_en"],
            special=row.get("special", ""),
            valid_from=_day(row.get("valid_from", "")),
            county=counties.get(row.get("county", "")),
            employment_area=areas.get(row.get("employment_area", "")),
        )
        for row in _rows(file)
    ]
    fields = ["name_fi", "name_sv", "name_en", "special", "valid_from", "county_id", "employment_area_id"]
    return _bring_up({one.official_code: one for one in told}, _by_code(kind), fields)


def _load_authority_names() -> Summary:
    told = [
        AuthorityName(
            authority=row["authority"],
            name_fi=row["name_fi"],
            name_sv=row["name_sv"],
            name_en=row["name_en"],
            valid_from=_day(row["valid_from"]),
            valid_to=_day(row["valid_to"]),
            source=row["source"],
            is_verified=row["is_verified"] == "1",
        )
        for row in _rows("authority_names.csv")
    ]
    found = {f"{one.authority}/{one.name_fi}": one for one in AuthorityName.objects.all()}
    fields = ["name_sv", "name_en", "valid_from", "valid_to", "source", "is_verified"]
    return _bring_up({f"{one.authority}/{one.name_fi}": one for one in told}, found, fields)


def _bring_up(told: Mapping[str, Row], found: Mapping[str, Row], fields: list[str]) -> Summary:
    """Add what is missing and correct what differs, by key."""
    added = changed = 0
    for key, row in told.items():
        kept = found.get(key)
        if kept is None:
            row.save(force_insert=True)
            added += 1
        elif any(getattr(kept, name) != getattr(row, name) for name in fields):
            for name in fields:
                setattr(kept, name, getattr(row, name))
            kept.save()
            changed += 1
    return Summary(added, changed, len(told))


def _by_code(kind: str) -> dict[str, Organisation]:
    found = Organisation.objects.filter(kind=kind).exclude(official_code="")
    return {one.official_code: one for one in found}


def _rows(file: str) -> Iterator[dict[str, str]]:
    with files(__name__).joinpath(file).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _day(told: str) -> date | None:
    return date.fromisoformat(told) if told else None
