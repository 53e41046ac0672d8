"""Asking PTV's interface, version 12: patient with a server that is busy, never telling the key to another."""

import json
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.client import HTTPException
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

from luukku.core import clock
from luukku.core.outside import asked_to_wait
from luukku.directory.cleaning import listed, named

Told = TypeVar("Told")

PAGE_SIZE = 100
TIMEOUT_SECONDS = 30
MOST_TRIES = 6
LONGEST_WAIT = 120.0
MOST_BYTES = 64 * 1024 * 1024
BUSY = frozenset({408, 425, 429, 500, 502, 503, 504})


class SourceAwayError(OSError):
    """The source did not answer, or not with what it should; another try later may go well."""


class NotThereError(SourceAwayError):
    """The source has nothing at this address."""


class KeyRefusedError(Exception):
    """The source knows no such key."""


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the key to wherever it leads."""

    def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Answer:
    """One page: its rows, and what the source says of the whole."""

    items: list[dict[str, Any]]
    page: int
    pages: int
    total: int


@dataclass(slots=True)
class Client:
    """Version 12 at one address.

    Attributes:
        address: e.g. https://api-gw.palvelutietovaranto.suomi.fi/api/v12
        key: sent as `x-api-key` with every question; empty for sources that ask for none.
        sleep: waits between tries; tests put their own in its place.
    """

    address: str
    key: str
    sleep: Callable[[float], None] = time.sleep
    _opener: urllib.request.OpenerDirector = field(
        default_factory=lambda: urllib.request.build_opener(_NoRedirects), repr=False
    )

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            msg = "The address of the catalogue must begin with https://"
            raise ValueError(msg)

    def page(self, path: str, number: int, query: Mapping[str, str] | None = None) -> Answer:
        """One page of a list, e.g. "service/search".

        Raises:
            SourceAwayError: no whole answer after several tries.
            KeyRefusedError: the key was refused.
        """
        told = named(self.get(path, {"page": str(number), "pageSize": str(PAGE_SIZE), **(query or {})}))
        if not isinstance(told.get("items"), list):
            msg = f"{path}: an answer without items"
            raise SourceAwayError(msg)
        return Answer(
            items=[named(one) for one in listed(told["items"])],
            page=number,
            pages=_count(told.get("totalPages")),
            total=_count(told.get("totalItems")),
        )

    def get(self, path: str, query: Mapping[str, str]) -> Any:
        """What the source tells at a path. Raises as `page` does."""
        # a text cut short is a ValueError, tried again like a lost connection
        return self._patiently(f"{self.address.rstrip('/')}/{path}?{urlencode(query)}", path, json.loads)

    def content(self, url: str) -> bytes:
        """A file at a full address. Raises as `page` does."""
        return self._patiently(url, urlsplit(url).path, bytes)

    def _patiently(self, url: str, path: str, parse: Callable[[bytes], Told]) -> Told:
        wait = 1.0
        for tried in range(1, MOST_TRIES + 1):
            try:
                return parse(self._ask(url))
            except urllib.error.HTTPError as error:
                if error.code in (401, 403):
                    raise KeyRefusedError(path) from error
                if error.code == 404:
                    raise NotThereError(path) from error
                if error.code not in BUSY or tried == MOST_TRIES:
                    msg = f"{path}: answered {error.code}"
                    raise SourceAwayError(msg) from error
                pause = asked_to_wait(error.headers.get("Retry-After"), clock.now()).total_seconds() or wait
            except (OSError, HTTPException, ValueError) as error:
                if tried == MOST_TRIES:
                    msg = f"{path}: {type(error).__name__}"
                    raise SourceAwayError(msg) from error
                pause = wait
            self.sleep(min(pause, LONGEST_WAIT))
            wait *= 2
        raise SourceAwayError(path)

    def _ask(self, url: str) -> bytes:
        headers = {"Accept": "*/*"} | ({"x-api-key": self.key} if self.key else {})
        request = urllib.request.Request(url, headers=headers)  # noqa: S310
        with self._opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            content: bytes = response.read(MOST_BYTES + 1)
        if len(content) > MOST_BYTES:
            msg = "an answer of more than 64 MB"
            raise SourceAwayError(msg)
        return content


def _count(raw: object) -> int:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else 0
