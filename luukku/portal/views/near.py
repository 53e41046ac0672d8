"""Places, groups, events and services near a reader."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from luukku.core import clock
from luukku.directory.geography import Point
from luukku.portal.services import mapping, nearby
from luukku.portal.services.nearby import Near, Whole
from luukku.portal.views.opening import draw, public

ON_A_PAGE = 50
LONGEST_PLACE = 60


@require_safe
@public(kept=True, told=("page", "near"))
def places(request: HttpRequest, language: str) -> HttpResponse:
    """Meeting places and groups; sorted by distance when a place is told. Where somebody is, is kept nowhere."""
    asked, point = _asked(request)
    found = nearby.places(language, point)
    drawn = {"map": mapping.picture(found, point), "towns": mapping.towns(found), "marked": mapping.MARKED}
    return _listed(request, language, "places", found, asked, is_known=point is not None, **drawn)


@require_safe
@public(kept=True, told=("page",))
def events(request: HttpRequest, language: str) -> HttpResponse:
    found = nearby.events(language, None, clock.start_of_day(clock.today()))
    return _listed(request, language, "events", found)


@require_safe
@public(kept=True, told=("page",))
def services(request: HttpRequest, language: str) -> HttpResponse:
    return _listed(request, language, "services", nearby.services(language))


@require_safe
@public(kept=True)
def place(request: HttpRequest, language: str, pk: UUID) -> HttpResponse:
    return _shown(request, language, "place", pk, nearby.place(pk, language, clock.start_of_day(clock.today())))


@require_safe
@public(kept=True)
def service(request: HttpRequest, language: str, pk: UUID) -> HttpResponse:
    return _shown(request, language, "service", pk, nearby.service(pk, language))


def _asked(request: HttpRequest) -> tuple[str, Point | None]:
    asked = request.GET.get("near", "")[:LONGEST_PLACE].replace("\x00", "").strip()
    return asked, nearby.where(asked) if asked else None


def _listed(
    request: HttpRequest,
    language: str,
    what: str,
    found: list[Near],
    asked: str = "",
    *,
    is_known: bool = True,
    **drawn: object,
) -> HttpResponse:
    page = Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"what": what, "page": page, "asked": asked, "is_unknown": bool(asked) and not is_known, **drawn}
    response = draw(request, language, "portal/near.html", context)
    response.may_be_kept = not asked  # type: ignore[attr-defined]
    return response


def _shown(request: HttpRequest, language: str, what: str, pk: UUID, whole: Whole | None) -> HttpResponse:
    if whole is None or not whole.told["name"]:
        raise Http404
    words = whole.told
    # a template would look every name up among the words, so it gets plain values
    told = {"fields": words.fields, "language": words.language, "is_fallback": words.is_fallback}
    return draw(request, language, "portal/whole.html", {"whole": whole, "told": told, "what": what, "pk": pk})
