"""Giving a file out: always as a download, never as a page of ours, and kept by nobody on the way."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from luukku.files.kinds import Kind
from luukku.files.services import Opened

POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
"""Should a browser show it all the same, it runs nothing and fetches nothing."""


def attachment(opened: Opened) -> HttpResponse:
    """The answer that carries a file."""
    response = HttpResponse(opened.content, content_type=Kind(opened.file.kind).media_type)
    response["Content-Disposition"] = content_disposition_header(True, opened.file.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = "no-store"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
