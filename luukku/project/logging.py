"""Logs without personal data.

A line says when, how grave, what, and for a request its id, URL name, status and milliseconds: never a path, a query,
an SQL parameter or the text of an exception, since all of these can hold a person's name. What other packages log is
kept as the sentence they wrote, without the values they would fill in.
"""

import logging
import os
import sys
import time
import traceback
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from django.http import HttpRequest, HttpResponseBase
from structlog.typing import EventDict, WrappedLogger

TRUSTED = ("luukku", "uvicorn.error", "_granian", "granian")
"""Loggers whose sentences may be filled in: they log addresses and processes, or are ours."""

log = structlog.get_logger("luukku.request")


def configure(_settings: dict[str, Any]) -> None:
    """Django calls this in place of its own logging set-up. LUUKKU_LOG chooses `json` or `console`."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        frames_only,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(without_values)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer()],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("luukku").setLevel(os.environ.get("LUUKKU_LOG_LEVEL", "INFO"))
    logging.captureWarnings(capture=True)


def _renderer() -> Any:
    if os.environ.get("LUUKKU_LOG", "json") == "console":
        return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def without_values(record: logging.LogRecord) -> logging.LogRecord:
    """Other packages' lines lose the values they would fill in: those are paths, queries and parameters."""
    if record.name.startswith(TRUSTED):
        return record
    if record.name.startswith("procrastinate"):
        record.msg = " ".join([getattr(record, "action", "job"), _task_name(record)])
    record.args = None
    if "%" in str(record.msg):
        record.msg = str(record.msg).replace("%", "%%") % ()
    return record


def _task_name(record: logging.LogRecord) -> str:
    job = getattr(record, "job", None) or {}
    return f"{job.get('task_name', '')} {job.get('id', '')}".strip()


def frames_only(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """In place of a traceback: where it happened, and the kinds of the errors, without their texts."""
    told = event.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        event["error"] = " < ".join(_kinds(error))
        event["frames"] = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def _kinds(error: BaseException | None) -> list[str]:
    """The error's class and those of its causes, outermost first."""
    kinds: list[str] = []
    while error is not None and len(kinds) < 10:
        kinds.append(type(error).__qualname__)
        error = error.__cause__ or error.__context__
    return kinds


class RequestLogMiddleware:
    """One line for each request, and an id that ties it to everything else logged meanwhile."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        began = time.perf_counter()
        request_id = uuid.uuid4().hex
        with structlog.contextvars.bound_contextvars(request=request_id):
            response = self.get_response(request)
            match = request.resolver_match
            name = (match.view_name or "unnamed") if match else "none"
            if not name.startswith("health"):
                milliseconds = round((time.perf_counter() - began) * 1000, 1)
                log.info("request", method=request.method, url=name, status=response.status_code, ms=milliseconds)
        response.headers["X-Request-ID"] = request_id
        return response
