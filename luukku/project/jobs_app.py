"""The queue, by the name that apps import: `from luukku.project.jobs_app import queue` is for this app alone.

Other apps write `from procrastinate.contrib.django import app as queue` in their `jobs.py`; Django finds those modules
by PROCRASTINATE_AUTODISCOVER_MODULE_NAME. Services plan a job by its name, in their own transaction.
"""

from procrastinate.contrib.django import app as queue

HEARTBEAT_SECONDS = 5.0
SILENT_SECONDS = 30.0
"""A worker not heard of for so long is dead; its jobs go back into the queue."""

__all__ = ["HEARTBEAT_SECONDS", "SILENT_SECONDS", "queue"]
