"""Two connections at once, for tests whose transactions really commit (the fixture `committed`)."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction

from luukku.core.errors import Conflict, RuleViolation

REFUSALS = (RuleViolation, Conflict, PermissionDenied, ValidationError)
WAITS_FOR_US = "SELECT count(*) FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
LONGEST_WAIT = 5.0
"""Seconds in which the second deed must have come to a lock, or to its end."""


def ended(deed: Callable[[], Any]) -> str:
    """What the deed ended in, on a connection of its own."""
    try:
        with transaction.atomic():
            deed()
    except REFUSALS as error:
        return type(error).__name__
    finally:
        connection.close()
    return "done"


def at_once(*deeds: Callable[[], Any]) -> list[str]:
    """What each deed ended in, all begun at the same moment."""
    gate = Barrier(len(deeds))

    def do(deed: Callable[[], Any]) -> str:
        gate.wait()
        return ended(deed)

    with ThreadPoolExecutor(len(deeds)) as pool:
        return sorted(pool.map(do, deeds))


def meanwhile(first: Callable[[], Any], second: Callable[[], Any]) -> str:
    """What the second deed ended in when it began after the first was done and before that was committed."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            waiting = pool.submit(ended, second)
            _wait_for_lock(waiting)
        return waiting.result()


def _wait_for_lock(deed: "Future[str]") -> None:
    """Until the other connection waits for what this one holds."""
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until and not deed.done():
        with connection.cursor() as cursor:
            cursor.execute(WAITS_FOR_US)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.02)
