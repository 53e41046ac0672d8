"""How long a family's data are kept, and stopping their removal."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import HoldForm, KeepingForm, carry_out
from luukku.casework.labels import source_of_rule
from luukku.casework.models import Case, LegalHold
from luukku.casework.services.keeping import Keeping
from luukku.core.forms import form_page
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def keeping(request: Request, case: UUID) -> HttpResponse:
    """Until when, by which section; and for who may, another class. Data protection sees no name."""
    actor = request.actor
    found = _case(request, case)
    now = services.keeping_of(found, request.actor.day)
    form = KeepingForm(sent(request), initial={"retention_class": now.chosen})
    if request.method == "POST" and policies.may_answer_about(actor, found) and form.is_valid():
        chosen = carry_out(form, lambda: services.choose_keeping(actor, found.pk, **form.cleaned_data))
        if chosen:
            messages.success(request, _("The time is changed."))
            return redirect("casework:keeping", found.pk)
    return _page(request, found, now, form, HoldForm())


@require_POST
def hold_put(request: Request, case: UUID) -> HttpResponse:
    return _hold(request, case, services.put_hold, _("Removal of this family's data is stopped."))


@require_POST
def hold_lift(request: Request, case: UUID) -> HttpResponse:
    return _hold(request, case, services.lift_hold, _("The data are removed again when their time is over."))


def _hold(request: Request, pk: UUID, change: Callable[..., LegalHold], done: str) -> HttpResponse:
    """Stop the removal or let it go on, with the reason; without one the page comes back and keeps what was typed."""
    found = get_object_or_404(policies.cases_to_hold(request.actor), pk=pk)
    form = HoldForm(request.POST)
    if form.is_valid():
        held = carry_out(form, lambda: change(request.actor, found.pk, **form.cleaned_data))
        if held:
            messages.success(request, done)
            return redirect("casework:keeping", found.pk)
    now = services.keeping_of(found, request.actor.day)
    return _page(request, found, now, KeepingForm(initial={"retention_class": now.chosen}), form)


def _page(request: Request, found: Case, now: Keeping, form: KeepingForm, reason_form: HoldForm) -> HttpResponse:
    actor = request.actor
    services.note_view(actor, "keeping.viewed", found, case=found)
    context = {
        "case": found,
        "keeping": now,
        "source": source_of_rule(now.rule),
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
