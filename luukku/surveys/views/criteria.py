"""The minimum criteria and the region's wall."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luukku.core.exports import csv_download
from luukku.core.http import Request
from luukku.surveys import policies
from luukku.surveys.criteria_words import STATUSES, TONES
from luukku.surveys.services.walls import Wall, wall_of


@require_GET
def wall(request: Request) -> HttpResponse:
    """Municipality × criterion: where something is missing, in words."""
    told = _wall(request)
    keeps = policies.may_keep(request.actor)
    context = {
        "wall": told,
        "rows": [
            (
                row,
                [(one, STATUSES[one] if one else _("Nobody has looked"), TONES.get(one, "none")) for one in row.cells],
            )
            for row in told.rows
        ]
        if told
        else [],
        "heads": list(zip(told.criteria, told.gaps, strict=True)) if told else [],
        "own": policies.visible_assessments(request.actor)
        .filter(organisation=request.actor.organisation_key)
        .select_related("unit")
        if keeps
        else [],
        "waiting": policies.reviewable_assessments(request.actor).select_related("unit", "organisation"),
        "keeps": keeps,
    }
    return render(request, "surveys/criteria.html", context)


@require_GET
def wall_csv(request: Request) -> HttpResponse:
    told = _wall(request)
    if told is None:
        raise Http404
    rows = [[row.organisation.name, *(STATUSES[one] if one else "" for one in row.cells)] for row in told.rows]
    return csv_download(_("Minimum criteria"), [_("Municipality"), *(one.name for one in told.criteria)], rows)


@require_GET
def criteria_set(request: Request, pk: UUID) -> HttpResponse:
    """One version of the criteria, with the sections on which they rest."""
    found = get_object_or_404(policies.visible_sets(request.actor), pk=pk)
    return render(request, "surveys/criteria_set.html", {"set": found, "criteria": list(found.criteria.all())})


def _wall(request: Request) -> Wall | None:
    if not request.actor.roles:
        raise Http404
    newest = policies.visible_sets(request.actor).order_by("key", "-number").first()
    return wall_of(request.actor, newest) if newest else None
