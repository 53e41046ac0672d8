"""The states of a case: beginning the work, ending it, taking it up again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.events import Weight
from luukku.casework.forms import ClosingForm, ReopeningForm, carry_out
from luukku.casework.views._scope import answered_case, to_family
from luukku.core.forms import form_page
from luukku.core.http import Request, sent


@require_POST
def case_begin(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    services.begin_work(request.actor, found.pk)
    messages.success(request, _("The work with the family begins."))
    return to_family(found)


@require_http_methods(["GET", "POST"])
def case_close(request: Request, case: UUID) -> HttpResponse:
    """First what is open, each with its page; then why the case is closed."""
    actor = request.actor
    found = answered_case(request, case)
    services.note_view(actor, "case.viewed", found, case=found)
    things = services.open_things(actor, found)
    by_weight = {weight.value: [one for one in things if one.weight is weight] for weight in Weight}
    form = ClosingForm(sent(request), has_open=bool(by_weight[Weight.NEEDS_REASON.value]))
    if request.method == "POST" and form.is_valid():
        closed = carry_out(form, lambda: services.close_case(actor, found.pk, **form.cleaned_data))
        if closed:
            messages.success(request, _("The case is closed. You read it until midnight."))
            return to_family(found)
    context = {"form": form, "case": found, "things": by_weight}
    return form_page(request, "casework/case_close.html", context)


@require_http_methods(["GET", "POST"])
def case_reopen(request: Request, case: UUID) -> HttpResponse:
    actor = request.actor
    found = get_object_or_404(policies.reopenable_cases(actor).select_related("family"), pk=case)
    services.note_view(actor, "case.viewed", found, case=found)
    form = ReopeningForm(sent(request), workers=services.workers_to_answer(found, actor.day))
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        opened = carry_out(
            form, lambda: services.reopen_case(actor, found.pk, user_id=told["user"].pk, reason=told["reason"])
        )
        if opened:
            messages.success(request, _("The case is open again."))
            return to_family(found) if policies.may_see(actor, found) else redirect("desk:families")
    return form_page(request, "casework/case_reopen.html", {"form": form, "case": found})
