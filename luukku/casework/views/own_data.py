"""What a person may ask about the data on them: one page, and what follows from it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import DecisionForm, DemandForm, ExportForm, ProhibitionForm, carry_out
from luukku.casework.law.standing import years_of_age
from luukku.casework.letters import print_correction
from luukku.casework.models import Case, Correction, Person
from luukku.casework.rules.ages import age
from luukku.core.exports import pdf_page
from luukku.core.forms import form_page
from luukku.core.http import Request, sent
from luukku.core.page_language import page_language
from luukku.files.serving import attachment


@require_GET
def own_data(request: Request, case: UUID, person: UUID) -> HttpResponse:
    actor = request.actor
    found, one = _scope(request, case, person)
    services.note_view(actor, "own_data.viewed", one, case=found)
    exports = policies.visible_exports(actor).filter(case=found, person=one).select_related("asked_by", "file")
    prohibitions = policies.visible_prohibitions(actor).filter(case=found, person=one).select_related("guardian")
    context = {
        "case": found,
        "person": one,
        "exports": list(exports.order_by("-created_at")),
        "corrections": services.corrections_of(actor, found, one),
        "prohibitions": list(prohibitions.order_by("-told_on", "-created_at")),
        "is_minor": one.birth_on is not None and age(one.birth_on, actor.day) < years_of_age(actor.day),
        "now": actor.at,
    }
    return render(request, "casework/own_data.html", context)


@require_http_methods(["GET", "POST"])
def export_add(request: Request, case: UUID, person: UUID) -> HttpResponse:
    found, one = _scope(request, case, person)
    form = ExportForm(
        sent(request), people=policies.possible_askers(one, request.actor.day), initial=_today(request, one)
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        asked = carry_out(
            form,
            lambda: services.request_export(
                request.actor,
                found.pk,
                one.pk,
                asked_by_id=typed["asked_by"].pk,
                received_on=typed["received_on"],
                language=typed["language"],
            ),
        )
        if asked:
            messages.success(request, _("The copy is being put together. Load this page again in a moment."))
            return redirect("casework:own-data", found.pk, one.pk)
    services.note_view(request.actor, "own_data.viewed", one, case=found)
    return form_page(request, "casework/export_form.html", {"form": form, "case": found, "person": one})


@require_GET
def export_download(request: Request, case: UUID, person: UUID, export: UUID) -> HttpResponse:
    found, one = _scope(request, case, person)
    rows = policies.downloadable_exports(request.actor).filter(case=found, person=one)
    row = get_object_or_404(rows.select_related("file", "person", "asked_by", "case"), pk=export)
    return attachment(services.open_export(request.actor, row))


@require_http_methods(["GET", "POST"])
def correction_add(request: Request, case: UUID, person: UUID) -> HttpResponse:
    found, one = _scope(request, case, person)
    form = DemandForm(
        sent(request), people=policies.possible_askers(one, request.actor.day), initial=_today(request, one)
    )
    if request.method == "POST" and form.is_valid():
        noted = carry_out(
            form,
            lambda: services.note_correction(
                request.actor,
                found.pk,
                one.pk,
                asked_by_id=form.cleaned_data["asked_by"].pk,
                demand=form.demand(),
            ),
        )
        if noted:
            messages.success(
                request, _("The demand is written down. Nothing has been changed yet: decide about it below.")
            )
            return redirect("casework:correction", found.pk, one.pk, noted.pk)
    services.note_view(request.actor, "own_data.viewed", one, case=found)
    return form_page(request, "casework/correction_form.html", {"form": form, "case": found, "person": one})


@require_http_methods(["GET", "POST"])
def correction(request: Request, case: UUID, person: UUID, correction: UUID) -> HttpResponse:
    """Both texts side by side; while it is open, the decision below them."""
    actor = request.actor
    found, one = _scope(request, case, person)
    row = _correction(request, found, one, correction)
    form = DecisionForm(sent(request))
    if request.method == "POST" and form.is_valid():
        decided = carry_out(form, lambda: services.decide_correction(actor, row.pk, **form.cleaned_data))
        if decided:
            messages.success(request, _("The decision is kept. Print the letter for the person."))
            return redirect("casework:correction", found.pk, one.pk, row.pk)
    services.note_view(actor, "correction.viewed", row, case=found)
    context = {"case": found, "person": one, "correction": _correction(request, found, one, correction), "form": form}
    if row.state != Correction.State.OPEN:
        return render(request, "casework/correction.html", context)
    return form_page(request, "casework/correction.html", context)


@require_GET
def correction_letter(request: Request, case: UUID, person: UUID, correction: UUID) -> HttpResponse:
    """What was decided, as a letter in the person's language."""
    found, one = _scope(request, case, person)
    row = _correction(request, found, one, correction)
    services.note_view(request.actor, "correction.printed", row, case=found)
    return pdf_page(print_correction(request.actor, row), str(row.pk))


@require_http_methods(["GET", "POST"])
def prohibition_add(request: Request, case: UUID, person: UUID) -> HttpResponse:
    actor = request.actor
    found, one = _scope(request, case, person)
    guardians = policies.possible_askers(one, request.actor.day).exclude(pk=one.pk)
    form = ProhibitionForm(sent(request), people=guardians, initial={"told_on": actor.day})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        noted = carry_out(
            form,
            lambda: services.note_prohibition(
                actor,
                found.pk,
                one.pk,
                guardian_id=typed["guardian"].pk if typed["guardian"] else None,
                extent=typed["extent"],
                reason=typed["reason"],
                told_on=typed["told_on"],
            ),
        )
        if noted:
            messages.success(request, _("Noted. Copies of the data respect it from now on."))
            return redirect("casework:own-data", found.pk, one.pk)
    services.note_view(actor, "own_data.viewed", one, case=found)
    return form_page(request, "casework/prohibition_form.html", {"form": form, "case": found, "person": one})


@require_POST
def prohibition_lift(request: Request, case: UUID, person: UUID, prohibition: UUID) -> HttpResponse:
    found, one = _scope(request, case, person)
    rows = policies.visible_prohibitions(request.actor).filter(case=found, person=one)
    services.lift_prohibition(request.actor, get_object_or_404(rows, pk=prohibition).pk)
    messages.success(request, _("Taken back."))
    return redirect("casework:own-data", found.pk, one.pk)


def _scope(request: Request, case: UUID, person: UUID) -> tuple[Case, Person]:
    """A case about which the reader answers, and somebody who belongs or belonged to its family; or 404."""
    found = get_object_or_404(policies.cases_to_answer_about(request.actor).select_related("family"), pk=case)
    return found, get_object_or_404(policies.people_ever_in(found), pk=person)


def _today(request: Request, person: Person) -> dict[str, Any]:
    return {"received_on": request.actor.day, "language": page_language(), "asked_by": person.pk}


def _correction(request: Request, case: Case, person: Person, pk: UUID) -> Correction:
    rows = policies.visible_corrections(request.actor).filter(case=case, person=person)
    return get_object_or_404(rows.select_related("person", "asked_by", "decided_by", "case__organisation"), pk=pk)
