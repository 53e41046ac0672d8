"""Reports that stand on the public site. Nobody is known here, and nothing is kept of who reads."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.views.decorators.http import require_safe

from luukku.core import clock
from luukku.core.actor import AnonymousActor
from luukku.core.exports import pdf_page
from luukku.programme import policies, report_chapters, report_paper, report_words
from luukku.programme.labels import LANGUAGES
from luukku.programme.models import ProgrammeReport, ProgrammeReportQuerySet
from luukku.programme.rules.reporting import public_part

View = Callable[..., HttpResponse]


def _in_language(view: View) -> View:
    @wraps(view)
    def wrapped(request: HttpRequest, language: str, **kwargs: Any) -> HttpResponse:
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = view(request, language, **kwargs)
        response.headers.setdefault("Content-Language", language)
        response.headers["Cache-Control"] = "no-store"  # what is taken off the site is gone at once
        return response

    return wrapped


@require_safe
@_in_language
def report_list(request: HttpRequest, language: str) -> HttpResponse:
    """Every report that is public, the newest first."""
    rows = _public().defer("kept").order_by("-published_at")
    context = {"reports": list(rows), "languages": LANGUAGES, "language": language}
    return render(request, "programme/public_reports.html", context)


@require_safe
@_in_language
def report_page(request: HttpRequest, language: str, pk: UUID) -> HttpResponse:
    """The public part of a report; one that is not public is not found."""
    report = _found(pk)
    told = report_words.shown(public_part(report.kept))
    context = {"report": report, "told": told, "languages": LANGUAGES, "language": language}
    return render(request, "programme/public_report.html", context)


@require_safe
@_in_language
def report_pdf(request: HttpRequest, language: str, pk: UUID) -> HttpResponse:
    """The same on paper."""
    report = _found(pk)
    paper = report_chapters.whole(public_part(report.kept), report.seal, language=language)
    pdf = report_paper.print_report(paper, at=report.made_at or report.created_at, language=language)
    return pdf_page(pdf, f"report-{report.number}-{language}")


def _public() -> ProgrammeReportQuerySet:
    actor = AnonymousActor.at_moment(clock.now())
    return policies.public_reports(actor).select_related("programme__organisation")


def _found(pk: UUID) -> ProgrammeReport:
    return get_object_or_404(_public(), pk=pk)
