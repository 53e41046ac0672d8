"""Bringing the national catalogue in: trying first, then doing, and what each run changed."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.forms import carry_out
from luukku.core.http import Request, sent
from luukku.directory import connections, policies, run_words
from luukku.directory.forms import FileForm
from luukku.directory.services import imports as services

A_PAGE = 50


@require_http_methods(["GET", "POST"])
def imports(request: Request) -> HttpResponse:
    """The runs, and a file to bring."""
    if not policies.may_import(request.actor):
        raise Http404
    form = FileForm(sent(request), request.FILES if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        is_dry = request.POST.get("step") != "bring"
        content = upload.read()
        run = carry_out(
            form, lambda: services.start_from_file(request.actor, upload.name or "file", content, is_dry=is_dry)
        )
        if run:
            return redirect("directory:import", run.pk)
    catalogue = connections.catalogue()
    context = {
        "form": form,
        "runs": policies.visible_runs(request.actor).defer("content").newest_first()[:30],
        "address": catalogue.address if catalogue else "",
    }
    return render(request, "directory/imports.html", context, status=422 if form.is_bound else 200)


@require_GET
def import_one(request: Request, pk: UUID) -> HttpResponse:
    """How far a run is, and what it changed or would change."""
    run = get_object_or_404(policies.visible_runs(request.actor).defer("content"), pk=pk)
    page = Paginator(run.changes.order_by("created_at", "pk"), A_PAGE).get_page(request.GET.get("page"))
    rows = [(change, run_words.KINDS.get(change.kind, change.kind)) for change in page]
    context = {"run": run, "page": page, "changes": rows, "counts": run_words.told(run.counts)}
    return render(request, "directory/import.html", context)


@require_POST
def import_take_up(request: Request, pk: UUID) -> HttpResponse:
    run = get_object_or_404(policies.visible_runs(request.actor), pk=pk)
    services.take_up(request.actor, run.pk)
    return redirect("directory:import", run.pk)
