"""Two questions that machines ask: does the process live, and can it do its work?"""

from functools import cache

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from luukku.project.jobs_app import SILENT_SECONDS


@never_cache
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """The process lives. Asks nobody else, so a database that is away gets no web node restarted."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
@require_safe
def readiness(request: HttpRequest) -> HttpResponse:
    """Whether to send people here: 503 without the database or with migrations missing.

    A silent worker is told but does not close the site: pages work, mail and reminders wait.
    """
    told = {"database": False, "migrations": False, "worker": False}
    try:
        told["database"] = _database_answers()
        told["migrations"] = told["database"] and _is_migrated()
        told["worker"] = told["migrations"] and _worker_was_heard()
    except DatabaseError:
        pass
    ready = told["database"] and told["migrations"]
    return JsonResponse(told, status=200 if ready else 503)


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def _is_migrated() -> bool:
    """Remembered once it is true: a process never gets new migrations while it lives."""
    try:
        return _migrated()
    except LookupError:
        return False


@cache
def _migrated() -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise LookupError
    return True


def _worker_was_heard() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT 1 FROM procrastinate_workers"
            " WHERE last_heartbeat > now() - make_interval(secs => %s))",
            [SILENT_SECONDS],
        )
        (heard,) = cursor.fetchone() or (False,)
    return bool(heard)
