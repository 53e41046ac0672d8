"""Jobs of programmes: asking owners how their measures go, writing down published figures, making reports."""

from uuid import UUID

import structlog
from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.programme.services import observing, status_reports
from luukku.programme.services.reporting import making

log = structlog.get_logger(__name__)


@queue.periodic(cron="12 5 * * *")
@queue.task(name="programme.ask_owners", queueing_lock="programme.ask_owners", retry=3)
def ask_owners(timestamp: int) -> None:
    """Each morning: owners whose report is due."""
    log.info("owners_asked", count=status_reports.ask_owners(SystemActor.now()))


@queue.periodic(cron="25 5 * * *")
@queue.task(name="programme.take_figures", queueing_lock="programme.take_figures", retry=3)
def take_figures(timestamp: int) -> None:
    """Each morning: months that have been published of linked figures."""
    log.info("figures_taken", count=observing.take_all(SystemActor.now()))


@queue.task(name="programme.make_report", retry=5)
def make_report(*, report_id: str) -> None:
    """A report that somebody asked for, of one moment."""
    made = making.make(SystemActor.now(), UUID(report_id))
    log.info("report_made", report=report_id, made=made is not None)
