"""Public pages, answered before sessions and sign-in: kept by the state of what is published, and counted.

Nothing on these pages depends on who asks, so cookies are taken off the request and off the answer.
"""

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from luukku.core import clock
from luukku.core.compressed import takes_gzip
from luukku.language.languages import FAMILY_LANGUAGES
from luukku.portal.keeping import KEEPING, Key
from luukku.portal.services import counting

GetResponse = Callable[[HttpRequest], HttpResponse]

PATH: Final = re.compile(rf"^/(?:{'|'.join(FAMILY_LANGUAGES)})(?:/|$)")
LONGEST_TOLD: Final = 200
"""Characters after a question mark with which an answer is still kept."""
SMALLEST_COMPRESSED: Final = 200
PACKED_ALREADY: Final = re.compile(r"image/(?!svg)|application/(?:pdf|zip)|font/|audio/|video/")
KEPT: Final = "public, no-cache"
"""Whoever keeps a page asks each time whether it still holds: what is withdrawn is gone at once, and a 304 is cheap."""
UNKEPT: Final = "no-store"
OPENED: Final = frozenset({200, 304})
"""A page that its reader's browser had already is opened as well."""
_LEFT_OUT: Final = frozenset({"Content-Length", "Content-Encoding", "ETag"})


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer; compressed when that pays, and then only so."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    is_packed: bool
    etag: str

    @property
    def size(self) -> int:
        return len(self.body) + sum(len(name) + len(value) for name, value in self.headers)


class OpeningsMiddleware:
    """Counts openings of public pages, around whatever answers them: kept ones too. Looks at the address alone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if (
            request.method == "GET"
            and response.status_code in OPENED
            and counting.opened(request.path_info, clock.today())
        ):
            counting.write()
        return response


class PublicPagesMiddleware:
    """Answers what is kept; lets the rest through without cookies, and keeps it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if PATH.match(request.path_info) is None:
            return self.get_response(request)
        request.get_host()  # refuses names that are not ours before anything is answered
        request.META.pop("HTTP_COOKIE", None)
        request.__dict__["COOKIES"] = {}
        key = _key(request) if request.method in ("GET", "HEAD") else None
        if key is None:
            return _unkept(self.get_response(request))
        state = KEEPING.bring_up_to_date()
        answer = KEEPING.get(key, state)
        if answer is None:
            response = self.get_response(request)
            if response.status_code != 200 or response.streaming or not getattr(response, "may_be_kept", False):
                return _unkept(response)
            answer = _answer(response)
            KEEPING.put(key, answer, state)
        return _told(request, answer)


def _key(request: HttpRequest) -> Key | None:
    """What the answer depends on: the day, the path, and of the question only what the view reads; None is not kept."""
    told: tuple[str, ...] = ()
    if request.META.get("QUERY_STRING"):
        try:
            view = resolve(request.path_info).func
        except Resolver404:
            return None
        if not getattr(view, "is_kept", True):
            return None
        names: tuple[str, ...] = getattr(view, "told", ())
        told = tuple(request.GET.get(name, "") for name in names)
        if sum(map(len, told)) > LONGEST_TOLD:
            return None
    return clock.today(), request.path_info, told if any(told) else ()


def _unkept(response: HttpResponse) -> HttpResponse:
    response.cookies.clear()
    response.headers["Cache-Control"] = UNKEPT
    _without_cookie(response)
    return response


def _without_cookie(response: HttpResponse) -> None:
    told = [one.strip() for one in response.headers.get("Vary", "").split(",")]
    left = [one for one in told if one and one.lower() not in {"cookie", "accept-language"}]
    if left:
        response.headers["Vary"] = ", ".join(left)
    else:
        response.headers.pop("Vary", None)


def _answer(response: HttpResponse) -> Answer:
    response.cookies.clear()
    _without_cookie(response)
    patch_vary_headers(response, ["Accept-Encoding"])
    response.headers["Cache-Control"] = KEPT
    plain = response.content
    kind = response.headers.get("Content-Type", "")
    is_packed = len(plain) >= SMALLEST_COMPRESSED and not PACKED_ALREADY.match(kind)
    headers = tuple(one for one in response.headers.items() if one[0] not in _LEFT_OUT)
    etag = hashlib.sha256(plain).hexdigest()[:32]
    return Answer(headers, gzip.compress(plain, 6, mtime=0) if is_packed else plain, is_packed, etag)


def _told(request: HttpRequest, answer: Answer) -> HttpResponse:
    packs = answer.is_packed and takes_gzip(request.META.get("HTTP_ACCEPT_ENCODING", ""))
    etag = f'"{answer.etag}-gz"' if packs else f'"{answer.etag}"'
    if _has(request.META.get("HTTP_IF_NONE_MATCH"), etag):
        response, body = HttpResponse(status=304), None
    else:
        body = gzip.decompress(answer.body) if answer.is_packed and not packs else answer.body
        response = HttpResponse(b"" if request.method == "HEAD" else body)
    for name, value in answer.headers:
        response.headers[name] = value
    response.headers["ETag"] = etag
    if body is None:
        del response.headers["Content-Type"]
        return response
    response.headers["Content-Length"] = str(len(body))
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    return response


def _has(known: str | None, etag: str) -> bool:
    """Whether the asker has this very answer (RFC 9110, 13.1.2: compared weakly)."""
    return known is not None and any(one.removeprefix("W/") in (etag, "*") for one in parse_etags(known))
