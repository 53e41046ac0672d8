"""One production server for one database, and a visitor who asks it one thing after the other."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from luukku.project.bench.counting import ASKED
from luukku.project.databases import Urls

PATIENCE_SECONDS = 60
KEPT_SECONDS = 3
SESSION_COOKIE, FORM_COOKIE = "bench_session", "bench_csrf"
TOKEN = "b" * 32
"""Any 32 letters are a valid secret of a form token, as long as cookie and form hold the same."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One request and its whole answer.

    Attributes:
        seconds: from sending the first byte to having read the last. bytes: the body as it came over the wire.
        counted: statements and rows, when the request asked for them.
    """

    status: int
    seconds: float
    body: bytes
    headers: Mapping[str, str]
    counted: tuple[int, int] | None = None


class Site:
    """A server process of its own and a kept connection to it. Use as a context manager: it leaves nothing running."""

    def __init__(self, urls: Urls) -> None:
        self.urls = urls
        self.port = _free_port()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: http.client.HTTPConnection | None = None
        self._used_at = 0.0

    def __enter__(self) -> "Site":
        settings = {
            "DJANGO_SETTINGS_MODULE": "luukku.project.bench.settings",
            "LUUKKU_ADDRESS": f"http://127.0.0.1:{self.port}",
            "LUUKKU_LOG": "json",
            "LUUKKU_DEMO": "0",
        }
        command = [sys.executable, "-m", "luukku.project.cli", "serve", "--port", str(self.port), "--workers", "1"]
        self._process = subprocess.Popen(
            command,
            env=os.environ | self.urls.as_environment() | settings,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._await()
        return self

    def __exit__(self, *_error: object) -> None:
        if self._connection:
            self._connection.close()
        if self._process:
            self._process.terminate()
            try:
                self._process.wait(timeout=PATIENCE_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()

    def visit(
        self, path: str, session: str = "", *, form: Mapping[str, str] | None = None, count: bool = False
    ) -> Visit:
        """Ask for a page as a browser does, or send a form."""
        cookies = f"{SESSION_COOKIE}={session}; {FORM_COOKIE}={TOKEN}"
        headers = {"Accept-Encoding": "gzip", "Cookie": cookies}
        if count:
            headers[ASKED] = "1"
        body = None
        if form is not None:
            body = urlencode({"csrfmiddlewaretoken": TOKEN, **form}).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = self._connected()
        began = time.perf_counter()
        connection.request("GET" if form is None else "POST", path, body=body, headers=headers)
        answer = connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - began
        told = {name.lower(): value for name, value in answer.getheaders()}
        counts = told.get(ASKED.lower(), "").split()
        counted = (int(counts[0]), int(counts[1])) if counts else None
        return Visit(answer.status, seconds, content, told, counted)

    @property
    def _worker(self) -> int | None:
        """The process that draws the pages: of the server's children the one with the most memory, save the press."""
        children = _children(self._process.pid) if self._process else []
        return max((pid for pid in children if not _is_press(pid)), key=_resident, default=None)

    def press_bytes(self) -> int:
        """Resident memory of the processes that print papers."""
        children = _children(self._process.pid) if self._process else []
        return sum(_resident(pid) for pid in children if _is_press(pid)) * os.sysconf("SC_PAGE_SIZE")

    def processor_seconds(self) -> float:
        """Processor time that the web worker has used so far; unlike elapsed time, a busy machine changes it little."""
        worker = self._worker
        if worker is None:
            return 0.0
        told = Path(f"/proc/{worker}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")

    def memory_bytes(self) -> dict[str, int]:
        """Resident memory of the web worker, now and at its highest; nothing where there is no /proc."""
        worker = self._worker
        if worker is None:
            return {}
        told = Path(f"/proc/{worker}/status").read_text(encoding="ascii")
        found = {name: re.search(rf"{name}:\s+(\d+) kB", told) for name in ("VmRSS", "VmHWM")}
        return {name: int(match[1]) * 1024 for name, match in found.items() if match}

    def _connected(self) -> http.client.HTTPConnection:
        """The connection, made anew when it was left alone so long that the server may have closed it."""
        idle = time.monotonic() - self._used_at
        self._used_at = time.monotonic()
        if self._connection and idle > KEPT_SECONDS:
            self._connection.close()
            self._connection = None
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE_SECONDS)
        return self._connection

    def _await(self) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            try:
                if self.visit("/healthz").status == http.HTTPStatus.OK:
                    return
            except OSError:
                self._connection = None
            if self._process and self._process.poll() is not None:
                break
            time.sleep(0.1)
        self.__exit__()
        msg = "The server under test did not start; `luukku serve` tells why."
        raise RuntimeError(msg)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _children(pid: int) -> list[int]:
    """Processes started by this one, and by those."""
    try:
        direct = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [found for child in map(int, direct) for found in (child, *_children(child))]


def _is_press(pid: int) -> bool:
    try:
        return b"luukku.paper.press" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def _resident(pid: int) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
