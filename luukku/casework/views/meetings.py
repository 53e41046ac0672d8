"""Meetings with a family: agreeing on them, reading, changing, calling off."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.casework import policies, services
from luukku.casework.forms import CallOffForm, MeetingForm, carry_out
from luukku.casework.models import Case, Meeting, Person, UnderstandingCheck
from luukku.casework.rules.meetings import suggested_minutes
from luukku.casework.views._scope import answered_case, seen_case, to_family
from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def meeting_add(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    candidates = services.candidates(request.actor, found)
    initial = _usual(request, found.family_id, found.family.language)
    form = MeetingForm(sent(request), initial=initial, candidates=candidates)
    if request.method == "POST" and form.is_valid():
        planned = carry_out(
            form,
            lambda: services.plan_meeting(
                request.actor,
                found.pk,
                facts=form.facts(),
                is_held=form.cleaned_data["is_held"],
                invited=form.invited(),
            ),
        )
        if planned:
            _tell_what_is_left(request, planned, _("The meeting is noted."))
            return to_family(found)
    _remind(request, form, found)
    services.note_view(request.actor, "case.viewed", found, case=found)
    return form_page(request, "casework/meeting_form.html", {"form": form, "case": found})


@require_GET
def meeting(request: Request, case: UUID, meeting: UUID) -> HttpResponse:
    actor = request.actor
    found = seen_case(request, case)
    one = get_object_or_404(policies.visible_meetings(actor).filter(case=found), pk=meeting)
    services.note_view(actor, "meeting.viewed", one, case=found)
    may_change = policies.may_change_meeting(actor, one)
    participants = list(one.participants.select_related("person", "user").order_by("capacity", "created_at"))
    is_whole = policies.may_see_fully(actor, found)
    if not is_whole:
        known = set(policies.visible_people(actor).values_list("pk", flat=True))
        participants = [row for row in participants if row.person_id is None or row.person_id in known]
    checks = services.checks_of(one) if is_whole else {}
    tasks = policies.visible_tasks(actor).filter(meeting=one)
    context = {
        "case": found,
        "meeting": one,
        "participants": [(row, checks.get(row.person_id) if row.person_id else None) for row in participants],
        "understood": UnderstandingCheck.Result.UNDERSTOOD,
        "tasks": tasks.select_related("doer_user", "doer_person").order_by("due_on", "pk"),
        "may_change": may_change and one.called_off_at is None,
        "may_hold": may_change and one.called_off_at is None and one.starts_at <= actor.at,
        "is_past": one.starts_at <= actor.at,
    }
    return render(request, "casework/meeting.html", context)


@require_http_methods(["GET", "POST"])
def meeting_edit(request: Request, case: UUID, meeting: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    one = get_object_or_404(policies.own_meetings(actor).standing().filter(case=found), pk=meeting)
    services.note_view(actor, "meeting.viewed", one, case=found)
    form = MeetingForm.of(one, services.candidates(actor, found), sent(request))
    conflict = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        saved, conflict = carry_out_or_conflict(
            form,
            lambda: services.change_meeting(actor, one.pk, version=version, facts=form.facts(), invited=form.invited()),
        )
        if saved:
            _tell_what_is_left(request, saved, _("The meeting is changed."))
            return redirect("casework:meeting", found.pk, one.pk)
    _remind(request, form, found)
    context = {"form": form, "case": found, "meeting": one, "conflict": conflict}
    return form_page(request, "casework/meeting_form.html", context)


@require_http_methods(["GET", "POST"])
def meeting_call_off(request: Request, case: UUID, meeting: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    own = policies.own_meetings(actor).standing().filter(case=found, held_at__isnull=True)
    one = get_object_or_404(own, pk=meeting)
    services.note_view(actor, "meeting.viewed", one, case=found)
    form = CallOffForm(sent(request))
    if request.method == "POST" and form.is_valid():
        done = carry_out(form, lambda: services.call_off_meeting(actor, one.pk, reason=form.cleaned_data["reason"]))
        if done:
            _tell_what_is_left(request, done, _("The meeting is called off."))
            return to_family(found)
    context = {"form": form, "case": found, "meeting": one, "in_person": services.to_tell_in_person(one)}
    return form_page(request, "casework/meeting_call_off.html", context)


def _tell_what_is_left(request: Request, meeting: Meeting, said: str) -> None:
    """What was done, and who has to be told by the worker because they get no mail from us."""
    messages.success(request, said)
    names = services.to_tell_in_person(meeting)
    if names and meeting.held_at is None:
        told = _("Workers were told by mail. Tell these yourself: %(names)s.")
        messages.info(request, told % {"names": ", ".join(names)})


def _remind(request: Request, form: MeetingForm, case: Case) -> None:
    members = services.members_of(request.actor, [case.family_id])[case.family_id]
    if policies.protected_among([member.person.pk for member in members], request.actor.day):
        form.remind_of_protection()


def _usual(request: Request, family_id: UUID, language: str) -> dict[str, object]:
    """A new meeting begins with the family's language, and with an interpreter and double length if one is needed."""
    members = services.members_of(request.actor, [family_id])[family_id]
    adults = [member.person for member in members if not member.is_child] or [member.person for member in members]
    needs = any(one.interpreter_need != Person.InterpreterNeed.NONE for one in adults)
    states = Meeting.InterpreterState
    return {
        "language": adults[0].contact_language if adults else language,
        "dialect": getattr(adults[0], "dialect", "") if adults else "",
        "minutes": suggested_minutes(is_interpreted=needs),
        "interpreter_state": states.MISSING if needs else states.NOT_NEEDED,
    }
