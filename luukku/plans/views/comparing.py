"""What changed between any two versions of a plan, in either language, for whoever it is meant for."""

from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from luukku.casework.services import note_view
from luukku.core.http import Request
from luukku.language import languages as reference
from luukku.language.naming import language_name
from luukku.plans import audience, comparing, policies
from luukku.plans.models import FamilyPlan
from luukku.plans.rules.content import PlanContent
from luukku.plans.services import contents, reading

OURS, THEIRS = "ours", "theirs"


@require_GET
def plan_compare(request: Request, pk: UUID, older: UUID) -> HttpResponse:
    """The difference. `?in=theirs` tells it in the family's language, `?parts=` for whom, as on paper."""
    actor = request.actor
    plans = policies.whole_plans(actor).select_related("case__family")
    newer = get_object_or_404(plans, pk=pk)
    earlier = get_object_or_404(plans.filter(case_id=newer.case_id), pk=older)
    who = audience.told(request.GET.get("parts", ""))
    note_view(actor, "plan.compared", newer, case=newer.case)
    in_theirs = request.GET.get("in") == THEIRS and newer.worker_language != newer.family_language
    after = contents.content_of(newer, contents.with_texts(audience.parts_for(actor, newer, who)))
    before = _earlier_content(request, earlier, who)
    found = comparing.difference(before, after, in_family_language=in_theirs)
    context = {
        "newer": newer,
        "older": earlier,
        "difference": found,
        "tally": found.tally,
        "who": who,
        "people": reading.people_of(newer),
        "languages": [
            (OURS, language_name(newer.worker_language), not in_theirs),
            (THEIRS, language_name(newer.family_language), in_theirs),
        ]
        if newer.worker_language != newer.family_language
        else [],
        "direction": reference.direction(found.language),
    }
    return render(request, "plans/plan_compare.html", context)


def _earlier_content(request: Request, plan: FamilyPlan, who: audience.Audience) -> PlanContent:
    """What this audience reads of the older version; somebody who was not yet in it reads its shared part."""
    try:
        parts = audience.parts_for(request.actor, plan, who)
    except Http404:
        parts = audience.parts_for(request.actor, plan, audience.Audience(audience.SHARED))
    return contents.content_of(plan, contents.with_texts(parts))


@require_GET
def plan_difference(request: Request, pk: UUID) -> HttpResponse:
    """From the choice of two versions to their difference, the later one always as the newer."""
    case = get_object_or_404(policies.fully_readable_cases(request.actor), pk=pk)
    note_view(request.actor, "plan.history_viewed", case, case=case)
    asked = [_uuid(request.GET.get(name, "")) for name in ("older", "newer")]
    chosen = [one for one in asked if one is not None]
    found = list(policies.whole_plans(request.actor).filter(case=case, pk__in=chosen).order_by("number"))
    if len(found) != len(("older", "newer")):
        return HttpResponseRedirect(reverse("plans:plan-history", args=[case.pk]))
    return HttpResponseRedirect(reverse("plans:plan-compare", args=[found[1].pk, found[0].pk]))


def _uuid(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
