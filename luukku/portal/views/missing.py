"""Addresses that lead nowhere: said in the reader's language, with ways on."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.utils.translation.trans_real import parse_accept_lang_header
from django.views.decorators.csrf import csrf_exempt

from luukku.language.languages import FAMILY_LANGUAGES
from luukku.portal.shown import is_public_path
from luukku.portal.views.opening import public


@csrf_exempt  # nothing is done here, so nothing can be forged
@public(kept=False)
def unknown(request: HttpRequest, language: str, rest: str) -> HttpResponse:
    """What no page of the site has; an address without its last slash leads to the page that it means."""
    if request.method in ("GET", "HEAD") and not rest.endswith("/") and is_public_path(f"{request.path_info}/"):
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{request.path_info}/" + (f"?{query}" if query else ""))
    raise Http404


def unknown_anywhere(request: HttpRequest) -> HttpResponse:
    """An address outside the site that is nobody's: told in the language that the reader's browser asks for first."""
    language = language_of(request)
    response: HttpResponse = unknown(request, language=language, rest="/")
    return response


def language_of(request: HttpRequest) -> str:
    """Of the languages of the site the one that the browser likes best; Finnish when it likes none."""
    for code, _weight in parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500]):
        found = code.split("-")[0]
        if found in FAMILY_LANGUAGES:
            return found
    return "fi"
