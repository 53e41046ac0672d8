"""Published results, and waves side by side. Every output reads the same aggregates."""

import json
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.core.exports import csv_download, pdf_page
from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.surveys import paper_form, policies
from luukku.surveys import results_page as shown
from luukku.surveys.forms.instruments import ComparableForm
from luukku.surveys.models import Wave
from luukku.surveys.services import comparing
from luukku.surveys.services import results as read


@require_GET
def results(request: Request, pk: UUID) -> HttpResponse:
    """What a round told, question by question."""
    row = _readable(request, pk)
    read.note_reading(request.actor, row)
    context = shown.context_of(request.actor, row)
    return render(request, "surveys/results.html", context)


@require_GET
def results_csv(request: Request, pk: UUID) -> HttpResponse:
    row = _readable(request, pk)
    read.note_reading(request.actor, row)
    return csv_download(_("Survey"), read.HEADER, read.table_of(row))


@require_GET
def results_json(request: Request, pk: UUID) -> HttpResponse:
    row = _readable(request, pk)
    read.note_reading(request.actor, row)
    body = json.dumps(read.data_of(row), ensure_ascii=False, indent=1)
    return HttpResponse(body, content_type="application/json; charset=utf-8")


@require_GET
def results_pdf(request: Request, pk: UUID) -> HttpResponse:
    row = _readable(request, pk)
    read.note_reading(request.actor, row)
    return pdf_page(paper_form.print_results(request.actor, row), "tulokset")


@require_GET
def trend(request: Request, pk: UUID) -> HttpResponse:
    """A questionnaire's statements through its rounds."""
    found = get_object_or_404(policies.visible_instruments(request.actor), pk=pk)
    context = {"instrument": found, "lines": comparing.lines_of(request.actor, found)}
    return render(request, "surveys/trend.html", context)


@require_http_methods(["GET", "POST"])
def comparable(request: Request, pk: UUID, older: UUID, newer: UUID) -> HttpResponse:
    found = get_object_or_404(policies.own_instruments(request.actor), pk=pk)
    wordings = policies.own_wordings(request.actor).filter(item__instrument=found)
    before, after = get_object_or_404(wordings.exclude(pk=newer), pk=older), get_object_or_404(wordings, pk=newer)
    form = ComparableForm(sent(request))
    page = Page(
        _("May these be compared?"), _("Save the decision"), reverse("surveys:trend", args=[found.pk]), _("Trend"),
        template="surveys/comparable.html", context={"older": before, "newer": after},
    )  # fmt: skip

    def save() -> None:
        typed = form.cleaned_data
        comparing.decide(
            request.actor, older, newer, is_comparable=typed["is_comparable"] == "yes", reason=typed["reason"]
        )

    return edit(request, form, page, save)


def _readable(request: Request, pk: UUID) -> Wave:
    found: Wave = get_object_or_404(
        policies.readable_waves(request.actor).select_related("version__instrument", "organisation"), pk=pk
    )
    return found
