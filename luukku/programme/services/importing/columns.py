"""Which column of which table holds what a file tells, in both directions."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.db import models

from luukku.programme.models import (
    AgendaItem,
    CorrectiveAction,
    Decision,
    Duty,
    Goal,
    Indicator,
    Measure,
    MeasureLink,
    Meeting,
    Output,
    Party,
    Passage,
    Programme,
    SourceDocument,
    Theme,
    Thread,
    Vision,
    VisionSection,
    VisionStatement,
)
from luukku.programme.models.base import Sourced
from luukku.programme.rules.rows import FIELDS, LINKS, Kind

MODELS: Final[dict[Kind, type[Sourced]]] = {
    Kind.PROGRAMME: Programme,
    Kind.SOURCE: SourceDocument,
    Kind.THEME: Theme,
    Kind.MEETING: Meeting,
    Kind.GOAL: Goal,
    Kind.VISION: Vision,
    Kind.SECTION: VisionSection,
    Kind.STATEMENT: VisionStatement,
    Kind.MEASURE: Measure,
    Kind.PASSAGE: Passage,
    Kind.PARTY: Party,
    Kind.DUTY: Duty,
    Kind.OUTPUT: Output,
    Kind.INDICATOR: Indicator,
    Kind.AGENDA: AgendaItem,
    Kind.DECISION: Decision,
    Kind.CORRECTION: CorrectiveAction,
    Kind.THREAD: Thread,
}
MANY: Final = frozenset({"goals", "measures", "refers_to", "depends_on", "parties", "owner", "items"})
"""Fields that stand in rows of their own."""

WHEN: Final = frozenset({"start", "due"})
PROPOSED: Final = Measure.State.PROPOSED


def plain_fields(kind: Kind) -> tuple[str, ...]:
    """What stands in columns of the row itself, links to one other row left out."""
    return tuple(name for name in FIELDS[kind] if name not in MANY and (kind, name) not in LINKS)


def one_links(kind: Kind) -> dict[str, Kind]:
    """Fields that name one other row."""
    return {name: to for (of, name), to in LINKS.items() if of is kind and name not in MANY}


def columns(kind: Kind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the told fields become in the row's own columns."""
    found: dict[str, Any] = {}
    for name in plain_fields(kind):
        if name not in fields:
            continue
        value = fields[name]
        if kind is Kind.MEASURE and name == "is_tentative":
            found["state"] = PROPOSED if value else Measure.State.PLANNED
        else:
            found[name] = date.fromisoformat(value) if name.endswith("_on") and value else value
    return found


def set_columns(row: Sourced, kind: Kind, fields: Mapping[str, Any]) -> None:
    for name, value in columns(kind, fields).items():
        setattr(row, name, value)


def told_now(kind: Kind, row: Sourced, codes: Mapping[Any, str], many: Mapping[str, list[str]]) -> dict[str, Any]:
    """A row as a file would tell it.

    Args:
        codes: the code of every row, by its key.
        many: what it names in rows of their own, by field.
    """
    now: dict[str, Any] = {}
    for name in plain_fields(kind):
        if name in WHEN:
            now[name] = getattr(row, f"{name}_text")
        elif kind is Kind.MEASURE and name == "is_tentative":
            now[name] = getattr(row, "state", "") == PROPOSED
        else:
            value = getattr(row, name)
            now[name] = value.isoformat() if isinstance(value, date) else value
    now |= {name: codes.get(getattr(row, f"{name}_id"), "") for name in one_links(kind)}
    now |= {name: found for name, found in many.items() if name in FIELDS[kind]}
    if "owner" in FIELDS[kind]:
        now["owner"] = (now.get("owner") or [""])[0]
    return now


def pairs(through: type[models.Model], of: str, to: str, keys: Iterable[Any]) -> list[tuple[Any, Any]]:
    """The pairs of a relation of many, for the rows with these keys."""
    found = through._default_manager.filter(**{f"{of}__in": list(keys)}).values_list(of, to)
    return list(found.order_by("pk") if through is not MeasureLink else found.order_by("created_at"))
