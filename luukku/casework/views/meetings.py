"""Meetings with a family."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import MeetingForm, carry_out, show_conflict
from luukku.casework.models import Case, Meeting, Person
from luukku.casework.views._scope import answered_case, form_page, to_family, whole_case
from luukku.core.errors import Conflict
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def meeting_add(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    form = MeetingForm(sent(request), initial=_usual(request, found.family_id, found.family.language))
    if request.method == "POST" and form.is_valid():
        planned = carry_out(
            form,
            lambda: services.plan_meeting(
                request.actor, found.pk, facts=form.facts(), is_held=form.cleaned_data["is_held"]
            ),
        )
        if planned:
            messages.success(request, _("The meeting is noted."))
            return to_family(found)
    _remind(request, form, found)
    services.note_view(request.actor, "case.viewed", found, case=found)
    return form_page(request, "casework/meeting_form.html", {"form": form, "case": found})


@require_http_methods(["GET", "POST"])
def meeting(request: Request, case: UUID, meeting: UUID) -> HttpResponse:
    """To whoever answers for the case the meeting is a form; others who read the case whole read it."""
    actor = request.actor
    found = whole_case(request, case)
    one = get_object_or_404(policies.visible_meetings(actor).filter(case=found), pk=meeting)
    services.note_view(actor, "meeting.viewed", one, case=found)
    if not policies.may_change_meeting(actor, one):
        return render(request, "casework/meeting.html", {"case": found, "meeting": one})
    form = MeetingForm.of(one, sent(request))
    conflict = None
    if request.method == "POST" and form.is_valid():
        try:
            saved = carry_out(
                form,
                lambda: services.change_meeting(
                    actor, one.pk, version=form.cleaned_data["version"] or 0, facts=form.facts()
                ),
            )
        except Conflict as other:
            saved, conflict = None, other
            show_conflict(form, other)
        if saved:
            messages.success(request, _("The meeting is changed."))
            return to_family(found)
    _remind(request, form, found)
    context = {
        "form": form,
        "case": found,
        "meeting": one,
        "conflict": conflict,
        "may_hold": one.held_at is None and one.starts_at <= actor.at,
    }
    return form_page(request, "casework/meeting_form.html", context)


@require_POST
def meeting_held(request: Request, case: UUID, meeting: UUID) -> HttpResponse:
    found = answered_case(request, case)
    one = get_object_or_404(policies.own_meetings(request.actor).filter(case=found), pk=meeting)
    services.mark_held(request.actor, one.pk)
    messages.success(request, _("Noted as held."))
    return redirect("desk:family", found.pk)


def _remind(request: Request, form: MeetingForm, case: Case) -> None:
    members = services.members_of(request.actor, [case.family_id])[case.family_id]
    if policies.protected_among([member.person.pk for member in members], request.actor.day):
        form.remind_of_protection()


def _usual(request: Request, family_id: UUID, language: str) -> dict[str, object]:
    """A new meeting begins with the family's language, and with an interpreter if anybody needs one."""
    members = services.members_of(request.actor, [family_id])[family_id]
    adults = [member.person for member in members if not member.is_child] or [member.person for member in members]
    needs = any(one.interpreter_need != Person.InterpreterNeed.NONE for one in adults)
    states = Meeting.InterpreterState
    return {
        "language": adults[0].contact_language if adults else language,
        "interpreter_state": states.MISSING if needs else states.NOT_NEEDED,
    }
