"""Bringing in the catalogue: page by page, each in its own transaction, so that a run stopped anywhere goes on there.

A dry run compares and writes nothing but its differences.
"""

import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as queue

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.directory import policies
from luukku.directory.models import (
    Channel,
    Connection,
    GeneralDescription,
    ImportChange,
    ImportRun,
    Provider,
    Service,
    Source,
    Sourced,
)
from luukku.directory.ptv import files
from luukku.directory.ptv.client import KeyRefusedError, SourceAwayError
from luukku.directory.ptv.sources import FileSource, Page
from luukku.directory.ptv.sources import Source as PageSource
from luukku.directory.services.applying import Applier, Outcome

log = structlog.get_logger(__name__)

State, Fault = ImportRun.State, ImportRun.Fault
OVERLAP = timedelta(hours=2)
"""What was published elsewhere reaches the interface within an hour and a half: each run looks back further."""
MOST_CHANGES = 20_000
"""So many differences are kept of one run; the counts tell of all."""
KINDS: tuple[tuple[str, type[Sourced]], ...] = (
    ("provider", Provider),
    ("general_description", GeneralDescription),
    ("service", Service),
    ("channel", Channel),
)


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is, for whoever waits."""

    phase: str
    page: int
    of: int
    counts: dict[str, dict[str, int]]


def start_run(
    actor: Actor,
    origin: str,
    *,
    content: bytes | None = None,
    is_dry: bool = False,
    is_full: bool = False,
    since: datetime | None = None,
) -> ImportRun:
    """Note that something is brought in.

    Args:
        origin: the name of the file or the address, without any key.
        content: the file itself, when a job shall read it later.
        is_full: what the source does not tell is gone, and is archived at the end.

    Raises:
        PermissionDenied: the actor brings nothing in.
    """
    ensure(policies.may_import(actor))
    with transaction.atomic():
        run = ImportRun(origin=origin[:300], is_dry=is_dry, is_full=is_full, since=since, started_at=actor.at)
        run.started_by_id = actor.user_id
        run.content = zlib.compress(content) if content is not None else None
        run.full_clean()
        run.save()
        trail.record(actor, "directory.import_started", run, dry=is_dry)
    return run


@transaction.atomic
def start_from_file(actor: Actor, name: str, content: bytes, *, is_dry: bool) -> ImportRun:
    """Keep a file that somebody uploaded and let a job bring it in.

    Raises:
        RuleViolation: it is not what it should be; the message says what is wrong.
    """
    ensure(policies.may_import(actor))
    try:
        files.read(content)
    except files.FileError as error:
        raise RuleViolation(_refusal(error.code), field="file") from error
    run = start_run(actor, name, content=content, is_dry=is_dry)
    plan(run)
    return run


@transaction.atomic
def take_up(actor: Actor, run_id: UUID) -> ImportRun:
    """Let a run that stopped go on where it was.

    Raises:
        RuleViolation: it did not stop.
    """
    ensure(policies.may_import(actor))
    run = ensure_found(ImportRun.objects.select_for_update().filter(pk=run_id).first())
    if run.state != State.STOPPED:
        raise RuleViolation(_("This run has not stopped."))
    run.state, run.fault = State.WAITING, ""
    run.save()
    plan(run)
    trail.record(actor, "directory.import_taken_up", run)
    return run


def plan(run: ImportRun) -> None:
    queue.configure_task("directory.bring_in", lock=f"directory import {run.origin}"[:200]).defer(run_id=str(run.pk))


def carry_out(
    actor: Actor, run_id: UUID, source: PageSource, *, note: Callable[[Progress], Any] | None = None
) -> ImportRun:
    """Read what is left of a run and write it down. A stop anywhere loses nothing that was told.

    Args:
        note: called after each page.

    Returns:
        The run: done, or stopped with its reason.
    """
    ensure(policies.may_import(actor))
    run = ImportRun.objects.get(pk=run_id)
    if run.state == State.DONE:
        return run
    applier = Applier(at=actor.at, is_dry=run.is_dry)
    seen: set[str] = set()
    try:
        for page in source.pages("" if run.is_dry else run.phase, run.page):
            seen |= {one.source_id for one in page.records}
            run = _one_page(run_id, applier, page)
            if note:
                note(Progress(run.phase, run.page, run.pages, run.counts))
    except SourceAwayError as error:
        log.warning("directory_source_away", run=str(run_id), why=str(error))
        return _stop(run_id, Fault.AWAY)
    except KeyRefusedError:
        return _stop(run_id, Fault.REFUSED)
    return _finish(actor, run_id, applier, seen if source.is_whole else None)


@transaction.atomic
def _one_page(run_id: UUID, applier: Applier, page: Page) -> ImportRun:
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    outcome = applier.apply(page.records, page.terms)
    _keep(run, outcome)
    run.state, run.fault, run.phase, run.page, run.pages = State.RUNNING, "", page.phase, page.number, page.of
    run.save()
    return run


def _keep(run: ImportRun, outcome: Outcome) -> None:
    for kind, counted in outcome.counts.items():
        told = run.counts.setdefault(kind, {})
        for what, count in counted.items():
            told[what] = told.get(what, 0) + count
    room = max(0, MOST_CHANGES - ImportChange.objects.filter(run=run).count()) if outcome.changes else 0
    for change in outcome.changes[:room]:
        change.run = run
    ImportChange.objects.bulk_create(outcome.changes[:room], batch_size=500)


@transaction.atomic
def _finish(actor: Actor, run_id: UUID, applier: Applier, seen: set[str] | None) -> ImportRun:
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    if run.is_full and seen is not None:
        _archive_vanished(run, applier, seen)
    run.state, run.finished_at, run.content = State.DONE, actor.at, None
    run.save()
    trail.record(actor, "directory.import_done", run, dry=run.is_dry)
    return run


def _archive_vanished(run: ImportRun, applier: Applier, seen: set[str]) -> None:
    """Entries of the source that a whole reading did not tell. What was read before a stop counts as seen too."""
    outcome = Outcome()
    since = None if run.is_dry else run.started_at
    for kind, model in KINDS:
        applier.archive_missing(model, kind, seen, outcome, unseen_since=since)
    _end_vanished(run, applier, seen, outcome)
    _keep(run, outcome)


def _end_vanished(run: ImportRun, applier: Applier, seen: set[str], outcome: Outcome) -> None:
    """Connections that a whole reading did not tell; those that were made here have no fingerprint and stay."""
    told = Concat("service__source_id", Value("/"), "channel__source_id")
    rows = Connection.objects.filter(archived_at__isnull=True, service__source=Source.PTV).exclude(source_hash="")
    gone = rows.annotate(told=told).exclude(told__in=seen)
    if not run.is_dry:
        gone = gone.exclude(seen_at__gte=run.started_at)
    ended = list(gone)
    for _row in ended:
        outcome.note("connection", ImportChange.Change.ARCHIVED)
    if not run.is_dry:
        Service.objects.filter(pk__in={row.service_id for row in ended}).update(changed_at=applier.at)
        Connection.objects.filter(pk__in=[row.pk for row in ended]).update(archived_at=applier.at)


@transaction.atomic
def _stop(run_id: UUID, fault: str) -> ImportRun:
    run = ImportRun.objects.select_for_update().get(pk=run_id)
    run.state, run.fault = State.STOPPED, fault
    run.save()
    return run


def file_source(run: ImportRun) -> FileSource:
    """The kept file of a run, read again."""
    return FileSource(files.read(zlib.decompress(bytes(run.content or b""))), is_whole=run.is_full)


def stopped_run(actor: Actor, origin: str) -> ImportRun | None:
    """The last run from a place, when it was stopped half way."""
    last = policies.visible_runs(actor).of(origin[:300]).filter(is_dry=False).newest_first().first()
    return last if last and last.state in (State.STOPPED, State.RUNNING) else None


def fail(run_id: UUID, fault: str) -> ImportRun:
    """Note that a run could not even begin."""
    return _stop(run_id, fault)


def changes_since(origin: str) -> datetime | None:
    """From when on the next run of a source must ask for changes; None when none has ended yet."""
    last = ImportRun.objects.of(origin).filter(state=State.DONE, is_dry=False).newest_first().first()
    return last.started_at - OVERLAP if last else None


def _refusal(code: str) -> str:
    if code == "too_large":
        return _("This file is too large. The whole catalogue is brought in from its address, or in parts.")
    return _(
        "We cannot read this file. Bring a JSON file of the service catalogue, whole and in UTF-8, or a ZIP of such."
    )
