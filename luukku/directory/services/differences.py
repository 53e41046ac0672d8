"""What would change in an entry, field by field, as a person can read it."""

from collections.abc import Iterable, Sequence
from typing import Any

from luukku.directory.models import Sourced, VersionedText
from luukku.directory.ptv.records import HoursTold, Texts
from luukku.directory.services.writing import SAID

LONGEST = 1000
Difference = dict[str, Any]


def of_columns(before: Sourced | None, columns: dict[str, Any]) -> list[Difference]:
    """Columns whose value is another one; ids of other entries are left to their own lines."""
    return [
        _difference(name, "", getattr(before, name) if before else "", value)
        for name, value in columns.items()
        if not name.endswith("_id") and _shown(getattr(before, name) if before else "") != _shown(value)
    ]


def of_texts(before: Iterable[VersionedText], told: Texts) -> list[Difference]:
    """Every field of every language; a language that is no longer told counts as emptied."""
    present = {text.language: text for text in before}
    found = []
    for language in sorted({*present, *told}):
        row, said = present.get(language), told.get(language, {})
        for name in SAID:
            old = getattr(row, name) if row else ""
            new = said.get(name, "")
            if _shown(old) != _shown(new):
                found.append(_difference(name, language, old, new))
    return found


def of_lists(name: str, before: Sequence[str], after: Sequence[str]) -> list[Difference]:
    if sorted(before) == sorted(after):
        return []
    return [_difference(name, "", sorted(before), sorted(after))]


def hours_as_words(lines: Iterable[Any]) -> list[str]:
    """Each line of opening hours in one spelling, whether it is a row or was just told."""
    return [_hours(line) for line in lines]


def _hours(line: "HoursTold | Any") -> str:
    days = ",".join(str(day + 1) for day in line.weekdays)
    times = "closed" if line.is_closed else f"{_time(line.opens)}-{_time(line.closes)}"
    span = f" {line.valid_from or ''}…{line.valid_to or ''}" if line.valid_from or line.valid_to else ""
    more = "".join(f" {word}" for word in (line.holiday, *sorted(line.note.values())) if word)
    return f"{line.kind} {days} {line.weeks} {times}{span}{' booked' if line.by_appointment else ''}{more}"[:LONGEST]


def _time(at: Any) -> str:
    return f"{at:%H.%M}" if at else ""


def _difference(name: str, language: str, before: Any, after: Any) -> Difference:
    return {"field": name, "language": language, "before": _shown(before), "after": _shown(after)}


def _shown(value: Any) -> str:
    if value is None or value == [] or value == {}:
        return ""
    if isinstance(value, dict):
        return "; ".join(f"{key}: {_shown(one)}" for key, one in sorted(value.items()) if _shown(one))[:LONGEST]
    if isinstance(value, list):
        return ", ".join(_shown(one) for one in value)[:LONGEST]
    return str(value)[:LONGEST]
