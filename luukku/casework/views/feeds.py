"""The own calendar address: made, taken back, and read by a calendar that signs in nowhere."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from luukku.accounts.places import absolute_outside_url
from luukku.casework import policies, services
from luukku.casework.calendars import as_calendar
from luukku.core.actor import SystemActor
from luukku.core.http import Request

TYPE = "text/calendar; charset=utf-8"


@require_GET
def calendar(request: Request) -> HttpResponse:
    """Whether there is an address, since when, and what it shows."""
    actor = request.actor
    if not actor.has(policies.WORKERS):
        raise Http404
    return render(request, "casework/calendar.html", {"feed": policies.own_feed(actor).first()})


@require_POST
def calendar_open(request: Request) -> HttpResponse:
    """The new address is shown on this answer alone: afterwards nobody can read it again."""
    if not request.actor.has(policies.WORKERS):
        raise Http404
    address = absolute_outside_url("calendar-feed", services.open_feed(request.actor))
    feed = policies.own_feed(request.actor).first()
    return render(request, "casework/calendar.html", {"feed": feed, "address": address})


@require_POST
def calendar_revoke(request: Request) -> HttpResponse:
    if not request.actor.has(policies.WORKERS):
        raise Http404
    services.revoke_feed(request.actor)
    messages.success(request, _("The address works no more."))
    return redirect("casework:calendar")


@require_safe
def calendar_feed(request: HttpRequest, token: str) -> HttpResponse:
    """What the address shows now. Whoever asks has no session and gets none; an unknown secret does not exist."""
    system = SystemActor.now()
    content = services.read_feed(system, token)
    if content is None:
        raise Http404
    response = HttpResponse(as_calendar(content, system.at), content_type=TYPE)
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = 'attachment; filename="luukku.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
