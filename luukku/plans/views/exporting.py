"""A plan's data for the national system: JSON and CSV with the fields of decree 874/2024."""

import json
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from luukku.audit import trail
from luukku.core.exports import csv_download, download
from luukku.core.http import Request
from luukku.plans import policies
from luukku.plans.models import FamilyPlan
from luukku.plans.services import exporting


@require_GET
def plan_export_json(request: Request, pk: UUID) -> HttpResponse:
    plan = _exportable(request, pk)
    told = exporting.exported(request.actor, plan)
    _record(request, plan, "json")
    text = json.dumps(told, ensure_ascii=False, indent=1)
    return download(text, f"plan-{plan.number}", "json", "application/json")


@require_GET
def plan_export_csv(request: Request, pk: UUID) -> HttpResponse:
    plan = _exportable(request, pk)
    told = exporting.exported(request.actor, plan)
    _record(request, plan, "csv")
    return csv_download(f"plan-{plan.number}", exporting.HEADER, exporting.rows_of(told))


def _exportable(request: Request, pk: UUID) -> FamilyPlan:
    return get_object_or_404(policies.exportable_plans(request.actor).select_related("case"), pk=pk)


def _record(request: Request, plan: FamilyPlan, form: str) -> None:
    trail.record(request.actor, "plan.exported", plan, case=plan.case_id, form=form, number=plan.number)
