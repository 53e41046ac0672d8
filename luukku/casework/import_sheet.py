"""What the page of a file shows: counts, faults in words, and the next rows that a person decides about."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.import_words import FIELD_WORDS, told_fault
from luukku.casework.models import ClientImport, ImportRow, Person
from luukku.casework.rules.import_rows import FIELDS, RowFacts
from luukku.casework.services.import_reading import facts_of_rows, open_cells
from luukku.core.actor import Actor
from luukku.core.text import clean

AT_ONCE = 5
"""Rows to decide that are shown at a time."""
EXAMPLES = 3
LONGEST_SHOWN = 80
"""Of what stands in a cell that can't be read."""
HIDDEN = ("identity_code", "migri_number")
LIKE_A_CODE = re.compile(r"\d{6}\W?\w?\d{3}")
"""A personal identity code, also one written wrong or into another column."""


@dataclass(frozen=True, slots=True)
class Counts:
    rows: int
    faulty: int
    undecided: int
    left_out: int

    @property
    def ready(self) -> int:
        return self.rows - self.left_out

    @property
    def may_try(self) -> bool:
        return not self.faulty and not self.undecided and self.ready > 0


@dataclass(frozen=True, slots=True)
class Likely:
    """A row that looks like somebody known, or like another row of the file."""

    id: UUID
    number: int
    facts: RowFacts
    people: list[Person]
    twins: list[int]

    @property
    def birth(self) -> str:
        return self.facts.birth.told() if self.facts.birth else ""


def counts_of(batch: ClientImport) -> Counts:
    rows = batch.rows.all()
    return Counts(
        rows=rows.count(),
        faulty=rows.faulty().count(),
        undecided=rows.undecided().count(),
        left_out=rows.filter(decision=ImportRow.Decision.LEAVE).count(),
    )


@dataclass(frozen=True, slots=True)
class Faulty:
    """A row that can't be read: its number and name in the file, and what is wrong with it."""

    number: int
    name: str
    told: list[str]


def faulty_of(batch: ClientImport, rows: Sequence[ImportRow]) -> list[Faulty]:
    return [Faulty(row.number, _name(batch, open_cells(row)), _faults(batch, row)) for row in rows]


def faults_of(row: ImportRow) -> list[str]:
    """What is wrong, without what stood in the cells: for a list that is kept in a file."""
    return [told_fault(field, code) for field, code in row.faults]


def _faults(batch: ClientImport, row: ImportRow) -> list[str]:
    """What is wrong, with what stood in the cell; an identity code is shown nowhere."""
    cells = open_cells(row)
    told = []
    for field, code in row.faults:
        place = batch.mapping.get(field)
        told.append(told_fault(field, code, _shown(cells[place]) if place is not None and field not in HIDDEN else ""))
    return told


def _name(batch: ClientImport, cells: Sequence[str]) -> str:
    places = [batch.mapping.get(field) for field in ("name", "given_name", "surname")]
    return _shown(" ".join(cells[place].strip() for place in places if place is not None))


def _shown(cell: str) -> str:
    """What stands in a cell, cleaned and short; nothing at all where something like an identity code stands."""
    plain = clean(cell).strip()
    return "" if LIKE_A_CODE.search(plain) else plain[:LONGEST_SHOWN]


def next_to_decide(actor: Actor, batch: ClientImport) -> list[Likely]:
    """The next rows to decide, with the people whom the actor sees and who may be the same. Seeing leaves a line."""
    rows = list(batch.rows.undecided().in_order()[:AT_ONCE])
    wanted = {pk for row in rows for pk in row.matches}
    people = {one.pk: one for one in policies.people_to_join(actor).filter(pk__in=wanted)}
    if people:
        cases = policies.visible_cases(actor).filter(family__memberships__person__in=people)
        trail.record(actor, "import.compared", batch, cases=set(cases.values_list("pk", flat=True)))
    return [
        Likely(row.pk, row.number, facts, [people[pk] for pk in row.matches if pk in people], row.twins)
        for row, facts in facts_of_rows(actor, batch, rows)
    ]


def examples_of(batch: ClientImport) -> list[tuple[str, list[str]]]:
    """For each column the first things that stand in it; an identity code is not shown even here."""
    rows = [open_cells(row) for row in batch.rows.in_order()[:EXAMPLES]]
    hidden = batch.mapping.get("identity_code")
    return [
        (title, [] if place == hidden else [row[place] for row in rows if row[place]])
        for place, title in enumerate(batch.header)
    ]


def example_rows() -> Sequence[Sequence[str]]:
    """One invented family, so that everybody sees how each column is written."""
    said = {
        "family": "1",
        "name": "Zahra Keksitty",
        "native_name": "زهرا",
        "called_name": "Zahra",
        "role": _("adult"),
        "birth": "3.4.1992",
        "mother_tongue": "fa",
        "contact_language": "fa",
        "interpreter": _("always"),
        "phone": "040 0000000",
        "permit_on": "1.3.2026",
        "guardian": _("yes"),
        "protected": _("no"),
        "opened_on": "2.3.2026",
    }
    child = {"family": "1", "name": "Nika Keksitty", "role": _("child"), "birth": "2019", "contact_language": "fa"}
    columns = [code for code in FIELDS if code in FIELD_WORDS and code not in ("given_name", "surname")]
    return [[row.get(code, "") for code in columns] for row in (said, child)]
