"""Bringing in existing clients from a file, step by step: each step is kept, so the page goes on where it was left.

Columns are named, rows checked, possible duplicates decided by a person, everything tried without effect, and then all
taken in or nothing. A large file is checked, tried and taken in by a job.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as queue

from luukku.accounts.actors import actor_for
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import ClientImport, ImportRow
from luukku.casework.rules.import_rows import FIELDS, has_a_name, recognise
from luukku.casework.rules.tables import Table
from luukku.casework.services._cases import user_of, workplace_of
from luukku.casework.services.import_making import bring_in
from luukku.casework.services.import_reading import Known, compare_rows, facts_of_rows, family_key, seal_cells
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import RuleViolation, ensure, ensure_found

State, Decision = ClientImport.State, ImportRow.Decision
SMALL = 300
"""Rows that are worked on while somebody waits; more is a job."""
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Brought:
    """What somebody tells of a file that they bring."""

    file_name: str
    ground: str
    origin: str
    told_by: str = ""
    unit_id: UUID | None = None
    responsible_id: UUID | None = None


class _UndoneError(Exception):
    """Ends a dry run: everything that it did is undone."""


@transaction.atomic
def start_import(actor: Actor, table: Table, brought: Brought) -> ClientImport:
    """Keep the rows of a file, sealed, and recognise its columns.

    Raises:
        PermissionDenied: the actor brings nobody in here, or not into this unit or for this worker.
    """
    ensure(policies.may_import(actor))
    responsible_id = brought.responsible_id or user_of(actor)
    ensure(policies.workers_to_import_for(actor).filter(pk=responsible_id).exists())
    units = set(policies.units_to_import_into(actor).values_list("pk", flat=True))
    ensure(brought.unit_id is None or brought.unit_id in units)
    batch = ClientImport(
        organisation_id=workplace_of(actor),
        unit_id=brought.unit_id or (units.pop() if len(units) == 1 else None),
        uploaded_by_id=user_of(actor),
        responsible_id=responsible_id,
        ground=brought.ground,
        origin=brought.origin,
        told_by=brought.told_by.strip(),
        file_name=brought.file_name[:120] or "csv",
        header=list(table.header),
        mapping=recognise(table.header),
        row_count=len(table.rows),
    )
    batch.full_clean()
    batch.save()
    rows = [ImportRow(batch=batch, number=number) for number, _cells in table.rows]
    for row, (_number, cells) in zip(rows, table.rows, strict=True):
        seal_cells(row, cells)
    ImportRow.objects.bulk_create(rows, batch_size=BATCH)
    trail.record(actor, "import.started", batch, rows=len(rows))
    return batch


@transaction.atomic
def name_columns(actor: Actor, batch_id: UUID, mapping: Mapping[str, int]) -> ClientImport:
    """Say which column holds what, and have the rows checked.

    Raises:
        RuleViolation: no column holds names, one column was chosen for two fields, or it is too late.
    """
    batch = _locked(actor, batch_id, State.COLUMNS, State.CHECKED)
    places = list(mapping.values())
    if set(mapping) - set(FIELDS) or not all(0 <= place < len(batch.header) for place in places):
        raise PermissionDenied
    if not has_a_name(mapping):
        raise RuleViolation(_("Choose the column in which the names are."))
    if len(set(places)) != len(places):
        raise RuleViolation(_("One column was chosen for two things. Choose each column once."))
    batch.mapping, batch.state, batch.result, batch.checked = dict(mapping), State.CHECKING, {}, 0
    batch.full_clean()
    batch.save()
    batch.rows.update(decision=Decision.OPEN, same_as=None)
    _work(actor, batch, "check")
    return batch


@transaction.atomic
def decide_row(actor: Actor, batch_id: UUID, row_id: UUID, *, decision: str, same_as: UUID | None = None) -> ImportRow:
    """A person says whether a row is somebody known, somebody else, or is left out.

    Raises:
        PermissionDenied: the row is not of this file, or the person is not among those it was compared with.
    """
    batch = _locked(actor, batch_id, State.CHECKED)
    row = ensure_found(ImportRow.objects.select_for_update().filter(batch=batch, pk=row_id).first())
    ensure(decision in Decision.values and (decision != Decision.SAME or same_as in row.matches))
    ensure(decision != Decision.NEW or not row.faults)
    row.decision, row.same_as_id = decision, same_as if decision == Decision.SAME else None
    row.full_clean(exclude=["sealed"])
    row.save()
    _forget_the_try(batch)
    trail.record(actor, "import.decided", batch, row=row.number, decision=decision)
    return row


@transaction.atomic
def leave_faulty(actor: Actor, batch_id: UUID) -> int:
    """Leave out all rows that can't be read, and with each its whole family: nobody is taken in by halves."""
    batch = _locked(actor, batch_id, State.CHECKED)
    rows = list(batch.rows.in_order())
    families: dict[str, list[ImportRow]] = {}
    for row, facts in facts_of_rows(actor, batch, rows):
        families.setdefault(family_key(row, facts), []).append(row)
    left = [row for members in families.values() if any(one.faults for one in members) for row in members]
    batch.rows.filter(pk__in=[row.pk for row in left]).update(decision=Decision.LEAVE, same_as=None)
    _forget_the_try(batch)
    trail.record(actor, "import.left_out", batch, count=len(left))
    return len(left)


@transaction.atomic
def try_import(actor: Actor, batch_id: UUID) -> ClientImport:
    """Do everything without effect: what it tells is what taking in will do.

    Raises:
        RuleViolation: something still waits for a decision.
    """
    batch = _locked(actor, batch_id, State.CHECKED)
    _ensure_decided(batch)
    batch.state = State.CHECKING
    batch.save()
    _work(actor, batch, "try")
    return batch


@transaction.atomic
def take_in(actor: Actor, batch_id: UUID) -> ClientImport:
    """Take everybody in, all or nobody.

    Raises:
        RuleViolation: it was not tried since the last decision.
    """
    batch = _locked(actor, batch_id, State.CHECKED)
    _ensure_decided(batch)
    if "tried" not in batch.result:
        raise RuleViolation(_("Try it first: the try tells what would be done."))
    batch.state = State.IMPORTING
    batch.save()
    _work(actor, batch, "take_in")
    return batch


@transaction.atomic
def cancel_import(actor: Actor, batch_id: UUID) -> ClientImport:
    """Leave a file: its rows are forgotten at once, nobody was taken in."""
    batch = _locked(actor, batch_id, State.COLUMNS, State.CHECKING, State.CHECKED)
    batch.state, batch.finished_at = State.CANCELLED, actor.at
    batch.save()
    batch.rows.all().delete()
    trail.record(actor, "import.cancelled", batch)
    return batch


def work_on(actor: Actor, batch_id: UUID, what: str) -> None:
    """What a job does, or the request itself when the file is small. Twice is harmless: the state says what is due."""
    with transaction.atomic():
        batch = policies.own_imports(actor).select_for_update().filter(pk=batch_id).first()
        if batch is None:
            return
        if what == "check" and batch.state == State.CHECKING:
            _check(actor, batch)
        elif what == "try" and batch.state == State.CHECKING:
            _try(actor, batch)
        elif what == "take_in" and batch.state == State.IMPORTING:
            _take_in(actor, batch)


def work_as_bringer(batch_id: UUID, what: str, at: datetime) -> None:
    """The same from a job, as whoever brought the file, with the rights that they have at the moment.

    Who has none left brings nobody in: the file is left and its rows forgotten.
    """
    batch = ClientImport.objects.select_related("uploaded_by", "organisation").filter(pk=batch_id).first()
    if batch is None:
        return
    actor = actor_for(batch.uploaded_by, batch.organisation, at)
    if actor is not None and policies.own_imports(actor).filter(pk=batch_id).exists():
        work_on(actor, batch_id, what)
        return
    with transaction.atomic():
        batch.state, batch.finished_at = State.CANCELLED, at
        batch.save()
        batch.rows.all().delete()
        trail.record(SystemActor.now(), "import.cancelled", batch)


def _work(actor: Actor, batch: ClientImport, what: str) -> None:
    if batch.row_count <= SMALL:
        work_on(actor, batch.pk, what)
        batch.refresh_from_db()
        return
    job = queue.configure_task("casework.work_on_import", lock=f"import {batch.pk}")
    job.defer(batch_id=str(batch.pk), what=what)


def _check(actor: Actor, batch: ClientImport) -> None:
    """Read every row, compare it with the others and with whom the actor sees, keep faults and likenesses."""
    rows = list(batch.rows.in_order())
    told = list(facts_of_rows(actor, batch, rows))
    twins = compare_rows([facts for _row, facts in told])
    known = Known(actor)
    for row, facts in told:
        row.faults = [list(fault) for fault in facts.faults]
        row.matches = known.matches(facts)
        row.twins = twins.get(row.number, [])
        row.decision, row.same_as_id = Decision.OPEN, None
    ImportRow.objects.bulk_update(rows, ["faults", "matches", "twins", "decision", "same_as"], batch_size=BATCH)
    batch.state, batch.checked, batch.result = State.CHECKED, len(rows), {}
    batch.save()
    trail.record(actor, "import.checked", batch, rows=len(rows), faulty=sum(bool(row.faults) for row in rows))


def _try(actor: Actor, batch: ClientImport) -> None:
    outcome, refusal = None, ""
    try:
        with transaction.atomic():
            outcome = bring_in(actor, batch)
            raise _UndoneError
    except _UndoneError:
        pass
    except (IntegrityError, ValidationError, PermissionDenied) as error:
        refusal = type(error).__name__
    batch.state = State.CHECKED
    batch.result = {"tried": outcome.as_dict()} if outcome else {"refused": refusal}
    batch.save()
    trail.record(actor, "import.tried", batch, refused=bool(refusal))


def _take_in(actor: Actor, batch: ClientImport) -> None:
    """Everything, if it is still what the try told; otherwise nothing, and the page asks to try again."""
    try:
        with transaction.atomic():
            outcome = bring_in(actor, batch)
            if outcome.as_dict() != batch.result.get("tried"):
                raise _UndoneError
    except (_UndoneError, IntegrityError, ValidationError, PermissionDenied):
        batch.state, batch.result = State.CHECKED, {"changed": True}
        batch.save()
        trail.record(actor, "import.undone", batch)
        return
    batch.state, batch.result, batch.finished_at = State.DONE, {"made": outcome.as_dict()}, actor.at
    batch.save()
    batch.rows.all().delete()  # what was taken in lives as people now
    trail.record(actor, "import.done", batch, families=outcome.families, people=outcome.people)


def _locked(actor: Actor, batch_id: UUID, *states: str) -> ClientImport:
    batch = ensure_found(policies.own_imports(actor).select_for_update(of=("self",)).filter(pk=batch_id).first())
    if batch.state not in states:
        raise RuleViolation(_("This file has gone on meanwhile. Look at how it is now."))
    return batch


def _ensure_decided(batch: ClientImport) -> None:
    if batch.rows.faulty().exists():
        raise RuleViolation(_("Some rows can't be read. Correct the file, or leave those rows out."))
    if batch.rows.undecided().exists():
        raise RuleViolation(_("Some rows look like somebody known. Decide about each of them first."))
    if not batch.rows.exclude(decision=Decision.LEAVE).exists():
        raise RuleViolation(_("Nobody is left to be taken in."))


def _forget_the_try(batch: ClientImport) -> None:
    """A decision after the try makes it stale."""
    batch.result = {}
    batch.save()
