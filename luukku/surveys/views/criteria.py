"""The minimum criteria and the region's wall."""

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luukku.core.exports import csv_download
from luukku.core.http import Request
from luukku.surveys import policies
from luukku.surveys.criteria_words import STATUSES, TONES
from luukku.surveys.rules.criteria import Status
from luukku.surveys.services.walls import Wall, WallRow, wall_of


@require_GET
def wall(request: Request) -> HttpResponse:
    """Municipality × criterion: where something is missing, in words."""
    told = _wall(request)
    keeps = policies.may_keep(request.actor)
    context = {
        "wall": told,
        "rows": [(row, list(_cells(told, row))) for row in told.rows if row.is_met is not None] if told else [],
        "silent": [row.organisation for row in told.rows if row.is_met is None] if told else [],
        "gaps": [(criterion, list(_lacking(told, place))) for place, criterion in enumerate(told.criteria)]
        if told
        else [],
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


def _cells(told: Wall, row: WallRow) -> Iterator[tuple[Status, str | Promise, str, str]]:
    """Every criterion of a municipality: how it stands, in words, how it is marked, and which one it is."""
    for criterion, status in zip(told.criteria, row.cells, strict=True):
        if status is not None:
            yield status, STATUSES[status], TONES[status], criterion.name


def _lacking(told: Wall, place: int) -> Iterator[tuple[str, str | Promise]]:
    """The municipalities that have something to mend in a criterion, and what."""
    for row in told.rows:
        status = row.cells[place]
        if status is not None and TONES[status] == "gap":
            yield row.organisation.name, STATUSES[status]


def _wall(request: Request) -> Wall | None:
    if not request.actor.roles:
        raise Http404
    newest = policies.binding_sets(request.actor).first()
    return wall_of(request.actor, newest) if newest else None
