"""A case may exist elsewhere: asking, and answering."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import NothingForm, carry_out
from luukku.casework.models import Case, CaseInquiryQuerySet
from luukku.casework.views._scope import answered_case, to_family
from luukku.core.http import Request


@require_POST
def inquiry_ask(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    get_object_or_404(_mine(request, found).distinct("case"))
    services.ask_elsewhere(request.actor, found.pk)
    messages.success(request, _("Asked. If they may be contacted, it tells you on My day."))
    return to_family(found)


@require_POST
def inquiry_read(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    get_object_or_404(_mine(request, found).distinct("case"))
    services.note_answer_read(request.actor, found.pk)
    return to_family(found)


@require_http_methods(["GET", "POST"])
def inquiry(request: Request, case: UUID, inquiry: UUID) -> HttpResponse:
    """What somebody elsewhere asks about a family of one's own. Who asks is told only after a yes."""
    found = answered_case(request, case)
    row = get_object_or_404(policies.inquiries_to_answer(request.actor).filter(about=found), pk=inquiry)
    services.note_view(request.actor, "inquiry.viewed", row, case=found)
    members = services.members_of(request.actor, [found.family_id])[found.family_id]
    is_protected = bool(policies.protected_among([one.person.pk for one in members], request.actor.day))
    form = NothingForm(request.POST or None)
    answer = request.POST.get("answer", "")
    if request.method == "POST" and answer in ("yes", "no"):
        answered = carry_out(form, lambda: services.answer_inquiry(request.actor, row.pk, may_contact=answer == "yes"))
        if answered:
            if answer == "yes" and answered.asked_by:
                told = _("%(name)s asked (%(email)s). They may contact you now.")
                messages.success(request, told % {"name": answered.asked_by.name, "email": answered.asked_by.email})
            else:
                messages.success(request, _("Answered. Nothing was told about the family."))
            return redirect("desk:my-day")
    context = {"case": found, "inquiry": row, "is_protected": is_protected, "form": form}
    status = 422 if request.method == "POST" else 200
    return render(request, "casework/inquiry.html", context, status=status)


def _mine(request: Request, case: Case) -> CaseInquiryQuerySet:
    return policies.own_inquiries(request.actor).filter(case=case)
