"""The demo and the production server as whole processes: they start, recover, and leave nothing behind."""

import os
import signal

import pytest

from luukku.project.postgres import Server
from tests.sites import empty_folder, free_port, start, status_of, stop, wait_until

pytestmark = pytest.mark.slow

FIRST_START_SECONDS = 400
"""45 on an idle machine; beside other tests it has taken four times as long."""


@pytest.fixture(scope="module")
def folder():
    with empty_folder("demo") as folder:
        start(folder, "migrate", "--quiet").communicate(timeout=120)  # every test may be the first one here
        yield folder


def postmaster_of(server: Server) -> int:
    """The process of the database server; 0 while there is none. What the killed one had open may still answer."""
    try:
        return int((server.cluster / "postmaster.pid").read_text().split()[0])
    except (FileNotFoundError, IndexError):
        return 0


def test_the_demo_recovers_from_a_killed_database_stops_with_all_it_started_and_starts_again_soon(folder):
    address = f"http://127.0.0.1:{(port := free_port())}"
    demo = start(folder, "demo", "--port", str(port))
    is_ready = lambda: status_of(f"{address}/readiness") == 200 or demo.poll() is not None  # noqa: E731
    wait_until(is_ready, "the demo is ready", FIRST_START_SECONDS)
    server = Server(folder / "postgres", durable=False)
    postmaster = postmaster_of(server)

    assert status_of(f"{address}/sign-in/") == 200
    os.kill(postmaster, signal.SIGKILL)
    wait_until(lambda: postmaster_of(server) not in (0, postmaster), "another server has started")
    wait_until(lambda: status_of(f"{address}/readiness") == 200 and server.is_running(), "the site is back")
    assert status_of(f"{address}/sign-in/") == 200
    told = stop(demo)

    assert f"Luukku is at {address}" in told
    assert "@luukku.example" in told
    assert told.rstrip().endswith("Stopped.")
    assert not server.is_running()
    _start_again(folder)


def _start_again(folder):
    """Here, since a test of its own may run in another process, whose folder has no demo: the first start again."""
    demo = start(folder, "demo", "--once", "--port", str(free_port()))
    told, _nothing = demo.communicate(timeout=60)

    seconds = float(told.split("Ready (")[1].split(" s)")[0])
    assert demo.returncode == 0
    assert seconds <= 20  # 3 on an idle machine; 10 is promised


def test_the_production_server_serves_and_stops_in_order(folder):
    address = f"http://127.0.0.1:{(port := free_port())}"
    site = start(folder, "serve", "--port", str(port), "--workers", "1", LUUKKU_ADDRESS=address)
    wait_until(lambda: status_of(f"{address}/healthz") == 200 or site.poll() is not None, "the site answers")

    assert status_of(f"{address}/sign-in/") == 200
    assert status_of(f"{address}/demo/") == 404
    stop(site)

    assert site.returncode == 0
    assert not Server(folder / "postgres").is_running()


def test_the_worker_tells_that_it_lives_and_stops_in_order(folder):
    worker = start(folder, "worker", "--until-empty")
    worker.communicate(timeout=60)

    assert worker.returncode == 0


def test_the_machine_is_checked_and_the_trail_is_whole(folder):
    machine, trail = start(folder, "check"), start(folder, "check", "trail")
    told_of_machine, told_of_trail = machine.communicate(timeout=60)[0], trail.communicate(timeout=60)[0]

    assert (machine.returncode, trail.returncode) == (0, 0)
    assert "PostgreSQL" in told_of_machine
    assert "0 problems" in told_of_trail
