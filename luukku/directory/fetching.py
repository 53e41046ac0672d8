"""Fetching a calendar from its address: only what changed, no more than fits, and never out of our own house."""

import http.client
import os
import time
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from luukku.core import clock, outside
from luukku.core.outside import Forbidden

TIMEOUT_SECONDS: Final = 10
WHOLE_SECONDS: Final = 30
"""An answer that trickles in for longer is given up."""
MOST_STEPS: Final = 4
MOST_BYTES: Final = 5 * 1024 * 1024
A_BITE: Final = 64 * 1024
LONGEST_WAIT: Final = timedelta(hours=24)
REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
PORTS: Final = (None, 80, 443, 8080, 8443)
AGENT: Final = "Luukku calendars"


class AwayError(OSError):
    """Nobody answers, or not with a calendar. `wait`: how long the other end asks us to stay away."""

    def __init__(self, why: str, wait: timedelta = timedelta(0)) -> None:
        super().__init__(why)
        self.wait = wait


class TooLargeError(Exception):
    """The answer is longer than we read."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. `content` is None when nothing changed since the marks that we showed."""

    content: bytes | None
    etag: str = ""
    last_modified: str = ""


def checked(url: str) -> str:
    """The address as we ask it: webcal becomes https.

    Raises:
        Forbidden: it is no http(s) address, or of a host that the operator does not allow (LUUKKU_CALENDAR_HOSTS).
    """
    told = url.strip()
    if told.lower().startswith(("webcal://", "webcals://")):
        told = f"https://{told.partition('://')[2]}"
    _checked(told)
    return told


def fetch(url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
    """The calendar at an address, redirects followed by us, each looked at anew.

    Args:
        etag, last_modified: what the last answer was marked with.

    Raises:
        Forbidden: it, or what it leads to, is no public address or none that is allowed.
        AwayError: no answer that can be used.
        TooLargeError: more than 5 MB.
    """
    marks = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    until = time.monotonic() + WHOLE_SECONDS
    for _step in range(MOST_STEPS):
        parts = _checked(url)
        answer = _ask(parts, {name: told for name, told in marks.items() if told}, until)
        if isinstance(answer, Fetched):
            return answer
        try:
            url = urljoin(url, answer)
        except ValueError as error:
            raise Forbidden from error
        if parts.scheme == "https" and urlsplit(url).scheme != "https":
            raise Forbidden
    msg = "it leads on and on"
    raise AwayError(msg)


def _checked(url: str) -> SplitResult:
    parts = outside.parsed(url)
    if parts.port not in PORTS and not outside.may_be_local():
        raise Forbidden
    allowed = os.environ.get("LUUKKU_CALENDAR_HOSTS", "").lower().split()
    host = (parts.hostname or "").rstrip(".")
    if allowed and not any(host == one or (one.startswith(".") and host.endswith(one)) for one in allowed):
        raise Forbidden
    return parts


def _ask(parts: SplitResult, marks: dict[str, str], until: float) -> Fetched | str:
    """The answer, or where it leads."""
    try:
        connection = outside.connect(parts, TIMEOUT_SECONDS)
    except OSError as error:
        raise AwayError(type(error).__name__) from error
    told = {"User-Agent": AGENT, "Accept": "text/calendar, */*;q=0.1", "Accept-Encoding": "identity"}
    try:
        with outside.until(WHOLE_SECONDS, connection):
            connection.request("GET", outside.asked_path(parts), headers=told | marks)
            return _read(connection.getresponse(), until)
    except (http.client.HTTPException, UnicodeError, ValueError) as error:
        raise AwayError(type(error).__name__) from error
    except AwayError:
        raise
    except OSError as error:
        raise AwayError(type(error).__name__) from error
    finally:
        connection.close()


def _read(answer: http.client.HTTPResponse, until: float) -> Fetched | str:
    place = answer.getheader("Location")
    if answer.status in REDIRECTS and place:
        return place
    etag, modified = (answer.getheader("ETag") or "")[:200], (answer.getheader("Last-Modified") or "")[:60]
    if answer.status == 304:
        return Fetched(None, etag, modified)
    if answer.status != 200:
        msg = f"answered {answer.status}"
        wait = outside.asked_to_wait(answer.getheader("Retry-After"), clock.now())
        raise AwayError(msg, min(wait, LONGEST_WAIT))
    if (answer.getheader("Content-Encoding") or "identity").lower() != "identity":
        msg = "packed, though we asked for it as it is"
        raise AwayError(msg)
    return Fetched(_content(answer, until), etag, modified)


def _content(answer: http.client.HTTPResponse, until: float) -> bytes:
    found = bytearray()
    while bite := answer.read1(A_BITE):
        found += bite
        if len(found) > MOST_BYTES:
            raise TooLargeError
        if time.monotonic() > until:
            msg = "it takes too long"
            raise AwayError(msg)
    if answer.length:
        msg = "cut short"
        raise AwayError(msg)
    return bytes(found)
