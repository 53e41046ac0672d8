"""From a file to a programme: read, compare, show; then, when somebody says so, write all of it or nothing."""

import hashlib
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import ImportRun, Programme
from luukku.programme.rules import pasted, programme_json, table_rows
from luukku.programme.rules.merging import Difference, compare
from luukku.programme.rules.rows import Fault, Kind, Reading, Row, Wrong, circles, reversed_days, unknown_ids
from luukku.programme.services.importing import clashes
from luukku.programme.services.importing.applying import Applier
from luukku.programme.services.importing.known import Here, find

MOST_BYTES: Final = programme_json.MOST_BYTES
Reader = Callable[[bytes, list[str]], Reading]
READERS: Final[dict[str, Reader]] = {
    ImportRun.Form.JSON: lambda raw, _columns: programme_json.read(raw),
    ImportRun.Form.CSV: lambda raw, _columns: table_rows.read(raw),
    ImportRun.Form.PASTE: lambda raw, columns: pasted.read(raw.decode(), columns),
}
"""How each form is read."""


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody wants to bring in.

    Attributes:
        programme_id: where a table belongs; a file of JSON names its own.
        columns: what each column of a pasted table means.
    """

    name: str
    form: str
    content: bytes
    programme_id: UUID | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was read and what it does."""

    reading: Reading
    difference: Difference
    here: Here
    programme: Programme | None


@transaction.atomic
def look_at(actor: Actor, told: Told) -> ImportRun:
    """Read a file and keep what it would change. Nothing else is written.

    Raises:
        PermissionDenied: the actor brings nothing in, or not into that programme.
        RuleViolation: the file is larger than what can be read.
    """
    ensure(policies.may_write(actor))
    if len(told.content) > MOST_BYTES:
        raise RuleViolation(_("This file is too large. Eight megabytes fit: split it."), field="file")
    outcome = compared(actor, told, is_writing=False)
    run = ImportRun(
        organisation_id=actor.organisation_key,
        programme=outcome.programme,
        name=told.name[:200],
        form=told.form,
        sha256=hashlib.sha256(told.content).hexdigest(),
        content=zlib.compress(told.content),
        columns=list(told.columns),
        started_by_id=actor.user_id,
        started_at=actor.at,
    )
    _tell(run, outcome)
    if outcome.reading.faults:
        run.state = ImportRun.State.REFUSED
        run.content = None
    run.full_clean()
    run.save()
    trail.record(actor, "programme.import_looked_at", run, faults=len(outcome.reading.faults))
    return run


@transaction.atomic
def bring_in(actor: Actor, run_id: UUID) -> ImportRun:
    """Write what a run that was looked at tells, compared anew with what is here now.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it was brought in already, or can't be.
    """
    found = policies.visible_runs(actor).select_for_update(of=("self",)).filter(pk=run_id).first()
    run = ensure_found(found)
    if run.state != ImportRun.State.LOOKED_AT or run.content is None:
        raise RuleViolation(_("This file was brought in already, or it can't be brought in."))
    content = zlib.decompress(bytes(run.content))
    told = Told(run.name, run.form, content, run.programme_id, tuple(run.columns))
    outcome = compared(actor, told, is_writing=True)
    _tell(run, outcome)
    if outcome.reading.faults:
        run.state = ImportRun.State.REFUSED
    else:
        write(actor, outcome)
        run.state = ImportRun.State.DONE
        run.done_at = actor.at
    run.content = None
    run.save()
    trail.record(actor, "programme.imported", run, rows=len(outcome.reading.rows), form=run.form)
    return run


def bring_at_once(actor: Actor, told: Told) -> ImportRun:
    """Look at a file and bring it in when nothing is wrong with it: the operator's command."""
    run = look_at(actor, told)
    return run if run.state == ImportRun.State.REFUSED else bring_in(actor, run.pk)


def compared(actor: Actor, told: Told, *, is_writing: bool) -> Outcome:
    """What a file would do now; everything wrong with it stands in its reading. Rows are locked for writing alone."""
    reading = READERS[told.form](told.content, list(told.columns))
    programme = None
    if told.programme_id is not None and told.form != ImportRun.Form.JSON:
        programme = ensure_found(policies.editable_programmes(actor).filter(pk=told.programme_id).first())
    if programme is None and told.form != ImportRun.Form.JSON:
        raise RuleViolation(_("Choose the programme to which this table belongs."), field="programme")
    here = find(ensure_found(actor.organisation_id), reading, programme, is_writing=is_writing)
    reading.faults += [Fault(Wrong.CLOSED, one.code, {"name": one.name}) for one in here.closed()]
    _known_parties(reading, here)
    if not reading.faults:
        reading.faults += unknown_ids(reading, here.kinds())
        reading.faults += circles(reading, here.ways())
        reading.faults += reversed_days(reading)
    if reading.faults:
        return Outcome(reading, Difference([]), here, programme)
    rows = [row for row in reading.rows if row.kind is not Kind.CONFLICT]
    return Outcome(reading, compare(rows, here.known()), here, programme)


def _known_parties(reading: Reading, here: Here) -> None:
    """Somebody whom a table names by a name that takes part already is that one, and no second one."""
    names = {row.text.casefold(): row.code for (kind, _code), row in here.rows.items() if kind is Kind.PARTY}
    codes = set(names.values())
    same = {
        row.code: names[str(row.fields["text"]).casefold()]
        for row in reading.rows
        if row.kind is Kind.PARTY and str(row.fields["text"]).casefold() in names and row.code not in codes
    }
    if same:
        reading.rows = [_renamed(row, same) for row in reading.rows if row.code not in same]


def _renamed(row: Row, same: Mapping[str, str]) -> Row:
    """The row with its owners under the codes by which they are known here."""
    fields = dict(row.fields)
    if fields.get("owner") in same:
        fields["owner"] = same[fields["owner"]]
    if "parties" in fields:
        fields["parties"] = [same.get(code, code) for code in fields["parties"]]
    return replace(row, fields=fields)


def write(actor: Actor, outcome: Outcome) -> Applier:
    """Carry a difference out, inside the caller's transaction."""
    organisation_id = ensure_found(actor.organisation_id)
    applier = Applier(organisation_id, actor.at, actor.day, outcome.here, outcome.programme)
    applier.apply(outcome.difference.changes)
    clashes.keep(applier, outcome.reading, outcome.difference)
    return applier


def form_of(name: str, content: bytes) -> str:
    """What a file is, by what it begins with and then by its name."""
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    is_json = begins in (b"{", b"[") or name.lower().endswith(".json")
    return ImportRun.Form.JSON if is_json else ImportRun.Form.CSV


def _tell(run: ImportRun, outcome: Outcome) -> None:
    run.counts = outcome.difference.counts()
    run.changes = outcome.difference.readable()
    run.faults = [as_data(fault) for fault in outcome.reading.faults]
    run.left_out = dict(outcome.reading.left_out)


def as_data(fault: Fault) -> dict[str, Any]:
    told: Mapping[str, str] = fault.told
    return {"code": fault.wrong.value, "place": fault.place, "told": dict(told)}
