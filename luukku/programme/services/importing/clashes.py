"""Contradictions: between sources, and between a file and what was changed here. Both tellings are kept."""

import hashlib
import json
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Final
from uuid import UUID

from luukku.programme.models import Programme, SourceConflict
from luukku.programme.models.base import Sourced
from luukku.programme.rules.merging import Difference, shown
from luukku.programme.rules.rows import Kind, Reading, Row
from luukku.programme.services.importing.applying import Applier
from luukku.programme.services.importing.linking import BATCH

_LINE: Final = re.compile(r"\b([A-Z]):(\d+)\b")


def keep(applier: Applier, reading: Reading, difference: Difference) -> int:
    """Note every contradiction that is not noted yet. Returns how many are new."""
    found: dict[tuple[UUID, str], SourceConflict] = {}
    for programme, what, values in (*_between_sources(applier, reading), *_with_ours(applier, difference)):
        mark = hashlib.sha256(json.dumps([what, values], sort_keys=True).encode()).hexdigest()
        row = SourceConflict(programme_id=programme, fingerprint=mark, what=what[:1000], values=values)
        found.setdefault((programme, mark), row)
    noted = SourceConflict.objects.filter(programme__in={programme for programme, _mark in found})
    for key in noted.values_list("programme", "fingerprint"):
        found.pop(key, None)
    for place, row in enumerate(found.values()):
        row.created_at = applier.at + timedelta(microseconds=place)  # pages show them in the order of the file
    SourceConflict.objects.bulk_create(found.values(), batch_size=BATCH)
    return len(found)


Clash = tuple[UUID, str, list[dict[str, str]]]
"""The programme, in what its tellings differ, and the tellings."""


def _between_sources(applier: Applier, reading: Reading) -> Iterator[Clash]:
    """What the file itself says its sources contradict each other in, with the rows of the lines that it names."""
    first: dict[str, Row] = {}
    for row in reading.rows:
        first.setdefault(str(row.fields.get("source", "")).split("-")[0], row)
    for row in reading.rows:
        programme = applier.rows.get((Kind.PROGRAMME, row.programme)) if row.kind is Kind.CONFLICT else None
        if isinstance(programme, Programme):
            text = str(row.fields["text"])
            yield programme.pk, text, [_value(first[line]) for line in _lines(text) if line in first]


def _lines(text: str) -> list[str]:
    """Each line that a text names, as "B:93"."""
    return list(dict.fromkeys(f"{letter}:{number}" for letter, number in _LINE.findall(text)))


def _value(row: Row) -> dict[str, str]:
    return {"code": row.code, "text": str(row.fields["text"]), "source": str(row.fields.get("source", ""))}


def _with_ours(applier: Applier, difference: Difference) -> Iterator[Clash]:
    """Fields that the file and somebody here changed differently."""
    for change in difference.changes:
        row = applier.rows.get((change.row.kind, change.row.code))
        programme = _programme_of(row)
        if programme is None:
            continue
        for name, value in change.clashes.items():
            ours = {"code": change.row.code, "text": shown(change.before.get(name)), "source": ""}
            theirs = {"code": change.row.code, "text": shown(value), "source": str(change.row.fields.get("source", ""))}
            yield programme, f"{change.row.code}: {name}", [ours, theirs]


def _programme_of(row: Sourced | None) -> UUID | None:
    return row.pk if isinstance(row, Programme) else getattr(row, "programme_id", None)
