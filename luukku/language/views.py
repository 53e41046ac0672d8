"""Checking how plain a text is, from any editor: the text is answered, never kept and never logged."""

import re
from typing import Final

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.core.http import Request, only_reads
from luukku.core.page_language import page_language
from luukku.language.plain import CHECKED_LANGUAGES, check
from luukku.language.plain.limiting import Turns, turns_for
from luukku.language.plain.page import LONGEST_TEXT, Shown, show

TURNS_A_MINUTE: Final = 120
_turns: Final = Turns(TURNS_A_MINUTE)
_NAME: Final = re.compile(r"[A-Za-z0-9_.-]{1,80}")


@only_reads
@require_http_methods(["GET", "POST"])
def plain(request: Request) -> HttpResponse:
    """The text of the field that `?field=` names, checked: a fragment for htmx, otherwise a page of its own.

    `?box=` is the id of its text box, from which the places in the answer have ids of their own.

    The page opens in a new tab, so that the form which the text stands in stays as it was left.
    """
    name, box = _named(request, "field", "text"), _named(request, "box", "")
    turns = turns_for(_text(request, name))
    if request.method == "POST" and not _turns.take(request.actor.user_id, request.actor.at, turns):
        response = render(request, "language/plain_wait.html", {"text": _wait()}, status=429)
        response["X-Notice"] = "1"
        return response
    shown = _shown(request, name, f"plain-{box or name}")
    context = {"shown": shown, "field": name, "asked": request.GET.get("asked") == "1", "text": _text(request, name)}
    return render(request, "language/plain.html#found" if request.htmx else "language/plain.html", context)


def _shown(request: Request, name: str, places: str) -> Shown | None:
    text = _text(request, name)
    if not text.strip():
        return None
    told = request.GET.get("lang", "")
    language = told if told in CHECKED_LANGUAGES else ""
    explain_in = page_language()
    report = check(text[:LONGEST_TEXT], language)
    return show(report, explain_in, places, is_cut=len(text) > LONGEST_TEXT)


def _named(request: Request, key: str, otherwise: str) -> str:
    told = request.GET.get(key, "")
    return told if _NAME.fullmatch(told) else otherwise


def _text(request: Request, name: str) -> str:
    return request.POST.get(name, "").replace("\r\n", "\n")


def _wait() -> str:
    return _("That was very many checks in a minute. Wait a moment and check again. Your text is untouched.")
