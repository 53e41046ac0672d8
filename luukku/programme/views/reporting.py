"""Reports of a programme: made, read as a page, taken as PDF, workbook or JSON, put on the public site."""

import json
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.accounts.places import outside_url
from luukku.audit import trail
from luukku.core import exports, spreadsheets
from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.programme import policies, report_chapters, report_paper, report_sheets, report_words
from luukku.programme.forms.reporting import PublishForm, ReportForm
from luukku.programme.labels import LANGUAGES
from luukku.programme.models import DECISIONS, ProgrammeReport, ProgrammeReportQuerySet
from luukku.programme.rules.reporting import public_part
from luukku.programme.services.reporting import boarding, making, publishing
from luukku.programme.views.around import around, asked_language, programme_of


@require_GET
def report_list(request: Request, pk: UUID) -> HttpResponse:
    """Every edition that the actor reads, the newest first."""
    programme = programme_of(request, pk)
    rows = policies.visible_reports(request.actor).filter(programme=pk).defer("kept")
    context = around(request, programme, "reports") | {
        "reports": list(rows),
        "may_make": policies.may_make_reports(request.actor, programme),
    }
    return render(request, "programme/report_list.html", context)


@require_http_methods(["GET", "POST"])
def report_new(request: Request, pk: UUID) -> HttpResponse:
    """Ask for a report. What the board is asked is suggested from what is missing, and is for the maker to write."""
    programme = programme_of(request, pk)
    if not policies.may_make_reports(request.actor, programme):
        raise Http404
    suggested = () if request.method == "POST" else boarding.suggested(request.actor, programme, DECISIONS)
    form = ReportForm(sent(request), suggested=[report_words.question(kind, what) for kind, what in suggested])
    page = Page(
        _("A new report"), _("Make the report"), reverse("programme:reports", args=[pk]), _("Reports"),
        _("The figures are kept as they stand now. The board's page asks for up to three decisions: change or empty "
          "what we suggest."),
    )  # fmt: skip

    def save() -> str:
        told = form.cleaned_data["summary"]
        return making.ask(request.actor, programme.pk, summary=told, decisions=form.decisions()).get_absolute_url()

    return edit(request, form, page, save)


@require_GET
def report_page(request: Request, pk: UUID, report: UUID) -> HttpResponse:
    """A report as a page; one that is still being made says so."""
    found = visible(request, pk, report)
    actor = request.actor
    context = around(request, found.programme, "reports") | {
        "report": found,
        "told": report_words.shown(found.kept) if found.is_ready else None,
        "before": report_words.before(found.kept) if found.is_ready else "",
        "languages": LANGUAGES,
        "public_pages": _public_pages(found) if policies.public_reports(actor).filter(pk=found.pk).exists() else (),
        "may_publish": policies.publishable_reports(actor).filter(pk=found.pk).exists(),
        "may_withdraw": policies.withdrawable_reports(actor).filter(pk=found.pk).exists(),
    }
    return render(request, "programme/report.html" if found.is_ready else "programme/report_waiting.html", context)


@require_GET
def board_pdf(request: Request, pk: UUID, report: UUID) -> HttpResponse:
    """The board's page on paper; `?language=` says in which language its labels are."""
    found, language = ready(request, pk, report), asked_language(request)
    paper = report_paper.brief(found.kept, found.seal, language=language)
    _note(request, found, "board", language)
    pdf = report_paper.print_report(paper, at=_made(found), language=language)
    return exports.pdf_page(pdf, f"board-{found.number}-{language}")


@require_GET
def whole_pdf(request: Request, pk: UUID, report: UUID) -> HttpResponse:
    """The whole report on paper."""
    found, language = ready(request, pk, report), asked_language(request)
    paper = report_chapters.whole(found.kept, found.seal, language=language)
    _note(request, found, "pdf", language)
    pdf = report_paper.print_report(paper, at=_made(found), language=language)
    return exports.pdf_page(pdf, f"report-{found.number}-{language}")


@require_GET
def report_xlsx(request: Request, pk: UUID, report: UUID) -> HttpResponse:
    """The report as a workbook."""
    found, language = ready(request, pk, report), asked_language(request)
    _note(request, found, "xlsx", language)
    sheets = report_sheets.sheets(found.kept, found.seal, language=language)
    return spreadsheets.xlsx_download(f"report-{found.number}-{language}", sheets, at=_made(found))


@require_GET
def report_json(request: Request, pk: UUID, report: UUID) -> HttpResponse:
    """The report as it is kept: docs/programme-report.md tells its shape."""
    found = ready(request, pk, report)
    _note(request, found, "json", "")
    told = json.dumps({"report": found.kept, "seal": found.seal}, ensure_ascii=False, sort_keys=True, indent=1)
    return exports.download(told, f"report-{found.number}", "json", "application/json; charset=utf-8")


@require_http_methods(["GET", "POST"])
def report_publish(request: Request, pk: UUID, report: UUID) -> HttpResponse:
    """Put a report on the public site, after looking at what will stand there."""
    found = get_object_or_404(_of(request, pk, policies.publishable_reports(request.actor)), pk=report)
    form = PublishForm(sent(request))
    page = Page(
        _("Put the report on the public site"), _("Put on the public site"), found.get_absolute_url(), _("The report"),
        _("Everybody can read it then, without a sign-in. This is how it will look."),
        "programme/report_publish.html",
        {"programme": found.programme, "report": found, "told": report_words.shown(public_part(found.kept))},
    )  # fmt: skip

    def save() -> None:
        publishing.publish(request.actor, found.pk)
        messages.success(request, _("The report is on the public site."))

    return edit(request, form, page, save)


@require_POST
def report_withdraw(request: Request, pk: UUID, report: UUID) -> HttpResponse:
    found = get_object_or_404(_of(request, pk, policies.withdrawable_reports(request.actor)), pk=report)
    publishing.withdraw(request.actor, found.pk)
    messages.info(request, _("The report is no longer on the public site."))
    return HttpResponseRedirect(found.get_absolute_url())


def visible(request: Request, pk: UUID, report: UUID) -> ProgrammeReport:
    """A report that the actor reads; another is not found."""
    return get_object_or_404(_of(request, pk, policies.visible_reports(request.actor)), pk=report)


def ready(request: Request, pk: UUID, report: UUID) -> ProgrammeReport:
    """One that is made: nothing is handed out of one that is not."""
    return get_object_or_404(_of(request, pk, policies.visible_reports(request.actor).made()), pk=report)


def _of(request: Request, pk: UUID, rows: ProgrammeReportQuerySet) -> ProgrammeReportQuerySet:
    return rows.filter(programme=pk).select_related("programme__organisation")


def _public_pages(report: ProgrammeReport) -> list[tuple[str, str]]:
    """Where everybody reads it, by language."""
    return [(one, outside_url("public-reports:page", language=one, pk=report.pk)) for one in LANGUAGES]


def _made(report: ProgrammeReport) -> datetime:
    """The moment of a report that is made; its check constraint promises one."""
    return report.made_at or report.created_at


def _note(request: Request, report: ProgrammeReport, form: str, language: str) -> None:
    trail.record(request.actor, "programme.report_taken", report, form=form, language=language)
