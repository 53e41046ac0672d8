"""Bringing in existing clients: one page for each file, which shows the step that is due."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.casework import import_sheet, import_words, policies
from luukku.casework.forms import carry_out
from luukku.casework.forms.imports import ColumnsForm, DecisionForm, ImportForm
from luukku.casework.models import ClientImport
from luukku.casework.services import imports as services
from luukku.core.exports import csv_download
from luukku.core.forms import form_page
from luukku.core.http import Request, sent

State = ClientImport.State
ROWS_A_PAGE = 50


@require_http_methods(["GET", "POST"])
def import_list(request: Request) -> HttpResponse:
    """The files that one has brought, and bringing the next."""
    actor = request.actor
    if not policies.may_import(actor):
        raise Http404
    form = ImportForm(
        sent(request),
        request.FILES if request.method == "POST" else None,
        units=policies.units_to_import_into(actor),
        workers=policies.workers_to_import_for(actor),
        initial={"responsible": actor.user_id},
    )
    if request.method == "POST" and form.is_valid() and form.table is not None:
        table = form.table
        batch = carry_out(form, lambda: services.start_import(actor, table, _brought(request, form)))
        if batch:
            return redirect("casework:import", batch.pk)
    context = {"form": form, "batches": policies.own_imports(actor).newest_first()[:20]}
    return form_page(request, "casework/import_list.html", context)


@require_http_methods(["GET", "POST"])
def import_one(request: Request, batch: UUID) -> HttpResponse:
    """The step that is due: naming columns, waiting, deciding, or what was done."""
    one = _own(request, batch)
    if one.state == State.COLUMNS or (one.state == State.CHECKED and "columns" in request.GET):
        return _columns(request, one)
    if one.state == State.CHECKED:
        return _checked(request, one)
    template = "casework/import_waiting.html" if one.state in (State.CHECKING, State.IMPORTING) else None
    return render(request, template or "casework/import_done.html", {"batch": one})


@require_POST
def import_decide(request: Request, batch: UUID) -> HttpResponse:
    one = _own(request, batch)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        raise Http404
    told = form.cleaned_data
    row = get_object_or_404(policies.own_import_rows(request.actor).filter(batch=one), pk=told["row"])
    services.decide_row(request.actor, one.pk, row.pk, decision=told["decision"], same_as=told["same_as"])
    return redirect("casework:import", one.pk)


@require_POST
def import_go(request: Request, batch: UUID) -> HttpResponse:
    """The step that one chose: leave out what can't be read, try, take in, or leave the file."""
    one = _own(request, batch)
    steps: dict[str, Any] = {
        "leave_faulty": services.leave_faulty,
        "try": services.try_import,
        "take_in": services.take_in,
        "cancel": services.cancel_import,
    }
    step = steps.get(request.POST.get("step", ""))
    if step is None:
        raise Http404
    step(request.actor, one.pk)
    if step is services.cancel_import:
        messages.success(request, _("The file is left. Its rows are forgotten, and nobody was taken in."))
        return redirect("casework:imports")
    return redirect("casework:import", one.pk)


@require_GET
def import_template(request: Request) -> HttpResponse:
    """An empty table with our columns, and one row as an example."""
    if not policies.may_import(request.actor):
        raise Http404
    return csv_download(_("clients"), import_words.template_header(), import_sheet.example_rows())


@require_GET
def import_faults(request: Request, batch: UUID) -> HttpResponse:
    """The rows that can't be read, with the reason of each, for correcting the file."""
    one = _own(request, batch)
    rows = one.rows.faulty().in_order()
    told = [(row.number, " ".join(import_sheet.faults_of(row))) for row in rows]
    return csv_download(_("rows-to-correct"), [_("Row"), _("What is wrong")], told)


def _columns(request: Request, batch: ClientImport) -> HttpResponse:
    form = ColumnsForm(sent(request), batch=batch)
    if request.method == "POST" and form.is_valid():
        named = carry_out(form, lambda: services.name_columns(request.actor, batch.pk, form.mapping()))
        if named:
            return redirect("casework:import", batch.pk)
    context = {"form": form, "batch": batch, "examples": import_sheet.examples_of(batch)}
    return form_page(request, "casework/import_columns.html", context)


def _checked(request: Request, batch: ClientImport) -> HttpResponse:
    faulty = Paginator(batch.rows.faulty().in_order(), ROWS_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "batch": batch,
        "counts": import_sheet.counts_of(batch),
        "faulty": faulty,
        "faults": import_sheet.faulty_of(batch, list(faulty)),
        "likely": import_sheet.next_to_decide(request.actor, batch),
    }
    return render(request, "casework/import_checked.html", context)


def _brought(request: Request, form: ImportForm) -> services.Brought:
    """What was told; where there was nothing to choose, the only worker there is."""
    brought = form.brought()
    if brought.responsible_id is None:
        only = policies.workers_to_import_for(request.actor).values_list("pk", flat=True).first()
        return services.Brought(**{**_as_dict(brought), "responsible_id": only})
    return brought


def _as_dict(brought: services.Brought) -> dict[str, Any]:
    return {name: getattr(brought, name) for name in brought.__dataclass_fields__}


def _own(request: Request, pk: UUID) -> ClientImport:
    return get_object_or_404(policies.own_imports(request.actor), pk=pk)
