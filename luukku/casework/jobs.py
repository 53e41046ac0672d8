"""Jobs of casework: copies of one person's data, the night's run over all dates, Monday's mail, files brought in."""

from uuid import UUID

import structlog
from procrastinate.contrib.django import app as queue

from luukku.casework import services
from luukku.casework.services import imports
from luukku.core import clock
from luukku.core.actor import SystemActor

log = structlog.get_logger(__name__)


@queue.task(name="casework.make_export")
def make_export(*, export_id: str) -> None:
    """Put a copy of one person's data together. Run twice, it is made once; what fails is told on its page."""
    services.make_export(SystemActor.now(), UUID(export_id))


@queue.periodic(cron="12 1 * * *")
@queue.task(name="casework.run_clocks", queueing_lock="casework.run_clocks", retry=3)
def run_clocks(timestamp: int) -> None:
    """Each night: what time starts, what moves on, who is told. Goes on where it was killed."""
    done = services.run_clocks(SystemActor.now())
    log.info("clocks_run", cases=done.cases, started=done.started, told=done.told)


@queue.periodic(cron="0 5 * * 1")
@queue.task(name="casework.send_digests", queueing_lock="casework.send_digests", retry=3)
def send_digests(timestamp: int) -> None:
    """Each Monday morning, a mail with counts to whoever wants it."""
    log.info("digests_planned", count=services.send_digests(SystemActor.now()))


@queue.task(name="casework.work_on_import", retry=3)
def work_on_import(*, batch_id: str, what: str) -> None:
    """Check, try or take in a large file. Run twice, it is done once: the file's state says what is due."""
    imports.work_as_bringer(UUID(batch_id), what, clock.now())
