"""Where to tell: what is not accessible, and discrimination."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from luukku.core import clock
from luukku.core.actor import AnonymousActor
from luukku.core.errors import RuleViolation
from luukku.portal import help_numbers
from luukku.portal.forms import AccessibilityFeedbackForm, HelpedForm
from luukku.portal.services import feedback, helping
from luukku.portal.views import visitors
from luukku.portal.views.opening import draw, public


@csrf_exempt  # nobody is signed in here and there is no cookie to misuse; the sender's own site is asked instead
@require_http_methods(["GET", "HEAD", "POST"])
@public(kept=True)
def accessibility(request: HttpRequest, language: str) -> HttpResponse:
    """The accessibility statement of the public site, and telling what did not work (306/2019, 9–10 §)."""
    form = AccessibilityFeedbackForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        visitors.ensure_from_here(request)
        if form.is_valid():
            try:
                told = form.cleaned_data
                actor = AnonymousActor.at_moment(clock.now())
                visitor, address = visitors.marks(request)
                row = feedback.receive(actor, **told, language=language, visitor=visitor, address=address)
            except RuleViolation as error:
                form.add_error(None, str(error.message))
            else:
                return draw(request, language, "portal/thanks.html", {"feedback": row})
    return draw(request, language, "portal/accessibility.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@public(kept=True)
def discrimination(request: HttpRequest, language: str) -> HttpResponse:
    return draw(request, language, "portal/discrimination.html", {"numbers": help_numbers.DISCRIMINATION})


@csrf_exempt  # as above: no cookie, and the sender's own site is asked
@require_http_methods(["GET", "HEAD", "POST"])
@public(kept=False)
def helped(request: HttpRequest, language: str, kind: str, pk: UUID) -> HttpResponse:
    """Did a page help? Who answers is kept nowhere; the one page works with and without script."""
    about = helping.page(kind, pk, language) if kind in helping.KINDS else None
    if about is None:
        raise Http404
    form = HelpedForm(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        visitors.ensure_from_here(request)
        if form.is_valid():
            actor, told = AnonymousActor.at_moment(clock.now()), form.told()
            visitor, address = visitors.marks(request)
            try:
                helping.tell(actor, kind, pk, **told, language=language, visitor=visitor, address=address)
            except RuleViolation:
                form.add_error(None, form.too_often)
            else:
                return draw(request, language, "portal/helped_thanks.html", {"about": about})
    context = {"form": form, "about": about, "kind": kind, "pk": pk}
    return draw(request, language, "portal/helped.html", context, status=422 if form.is_bound else 200)
