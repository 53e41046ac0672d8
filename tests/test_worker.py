"""Jobs are done soon, also those planned before a worker was there; a worker that is killed loses none."""

import asyncio
import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app as queue
from procrastinate.exceptions import AlreadyEnqueued

from luukku.accounts.tests.factories import a_user
from luukku.delivery import services as delivery
from luukku.delivery.models import Message
from luukku.project import worker

SOON_SECONDS = 5
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
    until = time.monotonic() + 60
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


def left(message: Message | None) -> bool:
    """Whether a worker has taken the message up; where no mail server is, that is as far as it comes."""
    message.refresh_from_db()
    return message.state != Message.State.PLANNED


def soon(happens) -> bool:
    until = time.monotonic() + SOON_SECONDS
    while not (happened := happens()) and time.monotonic() < until:
        time.sleep(0.05)
    return happened


@pytest.mark.slow
def test_mails_leave_soon_whether_planned_before_the_worker_or_beside_it(committed, tmp_path):
    before = delivery.nudge(a_user(), "care_team")
    log = tmp_path / "worker.log"
    with log.open("wb") as told, beside_us([sys.executable, "-m", "luukku.project.cli", "worker"], told):
        until = time.monotonic() + 60
        while not left(before) and time.monotonic() < until:
            time.sleep(0.1)
        beside = delivery.nudge(a_user(), "care_team")

        assert left(before), log.read_text()
        assert soon(lambda: left(beside)), log.read_text()


@contextmanager
def beside_us(command, told):
    process = subprocess.Popen(command, env=os.environ, stdout=told, stderr=told)
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=30)


def test_what_is_planned_beside_a_worker_in_one_process_keeps_to_its_transaction(committed, as_owner):
    """As in the demo: a job that is there before its change would find nothing to do, and be done with."""

    def known() -> int:
        return as_owner.execute("SELECT count(*) FROM procrastinate_jobs WHERE queue_name = 'delivery'").fetchone()[0]

    def a_request() -> None:
        try:
            with transaction.atomic():
                message = delivery.nudge(a_user(), "care_team")
                assert known() == 0
                time.sleep(0.5)
            assert soon(lambda: left(message))
            with transaction.atomic():
                delivery.nudge(a_user(), "care_team")
                transaction.set_rollback(True)
            assert known() == 1
        finally:
            connection.close()

    async def both() -> None:
        working = asyncio.create_task(worker.work(own_signals=False))
        await asyncio.sleep(0.5)
        try:
            await asyncio.to_thread(a_request)
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)

    asyncio.run(both())
