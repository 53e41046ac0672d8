"""The demo's outbox, and what an administrator sees of how messages leave."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luukku.delivery import outbox


@require_GET
def demo_outbox(request: HttpRequest) -> HttpResponse:
    """Mails and text messages that would have left. Only a demo has this page."""
    if not settings.DEMO:
        raise Http404
    return render(request, "delivery/outbox.html", {"kept": outbox.kept()})
