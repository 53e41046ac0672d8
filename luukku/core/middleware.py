"""What happens around every view: a database that is away, a write that is repeated, an error that must speak."""

import hashlib
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, close_old_connections, connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from luukku.core import error_pages
from luukku.core.errors import Conflict, RuleViolation

GetResponse = Callable[[HttpRequest], HttpResponse]


class DatabaseAwayMiddleware:
    """Reading is tried once more when the database went away under it; a write is never tried twice by us."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if getattr(response, "database_was_away", False) and request.method in ("GET", "HEAD"):
            close_old_connections()
            response = self.get_response(request)
        return response


class IdempotencyMiddleware:
    """A form sent twice (double click, retry after a lost answer) is carried out once.

    The key is written in the request's own transaction: a twin waits for it, then gets the first result.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        row = getattr(request, "idempotency_row", None)
        if row is not None and not getattr(request, "was_refused", False):
            _note_result(row, response)
        return response

    def process_view(self, request: HttpRequest, view: Any = None, *_arguments: Any) -> HttpResponse | None:
        actor, key = getattr(request, "actor", None), _posted_key(request)
        if actor is None or key is None or getattr(view, "only_reads", False):
            return None
        url_name = request.resolver_match.view_name if request.resolver_match else ""
        write = [actor.user_id, url_name, key, _content(request)]
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO core_idempotencykey (user_id, url_name, key, content, location)"
                " VALUES (%s, %s, %s, %s, '') ON CONFLICT DO NOTHING RETURNING id",
                write,
            )
            inserted = cursor.fetchone()
            if inserted:
                request.idempotency_row = inserted[0]  # type: ignore[attr-defined]
                return None
            cursor.execute(
                "SELECT location FROM core_idempotencykey"
                " WHERE user_id = %s AND url_name = %s AND key = %s AND content = %s",
                write,
            )
            first = cursor.fetchone()
        return _first_result(request, first[0] if first else "")


class SpokenErrorsMiddleware:
    """Turns what rules and constraints refuse into pages that say what to do. The change itself is undone."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        request.was_refused = True  # type: ignore[attr-defined]
        if isinstance(exception, RuleViolation):
            return error_pages.rule_violation(request, str(exception.message))
        if isinstance(exception, Conflict):
            return error_pages.conflict(request, exception)
        if isinstance(exception, ValidationError):
            return error_pages.rule_violation(request, " ".join(exception.messages))
        if isinstance(exception, IntegrityError):
            return error_pages.conflict(request)
        return None


def _content(request: HttpRequest) -> str:
    """The hash of where a form was sent and what stood in it."""
    told = sorted((name, values) for name, values in request.POST.lists() if name != "csrfmiddlewaretoken")
    files = [(name, one.name, one.size, _hash_of(one)) for name, many in request.FILES.lists() for one in many]
    return hashlib.sha256(repr((request.get_full_path(), told, sorted(files))).encode()).hexdigest()


def _hash_of(file: "UploadedFile[bytes]") -> str:
    """Of a file in a form: another file of the same name is another write."""
    digest = hashlib.sha256()
    for part in file.chunks():
        digest.update(part)
    file.seek(0)
    return digest.hexdigest()


def _posted_key(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get("_key", ""))
    except ValueError:
        return None


def _note_result(row: int, response: HttpResponse) -> None:
    with connection.cursor() as cursor:
        if response.status_code >= 400:
            cursor.execute("DELETE FROM core_idempotencykey WHERE id = %s", [row])
            return
        location = response.headers.get("Location") or response.headers.get("HX-Redirect") or ""
        if location:
            cursor.execute("UPDATE core_idempotencykey SET location = %s WHERE id = %s", [location[:500], row])


def _first_result(request: HttpRequest, location: str) -> HttpResponse:
    htmx = bool(request.headers.get("HX-Request"))
    if location:
        return HttpResponseClientRedirect(location) if htmx else HttpResponseRedirect(location)
    if htmx:
        return HttpResponseClientRefresh()
    back = request.headers.get("Referer", "")
    safe = url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure())
    return HttpResponseRedirect(back if safe else request.get_full_path())
