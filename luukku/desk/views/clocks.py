"""How the dates of the units led stand."""

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luukku.audit import trail
from luukku.casework import policies
from luukku.core.http import Request
from luukku.desk.reading.supervising import SHOWN, Asked, Counts, overview


@require_GET
def clocks(request: Request) -> HttpResponse:
    actor = request.actor
    if not actor.has(policies.SUPERVISORS):
        raise Http404
    asked = Asked.of(request.GET)
    found = overview(actor, asked, request.GET.get("page"))
    trail.record(actor, "clocks.listed", cases=sorted({str(line.deadline.case_id) for line in found.lines}))
    words = {"late": _("Late"), "today": _("Due today"), "week": _("Later this week"), "past_target": _("Past target")}
    columns = [words[one.value] for one in SHOWN]
    context = {
        "asked": asked,
        "found": found,
        "filters": [(one.value, words[one.value], found.totals[one.value]) for one in SHOWN],
        "columns": columns,
        "workers": _with_cells(found.workers, columns),
        "rules": _with_cells(found.rules, columns),
        "query": _query(asked),
    }
    return render(request, "desk/clocks.html", context)


def _with_cells(rows: list[Counts], columns: list[str]) -> list[tuple[Counts, list[tuple[str, int]]]]:
    """Each row with its numbers under the names of their columns: on phones they stand below each other."""
    return [(row, list(zip(columns, row.numbers.values(), strict=True))) for row in rows]


def _query(asked: Asked) -> str:
    """What is chosen, for the links to the next pages."""
    chosen = {"show": asked.stands.value, "worker": str(asked.worker or ""), "rule": asked.rule}
    return urlencode({name: value for name, value in chosen.items() if value}) + "&"
