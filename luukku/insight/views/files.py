"""Charts as files: SVG and PNG as they are drawn, XLSX and CSV as they stand in the table. All of what is published."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_GET

from luukku.core.exports import csv_download, download
from luukku.core.http import Request
from luukku.core.spreadsheets import Sheet, xlsx_download
from luukku.insight import charts
from luukku.insight.services.figures import Scope
from luukku.insight.showing import Shown
from luukku.insight.views import around
from luukku.insight.views.dashboards import chart_of, definition_of, equality_of
from luukku.paper.fonts import FAMILIES
from luukku.paper.services import render_drawing


@require_GET
def chart_file(request: Request, board: str, place: UUID, key: str, chart: str, kind: str) -> HttpResponse:
    one = around.board_of(request.actor, board, place)
    shown = chart_of(request.actor, one, definition_of(one, key), chart)
    return _file(request, shown, kind, f"{one.place.name} {key} {chart}")


@require_GET
def equality_file(request: Request, board: str, place: UUID, kind: str) -> HttpResponse:
    one = around.board_of(request.actor, board, place)
    shown = None if one.place.scope == Scope.UNIT else equality_of(request.actor, one)
    return _file(request, shown, kind, f"{one.place.name} equality")


def _file(request: Request, shown: Shown | None, kind: str, name: str) -> HttpResponse:
    if shown is None or kind not in around.KINDS:
        raise Http404
    if kind == "csv":
        return csv_download(name, shown.grid.header(), shown.grid.lines())
    if kind == "xlsx":
        sheet = Sheet(
            shown.chart.frame.about, shown.grid.header(), list(shown.grid.lines()),
            notes=(shown.answer, *shown.chart.frame.notes), right_to_left=get_language_bidi(),
        )  # fmt: skip
        return xlsx_download(name, [sheet], at=request.actor.at)
    drawn = charts.as_file(shown.chart, FAMILIES)
    content, mime = (drawn.encode(), "image/svg+xml") if kind == "svg" else (_png(drawn), "image/png")
    return download(content, name, kind, mime)


def _png(drawn: str) -> bytes:
    return render_drawing(drawn, width=charts.WIDTH)
