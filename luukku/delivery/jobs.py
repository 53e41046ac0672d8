"""Jobs of sending."""

from uuid import UUID

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app as queue

from luukku.core.actor import SystemActor
from luukku.delivery import services


@queue.task(
    name="delivery.deliver",
    queue="delivery",
    retry=RetryStrategy(max_attempts=services.MOST_TRIES, exponential_wait=4, retry_exceptions={OSError}),
)
def deliver(*, message_id: str) -> None:
    """Send one planned message; run twice, it is sent once."""
    services.deliver(SystemActor.now(), UUID(message_id))
