"""The demo site in a process of its own, against a copy of a database in which the demo region is loaded."""

import hashlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import psycopg

from luukku.core import clock
from luukku.project import databases
from tests import database

PACKAGE = database.ROOT / "luukku"
LEFT_OUT = {"tests", "__pycache__"}
PATIENCE_SECONDS = 180


class Site:
    """A running site: its address, its database, its log."""

    def __init__(self, name: str, template: str, folder: Path):
        self.server = databases.Urls.from_environment()
        self.name, self.folder = name, folder
        databases.drop(self.server, name)  # of one that did not come up
        self.urls = databases.create(self.server, name, template)
        self.log = folder / "site.log"
        self.port = _free_port()
        self.process = self._start(demo_command())

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def sql(self, query: str, *values: object) -> list[tuple]:
        """Rows from the site's database, entered with all rights."""
        with psycopg.connect(self.urls.owner, autocommit=True) as connection:
            cursor = connection.execute(query, values)  # type: ignore[call-overload]
            return cursor.fetchall() if cursor.description else []

    def errors(self) -> str:
        """The last error in the site's log, with its traceback."""
        lines = [line for line in self.log.read_text(encoding="utf-8").splitlines() if '"exception"' in line]
        return lines[-1].replace("\\n", "\n")[-3000:] if lines else ""

    def travel(self, moment: datetime) -> None:
        """Let time pass: the same region, served at another moment. Whoever had signed in is signed out by then."""
        self._end()
        self.process = self._start([sys.executable, "-m", "tests.browser.travelling", moment.isoformat(), "demo"])

    def stop(self) -> None:
        self._end()
        databases.drop(self.server, self.name)

    def _end(self) -> None:
        self.process.send_signal(signal.SIGINT)
        try:
            self.process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [*command, "--port", str(self.port)],
                env=demo_environment(self.urls, LUUKKU_LOG_LEVEL="INFO", LUUKKU_LOG="json"),
                cwd=database.ROOT,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and process.poll() is None:
            with suppress(OSError), urllib.request.urlopen(f"{self.address}/healthz", timeout=2):
                return process
            time.sleep(0.1)
        process.kill()
        msg = f"The demo did not start:\n{self.log.read_text(encoding='utf-8')[-4000:]}"
        raise RuntimeError(msg)


def demo_template() -> str:
    """The name of a database with the demo region of today, made when there is none. Copies of it are quick."""
    plain = database.TestDatabase("site")
    name = f"{database.PREFIX}template_demo_{_fingerprint()}"
    with database._one_at_a_time():
        database._sweep(plain.server, keep=plain.template)
        if not databases.exists(plain.server, plain.template):
            database._build_template(plain.server, plain.template)
        if not databases.exists(plain.server, name):
            _load_demo(plain, name)
        for used in (plain.template, name):
            database._stamp(used).touch()
    return name


def demo_command() -> list[str]:
    return [sys.executable, "-m", "luukku.project.cli", "demo"]


def demo_environment(urls: databases.Urls, **more: str) -> dict[str, str]:
    """As `make demo` has it, but for the database; what makes tests quick is left out."""
    kept = {key: value for key, value in os.environ.items() if key not in TEST_ONLY}
    static = str(database.HOME / "static_of_site")
    return kept | urls.as_environment() | {"LUUKKU_STATIC": static, "PYTHONUNBUFFERED": "1"} | more


TEST_ONLY = (
    "LUUKKU_STATIC_STORAGE",
    "DJANGO_ALLOW_ASYNC_UNSAFE",
    "LUUKKU_DEMO",
    "COV_CORE_SOURCE",
    "COVERAGE_PROCESS_CONFIG",
)


def _load_demo(plain: database.TestDatabase, name: str) -> None:
    unfinished = f"{database.PREFIX}unfinished_demo"
    databases.drop(plain.server, unfinished)
    urls = databases.create(plain.server, unfinished, plain.template)
    done = subprocess.run(
        [*demo_command(), "--once"],
        env=demo_environment(urls),
        cwd=database.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        msg = f"The demo region can't be loaded:\n{done.stdout[-2000:]}{done.stderr[-4000:]}"
        raise RuntimeError(msg)
    databases.rename(plain.server, unfinished, name)


def _fingerprint() -> str:
    """Of the whole package and the day: the demo is lived through services, and dated to today."""
    digest = hashlib.sha256(str(clock.today()).encode())
    for path in sorted(PACKAGE.rglob("*")):
        if path.is_file() and not LEFT_OUT & set(path.parts):
            digest.update(str(path).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port
