"""Contradictions: between sources, and between a file and what was changed here. Both tellings are kept."""

import hashlib
import json
import re
from collections.abc import Iterator
from typing import Final

from luukku.programme.models import Programme, SourceConflict
from luukku.programme.models.base import Sourced
from luukku.programme.rules.merging import Difference, shown
from luukku.programme.rules.rows import Kind, Reading, Row
from luukku.programme.services.importing.applying import Applier

_LINE: Final = re.compile(r"\b([A-Z]):(\d+)\b")


def keep(applier: Applier, reading: Reading, difference: Difference) -> int:
    """Note every contradiction that is not noted yet. Returns how many are new."""
    made = 0
    for programme, what, values in (*_between_sources(applier, reading), *_with_ours(applier, difference)):
        mark = hashlib.sha256(json.dumps([what, values], sort_keys=True).encode()).hexdigest()
        _row, is_new = SourceConflict.objects.get_or_create(
            programme=programme, fingerprint=mark, defaults={"what": what[:1000], "values": values}
        )
        made += is_new
    return made


Clash = tuple[Programme, str, list[dict[str, str]]]


def _between_sources(applier: Applier, reading: Reading) -> Iterator[Clash]:
    """What the file itself says its sources contradict each other in, with the rows of the lines that it names."""
    for row in reading.rows:
        programme = applier.rows.get((Kind.PROGRAMME, row.programme)) if row.kind is Kind.CONFLICT else None
        if isinstance(programme, Programme):
            text = str(row.fields["text"])
            yield programme, text, [_value(one) for one in _of_lines(reading, text)]


def _of_lines(reading: Reading, text: str) -> list[Row]:
    """The first row of each line that a text names, as "B:93"."""
    lines = list(dict.fromkeys(f"{letter}:{number}" for letter, number in _LINE.findall(text)))
    starts: dict[str, Row] = {}
    for row in reading.rows:
        starts.setdefault(str(row.fields.get("source", "")).split("-")[0], row)
    return [starts[line] for line in lines if line in starts]


def _value(row: Row) -> dict[str, str]:
    return {"code": row.code, "text": str(row.fields["text"]), "source": str(row.fields.get("source", ""))}


def _with_ours(applier: Applier, difference: Difference) -> Iterator[Clash]:
    """Fields that the file and somebody here changed differently."""
    for change in difference.changes:
        row = applier.rows.get((change.row.kind, change.row.code))
        programme = _programme_of(row)
        if not change.clashes or row is None or programme is None:
            continue
        for name, value in change.clashes.items():
            ours = {"code": change.row.code, "text": shown(change.before.get(name)), "source": ""}
            theirs = {"code": change.row.code, "text": shown(value), "source": str(change.row.fields.get("source", ""))}
            yield programme, f"{change.row.code}: {name}", [ours, theirs]


def _programme_of(row: Sourced | None) -> Programme | None:
    return row if isinstance(row, Programme) else getattr(row, "programme", None)
