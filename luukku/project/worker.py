"""Running the jobs: alone (`luukku worker`), or beside the pages in one process (`luukku demo`)."""

import asyncio
from copy import copy

import attr
import structlog
from django.db import DatabaseError
from procrastinate import App
from procrastinate.contrib.django import procrastinate_app
from procrastinate.exceptions import ConnectorException
from procrastinate.manager import JobManager
from procrastinate.periodic import PeriodicRegistry

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
    async with worker_queue().open_async() as own:
        await own.run_worker_async(
            concurrency=concurrency,
            wait=wait,
            install_signal_handlers=own_signals,
            update_heartbeat_interval=HEARTBEAT_SECONDS,
            stalled_worker_timeout=SILENT_SECONDS,
            shutdown_graceful_timeout=GRACE_SECONDS,
        )


def worker_queue() -> App:
    """The queue as the worker sees it: the same tasks, through connections of the worker's own.

    The queue that services plan with stays as it is, on Django's connection. Were its connector replaced while the
    worker runs, whatever is planned in this process meanwhile (the pages of the demo, jobs that plan jobs) would be
    planned outside the transaction it belongs to: the worker would run it before the change is there, or after it
    was undone.
    """
    planned_with: App = procrastinate_app.current_app
    planned_with.perform_import_paths()  # type: ignore[no-untyped-call]
    own = copy(planned_with)
    own.connector = planned_with.connector.get_worker_connector()  # type: ignore[attr-defined]
    own.job_manager = JobManager(own.connector)
    bound = {id(task): copy(task) for task in planned_with.tasks.values()}
    for task in bound.values():
        task.blueprint = own
    own.tasks = {name: bound[id(task)] for name, task in planned_with.tasks.items()}
    own.periodic_registry = PeriodicRegistry()  # type: ignore[no-untyped-call]
    for key, one in planned_with.periodic_registry.periodic_tasks.items():
        own.periodic_registry.periodic_tasks[key] = attr.evolve(one, task=bound[id(one.task)])
    return own


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
