"""Jobs of programmes: asking owners how their measures go."""

import structlog
from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.programme.services import reports

log = structlog.get_logger(__name__)


@queue.periodic(cron="12 5 * * *")
@queue.task(name="programme.ask_owners", queueing_lock="programme.ask_owners", retry=3)
def ask_owners(timestamp: int) -> None:
    """Each morning: owners whose report is due."""
    log.info("owners_asked", count=reports.ask_owners(SystemActor.now()))
