"""Counts what one request asks of the database. Exists only under the benchmark's settings."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

ASKED = "X-Luukku-Count"
"""A request with this header is counted; the answer's header of the same name holds "queries rows"."""

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class Counter:
    """Wraps every statement of one request; rows are those that a SELECT handed over."""

    def __init__(self) -> None:
        self.queries = self.rows = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        result = execute(sql, params, many, context)
        if not sql.startswith(("SAVEPOINT", "RELEASE", "ROLLBACK")):
            self.queries += 1
        if sql.lstrip("( ").startswith(("SELECT", "WITH")):
            self.rows += max(0, context["cursor"].rowcount)
        return result


class CountingMiddleware:
    """Uncounted requests pass untouched, so that counting costs the timed ones nothing."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if ASKED not in request.headers:
            return self.get_response(request)
        counter = Counter()
        with connection.execute_wrapper(counter):
            response = self.get_response(request)
        response[ASKED] = f"{counter.queries} {counter.rows}"
        with connection.cursor() as cursor:  # what the server itself counted is told at once, not a second later
            cursor.execute("SELECT pg_stat_force_next_flush()")
        return response
