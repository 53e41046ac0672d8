"""Giving a file out: as a download that nobody keeps on the way, or as a picture inside a page; never as a page."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from luukku.files.kinds import PICTURES, Kind
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


def picture(opened: Opened, *, is_public: bool = False) -> HttpResponse:
    """The answer that carries a picture of a page; its address never gets another content, so it may be kept.

    Raises:
        ValueError: the file is no picture.
    """
    kind = Kind(opened.file.kind)
    if kind not in PICTURES:
        msg = "Only pictures are shown inside pages."
        raise ValueError(msg)
    response = HttpResponse(opened.content, content_type=kind.media_type)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = f"{'public' if is_public else 'private'}, max-age=86400, immutable"
    response["ETag"] = f'"{opened.file.sha256[:32]}"'
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    return response
