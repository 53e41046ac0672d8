"""Jobs of the toolkit: publishing on its day, the night's walk, asking links, machine translation."""

from uuid import UUID

import structlog
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.toolkit.services import by_machine, links, machine_requests, reviewing, upkeep

log = structlog.get_logger(__name__)


@queue.task(name="toolkit.publish_when_due", retry=5)
def publish_when_due(*, version_id: str) -> None:
    """Publish an approved version at its moment; run twice, it is published once."""
    reviewing.publish_when_due(SystemActor.now(), UUID(version_id))


@queue.periodic(cron="*/10 * * * *")
@queue.task(name="toolkit.publish_all_due", queueing_lock="toolkit.publish_all_due")
def publish_all_due(timestamp: int) -> None:
    """Whatever should be out by now and is not."""
    reviewing.publish_all_due(SystemActor.now())


@queue.periodic(cron="22 1 * * *")
@queue.task(name="toolkit.walk_through", queueing_lock="toolkit.walk_through", retry=3)
def walk_through(timestamp: int) -> None:
    """Each night: what is due for review, what is outdated, whose owner has left."""
    log.info("toolkit_walked", **upkeep.walk_through(SystemActor.now()))


@queue.periodic(cron="52 2 * * *")
@queue.task(name="toolkit.check_links", queueing_lock="toolkit.check_links")
def check_links(timestamp: int) -> None:
    """Each night: two hundred addresses that were not asked for a week."""
    log.info("links_checked", **links.check_some(SystemActor.now()))


@queue.periodic(cron="*/15 * * * *")
@queue.task(name="toolkit.give_machines_up", queueing_lock="toolkit.give_machines_up")
def give_machines_up(timestamp: int) -> None:
    """Texts for which a machine has not answered in a day: the page says so, and they can be asked again."""
    machine_requests.give_up(SystemActor.now())


@queue.task(name="toolkit.translate_by_machine", retry=RetryStrategy(max_attempts=5, exponential_wait=4))
def translate_by_machine(*, item_id: str, language: str) -> None:
    """Let a machine translate what is missing; run twice, nothing is asked or translated twice."""
    by_machine.translate(SystemActor.now(), UUID(item_id), language)
