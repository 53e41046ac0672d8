"""Jobs of figures: count what changed in the night, then publish what has ended."""

from datetime import date
from uuid import UUID

import structlog
from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.insight.services import publishing, refreshing

log = structlog.get_logger(__name__)


@queue.periodic(cron="40 2 * * *")
@queue.task(name="insight.refresh", queueing_lock="insight.refresh", lock="insight", retry=3)
def refresh(timestamp: int) -> None:
    """Each night: the read model, then a job for each region and month that waits to be published."""
    actor = SystemActor.now()
    done = refreshing.refresh(actor)
    log.info("figures_counted", cases=done.cases, months=done.months, asked=publishing.ask(actor))


@queue.task(name="insight.publish", priority=-10, retry=3)
def publish(*, month: str, region_id: str) -> None:
    """The figures of one region and month, after what somebody waits for."""
    done = publishing.publish(SystemActor.now(), date.fromisoformat(month), UUID(region_id))
    log.info("figures_published", count=done)
