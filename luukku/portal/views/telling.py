"""Where to tell: what is not accessible, and discrimination."""

import hashlib
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from luukku.core import clock
from luukku.core.actor import AnonymousActor
from luukku.core.errors import RuleViolation
from luukku.portal.forms import AccessibilityFeedbackForm
from luukku.portal.services import feedback
from luukku.portal.views.opening import draw, public


@csrf_exempt  # nobody is signed in here and there is no cookie to misuse; the sender's own site is asked instead
@require_http_methods(["GET", "HEAD", "POST"])
@public(kept=True)
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    """The accessibility statement of the public site, and telling what did not work (306/2019, 9–10 §)."""
    form = AccessibilityFeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        _must_come_from_here(request)
        if form.is_valid():
            try:
                told = form.cleaned_data
                actor = AnonymousActor.at_moment(clock.now())
                row = feedback.receive(actor, **told, language=language, visitor=_mark(request))
            except RuleViolation as error:
                form.add_error(None, str(error.message))
            else:
                return draw(request, language, "portal/thanks.html", {"feedback": row})
    return draw(request, language, "portal/accessibility.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@public(kept=True)
def discrimination(request: HttpRequest, language: str) -> HttpResponse:
    return draw(request, language, "portal/discrimination.html", {})


def _must_come_from_here(request: HttpRequest) -> None:
    """A browser tells which site a form was on. Another site's is refused."""
    told = request.headers.get("Origin", "")
    if told and told != "null" and urlsplit(told).netloc != request.get_host():
        raise PermissionDenied


def _mark(request: HttpRequest) -> str:
    """What tells one visitor from another today and can't be turned back into an address."""
    told = f"{settings.SECRET_KEY}|{clock.today()}|{request.META.get('REMOTE_ADDR', '')}"
    return hashlib.sha256(told.encode()).hexdigest()[:32]
