"""Public pages answered before sessions and sign-in: kept by the number of the edition, told by their ETag.

Nothing on these pages depends on who asks, so cookies are taken off the request and off the answer.
"""

import gzip
import hashlib
import re
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Final

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from luukku.core import clock
from luukku.language.languages import FAMILY_LANGUAGES
from luukku.portal.services.publishing import State, current_state

GetResponse = Callable[[HttpRequest], HttpResponse]

PATH: Final = re.compile(rf"^/(?:{'|'.join(FAMILY_LANGUAGES)})(?:/|$)")
TOLD: Final = ("page", "to", "since", "after", "near")
"""The only words after a question mark that an answer that is kept may depend on."""
LONGEST_TOLD: Final = 100
MOST_BYTES: Final = 48 * 2**20
"""Of kept answers in one process; the least used go first."""
SMALLEST_COMPRESSED: Final = 200
ANEW_SECONDS: Final = 1.0
"""So long a process trusts the number of the edition: what is published is shown at most a second later."""
KEPT: Final = "public, max-age=60, stale-while-revalidate=600"
UNKEPT: Final = "no-store"

Key = tuple[date, str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer, plain and compressed."""

    headers: tuple[tuple[str, str], ...]
    plain: bytes
    packed: bytes
    etag: str

    @property
    def size(self) -> int:
        return len(self.plain) + len(self.packed)


@dataclass(slots=True)
class Kept:
    """What one process keeps of one edition. Safe for several threads."""

    state: State | None = None
    asked_at: float = float("-inf")
    size: int = 0
    answers: "OrderedDict[Key, Answer]" = field(default_factory=OrderedDict)
    lock: Lock = field(default_factory=Lock)

    def bring_up_to_date(self) -> None:
        """Ask what is out when the last asking is too long ago. Without a database what is kept goes on."""
        now = time.monotonic()
        if now - self.asked_at < ANEW_SECONDS:
            return
        try:
            state = current_state()
        except DatabaseError:
            if self.state is None:
                raise
            state = self.state
        with self.lock:
            self.asked_at = now
            if state != self.state:
                self.state, self.size = state, 0
                self.answers.clear()

    def get(self, key: Key) -> Answer | None:
        with self.lock:
            answer = self.answers.get(key)
            if answer is not None:
                self.answers.move_to_end(key)
            return answer

    def put(self, key: Key, answer: Answer, state: State | None) -> None:
        """Keep an answer that was made while this was out."""
        with self.lock:
            if state != self.state or answer.size > MOST_BYTES // 4:
                return
            if (old := self.answers.pop(key, None)) is not None:
                self.size -= old.size
            self.answers[key] = answer
            self.size += answer.size
            while self.size > MOST_BYTES:
                self.size -= self.answers.popitem(last=False)[1].size

    def forget(self) -> None:
        with self.lock:
            self.answers.clear()
            self.size, self.state, self.asked_at = 0, None, float("-inf")


KEEPING: Final = Kept()


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
        if request.method not in ("GET", "HEAD"):
            return _unkept(self.get_response(request))
        KEEPING.bring_up_to_date()
        state, key = KEEPING.state, _key(request)
        answer = KEEPING.get(key)
        if answer is None:
            response = self.get_response(request)
            if response.status_code != 200 or response.streaming or not getattr(response, "may_be_kept", False):
                return _unkept(response)
            answer = _answer(response)
            if key[2] != (TOO_LONG,):
                KEEPING.put(key, answer, state)
        return _told(request, answer)


TOO_LONG: Final = "\0"


def _key(request: HttpRequest) -> Key:
    told = tuple(request.GET.get(name, "") for name in TOLD)
    if any(len(one) > LONGEST_TOLD for one in told):
        told = (TOO_LONG,)
    return clock.today(), request.path_info, told


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
    packed = gzip.compress(plain, 6, mtime=0) if len(plain) >= SMALLEST_COMPRESSED else b""
    etag = hashlib.sha256(plain).hexdigest()[:32]
    headers = tuple(one for one in response.headers.items() if one[0] != "Content-Length")
    return Answer(headers, plain, packed, etag)


def _told(request: HttpRequest, answer: Answer) -> HttpResponse:
    packs = bool(answer.packed) and "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", "")
    etag = f'"{answer.etag}-gz"' if packs else f'"{answer.etag}"'
    known = request.META.get("HTTP_IF_NONE_MATCH")
    fresh = known is not None and not {f'"{answer.etag}-gz"', f'"{answer.etag}"', "*"}.isdisjoint(
        one.removeprefix("W/") for one in parse_etags(known)
    )
    body = b"" if fresh else answer.packed if packs else answer.plain
    response = HttpResponse(b"" if request.method == "HEAD" else body, status=304 if fresh else 200)
    for name, value in answer.headers:
        response.headers[name] = value
    response.headers["ETag"] = etag
    if fresh:
        del response.headers["Content-Type"]
    else:
        response.headers["Content-Length"] = str(len(body))
        if packs:
            response.headers["Content-Encoding"] = "gzip"
    return response
