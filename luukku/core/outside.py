"""Leaping to an address of the wide web without being led into our own house."""

import http.client
import ipaddress
import os
import socket
import ssl
from urllib.parse import SplitResult


class Forbidden(Exception):  # noqa: N818 - what we do not do
    """The address leads to this machine or to a network that is nobody else's business."""


def may_be_local() -> bool:
    """Whether addresses of this machine may be asked: only for trying things out (LUUKKU_LINKS_MAY_BE_LOCAL=1)."""
    return os.environ.get("LUUKKU_LINKS_MAY_BE_LOCAL") == "1"


def connect(parts: SplitResult, timeout: float) -> http.client.HTTPConnection:
    """A connection to the very address that was looked at, so that a name can't change between look and leap.

    Raises:
        Forbidden: it is no address of the public web.
        OSError: nobody is there.
    """
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or parts.password:
        raise Forbidden
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise Forbidden from error
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


def _is_public(told: str) -> bool:
    address = ipaddress.ip_address(told.partition("%")[0])
    inner = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return address.is_global and not address.is_multicast and (inner is None or inner.is_global)
