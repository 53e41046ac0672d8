"""A worker that is killed loses no job."""

import os
import subprocess
import sys
import time
from contextlib import suppress

import pytest
from django.db import connection
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import AlreadyEnqueued

WORKER = """
import asyncio, sys, time
from luukku.project.environment import prepare
prepare()
import django
django.setup()
from django.db import connection
from procrastinate.contrib.django import app
from luukku.project import worker

@app.task(name="tests.slow")
def slow():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO django_session VALUES (%s, '', now())", [sys.argv[1]])
    if sys.argv[1] == "killed":
        time.sleep(60)

asyncio.run(worker.work(wait=sys.argv[1] == "killed"))
"""


def start_worker(name: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WORKER, name], env=os.environ)


def ran() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_key FROM django_session ORDER BY expire_date")
        return [key for (key,) in cursor.fetchall()]


@pytest.mark.slow
def test_the_job_of_a_killed_worker_is_done_by_the_next_one(committed, as_owner):
    queue.configure_task("tests.slow", allow_unknown=True).defer()
    first = start_worker("killed")
    until = time.monotonic() + 20
    while ran() != ["killed"] and time.monotonic() < until:
        time.sleep(0.1)
    first.kill()
    first.wait()
    as_owner.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 minute'")

    with suppress(AlreadyEnqueued):  # by the killed worker, whose clock had come to it
        queue.configure_task("project.rescue_stalled_jobs").defer(timestamp=0)
    for name in ("second", "third"):  # one to find the job, and one in case the first had stopped looking
        start_worker(name).wait(timeout=30)

    assert ran() in (["killed", "second"], ["killed", "third"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE task_name = 'tests.slow'")
        assert cursor.fetchall() == [("succeeded",)]
