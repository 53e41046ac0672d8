"""Groups and events for anybody's calendar."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from luukku.core import clock
from luukku.directory import policies
from luukku.directory.calendar_file import as_calendar
from luukku.language.languages import FAMILY_LANGUAGES

MOST = 500
HOUR_SECONDS = 3600


@require_GET
def events(request: HttpRequest) -> HttpResponse:
    """Everything that is going on, or what is in one municipality (`?place=536`), in one language (`?lang=fa`)."""
    rows = policies.public_activities().going_on(clock.now()).exclude(starts_at=None)
    place = request.GET.get("place", "")
    if place.isdigit() and len(place) == 3:
        rows = rows.filter(municipalities__contains=[place])
    language = request.GET.get("lang", "")
    told = language if language in FAMILY_LANGUAGES else "fi"
    found = rows.with_texts().select_related("place").prefetch_related("place__texts").order_by("starts_at", "pk")
    response = HttpResponse(as_calendar(list(found[:MOST]), told), content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={HOUR_SECONDS}"
    return response
