"""Jobs that keep the queue itself in order."""

import structlog
from procrastinate import JobContext
from procrastinate.contrib.django import app as queue

from luukku.audit import check
from luukku.core.actor import SystemActor
from luukku.project import retention
from luukku.project.jobs_app import SILENT_SECONDS

log = structlog.get_logger(__name__)
DAY_HOURS = 24


@queue.periodic(cron="* * * * *")
@queue.task(name="project.rescue_stalled_jobs", queueing_lock="project.rescue_stalled_jobs", pass_context=True)
async def rescue_stalled_jobs(context: JobContext, timestamp: int) -> None:
    """Give the jobs of workers that died (power cut, `kill -9`) back to the queue. Jobs may run twice without harm."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=SILENT_SECONDS):
        if job.id != context.job.id:
            await manager.retry_job(job)
            log.warning("job_rescued", task=job.task_name, job=job.id)


@queue.periodic(cron="17 3 * * *")
@queue.task(name="project.forget_finished_jobs", queueing_lock="project.forget_finished_jobs", pass_context=True)
async def forget_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Finished jobs are kept for a day, failed ones for thirty."""
    await context.app.job_manager.delete_old_jobs(nb_hours=DAY_HOURS)
    await context.app.job_manager.delete_old_jobs(nb_hours=30 * DAY_HOURS, include_failed=True)


@queue.periodic(cron="7 1 * * *")
@queue.task(name="project.anchor_trail", queueing_lock="project.anchor_trail")
def anchor_trail(timestamp: int) -> None:
    """Repeat where every chain of the trail stands, in the system's chain and in the log that leaves this machine."""
    for head in check.anchor_chains():
        log.info("trail_anchor", head=head)


@queue.periodic(cron="37 2 * * *")
@queue.task(name="project.forget_expired", queueing_lock="project.forget_expired")
def forget_expired(timestamp: int) -> None:
    """Remove what has been kept as long as its retention says."""
    for line in retention.run(SystemActor.now(), apply=True):
        log.info("retention", line=line)
