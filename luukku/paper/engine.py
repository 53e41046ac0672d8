"""Orders to the press: the typst compiler works in a process of its own, one for each process that prints.

The fonts and what the compiler remembers take some 130 MB; a web worker that never prints holds none of it, and a
document that would never end is stopped without harm to the pages.
"""

import atexit
import json
import os
import select
import subprocess
import sys
import threading
import time
from typing import IO, Any, cast

from luukku.paper import fonts
from luukku.paper.wire import FAILED, HEAD, length

PATIENCE_SECONDS = 30
"""The longest document a worker prints takes under a second."""

_CHUNK = 1 << 16


class PressError(Exception):
    """The document could not be printed; the text says why, for the log."""


class _PressGoneError(Exception):
    """The process ended, for example because the machine ran out of memory."""


class _Feeder:
    """Keeps one press at work; one order at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._press: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def order(self, order: dict[str, Any]) -> bytes:
        """The printed document. A press that is gone is replaced once.

        Raises:
            PressError: the compiler refused the document, or took too long.
        """
        line = json.dumps(order, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
        with self._lock:
            try:
                return self._send(line)
            except _PressGoneError:
                self.close()
            try:
                return self._send(line)
            except _PressGoneError as error:
                self.close()
                msg = "The press ended while it printed."
                raise PressError(msg) from error

    def close(self) -> None:
        press, self._press = self._press, None
        if press is not None and self._owner == os.getpid():
            press.kill()
            press.communicate()

    def _send(self, line: bytes) -> bytes:
        press = self._running()
        until = time.monotonic() + PATIENCE_SECONDS
        try:
            _pipe(press.stdin).write(line)
            _pipe(press.stdin).flush()
        except OSError as error:
            raise _PressGoneError from error
        head = self._read(press, HEAD, until)
        body = self._read(press, length(head), until)
        if head[:1] == FAILED:
            raise PressError(body.decode(errors="replace"))
        return body

    def _running(self) -> subprocess.Popen[bytes]:
        """The press of this process: after a fork the parent's is not ours."""
        if self._press is None or self._owner != os.getpid() or self._press.poll() is not None:
            self._owner = os.getpid()
            self._press = subprocess.Popen(
                [sys.executable, "-m", "luukku.paper.press"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
        return self._press

    def _read(self, press: subprocess.Popen[bytes], size: int, until: float) -> bytes:
        answers, got = _pipe(press.stdout).fileno(), bytearray()
        while len(got) < size:
            if not select.select([answers], [], [], max(0.0, until - time.monotonic()))[0]:
                self.close()
                msg = f"The press took longer than {PATIENCE_SECONDS} seconds."
                raise PressError(msg)
            chunk = os.read(answers, min(_CHUNK, size - len(got)))
            if not chunk:
                raise _PressGoneError
            got += chunk
        return bytes(got)


_feeder = _Feeder()
atexit.register(_feeder.close)


def compile_pdf(template: str, payload: dict[str, Any], *, at: int, with_cjk: bool) -> bytes:
    """A tagged PDF/UA-1 file; equal arguments give equal bytes.

    Args:
        template: file name in the templates' folder.
        payload: plain values; they travel as JSON and are never read as markup.
        at: moment of printing, in seconds since 1970.
        with_cjk: give the compiler the big font too.

    Raises:
        PressError: the document could not be printed.
    """
    return _feeder.order(_order(template, payload, at=at, with_cjk=with_cjk))


def compile_png(template: str, payload: dict[str, Any], *, ppi: int, with_cjk: bool) -> bytes:
    """The template's only page as a picture with `ppi` dots in an inch; otherwise as `compile_pdf`."""
    return _feeder.order({**_order(template, payload, at=0, with_cjk=with_cjk), "ppi": ppi})


def _order(template: str, payload: dict[str, Any], *, at: int, with_cjk: bool) -> dict[str, Any]:
    data = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    paths = fonts.CJK_PATHS if with_cjk else fonts.COMMON_PATHS
    return {"template": template, "at": at, "fonts": list(paths), "data": data}


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    """A pipe of the press, which is always started with both."""
    return cast("IO[bytes]", pipe)
