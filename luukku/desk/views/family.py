"""One family."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from luukku.casework import policies, services
from luukku.core.http import Request
from luukku.desk.reading.family import family_page
from luukku.desk.reading.rows import FamilyRows
from luukku.desk.reading.timeline import Kind, kinds_for, timeline_of


@require_GET
def family(request: Request, pk: UUID) -> HttpResponse:
    actor = request.actor
    seen = policies.case_in_sight(actor, pk)
    if seen is None:
        raise Http404
    case, sight = seen
    services.note_view(actor, "case.viewed", case, case=case, sight=sight)
    rows = FamilyRows(actor, case, sight)
    kind, before = _kind(request.GET.get("show", "")), request.GET.get("before", "")
    context = {
        "page": family_page(rows),
        "timeline": timeline_of(rows, kind=kind, before=before),
        "kinds": kinds_for(rows),
        "today": actor.day,
    }
    template = "desk/family.html#timeline" if request.htmx else "desk/family.html"
    return render(request, template, context)


def _kind(code: str) -> Kind | None:
    return Kind(code) if code in Kind.values else None
