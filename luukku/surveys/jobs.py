"""Jobs of surveys: closing on the last day."""

import structlog
from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.surveys.services import waves

log = structlog.get_logger(__name__)


@queue.periodic(cron="7 0 * * *")
@queue.task(name="surveys.close_all_due", queueing_lock="surveys.close_all_due", retry=3)
def close_all_due(timestamp: int) -> None:
    """Each night: what has passed its last day."""
    log.info("surveys_closed", closed=waves.close_all_due(SystemActor.now()))
