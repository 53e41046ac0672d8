"""The plan for who hears or looks rather than reads: read aloud, as a script for the interpreter, in pictures."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luukku.audit import trail
from luukku.casework.services import note_view
from luukku.core.exports import pdf_page
from luukku.core.http import Request
from luukku.paper.services import render_pictures
from luukku.plans import audience, policies
from luukku.plans.letter import Letter, letter_of
from luukku.plans.models import FamilyPlan
from luukku.plans.paper import pictures_of
from luukku.plans.services import contents, reading
from luukku.plans.spoken import things_of


@require_GET
def plan_read(request: Request, pk: UUID) -> HttpResponse:
    """One thing at a time, large, in the family's language. `?step=` counts from 1; the device may read it aloud."""
    plan, letter, who = _opened(request, pk, "plan.family_page_viewed")
    things = things_of(letter)
    step = _step(request, len(things))
    context = {
        "plan": plan,
        "letter": letter,
        "side": letter.theirs,
        "thing": things[step - 1],
        "step": step,
        "count": len(things),
        "asked": str(who.person or who.code),
        "back_words": _("Back to the worker's page"),
    }
    return _in_their_language(request, letter, "plans/plan_read.html", context)


@require_GET
def plan_script(request: Request, pk: UUID) -> HttpResponse:
    """What is read aloud, numbered and in both languages, with the places to stop and ask."""
    plan, letter, who = _opened(request, pk, "plan.viewed")
    context = {"plan": plan, "letter": letter, "things": things_of(letter), "asked": str(who.person or who.code)}
    context["people"] = reading.people_of(plan)
    return render(request, "plans/plan_script.html", context)


@require_GET
def plan_pictures(request: Request, pk: UUID) -> HttpResponse:
    """Who does what, with a picture for each line."""
    plan, letter, who = _opened(request, pk, "plan.family_page_viewed")
    context = {
        "plan": plan,
        "letter": letter,
        "side": letter.theirs,
        "asked": str(who.person or who.code),
        "back_words": _("Back to the worker's page"),
        "print_words": _("Print the pictures"),
    }
    return _in_their_language(request, letter, "plans/plan_pictures.html", context)


@require_GET
def plan_pictures_pdf(request: Request, pk: UUID) -> HttpResponse:
    """The same on paper, in the family's language."""
    actor = request.actor
    plan, letter, who = _opened(request, pk, "")
    trail.record(
        actor, "plan.printed", plan, case=plan.case_id, parts=who.code, person=str(who.person) if who.person else None
    )
    made = render_pictures(pictures_of(letter), at=actor.at)
    return pdf_page(made, f"plan-{plan.number}-pictures")


def _opened(request: Request, pk: UUID, action: str) -> tuple[FamilyPlan, Letter, audience.Audience]:
    """The letter for whom it is asked; without a word about it, what may lie on the table in a meeting."""
    actor = request.actor
    plan = get_object_or_404(policies.whole_plans(actor).select_related("case__family"), pk=pk)
    who = audience.told(request.GET.get("parts", ""), default=audience.SHARED)
    if who.code == audience.ALL:
        raise Http404
    parts = audience.parts_for(actor, plan, who) if who.person else audience.family_parts(actor, plan)
    if action:
        note_view(actor, action, plan, case=plan.case)
    letter = letter_of(actor, plan, contents.with_texts(parts), thinker=reading.worker_name(actor, plan.case))
    return plan, letter, who


def _step(request: Request, count: int) -> int:
    asked = request.GET.get("step", "1")
    return min(max(int(asked), 1), count) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1


def _in_their_language(request: Request, letter: Letter, template: str, context: dict[str, Any]) -> HttpResponse:
    with translation.override(letter.theirs.labels.language):
        return render(request, template, context)
