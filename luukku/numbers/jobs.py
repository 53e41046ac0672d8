"""Jobs of published figures: a table is made safe and published."""

from uuid import UUID

from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.numbers import services


@queue.task(name="numbers.publish", priority=-10, retry=3)
def publish(*, publication_id: str) -> None:
    """Make one table safe and publish it; run twice, it is published once.

    After what somebody waits for: solving takes long.
    """
    services.work_on(SystemActor.now(), UUID(publication_id))
