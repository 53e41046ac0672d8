"""Jobs of accounts."""

from procrastinate.contrib.django import app as queue

from luukku.accounts import services
from luukku.core.actor import SystemActor


@queue.periodic(cron="47 2 * * *")
@queue.task(name="accounts.forget_old_sessions", queueing_lock="accounts.forget_old_sessions")
def forget_old_sessions(timestamp: int) -> None:
    """Sessions nobody can use any more, and the devices they came from, are forgotten every night."""
    services.forget_old_sessions(SystemActor.now())
