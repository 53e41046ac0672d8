"""What came from elsewhere and waits for somebody here to look at it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from luukku.core.http import Request
from luukku.directory import policies
from luukku.directory.reading import words_of
from luukku.directory.services import waiting as services

A_PAGE = 25


@require_GET
def waiting(request: Request) -> HttpResponse:
    """Places first, then groups and events, as they came."""
    if not policies.may_write(request.actor):
        raise Http404
    kinds: dict[str, Any] = {
        "place": policies.waiting_places(request.actor),
        "activity": policies.waiting_activities(request.actor),
    }
    language = get_language() or "fi"
    pages = {
        kind: Paginator(rows.with_texts().order_by("created_at", "pk"), A_PAGE).get_page(request.GET.get(kind))
        for kind, rows in kinds.items()
    }
    context = {
        "groups": [(kind, page, [(row, words_of(row, language)) for row in page]) for kind, page in pages.items()],
        "is_empty": not any(page.paginator.count for page in pages.values()),
    }
    return render(request, "directory/waiting.html", context)


@require_POST
def decide(request: Request, kind: str, pk: UUID) -> HttpResponse:
    """Show one to everybody, or put it away."""
    if kind not in ("place", "activity"):
        raise Http404
    rows: Any = (
        policies.waiting_places(request.actor) if kind == "place" else policies.waiting_activities(request.actor)
    )
    row = get_object_or_404(rows, pk=pk)
    if request.POST.get("decision") == "away":
        services.put_away(request.actor, kind, row.pk)
        messages.success(request, _("It is put away. Its words are kept."))
    else:
        services.show(request.actor, kind, row.pk)
        messages.success(request, _("Everybody can see it now."))
    return redirect("directory:waiting")
