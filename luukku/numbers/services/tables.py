"""Publishing a table: asked for now, made safe by a job, read from then on by everything that shows it."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from itertools import product
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from procrastinate.contrib.django import app as queue

from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import ensure
from luukku.numbers.models import Publication
from luukku.numbers.rules.answers import Answer, Reason, reason
from luukku.numbers.rules.figures import Figure
from luukku.numbers.rules.linking import (
    Beside,
    Seen,
    Told,
    cells_of,
    joint,
    near_beside,
    told_apart,
    told_groups,
    without_keys,
)
from luukku.numbers.rules.systems import System
from luukku.numbers.rules.tables import Dimension, Key, Safety, Table, Zeros
from luukku.numbers.solving import asking

SECONDS: Final = 30.0
"""For one table, in the job."""


@dataclass(frozen=True)
class PublishedTable:
    """A table as every page, file and interface shows it.

    Attributes:
        figures: by key, every cell with its totals, in the order of the dimensions' codes. Why one is masked is not
            told: "below 5" beside "hidden for another's sake" would narrow both.
    """

    dimensions: tuple[Dimension, ...]
    figures: Mapping[Key, Figure]
    threshold: int
    edition: int
    published_at: datetime

    def of(self, *codes: str) -> Figure:
        """The figure of a cell; a dimension that isn't asked for stands at its total.

        Raises:
            KeyError: there is no such cell.
        """
        rest = tuple(dimension.total for dimension in self.dimensions[len(codes) :])
        return self.figures[(*codes, *rest)]


@transaction.atomic
def publish_table(
    actor: Actor, table: Table, *, source: str, subject: str, name: str, beside: Beside | None = None
) -> Publication:
    """Ask for a table to be published. A job makes it safe; until then readers see the edition before.

    The same counts asked for again are the same edition. Who may ask is for the caller to know.

    Args:
        source: what is counted, as `app.figure`; tables of one source and subject are linked.
        subject: whom and when, as "2026-11".
        name: this table among those of the subject.
        beside: subjects that count mostly the same people; what differs from theirs by a few is hidden.
    """
    editions = Publication.objects.select_for_update().about(source, subject).filter(name=name)
    last = editions.order_by("-edition").first()
    asked = _as_columns(table)
    if last and all(getattr(last, field) == value for field, value in asked.items()):
        return last
    publication = Publication(
        source=source, subject=subject, name=name, edition=last.edition + 1 if last else 1,
        beside=asdict(beside) if beside else {}, **asked,
    )  # fmt: skip
    publication.full_clean()
    publication.save(force_insert=True)
    trail.record(actor, "numbers.asked", publication, source=source)
    job = queue.configure_task("numbers.publish", lock=f"numbers {source} {subject}")
    job.defer(publication_id=str(publication.pk))
    return publication


def published_table(source: str, subject: str, name: str) -> PublishedTable | None:
    """The last edition that was published; None when there is none yet."""
    found = Publication.objects.about(source, subject).published().filter(name=name).order_by("-edition").first()
    if found is None or found.published_at is None:
        return None
    figures = {tuple(cell["key"]): Figure("/".join(cell["key"]), cell["value"]) for cell in found.cells}
    return PublishedTable(table_of(found).dimensions, figures, found.threshold, found.edition, found.published_at)


def work_on(actor: SystemActor, publication_id: UUID, *, seconds: float = SECONDS) -> Publication | None:
    """Make a table safe beside everything published about the same people, and publish it. Run twice, it is done once.

    The solver runs outside any transaction; jobs about one subject follow one another.
    """
    ensure(isinstance(actor, SystemActor))
    publication = Publication.objects.filter(pk=publication_id, state=Publication.State.WAITING).first()
    if publication is None:
        return None
    table, before = table_of(publication), seen_before(publication)
    table = replace(table, sensitive=table.sensitive | near(publication))
    if told_apart(before, table):
        return _ended(actor, publication_id, refusal=Publication.Refusal.NEAR_EARLIER)
    system = joint(before, table)
    answer = asking.solve(without_keys(system), seconds, gives_way=True)
    if not answer.is_safe:
        return _ended(actor, publication_id, refusal=Publication.Refusal.EXPOSED)
    return _ended(actor, publication_id, cells=_as_cells(system, table, answer), audit=_as_audit(system, answer))


@transaction.atomic
def _ended(actor: SystemActor, publication_id: UUID, **fields: Any) -> Publication | None:
    found = Publication.objects.select_for_update().filter(pk=publication_id, state=Publication.State.WAITING)
    publication = found.first()
    if publication is None:
        return None
    for field, value in fields.items():
        setattr(publication, field, value)
    publication.state = Publication.State.REFUSED if publication.refusal else Publication.State.PUBLISHED
    publication.published_at = None if publication.refusal else actor.at
    publication.full_clean()
    publication.save()
    trail.record(actor, f"numbers.{publication.state}", publication, source=publication.source)
    return publication


def table_of(publication: Publication) -> Table:
    """The table that was asked to be published."""
    dimensions = tuple(
        Dimension(one["name"], one["total"], {code: tuple(below) for code, below in one["children"].items()})
        for one in publication.dimensions
    )
    keys = list(product(*(one.leaves for one in dimensions)))
    cells = product(*(one.codes for one in dimensions))
    return Table(
        dimensions,
        dict(zip(keys, publication.counts, strict=True)),
        frozenset(keys[place] for place in publication.structural),
        frozenset(tuple(key) for key in publication.sensitive),
        Safety(publication.threshold, publication.width, Zeros(publication.zeros), publication.least),
        dict(zip(cells, publication.cases, strict=True)) if publication.cases else {},
    )


def seen_before(publication: Publication) -> list[Seen]:
    """What readers have about the same people: every table and edition."""
    others = Publication.objects.about(publication.source, publication.subject).published()
    return [as_seen(one) for one in others.exclude(pk=publication.pk).in_order()]


def near(publication: Publication) -> frozenset[Key]:
    """Cells of a table that would tell of the few who make the difference to the subjects beside it."""
    if not publication.beside:
        return frozenset()
    splits, ways = publication.beside["splits"], publication.beside["ways"]
    others = Publication.objects.published().filter(source=publication.source, name=publication.name)
    by_subject: dict[str, list[Seen]] = {}
    for one in others.filter(subject__in=[subject for way in ways for subject in way]):
        by_subject.setdefault(one.subject, []).append(as_seen(one))
    told: dict[str, Told] = {subject: told_groups(seen, splits) for subject, seen in by_subject.items()}
    known = ([told[subject] for subject in way if subject in told] for way in ways)
    return near_beside(table_of(publication), splits, known)


def as_seen(publication: Publication) -> Seen:
    shown = frozenset(tuple(cell["key"]) for cell in publication.cells if cell["value"] is not None)
    return Seen(table_of(publication), shown)


def _as_columns(table: Table) -> dict[str, Any]:
    keys = list(product(*(one.leaves for one in table.dimensions)))
    return {
        "dimensions": [
            {
                "name": one.name,
                "total": one.total,
                "children": {code: list(below) for code, below in one.children.items()},
            }
            for one in table.dimensions
        ],
        "counts": [table.counts[key] for key in keys],
        "cases": [table.cases.get(key, 0) for key in table.values] if table.cases else [],
        "structural": [place for place, key in enumerate(keys) if key in table.structural],
        "sensitive": sorted(list(key) for key in table.sensitive),
        "threshold": table.safety.threshold,
        "width": table.safety.width,
        "zeros": table.safety.zeros.value,
        "least": table.safety.least,
    }


def _as_cells(system: System, table: Table, answer: Answer) -> list[dict[str, Any]]:
    """What is shown, and for those who keep the figures why not, and how closely the rest can be placed."""
    found = []
    for key, cell in cells_of(system, table).items():
        is_hidden = cell in answer.hidden
        interval = answer.intervals.get(cell)
        why = reason(system, cell, answer.hidden)
        if is_hidden and not table.is_primary(key):
            why = Reason.COMPLEMENTARY
        found.append(
            {
                "key": list(key),
                "value": None if is_hidden else table.values[key],
                "reason": why.value if why else None,
                "interval": [interval.low, interval.high] if interval else None,
            }
        )
    return found


def _as_audit(system: System, answer: Answer) -> dict[str, Any]:
    return {
        "cells": len(system.values),
        "hidden": len(answer.hidden),
        "bound": answer.bound,
        "how": answer.how.value,
        "is_safe": answer.is_safe,
        "seconds": round(answer.seconds, 2),
    }
