"""The demo: one command, one process for pages and jobs, and a database that stops with it."""

import asyncio
import os
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from luukku.project import environment, machine

if TYPE_CHECKING:
    import uvicorn

HOST = "127.0.0.1"
FIRST_PORT = 8000
PORTS_TO_TRY = 100
MEND_SECONDS = 1.0


def run(*, port: int | None, once: bool = False) -> int:
    """Make everything ready, tell where it is, and serve until Ctrl-C. Returns the exit status.

    Args:
        port: where to serve; None takes the first free one from 8000 on.
        once: stop when everything is ready.
    """
    began = time.monotonic()
    listening = listen(port)
    if listening is None:
        print(f"Port {port} is taken. Choose another one: make demo PORT={(port or FIRST_PORT) + 1}", file=sys.stderr)
        return 1
    address = f"http://{HOST}:{listening.getsockname()[1]}"
    people = _get_ready(address)
    if once:
        listening.close()
        print(f"Ready ({time.monotonic() - began:.1f} s).")
        return 0
    with suppress(KeyboardInterrupt):
        asyncio.run(_serve(listening, _welcome(address, people, time.monotonic() - began)))
    print("Stopped.")
    return 0


def listen(port: int | None) -> socket.socket | None:
    """A listening socket on the port, or on the first free one when none is given; None when there is none."""
    candidates = [port] if port is not None else range(FIRST_PORT, FIRST_PORT + PORTS_TO_TRY)
    for candidate in candidates:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, candidate))
            listening.listen(256)
        except OSError:
            listening.close()
        else:
            return listening
    return None


def _get_ready(address: str) -> Sequence[str]:
    """Environment, database, tables, people, files. Every step may have been done before, wholly or by half."""
    os.environ |= {"LUUKKU_DEMO": "1", "LUUKKU_ADDRESS": address}
    os.environ.setdefault("LUUKKU_LOG", "console")
    os.environ.setdefault("LUUKKU_LOG_LEVEL", "WARNING")
    _say("Database: starting PostgreSQL")
    environment.prepare()
    _say("Database: tables and reference data")
    import django

    django.setup()
    from luukku.project import assets, brought_up, demo

    if not brought_up.is_current():
        subprocess.run([sys.executable, "-m", "luukku.project.cli", "migrate", "--quiet"], check=True)
    _say("Demo region: invented people and families")
    people = demo.load().people
    _say("Demo region: families to count")
    demo.fill(environment.address_of(environment.DatabaseRole.OWNER))
    _say("Pages: style sheets and fonts")
    assets.collect()
    return people


def _welcome(address: str, people: Sequence[str], seconds: float) -> str:
    lines = ["", f"Luukku is at {address}   (ready in {seconds:.0f} s; Ctrl-C stops everything)", ""]
    if people:
        lines += ["Sign in as one of these; the sign-in page tells who they are and shows their codes:"]
        lines += [f"  {person}" for person in people] + [""]
    if missing := machine.degraded():
        lines += ["Works, but could work better on this machine:"]
        lines += [f"  {line}" for line in missing] + [""]
    return "\n".join(lines)


async def _serve(listening: socket.socket, welcome: str) -> None:
    import uvicorn

    from luukku.project import worker
    from luukku.project.asgi import application

    # style sheets and fonts come from the disk; that they are read in a thread is all right here
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
    config = uvicorn.Config(
        application, lifespan="off", access_log=False, log_config=None, server_header=False, timeout_graceful_shutdown=3
    )
    server = uvicorn.Server(config)
    beside = [
        asyncio.create_task(work) for work in (worker.keep_working(concurrency=4), _tell(server, welcome), _mend())
    ]
    try:
        await server.serve(sockets=[listening])
    finally:
        for task in beside:
            task.cancel()
        await asyncio.gather(*beside, return_exceptions=True)


async def _mend() -> None:
    """Start PostgreSQL again when somebody has killed it; pages and jobs find it by themselves."""
    while environment.uses_embedded_server():
        await asyncio.sleep(MEND_SECONDS)
        server = environment.embedded_server()
        if not server.is_running():
            await asyncio.to_thread(server.ensure_running)


async def _tell(server: "uvicorn.Server", welcome: str) -> None:
    """Say that the site is there, once it is."""
    while not server.started:
        await asyncio.sleep(0.05)
    print(welcome, flush=True)


def _say(step: str) -> None:
    print(f"  {step} …", flush=True)
