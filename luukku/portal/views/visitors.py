"""Somebody unknown who sends a form: from our own page, and not too often. Nothing here tells who they are."""

from urllib.parse import urlsplit

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from luukku.accounts import visitors


def ensure_from_here(request: HttpRequest) -> None:
    """A browser tells which site a form was on. Another site's is refused."""
    told = request.headers.get("Origin", "")
    if told and told != "null" and urlsplit(told).netloc != request.get_host():
        raise PermissionDenied
    if request.headers.get("Sec-Fetch-Site") == "cross-site":  # from a frame without a site of its own, too
        raise PermissionDenied


def marks(request: HttpRequest) -> tuple[str, str]:
    """The marks of a visitor, and of the address.

    Many share the address of a library or a reception centre, so the kind of browser tells visitors apart as well.
    """
    return visitors.mark(request, request.headers.get("User-Agent", "")[:300]), visitors.mark(request)
