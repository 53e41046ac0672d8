"""Somebody unknown who sends a form: from our own page, and not too often. Nothing here tells who they are."""

import hashlib
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from luukku.core import clock


def ensure_from_here(request: HttpRequest) -> None:
    """A browser tells which site a form was on. Another site's is refused."""
    told = request.headers.get("Origin", "")
    if told and told != "null" and urlsplit(told).netloc != request.get_host():
        raise PermissionDenied


def mark(request: HttpRequest) -> str:
    """What tells one visitor from another today and can't be turned back into an address.

    Many share the address of a library or a reception centre, so the kind of browser tells them apart as well.
    """
    address = get_adapter(request).get_client_ip(request)
    browser = request.headers.get("User-Agent", "")[:300]
    told = f"{settings.SECRET_KEY}|{clock.today()}|{address}|{browser}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
