"""Where people answer. Nobody is known here: no session, no cookie, nothing in the log but that a page was opened."""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import pgettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from luukku.core import clock
from luukku.core.errors import RuleViolation
from luukku.language import drafts
from luukku.surveys import sheets
from luukku.surveys.models import Wave
from luukku.surveys.models.instruments import said
from luukku.surveys.rules.waves import Outcome, takes_answers
from luukku.surveys.services import answering, pacing, results
from luukku.surveys.sheets import Sheet
from luukku.surveys.wording import Tongue, spoken, tongue

View = Callable[..., HttpResponse]


def _in_language(view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, code: str, language: str) -> HttpResponse:
        asked = tongue(language)
        with translation.override(asked.interface):
            request.LANGUAGE_CODE = asked.interface
            response = view(request, _wave(code), asked)
        response.headers.setdefault("Content-Language", asked.interface)
        return response

    return wrapped


@require_safe
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """Choose the language; with one language only there is nothing to choose."""
    wave = _wave(code)
    languages = spoken(answering.placements_of(wave)) or [tongue("fi")]
    asked = {name: request.GET[name] for name in ("i", "how", "also", "view") if request.GET.get(name)}
    query = f"?{urlencode(asked)}" if asked else ""
    places = [(one, reverse("answer:answer", args=[wave.code, one.code]) + query) for one in languages]
    if len(places) == 1:
        return HttpResponseRedirect(places[0][1])
    with translation.override(languages[0].interface):
        context = {
            "wave": wave,
            "places": places,
            "tongue": languages[0],
            "title": said(wave.version.instrument.titles),
        }
        return render(request, "surveys/answer/begin.html", context)


@csrf_exempt  # nobody is signed in here and there is no cookie to misuse; the sender's own site is asked instead
@require_http_methods(["GET", "HEAD", "POST"])
@_in_language
def answer(request: HttpRequest, wave: Wave, asked: Tongue) -> HttpResponse:
    """The questionnaire: all on one page, or one question a page."""
    placements = answering.placements_of(wave)
    if request.method == "POST":
        _ensure_from_here(request)
        return _go_on(request, sheets.sent(request, wave, placements, asked))
    if not takes_answers(wave.state, wave.closes_on, clock.today()):
        return _closed(request, wave, asked)
    sheet = sheets.begun(request, wave, placements, asked)
    if wave.reach == Wave.Reach.INVITED:
        invitation = answering.find_invitation(wave, sheet.carried["i"])
        if invitation is None:
            return _ask_for_code(request, sheet)
        if answering.has_been_used(invitation):
            return HttpResponseRedirect(_thanks(sheet, Outcome.ALREADY))
    return _draw(request, sheet)


def _go_on(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    """What the pressed button says: forwards, backwards, another view or language, or the end."""
    match request.POST.get("go", "send"):
        case "next":
            if not sheet.is_last:
                sheet.check_this()
                if not sheet.faults:
                    sheet.move(1)
        case "back":
            sheet.move(-1)
        case "one":
            sheet.carried["view"], sheet.at = sheets.ONE, 0
        case "all":
            sheet.carried["view"] = sheets.ALL
        case "stay":
            pass
        case _:
            return _send(request, sheet)
    return _draw(request, sheet)


def _send(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    sheet.check_all()
    if sheet.faults:
        return _draw(request, sheet)
    if not sheet.values:  # it would count as a person who answered
        words = pgettext("family", "Answer at least one question, then send your answers.")
        return _draw(request, sheet, refusal=words)
    if sheet.wave.reach == Wave.Reach.LINK and pacing.is_too_fast(sheet.wave.pk, clock.now()):
        words = pgettext(
            "family", "Many are answering just now. Wait a minute and send again. Nothing you wrote is lost."
        )
        return _draw(request, sheet, refusal=words, status=HTTPStatus.TOO_MANY_REQUESTS)
    filled = answering.Filled(
        values=sheet.values,
        group=sheet.group,
        once=sheet.carried["once"],
        code=sheet.carried["i"],
        began_at=sheets.began_at(sheet.carried, sheet.wave),
    )
    try:
        outcome = answering.take_in(sheet.wave.pk, filled, clock.now())
    except RuleViolation as refusal:
        return _draw(request, sheet, refusal=str(refusal.message))
    if outcome is not Outcome.ALREADY:
        pacing.count_one(sheet.wave.pk, clock.now())
    return HttpResponseRedirect(_thanks(sheet, outcome))


@require_safe
@_in_language
def thanks(request: HttpRequest, wave: Wave, asked: Tongue) -> HttpResponse:
    """What became of the answers. The address says nothing of them."""
    outcome, how = request.GET.get("o", ""), request.GET.get("how", "")
    again = f"{reverse('answer:begin', args=[wave.code])}?{urlencode({'how': how})}"
    if how == "paper":
        again = f"{reverse('answer:answer', args=[wave.code, asked.code])}?{urlencode({'how': how})}"
    context = {
        "outcome": outcome if outcome in set(Outcome) else Outcome.COUNTED.value,
        "how": how if how in sheets.WAYS else "",
        "again": again,
    }
    return _page(request, "surveys/answer/thanks.html", wave, asked, context)


def _draw(request: HttpRequest, sheet: Sheet, *, refusal: str = "", status: int = 0) -> HttpResponse:
    languages = spoken(sheet.placements)
    context = {
        "sheet": sheet,
        "drawn": list(sheet.drawn()),
        "refusal": refusal,
        "switch": [(one, reverse("answer:answer", args=[sheet.wave.code, one.code])) for one in languages],
        "action": reverse("answer:answer", args=[sheet.wave.code, sheet.tongue.code]),
        "intro": said(sheet.wave.version.intros, sheet.tongue.code),
        "is_first": not sheet.is_one_by_one or sheet.at == 0,
        "is_final": not sheet.is_one_by_one or sheet.is_last,
    }
    status = status or (422 if sheet.faults or refusal else 200)
    response = _page(request, "surveys/answer/sheet.html", sheet.wave, sheet.tongue, context, status)
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(pacing.WITHIN.seconds)
    if sheet.carried["how"] == "kiosk":
        response.headers["Cache-Control"] = "no-store"  # the next person must not go back to these answers
    return response


def _ask_for_code(request: HttpRequest, sheet: Sheet) -> HttpResponse:
    context = {"how": sheet.carried["how"], "typed": sheet.carried["i"]}
    status = 422 if sheet.carried["i"] else 200
    return _page(request, "surveys/answer/code.html", sheet.wave, sheet.tongue, context, status)


def _closed(request: HttpRequest, wave: Wave, asked: Tongue) -> HttpResponse:
    """After the closing: that it is over; after publishing what was found and what is done about it."""
    is_out = wave.state == Wave.State.PUBLISHED
    context = {
        "is_out": is_out,
        "findings": [
            (one, one.told.get(asked.code) or one.told.get(asked.interface, "")) for one in results.findings_of(wave)
        ]
        if is_out and wave.told_back_at
        else [],
        "rows": results.rows_of(wave, asked.code) if is_out and wave.is_public else [],
        "closed_on": wave.closed_at or wave.closes_on,
    }
    return _page(request, "surveys/answer/closed.html", wave, asked, context)


def _page(
    request: HttpRequest, template: str, wave: Wave, asked: Tongue, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    around = {
        "wave": wave,
        "tongue": asked,
        "title": said(wave.version.instrument.titles, asked.code),
        "is_draft": drafts.is_draft(asked.interface),
    }
    return render(request, template, around | context, status=status)


def _thanks(sheet: Sheet, outcome: Outcome) -> str:
    told = {"o": outcome.value} | ({"how": sheet.carried["how"]} if sheet.carried["how"] else {})
    return f"{reverse('answer:thanks', args=[sheet.wave.code, sheet.tongue.code])}?{urlencode(told)}"


def _wave(code: str) -> Wave:
    found = answering.find_wave(code)
    if found is None:
        raise Http404
    return found


def _ensure_from_here(request: HttpRequest) -> None:
    """A browser tells which site a form was on. Another site's is refused."""
    told = request.headers.get("Origin", "")
    if told and told != "null" and urlsplit(told).netloc != request.get_host():
        raise PermissionDenied
