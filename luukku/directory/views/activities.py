"""Meeting places, peer groups, support families and events: reading and keeping up."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.core.clock import HELSINKI
from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent
from luukku.directory import geography, policies
from luukku.directory.forms import ActivityForm
from luukku.directory.models import Activity
from luukku.directory.reading import words_of
from luukku.directory.rules.recurrence import next_occurrence, occurrences
from luukku.directory.services import activities as services
from luukku.directory.services import waiting
from luukku.directory.views.kinds import words_to_write
from luukku.directory.views.public_page import public_url

A_PAGE = 25
MOST_TOWNS = 3


@require_GET
def activities(request: Request) -> HttpResponse:
    """What is going on, by kind."""
    kind = request.GET.get("kind", "")
    rows = policies.visible_activities(request.actor).present().going_on(request.actor.at)
    if kind in Activity.Kind.values:
        rows = rows.filter(kind=kind)
    rows = (
        rows.with_texts().select_related("place").prefetch_related("place__texts").order_by("kind", "created_at", "pk")
    )
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    language = get_language() or "fi"
    context = {
        "page": page,
        "found": [(row, words_of(row, language), _next(row, request), _towns(row)) for row in page],
        "kinds": [(value, label, value == kind) for value, label in Activity.Kind.choices],
        "query": f"kind={kind}" if kind in Activity.Kind.values else "",
        "may_write": policies.may_write(request.actor),
        "is_waiting": waiting.are_waiting(request.actor),
    }
    return render(request, "directory/activities.html", context)


def _towns(row: Activity) -> str:
    """Whose people it is for; nothing when it is for those of many municipalities, or of all."""
    names = geography.municipality_names()
    told = [names.get(code, code) for code in row.municipalities]
    return ", ".join(told) if len(told) <= MOST_TOWNS else ""


@require_GET
def activity(request: Request, pk: UUID) -> HttpResponse:
    rows = policies.visible_activities(request.actor).with_texts().select_related("place")
    row = get_object_or_404(rows, pk=pk)
    language = get_language() or "fi"
    is_own = policies.own_activities(request.actor).filter(pk=row.pk).exists()
    place = row.place if is_own else row.shown_place
    coming = []
    if row.starts_at is not None:
        span = {"after": request.actor.at, "before": request.actor.at + timedelta(days=60)}
        coming = list(occurrences(row.starts_at, row.rrule, **span, exdates=row.exdates, rdates=row.rdates))[:6]
    context = {
        "activity": row,
        "told": words_of(row, language, plain=True),
        "place": words_of(place, language)["name"] if place else "",
        "audience": [label for value, label in Activity.Audience.choices if value in row.audience],
        "coming": [one.astimezone(HELSINKI) for one in coming],
        "is_own": is_own,
        "may_edit": policies.editable_activities(request.actor).filter(pk=row.pk).exists(),
        "may_return": is_own and row.archived_why == "by_hand",
        "to_write": words_to_write(request.actor, row, language),
        "has_hours": row.kind == Activity.Kind.MEETING_PLACE,
        "public_url": public_url("place", policies.public_activities(), row.pk),
    }
    return render(request, "directory/activity.html", context)


@require_http_methods(["GET", "POST"])
def activity_edit(request: Request, pk: UUID | None = None) -> HttpResponse:
    """A new one of the own organisation, or one that it keeps up."""
    if not policies.may_write(request.actor):
        raise Http404
    row = get_object_or_404(policies.editable_activities(request.actor).with_texts(), pk=pk) if pk else None
    if row is not None and row.kind == Activity.Kind.COUNSELLING:
        return redirect("directory:counselling-edit", row.pk)
    form = ActivityForm(sent(request), initial=_initial(row))
    conflict = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        kept, conflict = carry_out_or_conflict(
            form,
            lambda: services.keep_activity(request.actor, pk, form.columns(), form.said(), version=version),
        )
        if kept:
            told = _("It is published now.") if kept.is_published else _("It is saved. It still waits to be shown.")
            messages.success(request, told)
            return redirect("directory:activity", kept.pk)
    context = {"form": form, "row": row, "conflict": conflict}
    return form_page(request, "directory/activity_form.html", context)


def _next(row: Activity, request: Request) -> Any:
    if row.starts_at is None:
        return None
    found = next_occurrence(row.starts_at, row.rrule, request.actor.at, exdates=row.exdates, rdates=row.rdates)
    return found.astimezone(HELSINKI) if found else None


def _initial(row: Activity | None) -> dict[str, Any]:
    if row is None:
        return {"kind": Activity.Kind.PEER_GROUP, "registration": "not_needed", "charge": "free", "version": 0}
    told = words_of(row, "fi")
    starts = row.starts_at.astimezone(HELSINKI) if row.starts_at else None
    ends = row.ends_at.astimezone(HELSINKI) if row.ends_at else None
    return {
        "kind": row.kind,
        "name": told["name"],
        "summary": told["summary"],
        "how_to_get_in": told["how_to_get_in"],
        "place": row.place_id,
        "day": starts.date() if starts else None,
        "begins": starts.time() if starts else None,
        "ends": ends.time() if ends else None,
        "repeats": "same" if row.rrule else "",
        "spoken": row.languages,
        "audience": row.audience,
        "registration": row.registration,
        "charge": row.charge,
        "version": row.version,
    }
