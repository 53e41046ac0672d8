"""Attacks everything that was published. For `luukku check numbers` alone: it loads the solver."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Final, cast

from luukku.numbers.models import Publication
from luukku.numbers.rules.linking import Identity, Name, Seen, identity, joint
from luukku.numbers.services.tables import as_seen, near
from luukku.numbers.solving.audit import Auditor

SECONDS: Final = 120.0


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a reader can work out, or that isn't true. Attributes: cell: whom it counts."""

    source: str
    subject: str
    cell: str
    problem: str


def check_numbers() -> tuple[int, list[Finding]]:
    """How many tables were replayed, and what an attacker who has all of them could work out."""
    tables = Publication.objects.published().in_order()
    findings: list[Finding] = []
    count = 0
    for (source, subject), group in groupby(tables, key=lambda one: (one.source, one.subject)):
        editions = list(group)
        count += len(editions)
        findings += [Finding(source, subject, cell, problem) for cell, problem in _attacked(editions)]
    return count, findings


def _attacked(editions: list[Publication]) -> Iterator[tuple[str, str]]:
    seen = [as_seen(one) for one in editions]
    for publication, one in zip(editions, seen, strict=True):
        for cell in publication.cells:
            value = one.table.values.get(tuple(cell["key"]))
            if cell["value"] not in (None, value):
                yield " × ".join(cell["key"]), "shown with another count than was counted"
    yield from _told_beside(editions, seen)
    system = joint(seen)
    for exposure in Auditor(system, time.monotonic() + SECONDS).exposed(system.primary):
        who, _value = cast("Name", system.keys[exposure.cell])
        yield _words(who), "can be placed too closely" if exposure.is_proved else "could not be shown to be safe"


def _told_beside(editions: list[Publication], seen: list[Seen]) -> Iterator[tuple[str, str]]:
    """What is shown although it differs by a few from subjects beside it; tables that look at none may show all."""
    free = {
        identity(one.table, key)
        for publication, one in zip(editions, seen, strict=True)
        if not publication.beside
        for key in one.shown
    }
    for publication, one in zip(editions, seen, strict=True):
        for key in sorted(near(publication) & one.shown):
            if one.table.values[key] and (who := identity(one.table, key)) not in free:
                yield _words(who), "differs by a few from a subject beside it"


def _words(who: Identity) -> str:
    return ", ".join(f"{name} {code}" for name, code in sorted(who)) or "all"
