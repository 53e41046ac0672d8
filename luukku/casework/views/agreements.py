"""What was agreed in a meeting: writing it down, seeing that it is understood, giving it on paper."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.audit import trail
from luukku.casework import policies, services
from luukku.casework.forms import (
    AgreedForm,
    MeetingUnderstoodForm,
    PromiseForm,
    carry_out,
    promise_forms,
)
from luukku.casework.meeting_paper import print_agreed
from luukku.casework.models import Case, Meeting
from luukku.casework.views._scope import answered_case, whole_case
from luukku.core.exports import pdf_page
from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent
from luukku.core.page_language import page_language
from luukku.language import languages as reference


@require_http_methods(["GET", "POST"])
def meeting_held(request: Request, case: UUID, meeting: UUID) -> HttpResponse:
    actor = request.actor
    found, one = _own(request, case, meeting)
    services.note_view(actor, "meeting.viewed", one, case=found)
    participants = list(one.participants.select_related("person", "user").order_by("capacity", "created_at"))
    form = AgreedForm(sent(request), meeting=one, participants=participants)
    promises = promise_forms(sent(request), services.possible_doers(actor, found))
    conflict = None
    if request.method == "POST" and all([form.is_valid(), *(line.is_valid() for line in promises)]):
        held, conflict = carry_out_or_conflict(form, lambda: _hold(request, one, form, promises))
        if held:
            messages.success(request, _("Noted as held."))
            return redirect("casework:meeting", found.pk, one.pk)
    context = {
        "form": form,
        "promises": promises,
        "forms": [form, *promises],
        "case": found,
        "meeting": one,
        "conflict": conflict,
    }
    return form_page(request, "casework/meeting_held.html", context)


@require_http_methods(["GET", "POST"])
def meeting_understood(request: Request, case: UUID, meeting: UUID, participant: UUID) -> HttpResponse:
    actor = request.actor
    found, one = _own(request, case, meeting)
    asked = one.participants.filter(person__isnull=False, was_present=True).exclude(meeting__agreed="")
    row = get_object_or_404(asked.select_related("person"), pk=participant)
    services.note_view(actor, "meeting.viewed", one, case=found)
    initial = {
        "seal": one.agreed_seal,
        "language": one.language,
        "interpreter_mode": one.interpreter_mode,
        "interpreter_name": one.interpreter_name,
    }
    form = MeetingUnderstoodForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        told = {"seal": form.cleaned_data["seal"], "explained": form.explained()}
        check = carry_out(form, lambda: services.check_understood(actor, one.pk, row.pk, **told))
        if check:
            messages.success(request, _("Noted whether it was understood."))
            return redirect("casework:meeting", found.pk, one.pk)
    context = {"form": form, "case": found, "meeting": one, "row": row}
    return form_page(request, "casework/meeting_understood.html", context)


@require_GET
def meeting_print(request: Request, case: UUID, meeting: UUID) -> HttpResponse:
    """What was agreed, in both languages side by side, for the family to keep."""
    actor = request.actor
    found = whole_case(request, case)
    seen = policies.visible_meetings(actor).filter(case=found, held_at__isnull=False)
    one = get_object_or_404(seen.select_related("case__family"), pk=meeting)
    tasks = policies.visible_tasks(actor).filter(meeting=one).select_related("doer_user", "doer_person")
    trail.record(actor, "meeting.printed", one, case=found.pk)
    pdf = print_agreed(actor, one, list(tasks.order_by("due_on", "pk")))
    return pdf_page(pdf, "agreed")


def _own(request: Request, case: UUID, meeting: UUID) -> tuple[Case, Meeting]:
    found = answered_case(request, case)
    own = policies.own_meetings(request.actor).standing().filter(case=found)
    return found, get_object_or_404(own, pk=meeting)


def _hold(request: Request, meeting: Meeting, form: AgreedForm, promises: list[PromiseForm]) -> Meeting:
    language = page_language()
    return services.hold_meeting(
        request.actor,
        meeting.pk,
        version=form.cleaned_data["version"] or 0,
        agreed=form.told(language if language in reference.STAFF_LANGUAGES else "fi"),
        present=form.those_present(),
        promises=[line.facts() for line in promises if line.is_told],
    )
