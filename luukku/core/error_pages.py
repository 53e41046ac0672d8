"""Pages for when something went wrong: calm, translated, saying what to do. None of them needs the database.

To htmx and to autosave the same words go as a fragment, which the script puts beside what was tried.
"""

import sys
from dataclasses import dataclass
from typing import Any, Final

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from psycopg_pool import PoolTimeout

from luukku.core.errors import Conflict
from luukku.core.shell import Shell

RETRY_SECONDS: Final = 5


@dataclass(frozen=True, slots=True)
class Words:
    """What an error page says: what happened, and what to do now. The blame is ours."""

    title: str | Promise
    text: str | Promise
    pictogram: str = "question"
    way_home: bool = True


_WORDS: Final = {
    400: Words(
        _("We did not understand what the page sent"),
        _("Go back, load the page again and try once more. If it happens again, tell us what you were doing."),
    ),
    403: Words(
        _("This page is not open to you"),
        _("Your rights here may have ended, or they may never have covered this. Ask your supervisor if you need it."),
        "lock",
    ),
    404: Words(
        _("We did not find this page"),
        _("The address may be mistyped, or the page is no longer yours to open. Search for the family by its name."),
        "search",
    ),
    409: Words(
        _("Somebody else changed this at the same time"),
        _("Your change was not saved. Go back, load the page again and look at what changed before you save."),
        "pencil",
    ),
    422: Words(
        _("This cannot be done as it stands"),
        _("Go back: what you wrote is still in the form."),
        "pencil",
    ),
    429: Words(
        _("Let us wait a moment"),
        _("There have been many tries in a short time, so we stopped for a while. Nothing is lost."),
        "clock",
    ),
    500: Words(
        _("We made a mistake"),
        _("The page could not be made, and we have been told. Try again in a moment. What you saved before is safe."),
        "worry",
    ),
    503: Words(
        _("We will be back in a moment"),
        _("The service is catching its breath. This page looks again by itself, so you can leave it open."),
        "clock",
        way_home=False,
    ),
}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """A mistake of ours; when it was the database that went away, the waiting page instead."""
    error = sys.exception()
    if isinstance(error, OperationalError | InterfaceError):
        return unavailable(request, has_waited=isinstance(error.__cause__, PoolTimeout))
    return _answer(request, 500)


def unavailable(request: HttpRequest, *, has_waited: bool = False) -> HttpResponse:
    """503: a page that was only read looks again by itself; what was sent must be sent again by the writer.

    Args:
        has_waited: the request has waited for a connection in vain, so trying it once more would only take longer.
    """
    reading = request.method in ("GET", "HEAD")
    text = None if reading else gettext("The service is catching its breath. Go back: what you wrote is still there.")
    response = _answer(request, 503, text=text, retry_seconds=RETRY_SECONDS if reading else None)
    response["Retry-After"] = str(RETRY_SECONDS)
    response.database_was_away = not has_waited  # type: ignore[attr-defined]
    return response


def too_many(request: HttpRequest, retry_after: int = 60) -> HttpResponse:
    """429. `retry_after` in seconds is told in whole minutes, rounded up."""
    minutes = -(-retry_after // 60)
    wait = ngettext("Try again in %(minutes)d minute.", "Try again in %(minutes)d minutes.", minutes)
    response = _answer(request, 429, text=f"{_WORDS[429].text} {wait % {'minutes': minutes}}")
    response["Retry-After"] = str(retry_after)
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was older than the session: nothing was done, and the text is one step back."""
    return _answer(
        request,
        403,
        title=gettext("This form had grown old"),
        text=gettext(
            "You may have signed in again meanwhile. Go back, load the page again and send the form once more."
        ),
    )


def rule_violation(request: HttpRequest, message: str) -> HttpResponse:
    """422: what a rule refused, in the rule's own words."""
    return _answer(request, 422, text=message, advice=str(_WORDS[422].text))


def conflict(request: HttpRequest, error: Conflict | None = None) -> HttpResponse:
    """409 with both texts when we have them. Autosave and htmx get the comparison alone."""
    fields = error.fields if error else []
    version = error.version if error else ""
    if fields and _wants_fragment(request):
        context = {"fields": fields, "version": version}
        return _fragment(409, render_to_string("components/conflict.html", context))
    both = gettext("Nothing is lost. Here are both texts. Go back, load the page again and write what should stand.")
    return _answer(request, 409, fields=fields, version=version, text=both if fields else None)


def _wants_fragment(request: HttpRequest) -> bool:
    return "HX-Request" in request.headers or "X-Autosave" in request.headers


def _fragment(status: int, html: str) -> HttpResponse:
    return HttpResponse(html, status=status, headers={"X-Notice": "1", "Cache-Control": "no-store"})


def _answer(request: HttpRequest, status: int, **extra: Any) -> HttpResponse:
    words = _WORDS[status]
    title, text = extra.pop("title", words.title), extra.pop("text", None) or words.text
    html: str
    try:
        if _wants_fragment(request):
            notice = {"title": title, "text": text, "tone": "problem"}
            return _fragment(status, render_to_string("components/notice.html", notice))
        home = get_script_prefix()
        context = {"status": status, "words": words, "title": title, "text": text, "home": home} | extra
        html = render_to_string("core/errors/error.html", context | {"shell": Shell(home_url=home)})
    except Exception:  # the page about a failure must not fail itself
        html = f"<!doctype html><title>Luukku</title><h1>{escape(title)}</h1><p>{escape(text)}</p>"
    return HttpResponse(html, status=status, headers={"Cache-Control": "no-store"})
