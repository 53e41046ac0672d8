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

QUIET = {"healthz", "readiness"}
"""Asked every few seconds by machines; not worth a line."""

FRAMES = 20
"""How many of the innermost frames an error is told with."""

log = structlog.get_logger("luukku.request")


def configure(_settings: dict[str, Any]) -> None:
    """Django calls this in place of its own logging set-up. LUUKKU_LOG chooses `json` or `console`.

    Done once: a logger that has written keeps what it was configured with.
    """
    if structlog.is_configured():
        return
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
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=[without_values, *shared],
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, _renderer()],
        )
    )
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING)
    for name in ("django", "django.server"):  # Django's defaults mail whole requests to administrators
        logging.getLogger(name).handlers = []
        logging.getLogger(name).propagate = True
    logging.getLogger("luukku").setLevel(os.environ.get("LUUKKU_LOG_LEVEL", "INFO"))
    logging.getLogger("django.request").setLevel(logging.ERROR)  # our own line tells of refusals already
    logging.captureWarnings(capture=True)


def _renderer() -> Any:
    if os.environ.get("LUUKKU_LOG", "json") == "console":
        return structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    return structlog.processors.JSONRenderer(ensure_ascii=False)


def without_values(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Other packages' lines lose the values they would fill in: those are paths, queries and parameters."""
    record: logging.LogRecord = event["_record"]
    if record.name.startswith("procrastinate"):
        job = getattr(record, "job", None) or {}
        event["event"] = getattr(record, "action", "queue")
        event["task"], event["job"] = job.get("task_name"), job.get("id")
    elif not record.name.startswith(TRUSTED):
        event["event"] = "unhandled_error" if record.name == "django.request" else str(record.msg)
    return event


def frames_only(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """In place of a traceback: where it happened, and the kinds of the errors, without their texts."""
    told = event.pop("exc_info", None)
    if told is True:
        told = sys.exc_info()
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException) and os.environ.get("LUUKKU_DEMO") == "1":
        event["exception"] = "".join(traceback.format_exception(error))  # everybody in the demo is invented
    elif isinstance(error, BaseException):
        event["error"] = " < ".join(_kinds(error))
        frames = traceback.extract_tb(error.__traceback__)[-FRAMES:]
        event["frames"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
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
            if name not in QUIET:
                milliseconds = round((time.perf_counter() - began) * 1000, 1)
                log.info("request", method=request.method, url=name, status=response.status_code, ms=milliseconds)
        response.headers["X-Request-ID"] = request_id
        return response
