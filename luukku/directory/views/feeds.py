"""Groups and events for anybody's calendar."""

from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from luukku.core import clock
from luukku.directory import policies
from luukku.directory.calendar_file import as_calendar
from luukku.directory.models import Activity
from luukku.language.languages import FAMILY_LANGUAGES

MOST = 2000
HOUR_SECONDS = 3600


@require_safe
def events(request: HttpRequest) -> HttpResponse:
    """Everything that is going on, as an iCalendar file. A calendar that shows its last mark is told "the same".

    Parameters: `place` a municipality's code (536); `kind` of activity; `spoken` the language in which it is held;
    `lang` the language of its words. What is not known is left aside.
    """
    rows = policies.public_activities().going_on(clock.now()).exclude(starts_at=None)
    place, kind = request.GET.get("place", ""), request.GET.get("kind", "")
    if place.isascii() and place.isdigit() and len(place) == 3:
        rows = rows.filter(municipalities__contains=[place])
    if kind in Activity.Kind.values:
        rows = rows.filter(kind=kind)
    if (spoken := request.GET.get("spoken", "")) in FAMILY_LANGUAGES:
        rows = rows.filter(languages__contains=[spoken])
    language = request.GET.get("lang", "")
    told = language if language in FAMILY_LANGUAGES else "fi"
    found = rows.with_texts().select_related("place").prefetch_related("place__texts").order_by("starts_at", "pk")
    content = as_calendar(list(found[:MOST]), told)
    etag = quote_etag(sha256(content).hexdigest()[:32])
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8", headers={"ETag": etag})
    response["Cache-Control"] = f"public, max-age={HOUR_SECONDS}"
    return get_conditional_response(request, etag=etag, response=response) or response
