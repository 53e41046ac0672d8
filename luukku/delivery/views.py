"""The demo's outbox, and what an administrator sees of how messages leave."""

from datetime import timedelta

from django.conf import settings
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luukku.accounts import policies as accounts_policies
from luukku.core.http import Request
from luukku.delivery import mail, outbox, policies, sms
from luukku.delivery.models import Message

COUNTED = timedelta(days=30)


@require_GET
def status(request: Request) -> HttpResponse:
    """Whether mails and text messages leave at all, and how many did lately. Nobody's name, nothing of what about."""
    if not accounts_policies.may_administer(request.actor):
        raise Http404
    lately = policies.messages_looked_after(request.actor).filter(created_at__gte=request.actor.at - COUNTED)
    counts = dict(lately.values_list("state").annotate(count=Count("pk")))
    context = {
        "mail_connected": mail.is_connected(),
        "sms_connected": sms.is_connected(),
        "counts": [(state.label, counts.get(state.value, 0)) for state in Message.State if counts.get(state.value)],
        "demo": settings.DEMO,
    }
    return render(request, "delivery/status.html", context)


@require_GET
def demo_outbox(request: HttpRequest) -> HttpResponse:
    """Mails and text messages that would have left. Only a demo has this page."""
    if not settings.DEMO:
        raise Http404
    return render(request, "delivery/outbox.html", {"kept": outbox.kept()})
