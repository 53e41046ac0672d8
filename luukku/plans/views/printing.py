"""A plan on paper, for whoever it is meant for."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET

from luukku.audit import trail
from luukku.core.exports import pdf_page
from luukku.core.http import Request
from luukku.paper.services import render_letter
from luukku.plans import audience, policies
from luukku.plans.letter import letter_of
from luukku.plans.models import FamilyPlan
from luukku.plans.panel import panel_of
from luukku.plans.paper import document_of
from luukku.plans.services import contents, reading

State = FamilyPlan.State


@require_GET
def plan_pdf(request: Request, pk: UUID) -> HttpResponse:
    """Both languages side by side. `?parts=` says for whom: all, shared, or one person's id (their copy)."""
    actor = request.actor
    plan = get_object_or_404(policies.visible_plans(actor).select_related("case__family"), pk=pk)
    who = audience.told(request.GET.get("parts", ""))
    parts = contents.with_texts(audience.parts_for(actor, plan, who), policies.visible_other_plans(actor, plan))
    letter = letter_of(actor, plan, parts, thinker=reading.worker_name(actor, plan.case))
    has_panel = plan.state != State.DRAFT and policies.may_see_whole(actor, plan)
    document = document_of(
        letter,
        panel=panel_of(actor, letter, letter.thinker) if has_panel else None,
        review=reading.coming_review(plan) if plan.state == State.IN_FORCE else None,
        readers=reading.readers_of(actor, plan.case, letter.thinker),
    )
    trail.record(
        actor, "plan.printed", plan, case=plan.case_id, parts=who.code, person=str(who.person) if who.person else None
    )
    return pdf_page(render_letter(document, at=actor.at), f"plan-{plan.number}")
