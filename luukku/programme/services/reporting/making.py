"""Making a report of one moment: everything in it is read as it stood at once, whatever is written meanwhile."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from procrastinate.contrib.django import app as queue

from luukku.audit import trail
from luukku.core.actor import Actor, SystemActor
from luukku.core.clock import helsinki_day
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import DECISIONS, Programme, ProgrammeReport
from luukku.programme.rules.reporting import SCHEMA, sealed
from luukku.programme.services import documents, gaps
from luukku.programme.services.reporting import boarding, measuring, telling

State = ProgrammeReport.State


@transaction.atomic
def ask(actor: Actor, programme_id: UUID, *, summary: str, decisions: Sequence[str]) -> ProgrammeReport:
    """Ask for the next edition of a programme's report. It is made in a moment of its own, right after.

    Raises:
        PermissionDenied: the programme is not the actor's.
        RuleViolation: the board is asked for too many decisions.
    """
    found = policies.own_programmes(actor).select_for_update().filter(pk=programme_id)
    programme = ensure_found(found.first())
    asked = [one.strip() for one in decisions if one.strip()]
    if len(asked) > DECISIONS:
        raise RuleViolation(_("Ask the board for three decisions at most."))
    newest: int = programme.programme_reports.aggregate(newest=Max("number"))["newest"] or 0
    report = ProgrammeReport(
        programme=programme, number=newest + 1, day=actor.day, summary=summary.strip(), decisions=asked,
        asked_by_id=actor.user_id,
    )  # fmt: skip
    report.full_clean()
    report.save(force_insert=True)
    trail.record(actor, "programme.report_asked", report, programme=str(programme.pk), number=report.number)
    queue.configure_task("programme.make_report").defer(report_id=str(report.pk))
    return report


def make(actor: SystemActor, report_id: UUID) -> ProgrammeReport | None:
    """Make a report that was asked for; None when it is made already."""
    ensure(isinstance(actor, SystemActor))
    with one_moment():
        report = _waiting(report_id).select_related("programme__organisation").first()
        kept = _told(report, actor) if report else {}
    return _keep(actor, report_id, kept) if report else None


@contextmanager
def one_moment() -> Iterator[None]:
    """A transaction of its own in which every statement sees the same moment, and nothing is written.

    Inside another transaction that moment would have begun already: only tests do so, and `durable` lets nobody else.
    """
    is_first = not connection.in_atomic_block
    with transaction.atomic(durable=True):
        if is_first:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _waiting(report_id: UUID) -> Any:
    return ProgrammeReport.objects.filter(pk=report_id, state=State.WAITING)


def _told(report: ProgrammeReport, actor: SystemActor) -> dict[str, Any]:
    """Everything that a report keeps."""
    programme, day = report.programme, helsinki_day(actor.at)
    reader = policies.OpenReader(None, None, frozenset(), actor.at)
    earlier = programme.programme_reports.made().filter(number__lt=report.number).first()
    kept = {
        "schema": SCHEMA,
        "programme": telling.programme_of(programme),
        "number": report.number,
        "day": day.isoformat(),
        "made_at": actor.at.isoformat(timespec="seconds"),
        "before": {"number": earlier.number, "day": earlier.kept["day"]} if earlier else None,
    }
    kept |= _figures(reader, programme, day) | _views(reader, programme, day)
    board = boarding.board_of(kept, earlier.kept if earlier else None, day)
    return kept | {"board": board | {"summary": report.summary, "decisions": report.decisions}}


def _figures(reader: Actor, programme: Programme, day: date) -> dict[str, Any]:
    """Where the programme stands, each share with its two numbers, and what is missing."""
    found = gaps.find(reader, programme, day)
    standing, done = documents.whole(reader, programme)
    shares = {"owner": found.with_owner, "date": found.with_date, "indicator": found.with_indicator}
    return {
        "standing": standing.value,
        "done": telling.share_of(done),
        "shares": {name: telling.share_of(share) for name, share in shares.items()},
        "holes": boarding.holes_of(found),
        "indicators": measuring.indicators_of(reader, programme),
    }


def _views(reader: Actor, programme: Programme, day: date) -> dict[str, Any]:
    """The source documents' own views, and every line of the sources."""
    measures = telling.measures_of(reader, programme, day)
    return {
        "measures": list(measures.values()),
        "themes": telling.themes_of(reader, programme, measures),
        "parties": telling.parties_of(reader, programme, day),
        "outputs": telling.outputs_of(programme, day),
        "visions": telling.visions_of(programme),
        "passages": telling.passages_of(programme),
        "corrections": telling.corrections_of(reader, programme),
        "meetings": telling.meetings_of(programme),
        "sources": telling.sources_of(reader, programme),
    }


@transaction.atomic
def _keep(actor: SystemActor, report_id: UUID, kept: dict[str, Any]) -> ProgrammeReport | None:
    report: ProgrammeReport | None = _waiting(report_id).select_for_update().first()
    if report is None:
        return None  # somebody else was faster
    report.kept, report.seal, report.made_at, report.state = kept, sealed(kept), actor.at, State.MADE
    report.save()
    trail.record(actor, "programme.report_made", report, programme=str(report.programme_id), number=report.number)
    return report
