"""Leaping to an address of the wide web without being led into our own house, and staying away when asked to."""

import http.client
import ipaddress
import os
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final
from urllib.parse import SplitResult, urlsplit

NAT64: Final = ipaddress.IPv6Network("64:ff9b::/96")
"""Behind these a gateway reaches IPv4 addresses, our own too (RFC 6052)."""


class Forbidden(Exception):  # noqa: N818 - what we do not do
    """The address leads to this machine or to a network that is nobody else's business."""


def may_be_local() -> bool:
    """Whether addresses of this machine may be asked: only for trying things out (LUUKKU_LINKS_MAY_BE_LOCAL=1)."""
    return os.environ.get("LUUKKU_LINKS_MAY_BE_LOCAL") == "1"


def parsed(url: str) -> SplitResult:
    """An address in its parts.

    Raises:
        Forbidden: it is no address of the web.
    """
    try:
        parts = urlsplit(url)
        _port = parts.port
    except ValueError as error:
        raise Forbidden from error
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Forbidden
    return parts


def asked_path(parts: SplitResult) -> str:
    """What of an address is told to its server."""
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def connect(parts: SplitResult, timeout: float) -> http.client.HTTPConnection:
    """A connection to the very address that was looked at, so that a name can't change between look and leap.

    Args:
        parts: as `parsed` gives them. timeout: seconds.

    Raises:
        Forbidden: it is no address of the public web.
        OSError: nobody is there.
    """
    if not parts.hostname or parts.username or parts.password:
        raise Forbidden
    port = parts.port or (443 if parts.scheme == "https" else 80)
    address = public_address(parts.hostname, port)
    plain = socket.create_connection((address, port), timeout)
    made: http.client.HTTPConnection
    if parts.scheme == "https":
        made = http.client.HTTPSConnection(parts.hostname, port, timeout=timeout)
        made.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=parts.hostname)
    else:
        made = http.client.HTTPConnection(parts.hostname, port, timeout=timeout)
        made.sock = plain
    return made


def public_address(host: str, port: int) -> str:
    """The first address of a host, when all that it has are public.

    Raises:
        Forbidden: one of them is not.
        OSError: the name is nobody's.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except UnicodeError as error:
        raise Forbidden from error
    addresses = [str(place[0]) for *_more, place in found]
    if not addresses or not (may_be_local() or all(_is_public(one) for one in addresses)):
        raise Forbidden
    return addresses[0]


@contextmanager
def until(seconds: float, connection: http.client.HTTPConnection) -> Iterator[None]:
    """End a conversation that takes longer, whoever drips it out sign by sign.

    Raises:
        TimeoutError: it was ended, and what has been read may be cut short.
    """
    sock, is_ended = connection.sock, threading.Event()

    def end() -> None:
        is_ended.set()
        with suppress(OSError):
            socket.socket.shutdown(sock, socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if is_ended.is_set():
        raise TimeoutError


def _is_public(told: str) -> bool:
    address = ipaddress.ip_address(told.partition("%")[0])
    if not address.is_global or address.is_multicast or address.is_reserved:
        return False
    if isinstance(address, ipaddress.IPv4Address):
        return True
    inner = address.ipv4_mapped or address.sixtofour or (_last_four(address) if address in NAT64 else None)
    return not address.is_site_local and (inner is None or inner.is_global)


def _last_four(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address:
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)


def asked_to_wait(retry_after: str | None, at: datetime) -> timedelta:
    """How long the other end asks us to stay away: its Retry-After, told as seconds or as a moment; else no time."""
    told = (retry_after or "").strip()
    if told.isascii() and told.isdigit():
        return timedelta(seconds=int(told[:7]))
    try:
        until = parsedate_to_datetime(told)
    except (TypeError, ValueError):
        return timedelta(0)
    moment: datetime = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(timedelta(0), moment - at)
