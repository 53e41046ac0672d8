"""Counselling in one's own language: the reader's own first, and a page for each language to show and to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from luukku.core import clock
from luukku.language import languages as reference
from luukku.portal.services import counselling
from luukku.portal.views.opening import draw, public


@require_safe
@public(kept=True)
def own_language(request: HttpRequest, language: str) -> HttpResponse:
    """In the language of the page, and in which others there is counselling."""
    return _shown(request, language, language)


@require_safe
@public(kept=True)
def in_language(request: HttpRequest, language: str, spoken: str) -> HttpResponse:
    """In a language that the reader chose, told in the language of the page."""
    if reference.find(spoken) is None or spoken not in counselling.languages_spoken():
        raise Http404
    return _shown(request, language, spoken)


def _shown(request: HttpRequest, language: str, spoken: str) -> HttpResponse:
    known = {code: reference.find(code) for code in counselling.languages_spoken() if code != spoken}
    others = sorted((one for one in known.values() if one), key=lambda one: one.native_name.casefold())
    context = {
        "spoken": reference.get(spoken),
        "is_own": spoken == language,
        "desks": counselling.desks(spoken, language, clock.today()),
        "others": [(one, reverse("portal:counselling-in", args=[language, one.code])) for one in others],
    }
    return draw(request, language, "portal/counselling.html", context)
