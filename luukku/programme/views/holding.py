"""A meeting while it goes on: one thing at a time on the screen, from who is here to the last word."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.core.errors import Conflict
from luukku.core.forms import Form, carry_out, show_conflict
from luukku.core.http import Request, sent
from luukku.core.templatetags.luukku import fi_time
from luukku.programme import policies
from luukku.programme.forms.corrections import EffectForm
from luukku.programme.forms.meetings import ItemForm, NotesForm, PresenceForm
from luukku.programme.models import AgendaItem, CorrectiveAction, Meeting
from luukku.programme.services import corrections
from luukku.programme.services.meetings import attending, calling, candidates, holding
from luukku.programme.views.around import parties_on
from luukku.programme.views.meetings import editable

State = CorrectiveAction.State
ACTION = ("promise", "party", "name", "person", "due_on", "check_on")
"""Fields of a corrective action: any that is filled in keeps its part of the page open."""


@require_POST
def meeting_open(request: Request, pk: UUID, meeting: UUID) -> HttpResponse:
    found = editable(request, pk, meeting)
    form = Form(request.POST)
    opened = carry_out(form, lambda: calling.open_meeting(request.actor, found.pk)) if form.is_valid() else None
    if opened:
        return HttpResponseRedirect(reverse("programme:meeting-hold", args=[pk, meeting]))
    for message in form.non_field_errors():
        messages.warning(request, str(message))
    return HttpResponseRedirect(reverse("programme:meeting-prepare", args=[pk, meeting]))


@require_http_methods(["GET", "POST"])
def meeting_hold(request: Request, pk: UUID, meeting: UUID) -> HttpResponse:
    """How a meeting begins: who is here, and what was promised last time."""
    found = going_on(request, pk, meeting)
    rows = list(found.attendances.select_related("user"))
    form = PresenceForm(sent(request), rows=rows)
    if request.method == "POST" and form.is_valid():
        told = form.told()
        if carry_out(form, lambda: _noted(request, found, told)):
            first = found.agenda.first()
            return HttpResponseRedirect(_place(found, first))
    return _opening(request, found, form, status=422 if form.is_bound else 200)


def _noted(request: Request, meeting: Meeting, told: dict[UUID, str]) -> bool:
    attending.note_presence(request.actor, meeting.pk, told)
    return True


def _opening(
    request: Request, meeting: Meeting, form: Form, *, status: int = 200, effects: dict[UUID, Form] | None = None
) -> HttpResponse:
    promises = [
        (one, (effects or {}).get(one.pk) or EffectForm(prefix=str(one.pk)) if one.state == State.DONE else None)
        for one in candidates.promised(meeting, request.actor.at)
    ]
    context = {"meeting": meeting, "form": form, "promises": promises, "last": candidates.last_before(meeting)}
    return render(request, "programme/meeting_hold.html", _steps(meeting) | context, status=status)


@require_POST
def meeting_promise(request: Request, pk: UUID, meeting: UUID, correction: UUID) -> HttpResponse:
    """What was promised goes one step on: it is done, or its effect is told."""
    found = going_on(request, pk, meeting)
    action = get_object_or_404(candidates.promised(found, request.actor.at), pk=correction)
    form: Form = EffectForm(request.POST, prefix=str(action.pk)) if action.state == State.DONE else Form(request.POST)

    def step() -> CorrectiveAction:
        if action.state == State.DONE:
            return corrections.assess(request.actor, action.pk, effect=form.cleaned_data["effect"])
        return corrections.finish(request.actor, action.pk)

    done = carry_out(form, step) if form.is_valid() else None
    if done:
        return HttpResponseRedirect(f"{_place(found, None)}#promises")
    presence = PresenceForm(rows=list(found.attendances.select_related("user")))
    return _opening(request, found, presence, status=422, effects={action.pk: form})


@require_http_methods(["GET", "POST"])
def meeting_item(request: Request, pk: UUID, meeting: UUID, item: UUID) -> HttpResponse:
    """One item: what it is about, notes, what came of it, what was decided and promised."""
    found = going_on(request, pk, meeting)
    rows = policies.writable_items(request.actor).filter(meeting=found)
    row = get_object_or_404(rows.select_related("goal", "meeting__programme"), pk=item)
    _forget_what_is_hidden(request, row)
    if request.method == "POST" and "X-Autosave" in request.headers:
        return _autosaved(request, row)
    form = _item_form(request, row)
    conflict, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                saved = carry_out(form, lambda: holding.write_item(request.actor, row.pk, form.told()))
            except Conflict as clash:
                show_conflict(form, clash)
                conflict, status = clash, 409
            else:
                if saved:
                    return HttpResponseRedirect(_after(request, found, row))
    context = _steps(found, row) | _beside(request, row) | {
        "item": row, "form": form, "conflict": conflict, "has_action": any(form[name].value() for name in ACTION),
    }  # fmt: skip
    return render(request, "programme/meeting_item.html", context, status=status)


def _item_form(request: Request, row: AgendaItem) -> ItemForm:
    initial: dict[str, Any] = {
        "version": row.version, "seen": row.outcome_text, "seen_outcome": row.outcome, "notes": row.outcome_text,
        "outcome": row.outcome,
    }  # fmt: skip
    people = policies.possible_people(request.actor)
    return ItemForm(
        sent(request), initial=initial, item=row, parties=parties_on(row.meeting.programme, request.actor.day),
        people=people,
    )  # fmt: skip


def _autosaved(request: Request, row: AgendaItem) -> HttpResponse:
    """Notes and outcome alone are saved while somebody writes; the rest waits for a button."""
    form = NotesForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=422)
    saved = holding.write_notes(request.actor, row.pk, form.as_notes())
    return JsonResponse({"version": saved.version, "saved_at": fi_time(request.actor.at)})


def _forget_what_is_hidden(request: Request, row: AgendaItem) -> None:
    """What an item is about may have become private since; its words stay, and nothing more is told of it."""
    actor = request.actor
    seen, actions = policies.visible_measures(actor), policies.visible_corrections(actor).select_related("owner")
    row.measure = seen.filter(pk=row.measure_id).first() if row.measure_id else None
    row.correction = actions.filter(pk=row.correction_id).first() if row.correction_id else None


def _beside(request: Request, row: AgendaItem) -> dict[str, Any]:
    """What is known of the thing on the table, and what was recorded of it so far."""
    measure = row.measure
    owner = None
    if measure:
        owner = measure.responsibilities.answering().on(request.actor.day).select_related("party", "person").first()
    return {
        "owner": owner,
        "report": measure.reports.first() if measure else None,
        "decisions": row.decisions.select_related("measure"),
        "recorded": row.corrections.select_related("owner", "person"),
    }


def _after(request: Request, meeting: Meeting, row: AgendaItem) -> str:
    """Where the button leads: on, back, or to the same item."""
    then = request.POST.get("then", "")
    steps = _steps(meeting, row)
    if then == "next":
        after = steps["after"]
        return (
            _place(meeting, after)
            if after
            else reverse("programme:meeting-close", args=[meeting.programme_id, meeting.pk])
        )
    if then == "back":
        return _place(meeting, steps["before"])
    return f"{_place(meeting, row)}#recorded"


@require_http_methods(["GET", "POST"])
def meeting_close(request: Request, pk: UUID, meeting: UUID) -> HttpResponse:
    """The last screen: what is still without an outcome, and the end."""
    found = going_on(request, pk, meeting)
    form = Form(sent(request))
    if request.method == "POST" and form.is_valid():
        closed = carry_out(form, lambda: calling.close_meeting(request.actor, found.pk))
        if closed:
            messages.success(request, _("The meeting is closed, and its minutes stay as they are."))
            return HttpResponseRedirect(found.get_absolute_url())
        found = going_on(request, pk, meeting)
    context = _steps(found) | {"meeting": found, "form": form, "undecided": calling.undecided(found), "is_last": True}
    return render(request, "programme/meeting_close.html", context, status=422 if form.is_bound else 200)


def going_on(request: Request, pk: UUID, meeting: UUID) -> Meeting:
    """A meeting that goes on under the actor; another is not found."""
    rows = policies.writable_meetings(request.actor).select_related("programme__organisation")
    found: Meeting = get_object_or_404(rows.filter(programme=pk), pk=meeting)
    return found


def _steps(meeting: Meeting, row: AgendaItem | None = None) -> dict[str, Any]:
    """The agenda with the item's place on it, and its neighbours."""
    items = list(meeting.agenda.all())
    place = next((number for number, one in enumerate(items) if row and one.pk == row.pk), -1)
    return {
        "meeting": meeting,
        "programme": meeting.programme,
        "items": items,
        "number": place + 1,
        "before": items[place - 1] if place > 0 else None,
        "after": items[place + 1] if place + 1 < len(items) else None,
        "open_items": [one for one in items if not one.outcome],
    }


def _place(meeting: Meeting, item: AgendaItem | None) -> str:
    if item is None:
        return reverse("programme:meeting-hold", args=[meeting.programme_id, meeting.pk])
    return reverse("programme:meeting-item", args=[meeting.programme_id, meeting.pk, item.pk])
