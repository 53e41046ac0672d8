"""What whoever keeps the public site has to answer, by which day."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from luukku.core.errors import RuleViolation
from luukku.core.http import Request
from luukku.portal import policies
from luukku.portal.forms import AnswerForm
from luukku.portal.services import feedback

MOST_SHOWN = 100


@require_safe
def feedback_list(request: Request) -> HttpResponse:
    if not policies.keeps_site(request.actor):
        raise Http404
    rows = list(policies.readable_feedback(request.actor).most_urgent_first()[:MOST_SHOWN])
    return render(request, "portal/feedback_list.html", {"rows": rows, "today": request.actor.day})


@require_http_methods(["GET", "HEAD", "POST"])
def feedback_answer(request: Request, pk: UUID) -> HttpResponse:
    row = get_object_or_404(policies.readable_feedback(request.actor), pk=pk)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            feedback.answer(request.actor, row.pk, **form.cleaned_data)
        except RuleViolation as error:
            form.add_error(None, str(error.message))
        else:
            return redirect("portal-work:feedback")
    context = {"form": form, "row": row, "today": request.actor.day}
    return render(request, "portal/feedback_answer.html", context, status=422 if form.is_bound else 200)
