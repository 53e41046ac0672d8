"""Asking a virus scanner: ClamAV's daemon over its own protocol, or honestly nobody.

LUUKKU_CLAMD names it: `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`. Where one is named and does not answer,
no file is taken in until it does.
"""

import os
import socket
import struct
from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol

TIMEOUT_SECONDS = 20
_CHUNK = 128 * 1024
_MOST_ANSWER = 4096


class Verdict(Enum):
    CLEAN = auto()
    INFECTED = auto()
    NOT_SCANNED = auto()
    """No scanner has been set up here."""


class Scanner(Protocol):
    def scan(self, content: bytes) -> Verdict:
        """What the scanner says. Raises OSError when it can't be reached or does not make sense."""


@dataclass(frozen=True, slots=True)
class Clamd:
    """The daemon behind a socket; every content is one connection (INSTREAM)."""

    address: str

    def scan(self, content: bytes) -> Verdict:
        with self._connected() as connection:
            connection.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), _CHUNK):
                part = content[start : start + _CHUNK]
                connection.sendall(struct.pack(">I", len(part)) + part)
            connection.sendall(struct.pack(">I", 0))
            answer = self._answer(connection)
        if answer.endswith("OK"):
            return Verdict.CLEAN
        if answer.endswith("FOUND"):
            return Verdict.INFECTED
        msg = f"The virus scanner answered {answer[:60]!r}."
        raise OSError(msg)

    def _connected(self) -> socket.socket:
        kind, _colon, place = self.address.partition(":")
        if kind == "unix":
            connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            connection.settimeout(TIMEOUT_SECONDS)
            connection.connect(place)
            return connection
        host, _colon, port = place.rpartition(":")
        if kind != "tcp" or not port.isdigit():
            msg = "LUUKKU_CLAMD must be unix:/path or tcp:host:port."
            raise OSError(msg)
        return socket.create_connection((host, int(port)), timeout=TIMEOUT_SECONDS)

    def _answer(self, connection: socket.socket) -> str:
        told = b""
        while not told.endswith(b"\0") and len(told) < _MOST_ANSWER:
            part = connection.recv(_MOST_ANSWER)
            if not part:
                break
            told += part
        return told.rstrip(b"\0\n").decode(errors="replace").strip()


class NoScanner:
    def scan(self, content: bytes) -> Verdict:
        return Verdict.NOT_SCANNED


def scanner() -> Scanner:
    """What the environment has set up."""
    address = os.environ.get("LUUKKU_CLAMD", "")
    return Clamd(address) if address else NoScanner()


def is_connected() -> bool:
    return not isinstance(scanner(), NoScanner)
