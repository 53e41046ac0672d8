"""Asking an address of the wide web whether it answers, without being led into our own house."""

import http.client
import ipaddress
import os
import socket
import ssl
from typing import Final
from urllib.parse import urljoin, urlsplit

TIMEOUT_SECONDS: Final = 8
MOST_STEPS: Final = 4
SHY: Final = frozenset({401, 403, 405, 406, 429, 999})
"""A page that answers so is there; it only does not like programs."""

AGENT: Final = "Luukku link check"


class Forbidden(Exception):  # noqa: N818 - what we do not do
    """The address leads to this machine or to a network that is nobody else's business."""


def status_of(url: str) -> int:
    """The status with which an address answers in the end, redirects followed by us.

    Raises:
        Forbidden: it, or what it leads to, is no public address.
        OSError: nobody answers.
    """
    for _step in range(MOST_STEPS):
        code, following = _ask(url, "HEAD")
        if code in (405, 501, 404, 403):
            code, following = _ask(url, "GET")
        if following is None:
            return code
        url = following
    return 310


def _ask(url: str, method: str) -> tuple[int, str | None]:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Forbidden
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = _public_address(parts.hostname, port)
    connection = _connection(parts.scheme, parts.hostname, port, address)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        connection.request(method, path, headers={"User-Agent": AGENT, "Accept": "*/*"})
        answer = connection.getresponse()
        place = answer.getheader("Location")
        return answer.status, urljoin(url, place) if place and 300 <= answer.status < 400 else None
    except (http.client.HTTPException, UnicodeError) as error:
        msg = "The answer could not be read."
        raise OSError(msg) from error
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int, address: str) -> http.client.HTTPConnection:
    """A connection to the very address that was looked at, so that a name can't change between look and leap."""
    made: http.client.HTTPConnection
    if scheme == "https":
        made = http.client.HTTPSConnection(host, port, timeout=TIMEOUT_SECONDS)
        plain = socket.create_connection((address, port), TIMEOUT_SECONDS)
        made.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    else:
        made = http.client.HTTPConnection(host, port, timeout=TIMEOUT_SECONDS)
        made.sock = socket.create_connection((address, port), TIMEOUT_SECONDS)
    return made


def _public_address(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise Forbidden from error
    for *_more, place in found:
        address = ipaddress.ip_address(place[0])
        if address.is_global or os.environ.get("LUUKKU_LINKS_MAY_BE_LOCAL") == "1":
            return str(place[0])
    raise Forbidden
