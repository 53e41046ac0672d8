"""Documents of a family: the list, one document, its versions, and the download."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.casework import policies, services
from luukku.casework.forms import (
    DocumentForm,
    NewDocumentForm,
    RemovalForm,
    VersionForm,
    carry_out,
)
from luukku.casework.labels import source_of_rule
from luukku.casework.law.records import keeping_rules, secrecy_bases
from luukku.casework.models import Case, Document
from luukku.casework.views._scope import answered_case
from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent
from luukku.files.serving import attachment


@require_GET
def documents(request: Request, case: UUID) -> HttpResponse:
    actor = request.actor
    found = _case_of_documents(request, case)
    rows = policies.visible_documents(actor).of_case(found).select_related("about").prefetch_related("versions__file")
    services.note_view(actor, "documents.listed", found, case=found)
    context = {
        "case": found,
        "documents": list(rows),
        "may_add": policies.cases_answered_for(actor).active().filter(pk=found.pk).exists(),
    }
    return render(request, "casework/documents.html", context)


@require_http_methods(["GET", "POST"])
def document_add(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    initial = _asked(request) | {"retention_class": services.class_of(found).value}
    form = NewDocumentForm(sent(request), request.FILES or None, **_choices(request, found), initial=initial)
    if request.method == "POST" and form.is_valid():
        added = carry_out(
            form,
            lambda: services.add_document(
                request.actor, found.pk, facts=form.facts(), upload=form.cleaned_data["file"]
            ),
        )
        if added:
            messages.success(request, _("The document is kept."))
            return redirect(added)
    services.note_view(request.actor, "case.viewed", found, case=found)
    return form_page(request, "casework/document_form.html", {"form": form, "case": found})


@require_GET
def document(request: Request, case: UUID, document: UUID) -> HttpResponse:
    actor = request.actor
    found = _case_of_documents(request, case)
    rows = policies.visible_documents(actor).filter(case=found).select_related("about", "meeting", "removed_by")
    one = get_object_or_404(rows, pk=document)
    services.note_view(actor, "document.viewed", one, case=found)
    keeping = keeping_rules(actor.day)[one.retention_class]
    context = {
        "case": found,
        "document": one,
        "versions": one.versions.select_related("file", "added_by"),
        "keeping": keeping,
        "keeping_source": source_of_rule(keeping),
        "secrecy": secrecy_bases()[one.secrecy],
        "may_edit": policies.may_edit_document(actor, one),
        "is_whole": policies.may_see_fully(actor, found),
    }
    return render(request, "casework/document.html", context)


@require_http_methods(["GET", "POST"])
def document_edit(request: Request, case: UUID, document: UUID) -> HttpResponse:
    found, one = _editable(request, case, document)
    names = [name for name in DocumentForm.base_fields if hasattr(one, name)]
    form = DocumentForm(sent(request), initial={name: getattr(one, name) for name in names}, **_choices(request, found))
    conflict = None
    if request.method == "POST" and form.is_valid():
        saved, conflict = carry_out_or_conflict(
            form,
            lambda: services.change_document(
                request.actor, one.pk, version=form.cleaned_data["version"] or 0, facts=form.facts()
            ),
        )
        if saved:
            return redirect(one)
    services.note_view(request.actor, "document.viewed", one, case=found)
    context = {"form": form, "case": found, "document": one, "conflict": conflict}
    return form_page(request, "casework/document_form.html", context)


@require_http_methods(["GET", "POST"])
def document_version_add(request: Request, case: UUID, document: UUID) -> HttpResponse:
    found, one = _editable(request, case, document)
    form = VersionForm(sent(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        added = carry_out(
            form, lambda: services.add_version(request.actor, one.pk, upload=typed["file"], note=typed["note"])
        )
        if added:
            messages.success(request, _("The new version is kept. Earlier versions stay."))
            return redirect(one)
    services.note_view(request.actor, "document.viewed", one, case=found)
    return form_page(request, "casework/document_version.html", {"form": form, "case": found, "document": one})


@require_http_methods(["GET", "POST"])
def document_remove(request: Request, case: UUID, document: UUID) -> HttpResponse:
    found, one = _editable(request, case, document)
    form = RemovalForm(sent(request))
    if request.method == "POST" and form.is_valid():
        removed = carry_out(form, lambda: services.remove_document(request.actor, one.pk, **form.cleaned_data))
        if removed:
            messages.success(request, _("The contents are removed. That the document was here stays."))
            return redirect("casework:documents", found.pk)
    services.note_view(request.actor, "document.viewed", one, case=found)
    return form_page(request, "casework/document_remove.html", {"form": form, "case": found, "document": one})


@require_GET
def document_download(request: Request, case: UUID, document: UUID, version: UUID) -> HttpResponse:
    actor = request.actor
    found = _case_of_documents(request, case)
    rows = policies.readable_documents(actor).filter(case=found, versions=version)
    one = get_object_or_404(rows.select_related("case"), pk=document)
    return attachment(services.open_version(actor, one, version))


def _case_of_documents(request: Request, pk: UUID) -> Case:
    return get_object_or_404(policies.cases_with_visible_documents(request.actor).select_related("family"), pk=pk)


def _editable(request: Request, case: UUID, pk: UUID) -> tuple[Case, Document]:
    found = answered_case(request, case)
    return found, get_object_or_404(policies.editable_documents(request.actor).filter(case=found), pk=pk)


def _choices(request: Request, case: Case) -> dict[str, Any]:
    meetings = policies.visible_meetings(request.actor).filter(case=case).order_by("-starts_at")
    return {"people": policies.people_ever_in(case), "meetings": meetings}


def _asked(request: Request) -> dict[str, str]:
    """A link may say about whom, or to which meeting; what does not belong here is no choice of the form."""
    return {name: request.GET[name] for name in ("about", "meeting") if name in request.GET}
