"""Running the jobs: alone (`luukku worker`), or beside the pages in one process (`luukku demo`)."""

import asyncio

import structlog
from django.db import DatabaseError
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import ConnectorException

from luukku.project.jobs_app import HEARTBEAT_SECONDS, SILENT_SECONDS

GRACE_SECONDS = 20.0
"""How long running jobs may go on when the worker is told to stop. What is cut off is rescued by the next worker."""

PAUSE_SECONDS = 2.0
log = structlog.get_logger(__name__)


async def work(*, concurrency: int = 4, wait: bool = True, own_signals: bool = True) -> None:
    """Run jobs until told to stop.

    Args:
        concurrency: jobs at once.
        wait: False returns when the queue is empty.
        own_signals: whether Ctrl-C and SIGTERM stop it; False where somebody else handles them and cancels us.
    """
    with queue.replace_connector(queue.connector.get_worker_connector()):  # type: ignore[attr-defined]
        async with queue.open_async():
            await queue.run_worker_async(
                concurrency=concurrency,
                wait=wait,
                install_signal_handlers=own_signals,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=SILENT_SECONDS,
                shutdown_graceful_timeout=GRACE_SECONDS,
            )


async def keep_working(*, concurrency: int, own_signals: bool = False) -> None:
    """Run jobs, and begin again when the database was away for a while."""
    while True:
        try:
            await work(concurrency=concurrency, own_signals=own_signals)
        except (ConnectorException, DatabaseError, OSError):
            log.warning("worker_lost_the_database", again_in_seconds=PAUSE_SECONDS)
            await asyncio.sleep(PAUSE_SECONDS)
        else:
            return
