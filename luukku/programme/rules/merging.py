"""Three tellings of one row: what the last import told, what stands here now, what the file tells.

Field by field: what the file does not change stays as it is here; what it changes and nobody touched here follows the
file; what both changed differently stays as it is here and is shown side by side.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from luukku.programme.rules.rows import Kind, Row


class What(StrEnum):
    """What happens to a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    KEPT = "kept"
    """The file and somebody here changed the same thing differently: it stays as it is here."""


@dataclass(frozen=True, slots=True)
class Known:
    """A row that is here: what the last import told, and how it stands."""

    told: Mapping[str, Any]
    now: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """What happens to one row. `updates` follow the file, `clashes` stay as they are here."""

    row: Row
    what: What
    updates: dict[str, Any] = field(default_factory=dict)
    clashes: dict[str, Any] = field(default_factory=dict)
    before: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would do."""

    changes: list[Change]

    def counts(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {}
        for change in self.changes:
            of_kind = found.setdefault(change.row.kind.value, {})
            of_kind[change.what.value] = of_kind.get(change.what.value, 0) + 1
        return found

    def readable(self) -> list[dict[str, Any]]:
        """Every row that does not stay the same, for people: field by field what was and what comes."""
        return [
            {
                "kind": one.row.kind.value,
                "code": one.row.code,
                "what": one.what.value,
                "title": str(one.row.fields.get("text", ""))[:300],
                "fields": [
                    {"field": name, "before": shown(one.before.get(name)), "after": shown(one.row.fields[name])}
                    for name in ((*one.updates, *one.clashes) if one.what is not What.NEW else ())
                ],
            }
            for one in self.changes
            if one.what is not What.SAME
        ]


def compare(rows: list[Row], known: Mapping[tuple[Kind, str], Known]) -> Difference:
    """What bringing these rows in would do to what is known."""
    return Difference([_compared(row, known.get((row.kind, row.code))) for row in rows])


def _compared(row: Row, here: Known | None) -> Change:
    if here is None:
        return Change(row, What.NEW, updates=dict(row.fields))
    updates: dict[str, Any] = {}
    clashes: dict[str, Any] = {}
    for name, value in row.fields.items():
        told, now = plain(here.told.get(name)), plain(here.now.get(name))
        if plain(value) in (told, now):
            continue
        (updates if now == told else clashes)[name] = value
    what = What.KEPT if clashes else What.CHANGED if updates else What.SAME
    return Change(row, what, updates, clashes, here.now)


def plain(value: Any) -> Any:
    """A value as it is compared: every kind of nothing is the same, and order in lists counts."""
    if isinstance(value, list | tuple):
        return list(value) or None
    return value or None


def shown(value: Any) -> str:
    """A value in a list of differences."""
    if isinstance(value, list | tuple):
        return ", ".join(shown(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{key}: {shown(one)}" for key, one in value.items())
    if isinstance(value, bool):
        return "✓" if value else "–"
    return str(value if value is not None else "")[:500]
