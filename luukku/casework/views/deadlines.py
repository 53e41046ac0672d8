"""The dates of a family: why each is what it is, and what a worker may note about it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from luukku.casework import policies, services
from luukku.casework.explaining import why
from luukku.casework.forms import (
    CorrectionForm,
    DoneForm,
    NewDeadlineForm,
    PauseForm,
    ReasonForm,
    ResumeForm,
    carry_out,
)
from luukku.casework.labels import title_of
from luukku.casework.law.clocks import rule_of
from luukku.casework.models import Deadline
from luukku.casework.views._scope import answered_case, whole_case
from luukku.core.forms import Form, carry_out_or_conflict, form_page
from luukku.core.http import Request, sent

BUTTONS: dict[str, str | Promise] = {
    "done": gettext_lazy("Note as done"),
    "reason": gettext_lazy("Tell why it takes longer"),
    "correct": gettext_lazy("Correct the starting day"),
    "pause": gettext_lazy("Let it stand still"),
    "resume": gettext_lazy("Let it go on"),
}


@require_GET
def deadlines(request: Request, case: UUID) -> HttpResponse:
    """All dates of a family: those that run, then those that are done."""
    actor = request.actor
    found = whole_case(request, case)
    rows = list(policies.visible_deadlines(actor).filter(case=found).order_by("done_on", "due_on", "pk"))
    services.note_view(actor, "deadline.listed", found, case=found)
    people = services.people_of_clocks(rows)
    told = [(row, title_of(row.rule, people.get(row.pk)), row.stands(actor.day)) for row in rows]
    context = {
        "case": found,
        "running": [one for one in told if one[0].done_on is None],
        "done": [one for one in reversed(told) if one[0].done_on is not None],
        "may_add": found.is_open and policies.may_answer_for(actor, found),
    }
    return render(request, "casework/deadlines.html", context)


@require_GET
def deadline(request: Request, case: UUID, deadline: UUID) -> HttpResponse:
    """Why this date."""
    actor = request.actor
    found = whole_case(request, case)
    row = get_object_or_404(policies.visible_deadlines(actor).filter(case=found), pk=deadline)
    services.note_view(actor, "deadline.viewed", row, case=found)
    pauses = list(row.pauses.order_by("during"))
    rule = rule_of(row.rule, row.rule_version)
    may_change = row.done_on is None and policies.own_deadlines(actor).filter(pk=row.pk).exists()
    context = {
        "case": found,
        "deadline": row,
        "why": why(row, pauses, actor.day),
        "person": services.people_of_clocks([row]).get(row.pk),
        "stands": row.stands(actor.day),
        "waited": (actor.day - row.started_on).days if row.is_target else None,
        "pauses": pauses,
        "corrections": list(row.corrections.select_related("corrected_by").order_by("created_at")),
        "may_change": may_change,
        "may_note_done": may_change and "noted" in rule.stops,
        "may_pause": may_change and bool(rule.pauses) and not row.is_paused,
    }
    return render(request, "casework/deadline.html", context)


@require_http_methods(["GET", "POST"])
def deadline_add(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    rules = services.rules_by_hand(request.actor.day)
    form = NewDeadlineForm(sent(request), rules=rules, initial={"started_on": request.actor.day})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        started = carry_out(
            form,
            lambda: services.start_by_hand(
                request.actor, found.pk, rule_code=typed["rule"], started_on=typed["started_on"]
            ),
        )
        if started:
            return redirect("casework:deadline", found.pk, started.pk)
    services.note_view(request.actor, "deadline.listed", found, case=found)
    return form_page(request, "casework/deadline_add.html", {"form": form, "case": found})


@require_http_methods(["GET", "POST"])
def deadline_done(request: Request, case: UUID, deadline: UUID) -> HttpResponse:
    row = _own(request, case, deadline)
    form = DoneForm(sent(request), initial={"done_on": request.actor.day})
    return _change(
        request, row, form, "done", lambda typed: services.note_done(request.actor, row.pk, done_on=typed["done_on"])
    )


@require_http_methods(["GET", "POST"])
def deadline_reason(request: Request, case: UUID, deadline: UUID) -> HttpResponse:
    row = _own(request, case, deadline)
    form = ReasonForm(sent(request), initial={"version": row.version, "reason": row.late_reason})
    return _change(
        request,
        row,
        form,
        "reason",
        lambda typed: services.explain_delay(
            request.actor, row.pk, version=typed["version"] or 0, reason=typed["reason"]
        ),
    )


@require_http_methods(["GET", "POST"])
def deadline_correct(request: Request, case: UUID, deadline: UUID) -> HttpResponse:
    row = _own(request, case, deadline)
    form = CorrectionForm(sent(request), initial={"version": row.version, "started_on": row.started_on})
    return _change(
        request,
        row,
        form,
        "correct",
        lambda typed: services.correct_start(
            request.actor,
            row.pk,
            version=typed["version"] or 0,
            started_on=typed["started_on"],
            reason=typed["reason"],
        ),
    )


@require_http_methods(["GET", "POST"])
def deadline_pause(request: Request, case: UUID, deadline: UUID) -> HttpResponse:
    row = _own(request, case, deadline)
    reasons = rule_of(row.rule, row.rule_version).pauses
    form = PauseForm(sent(request), reasons=reasons, initial={"from_on": request.actor.day})
    return _change(request, row, form, "pause", lambda typed: services.pause_clock(request.actor, row.pk, **typed))


@require_http_methods(["GET", "POST"])
def deadline_resume(request: Request, case: UUID, deadline: UUID) -> HttpResponse:
    row = _own(request, case, deadline)
    form = ResumeForm(sent(request), initial={"last_on": request.actor.day})
    return _change(request, row, form, "resume", lambda typed: services.resume_clock(request.actor, row.pk, **typed))


def _own(request: Request, case: UUID, pk: UUID) -> Deadline:
    """A running clock of this very case, of whoever answers for it."""
    found = answered_case(request, case)
    rows = policies.own_deadlines(request.actor).running().filter(case=found)
    return get_object_or_404(rows.select_related("case__family"), pk=pk)


def _change(
    request: Request, row: Deadline, form: Form, what: str, change: Callable[[dict[str, Any]], object]
) -> HttpResponse:
    """One form about one date, back to its explanation when it is carried out."""
    conflict = None
    if request.method == "POST" and form.is_valid():
        done, conflict = carry_out_or_conflict(form, lambda: change(form.cleaned_data))
        if done:
            messages.success(request, _("Noted."))
            return redirect("casework:deadline", row.case_id, row.pk)
    services.note_view(request.actor, "deadline.viewed", row, case=row.case)
    context = {
        "form": form,
        "case": row.case,
        "deadline": row,
        "title": title_of(row.rule),
        "button": BUTTONS[what],
        "conflict": conflict,
    }
    return form_page(request, "casework/deadline_form.html", context)
