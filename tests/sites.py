"""Running sites for tests: a command in a process of its own, with a database and a folder of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest

from luukku.project import environment
from luukku.project.postgres import Server

PATIENCE_SECONDS = 180


def free_port() -> int:
    with socket.socket() as somebody:
        somebody.bind(("127.0.0.1", 0))
        return somebody.getsockname()[1]


def status_of(url: str) -> int:
    """The answer's status; 0 when nobody answers."""
    try:
        return urllib.request.urlopen(url, timeout=10).status
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def wait_until(happens, what: str, seconds: float = PATIENCE_SECONDS) -> None:
    until = time.monotonic() + seconds
    while not happens():
        if time.monotonic() > until:
            pytest.fail(f"{what}: not within {seconds} s")
        time.sleep(0.1)


@contextmanager
def empty_folder(name: str):
    """A data folder that the database's user reaches; removed afterwards, with the server that may run in it."""
    folder = environment.data_dir() / f"{name}-{os.getpid()}"
    shutil.rmtree(folder, ignore_errors=True)
    try:
        yield folder
    finally:
        server = Server(folder / "postgres", durable=False)
        if server.is_running():
            server.ensure_running()
            server.leave()
        for made in (server.socket, server.base, folder):
            shutil.rmtree(made, ignore_errors=True)


def start(folder: Path, *words: str, **variables: str) -> subprocess.Popen[str]:
    """A `luukku` command in a process group of its own, so that Ctrl-C can be sent as a terminal sends it."""
    ours = ("LUUKKU_", "DATABASE_", "DJANGO_")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return subprocess.Popen(
        [sys.executable, "-m", "luukku.project.cli", *words],
        env=clean | {"LUUKKU_DATA": str(folder), "LUUKKU_DURABLE": "0", "PYTHONUNBUFFERED": "1"} | variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def stop(process: subprocess.Popen[str]) -> str:
    """Ctrl-C. Returns what the process had said."""
    os.killpg(process.pid, signal.SIGINT)
    told, _nothing = process.communicate(timeout=PATIENCE_SECONDS)
    return told
