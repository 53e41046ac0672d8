"""One box over everything public, and the field's words in all languages. What was asked is kept nowhere."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from luukku.core import clock
from luukku.core.actor import AnonymousActor
from luukku.language import glossary
from luukku.language import languages as reference
from luukku.portal import danger
from luukku.portal.services import finding
from luukku.portal.views.opening import draw, public

LONGEST_QUESTION = 300


@require_safe
@public(kept=False)
def search(request: HttpRequest, language: str) -> HttpResponse:
    """Results in one ranked list; narrowed by links, so that it works without JavaScript."""
    asked = _asked(request)
    answer = finding.answer(_anybody(), asked, language, request.GET) if asked.strip() else None
    context = {"asked": asked, "answer": answer, "is_danger": danger.speaks_of_violence(asked)}
    return draw(request, language, "portal/search.html", context)


@require_safe
@public(kept=False)
def suggestions(request: HttpRequest, language: str) -> HttpResponse:
    """What may be meant, while somebody types: a part of a page for the script, a page of its own without it."""
    told = finding.suggestions(_anybody(), _asked(request), language)
    is_part = request.headers.get("X-Part") == "1"
    template = "portal/parts/suggested.html" if is_part else "portal/suggestions.html"
    response = draw(request, language, template, {"asked": _asked(request), "suggested": told})
    response.headers["Vary"] = "X-Part"
    return response


@require_safe
@public(kept=True)
def word(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """What one thing is called in each language, to be shown to somebody who speaks another."""
    concept = glossary.find(slug)
    if concept is None:
        raise Http404
    names = [(reference.get(code), told) for code, told in concept.names.items()]
    return draw(request, language, "portal/word.html", {"title": concept.title_in(language), "names": names})


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "")[:LONGEST_QUESTION].replace("\x00", "")


def _anybody() -> AnonymousActor:
    return AnonymousActor.at_moment(clock.now())
