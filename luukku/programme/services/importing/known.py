"""What of a file's rows is here already, told the way files tell it."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from luukku.programme.models import (
    Goal,
    Indicator,
    Measure,
    MeasureLink,
    Passage,
    Programme,
    Responsibility,
    Thread,
    ThreadLink,
    VisionStatement,
)
from luukku.programme.models.base import Sourced
from luukku.programme.models.threads import LINKED
from luukku.programme.rules.merging import Known
from luukku.programme.rules.rows import Kind, Reading
from luukku.programme.services.importing.columns import MODELS, pairs, told_now

Key = tuple[Kind, str]


@dataclass(slots=True)
class Here:
    """Rows of the programmes that a file is about, by kind and code."""

    rows: dict[Key, Sourced] = field(default_factory=dict)
    codes: dict[UUID, str] = field(default_factory=dict)
    many: dict[UUID, dict[str, list[str]]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(list)))

    def known(self) -> dict[Key, Known]:
        """How each stands now, beside what the last import told of it."""
        return {
            (kind, code): Known(row.told, told_now(kind, row, self.codes, self.many[row.pk]))
            for (kind, code), row in self.rows.items()
        }

    def closed(self) -> list[Programme]:
        """Programmes in which nothing is written any more."""
        running = Programme.State.RUNNING
        return [row for row in self.rows.values() if isinstance(row, Programme) and row.state != running]

    def kinds(self) -> dict[str, str]:
        return {code: kind.value for kind, code in self.rows}

    def ways(self) -> dict[str, list[str]]:
        """What leads where, for finding circles through rows that the file does not tell."""
        parents = {
            row.code: [self.codes[row.parent_id]]
            for row in self.rows.values()
            if isinstance(row, Goal | Passage) and row.parent_id in self.codes
        }
        links = {
            row.code: [*self.many[row.pk]["refers_to"], *self.many[row.pk]["depends_on"]]
            for row in self.rows.values()
            if isinstance(row, Measure)
        }
        return parents | links


def find(organisation_id: UUID, reading: Reading, programme: Programme | None, *, is_writing: bool) -> Here:
    """What is here of the programmes that the file names, or of the one that the page names.

    Args:
        is_writing: rows are locked, so that nothing changes between comparing and writing. Whoever only looks makes
            nobody wait.
    """
    here = Here()
    codes = {row.code for row in reading.rows if row.kind is Kind.PROGRAMME}
    found = Programme.objects.filter(organisation=organisation_id)
    if is_writing:
        found = found.select_for_update()
    chosen = list(found.filter(pk=programme.pk) if programme else found.filter(code__in=codes).exclude(code=""))
    for one in chosen:
        here.rows[Kind.PROGRAMME, one.code] = one
        here.codes[one.pk] = one.code
    keys = [one.pk for one in chosen]
    for kind, model in MODELS.items():
        if kind is Kind.PROGRAMME:
            continue
        home = {"organisation": organisation_id} if model is Thread else {"programme__in": keys}
        current = {"replaced_by": None} if model is VisionStatement else {}
        rows: models.QuerySet[Any] = model._default_manager.exclude(code="").filter(**home, **current)
        for row in rows.select_for_update(of=("self",)) if is_writing else rows:
            here.rows[kind, row.code] = row
            here.codes[row.pk] = row.code
    _many(here)
    return here


def _many(here: Here) -> None:
    measures = [row.pk for (kind, _code), row in here.rows.items() if kind is Kind.MEASURE]
    indicators = [row.pk for (kind, _code), row in here.rows.items() if kind is Kind.INDICATOR]
    if measures:
        _note(here, "goals", pairs(Measure.goals.through, "measure_id", "goal_id", measures))
        for name in ("refers_to", "depends_on"):
            links = MeasureLink.objects.filter(measure__in=measures, kind=name).order_by("created_at", "pk")
            _note(here, name, list(links.values_list("measure_id", "other_id")))
    if indicators:
        _note(here, "goals", pairs(Indicator.goals.through, "indicator_id", "goal_id", indicators))
        _note(here, "measures", pairs(Indicator.measures.through, "indicator_id", "measure_id", indicators))
    owned = {kind: [row.pk for (of, _code), row in here.rows.items() if of is kind] for kind in
             (Kind.MEASURE, Kind.OUTPUT, Kind.DUTY)}  # fmt: skip
    for kind, name in ((Kind.MEASURE, "measure"), (Kind.OUTPUT, "output"), (Kind.DUTY, "duty")):
        if owned[kind]:
            told = Responsibility.objects.filter(**{f"{name}__in": owned[kind]}, role="responsible")
            newest = told.filter(is_from_source=True) if kind is Kind.DUTY else told
            rows = list(newest.order_by("created_at", "pk").values_list(f"{name}_id", "party_id"))
            _note(here, "parties" if kind is Kind.DUTY else "owner", rows if kind is Kind.DUTY else rows[::-1])
    _threads(here)


def _threads(here: Here) -> None:
    threads = [row.pk for (kind, _code), row in here.rows.items() if kind is Kind.THREAD]
    for link in (
        ThreadLink.objects.open().filter(thread__in=threads).order_by("position", "created_at") if threads else ()
    ):
        other = next((key for name in LINKED if (key := getattr(link, f"{name}_id"))), None)
        if other in here.codes:
            here.many[link.thread_id]["items"].append(here.codes[other])


def _note(here: Here, name: str, found: list[tuple[Any, Any]]) -> None:
    for of, to in found:
        if to in here.codes:
            here.many[of][name].append(here.codes[to])
