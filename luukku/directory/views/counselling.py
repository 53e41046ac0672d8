"""Keeping up when somebody counsels in which language."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent
from luukku.directory import policies
from luukku.directory.forms import EMPTY_ROWS, MOST_OTHERWISE, CounsellingForm, initial_counselling
from luukku.directory.models import Activity
from luukku.directory.services.counselling import keep_counselling


@require_http_methods(["GET", "POST"])
def counselling_edit(request: Request, pk: UUID | None = None) -> HttpResponse:
    """A new counsellor's times, or those of one whom the own organisation keeps up."""
    if not policies.may_write(request.actor):
        raise Http404
    own = policies.editable_activities(request.actor).filter(kind=Activity.Kind.COUNSELLING).prefetch_related("hours")
    row = get_object_or_404(own.with_texts(), pk=pk) if pk else None
    initial, rows = initial_counselling(row, request.actor.day) if row else ({"version": 0}, EMPTY_ROWS)
    form = CounsellingForm(sent(request), initial=initial, rows=_rows(request, rows))
    conflict = None
    if request.method == "POST" and form.is_valid():
        version = form.cleaned_data["version"] or 0
        kept, conflict = carry_out_or_conflict(
            form,
            lambda: keep_counselling(request.actor, pk, form.columns(), **form.times(), version=version),
        )
        if kept:
            messages.success(request, _("It is published now."))
            return redirect("directory:activity", kept.pk)
    context = {"form": form, "row": row, "conflict": conflict}
    return form_page(request, "directory/counselling_form.html", context)


def _rows(request: Request, rows: int) -> int:
    """As many rows for other days as were sent."""
    return sum(f"first_{number}" in request.POST for number in range(MOST_OTHERWISE)) or rows
