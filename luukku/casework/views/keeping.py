"""How long a family's data are kept, and stopping their removal."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import HoldForm, KeepingForm, carry_out
from luukku.casework.models import Case
from luukku.casework.views._scope import form_page
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def keeping(request: Request, case: UUID) -> HttpResponse:
    """Until when, by which section; and for who may, another class. Data protection sees no name."""
    actor = request.actor
    found = _case(request, case)
    form = KeepingForm(sent(request), initial={"retention_class": services.keeping_of(found).chosen})
    may_choose = policies.may_answer_about(actor, found)
    if request.method == "POST" and may_choose and form.is_valid():
        chosen = carry_out(form, lambda: services.choose_keeping(actor, found.pk, **form.cleaned_data))
        if chosen:
            messages.success(request, _("The time is changed."))
            return redirect("casework:keeping", found.pk)
    return _page(request, found, form, HoldForm())


@require_POST
def hold_put(request: Request, case: UUID) -> HttpResponse:
    found = get_object_or_404(policies.cases_to_hold(request.actor), pk=case)
    form = HoldForm(request.POST)
    done = (
        carry_out(form, lambda: services.put_hold(request.actor, found.pk, **form.cleaned_data))
        if form.is_valid()
        else None
    )
    if done:
        messages.success(request, _("Removal of this family's data is stopped."))
        return redirect("casework:keeping", found.pk)
    return _page(request, found, _unsent(found), form)


@require_POST
def hold_lift(request: Request, case: UUID) -> HttpResponse:
    found = get_object_or_404(policies.cases_to_hold(request.actor), pk=case)
    form = HoldForm(request.POST)
    done = (
        carry_out(form, lambda: services.lift_hold(request.actor, found.pk, **form.cleaned_data))
        if form.is_valid()
        else None
    )
    if done:
        messages.success(request, _("The data are removed again when their time is over."))
        return redirect("casework:keeping", found.pk)
    return _page(request, found, _unsent(found), form)


def _unsent(case: Case) -> KeepingForm:
    return KeepingForm(initial={"retention_class": services.keeping_of(case).chosen})


def _page(request: Request, found: Case, form: KeepingForm, reason_form: HoldForm) -> HttpResponse:
    actor = request.actor
    services.note_view(actor, "keeping.viewed", found, case=found)
    context = {
        "case": found,
        "keeping": services.keeping_of(found),
        "form": form,
        "holds": found.legal_holds.select_related("put_by", "lifted_by").order_by("-put_at"),
        "may_choose": policies.may_answer_about(actor, found),
        "may_hold": policies.may_hold(actor, found),
        "reads_case": policies.may_see_fully(actor, found),
        "reason_form": reason_form,
    }
    return form_page(request, "casework/keeping.html", context, is_refused=reason_form.is_bound)


def _case(request: Request, pk: UUID) -> Case:
    return get_object_or_404(policies.cases_with_known_keeping(request.actor).select_related("family"), pk=pk)
