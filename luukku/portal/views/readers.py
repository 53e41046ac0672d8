"""What readers of the public site say and open, for those who keep up what is read."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from luukku.core.http import Request
from luukku.directory.models import Sourced
from luukku.directory.reading import words_of
from luukku.language import languages
from luukku.language.naming import language_name
from luukku.portal import policies
from luukku.portal.models import DirectoryKind
from luukku.portal.services import helping
from luukku.toolkit import policies as toolkit


@require_safe
def readers(request: Request) -> HttpResponse:
    """Own pages about which somebody has answered, and what is read on the whole site."""
    if not policies.may_read_answers(request.actor):
        raise Http404
    language = get_language() or "fi"
    openings = helping.openings(request.actor)
    names = helping.municipality_names([cell.key for cell in openings.by_municipality.cells])
    context = {
        "pages": helping.own_pages_with_answers(request.actor, language),
        "openings": openings,
        "by_language": [(language_name(cell.key), cell) for cell in openings.by_language.cells],
        "by_municipality": [(names[cell.key], cell) for cell in openings.by_municipality.cells],
        "keeps_site": policies.keeps_site(request.actor),
        "writes_texts": toolkit.may_write(request.actor),
    }
    return render(request, "portal/readers.html", context)


@require_safe
def reader_page(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """What readers say of one own page, and how often it is opened; small counts are not shown."""
    row = _own(request, kind, pk)
    language = get_language() or "fi"
    openings = helping.openings_of_page(request.actor, kind, pk)
    context = {
        "kind": kind,
        "pk": pk,
        "told": words_of(row, language),
        "public": helping.page(kind, pk, language if language in languages.FAMILY_LANGUAGES else "fi"),
        "answers": helping.answers(request.actor, kind, pk),
        "comments": helping.comments(request.actor, kind, pk),
        "openings": openings,
        "by_language": [(language_name(cell.key), cell) for cell in openings.cells],
    }
    return render(request, "portal/reader_page.html", context)


@require_POST
def reader_page_read(request: Request, kind: str, pk: UUID) -> HttpResponse:
    _own(request, kind, pk)
    helping.read(request.actor, kind, pk)
    return redirect("portal-work:readers")


def _own(request: Request, kind: str, pk: UUID) -> Sourced:
    if kind not in DirectoryKind.values:
        raise Http404
    found: Sourced = get_object_or_404(policies.own_pages(request.actor, kind).with_texts(), pk=pk)
    return found
