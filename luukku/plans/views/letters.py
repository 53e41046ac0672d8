"""Reading a plan: as a letter in two languages, in the family's language alone, or on paper."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from luukku.casework.services import note_view
from luukku.core.http import Request
from luukku.language.naming import language_name
from luukku.plans import audience, limits, missing, policies
from luukku.plans.letter import Letter, letter_of
from luukku.plans.models import FamilyPlan, PlanPart
from luukku.plans.panel import panel_of
from luukku.plans.rules.content import content_hash
from luukku.plans.services import comments, contents, offers, reading

State = FamilyPlan.State
CURRENT = (State.DRAFT, State.OFFERED, State.IN_FORCE)
BOTH, OURS, THEIRS = "both", "ours", "theirs"


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to read the letter: both columns or one, as a link that works without script."""

    code: str
    words: str
    is_chosen: bool


@require_GET
def plan(request: Request, pk: UUID) -> HttpResponse:
    """The letter; a draft with its places to write, an offer with who has said yes."""
    actor = request.actor
    seen = policies.plan_in_sight(actor, pk)
    if seen is None:
        raise Http404
    plan, sight = seen
    note_view(actor, "plan.viewed", plan, case=plan.case, sight=sight)
    reach = policies.reach_of(sight, plan)
    others = policies.visible_other_plans(actor, plan, reach)
    parts = list(contents.with_texts(policies.visible_parts(actor, plan, reach), others))
    worker = reading.worker_name(actor, plan.case)
    letter = letter_of(actor, plan, parts, thinker=worker)
    context: dict[str, Any] = {
        "plan": plan,
        "letter": letter,
        **_shown(letter, request.GET.get("show", BOTH)),
        "may_edit": reach.may_edit,
        "may_manage": reach.may_manage,
        "is_whole": reach.is_whole,
        "readers": reading.readers_of(actor, plan.case, worker, sight),
        "worker": worker,
        "review": reading.coming_review(plan) if plan.state == State.IN_FORCE else None,
    }
    if context["is_whole"]:
        listed = [other for part in parts for other in part.other_plans.all()]
        context |= {
            "comments": comments.comments_in(parts),
            "commentable": plan.state in CURRENT,
            "limits": limits.limits_of(listed, actor.day),
        }
    if context["may_edit"]:
        context |= _draft(request, plan, parts)
    if context["is_whole"] and plan.state != State.DRAFT:
        context["panel"] = panel_of(actor, letter, worker)
    return render(request, "plans/plan.html", context)


def _shown(letter: Letter, asked: str) -> dict[str, Any]:
    """Which columns stand on the page, and the links to the others; one language needs no choice."""
    if not letter.is_paired:
        return {"shown": BOTH, "choices": []}
    shown = asked if asked in (OURS, THEIRS) else BOTH
    words = {
        BOTH: _("Both languages"),
        OURS: language_name(letter.ours.language),
        THEIRS: language_name(letter.theirs.language),
    }
    return {"shown": shown, "choices": [Choice(code, name, code == shown) for code, name in words.items()]}


def _draft(request: Request, plan: FamilyPlan, parts: list[PlanPart]) -> dict[str, Any]:
    content = contents.content_of(plan, parts)
    gaps = offers.gaps_of(request.actor, plan, content)
    return {
        "seen_hash": content_hash(content),
        "gaps": missing.gaps_in_words(plan, gaps, parts),
        "members_changed": missing.members_changed(gaps),
    }


@require_GET
def case_plan(request: Request, pk: UUID) -> HttpResponse:
    """From a case to its plan: the one in force, else the one being made, else the latest, else the first step."""
    actor = request.actor
    case = get_object_or_404(policies.plan_cases(actor), pk=pk)
    plans = list(policies.visible_plans(actor).of_case(case.pk))
    making = next((plan for plan in plans if plan.state in (State.DRAFT, State.OFFERED)), None)
    in_force = next((plan for plan in plans if plan.state == State.IN_FORCE), None)
    found = in_force or making or next(iter(plans), None)
    note_view(actor, "plan.listed", found or case, case=case)
    if found is not None:
        return HttpResponseRedirect(found.get_absolute_url())
    if policies.startable_cases(actor).filter(pk=case.pk).exists():
        return HttpResponseRedirect(reverse("plans:plan-start", args=[case.pk]))
    return HttpResponseRedirect(reverse("desk:family", args=[case.pk]))


@require_GET
def plan_family(request: Request, pk: UUID) -> HttpResponse:
    """The letter in the family's language alone, large, for the phone that is handed over in the room."""
    actor = request.actor
    plan = get_object_or_404(policies.whole_plans(actor).select_related("case__family"), pk=pk)
    who = audience.told(request.GET.get("parts", ""), default=audience.SHARED)
    parts = audience.parts_for(actor, plan, who) if who.person else audience.family_parts(actor, plan)
    note_view(actor, "plan.family_page_viewed", plan, case=plan.case)
    letter = letter_of(actor, plan, contents.with_texts(parts), thinker=reading.worker_name(actor, plan.case))
    context = {
        "plan": plan,
        "letter": letter,
        "side": letter.theirs,
        "panel": panel_of(actor, letter, letter.thinker) if plan.state != State.DRAFT else None,
        "readers": reading.readers_of(actor, plan.case, letter.thinker),
        "review": reading.coming_review(plan) if plan.state == State.IN_FORCE else None,
        "back_words": _("Back to the worker's page"),
    }
    with translation.override(_page_language(letter)):
        return render(request, "plans/plan_family.html", context)


def _page_language(letter: Letter) -> str:
    return letter.theirs.labels.language
