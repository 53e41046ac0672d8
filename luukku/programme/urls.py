"""Addresses of programmes."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import path

from luukku.programme.views import (
    corrections,
    holding,
    importing,
    measures,
    meetings,
    mending,
    outputs,
    programmes,
    reporting,
    sources,
)

app_name = "programme"
MEETING: tuple[tuple[str, Callable[..., HttpResponseBase], str], ...] = (
    ("", meetings.meeting, "meeting"),
    ("edit/", meetings.meeting_facts, "meeting-facts"),
    ("prepare/", meetings.meeting_prepare, "meeting-prepare"),
    ("people/", meetings.meeting_people, "meeting-people"),
    ("people/<uuid:attendance>/leave-out/", meetings.meeting_leave_out, "meeting-leave-out"),
    ("open/", holding.meeting_open, "meeting-open"),
    ("hold/", holding.meeting_hold, "meeting-hold"),
    ("promises/<uuid:correction>/", holding.meeting_promise, "meeting-promise"),
    ("items/<uuid:item>/", holding.meeting_item, "meeting-item"),
    ("close/", holding.meeting_close, "meeting-close"),
    ("minutes.pdf", meetings.meeting_pdf, "meeting-pdf"),
    ("addendum/", meetings.meeting_addendum, "meeting-addendum"),
)
"""Where each page of one meeting lies below it."""

REPORT: tuple[tuple[str, Callable[..., HttpResponseBase], str], ...] = (
    ("", reporting.report_page, "report-page"),
    ("board.pdf", reporting.board_pdf, "report-board"),
    ("report.pdf", reporting.whole_pdf, "report-pdf"),
    ("report.xlsx", reporting.report_xlsx, "report-xlsx"),
    ("report.json", reporting.report_json, "report-json"),
    ("publish/", reporting.report_publish, "report-publish"),
    ("withdraw/", reporting.report_withdraw, "report-withdraw"),
)
"""Where each page and file of one report lies below it."""

urlpatterns = [
    path("programme/", programmes.programme_list, name="list"),
    path("programme/new/", programmes.programme_new, name="new"),
    path("programme/import/", importing.imports, name="imports"),
    path("programme/paste/", importing.paste, name="paste"),
    path("programme/import/<uuid:run>/", importing.import_run, name="import"),
    path("programme/import/<uuid:run>/bring/", importing.import_bring, name="import-bring"),
    path("programme/<uuid:pk>/", programmes.programme_gaps, name="gaps"),
    path("programme/<uuid:pk>/facts/", programmes.facts, name="facts"),
    path("programme/<uuid:pk>/close/", programmes.close, name="close"),
    path("programme/<uuid:pk>/reopen/", programmes.reopen, name="reopen"),
    path("programme/<uuid:pk>/goals/", sources.goal_table, name="goals"),
    path("programme/<uuid:pk>/goals/new/", programmes.goal_add, name="goal-add"),
    path("programme/<uuid:pk>/goals/<uuid:goal>/take/", mending.goal_take, name="goal-take"),
    path("programme/<uuid:pk>/measures.csv", sources.measures_csv, name="measures-csv"),
    path("programme/<uuid:pk>/measures/new/", measures.measure_add, name="measure-add"),
    path("programme/<uuid:pk>/measures/<uuid:measure>/", measures.measure, name="measure"),
    path("programme/<uuid:pk>/measures/<uuid:measure>/edit/", measures.measure_edit, name="measure-edit"),
    path("programme/<uuid:pk>/measures/<uuid:measure>/goals/", measures.measure_goals, name="measure-goals"),
    path("programme/<uuid:pk>/measures/<uuid:measure>/owner/", measures.measure_owner, name="measure-owner"),
    path("programme/<uuid:pk>/measures/<uuid:measure>/state/", measures.measure_move, name="measure-move"),
    path("programme/<uuid:pk>/measures/<uuid:measure>/link/", corrections.measure_link, name="measure-link"),
    path("programme/<uuid:pk>/measures/<uuid:measure>/report/", outputs.report, name="report"),
    path("programme/<uuid:pk>/measures/<uuid:measure>/take/", mending.measure_take, name="measure-take"),
    path("programme/<uuid:pk>/measures/<uuid:measure>/indicator/", mending.indicator_add, name="indicator-add"),
    path("programme/<uuid:pk>/duties/", sources.duty_table, name="duties"),
    path("programme/<uuid:pk>/duties/<uuid:duty>/owner/", mending.duty_owner, name="duty-owner"),
    path("programme/<uuid:pk>/duties/<uuid:duty>/confirm/", mending.duty_confirm, name="duty-confirm"),
    path("programme/<uuid:pk>/parties/<uuid:party>/duty/", mending.party_duty, name="party-duty"),
    path("programme/<uuid:pk>/parties/<uuid:party>/end/", mending.party_end, name="party-end"),
    path("programme/<uuid:pk>/outputs/", outputs.embedding_table, name="embedding"),
    path("programme/<uuid:pk>/outputs/<uuid:output>/", outputs.output, name="output"),
    path("programme/<uuid:pk>/outputs/<uuid:output>/step/", outputs.output_step, name="output-step"),
    path("programme/<uuid:pk>/outputs/<uuid:output>/owner/", mending.output_owner, name="output-owner"),
    path("programme/<uuid:pk>/remarks/<uuid:passage>/", mending.remark, name="remark"),
    path("programme/<uuid:pk>/conflicts/<uuid:conflict>/", mending.conflict, name="conflict"),
    path("programme/<uuid:pk>/corrections/<uuid:correction>/", corrections.correction, name="correction"),
    path(
        "programme/<uuid:pk>/corrections/<uuid:correction>/done/", corrections.correction_done, name="correction-done"
    ),
    path("programme/corrections/<uuid:correction>/", corrections.chain, name="correction-chain"),
    path("programme/<uuid:pk>/findings/<uuid:finding>/take/", corrections.finding_take, name="finding-take"),
    path("programme/<uuid:pk>/vision/", sources.vision, name="vision"),
    path("programme/<uuid:pk>/about/", sources.about, name="about"),
    path("programme/<uuid:pk>/sources/", sources.source_lines, name="sources"),
    path("programme/<uuid:pk>/reports/", reporting.report_list, name="reports"),
    path("programme/<uuid:pk>/reports/new/", reporting.report_new, name="report-new"),
    path("programme/<uuid:pk>/meetings/", meetings.meeting_list, name="meetings"),
    path("programme/<uuid:pk>/meetings/new/", meetings.meeting_new, name="meeting-new"),
    *(path(f"programme/<uuid:pk>/meetings/<uuid:meeting>/{place}", view, name=name) for place, view, name in MEETING),
    *(path(f"programme/<uuid:pk>/reports/<uuid:report>/{place}", view, name=name) for place, view, name in REPORT),
]
