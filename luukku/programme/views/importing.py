"""Bringing programmes in: choose a file or paste a table, look at the difference, then bring it in."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.forms import carry_out
from luukku.core.http import Request, sent
from luukku.programme import labels, policies
from luukku.programme.forms.programmes import FileForm, PasteForm
from luukku.programme.models import ImportRun
from luukku.programme.rules import pasted
from luukku.programme.rules.rows import Fault
from luukku.programme.services.importing import bringing

A_PAGE = 50


@require_http_methods(["GET", "POST"])
def imports(request: Request) -> HttpResponse:
    """A file to look at, and what was brought in before."""
    if not policies.may_write(request.actor):
        raise Http404
    form = FileForm(
        sent(request), request.FILES if request.method == "POST" else None, programmes=own_programmes(request)
    )
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        content = upload.read(bringing.MOST_BYTES + 1)
        name = upload.name or "file"
        told = bringing.Told(name, bringing.form_of(name, content), content, form.programme_id())
        run = carry_out(form, lambda: bringing.look_at(request.actor, told))
        if run:
            return redirect("programme:import", run.pk)
    runs = policies.visible_runs(request.actor).defer("content", "changes", "faults")[:30]
    context = {"form": form, "runs": runs}
    return render(request, "programme/imports.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def paste(request: Request) -> HttpResponse:
    """Paste a table, say what its columns mean, then look at the difference like that of a file."""
    programmes = own_programmes(request)
    if not policies.may_write(request.actor):
        raise Http404
    form = PasteForm(sent(request), programmes=programmes)
    columns: list[dict[str, Any]] = []
    if request.method == "POST" and form.is_valid():
        written = form.cleaned_data["table"]
        chosen = tuple(request.POST.getlist("column")[:60])
        found = pasted.cells_of(written)
        if isinstance(found, Fault):
            form.add_error("table", labels.fault_line(bringing.as_data(found)))
        elif request.POST.get("step") == "look" and set(chosen) <= set(pasted.COLUMNS) and chosen:
            name = gettext("Pasted table")
            told = bringing.Told(
                name, ImportRun.Form.PASTE, written.encode(), UUID(form.cleaned_data["programme"]), chosen
            )
            run = carry_out(form, lambda: bringing.look_at(request.actor, told))
            if run:
                return redirect("programme:import", run.pk)
        else:
            columns = labels.pasted_columns(found, pasted.guessed(found))
    context = {"form": form, "columns": columns, "choices": labels.COLUMNS.items(), "programmes": programmes}
    return render(request, "programme/paste.html", context, status=422 if form.is_bound and form.errors else 200)


@require_GET
def import_run(request: Request, run: UUID) -> HttpResponse:
    """What a file would change, or changed; what is wrong with it; what was left out and why."""
    found = get_object_or_404(policies.visible_runs(request.actor).defer("content"), pk=run)
    page = Paginator(found.changes, A_PAGE).get_page(request.GET.get("page"))
    context: dict[str, Any] = {
        "run": found,
        "page": page,
        "changes": labels.changes(list(page)),
        "counts": labels.counted(found.counts),
        "left_out": labels.left_out(found.left_out),
        "faults": [(one["place"], labels.fault_line(one)) for one in found.faults],
        "may_bring": found.state == ImportRun.State.LOOKED_AT and not _changes_nothing(found),
    }
    return render(request, "programme/import.html", context)


@require_POST
def import_bring(request: Request, run: UUID) -> HttpResponse:
    """Write all of it."""
    found = get_object_or_404(policies.visible_runs(request.actor).defer("content"), pk=run)
    bringing.bring_in(request.actor, found.pk)
    return redirect("programme:import", found.pk)


def own_programmes(request: Request) -> list[tuple[str, str]]:
    """Programmes to which a table can belong."""
    return [(str(one.pk), one.name[:120]) for one in policies.editable_programmes(request.actor)]


def _changes_nothing(run: ImportRun) -> bool:
    return not run.changes
