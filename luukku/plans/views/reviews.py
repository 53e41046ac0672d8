"""Looking at a plan together again, and at its earlier versions."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.casework.services import note_view
from luukku.core.http import Request, sent
from luukku.plans import limits, policies
from luukku.plans.forms.reviews import ReviewForm
from luukku.plans.models import Review
from luukku.plans.services import reading, reviews
from luukku.plans.views.editing import Page, edit


@require_http_methods(["GET", "POST"])
def review_hold(request: Request, pk: UUID) -> HttpResponse:
    review = get_object_or_404(policies.holdable_reviews(request.actor), pk=pk)
    plan = review.plan
    note_view(request.actor, "plan.review_viewed", review, case=plan.case)
    goals = list(policies.goals_of(request.actor, plan))
    people = reading.people_of(plan)
    initial = {"present": [str(person) for person, _name in people], "language": plan.family_language}
    form = ReviewForm(sent(request), people=people, goals=goals, initial=initial)
    back = plan.get_absolute_url()
    context = {
        "review": review,
        "plan": plan,
        "limits": limits.limits_of(policies.visible_other_plans(request.actor, plan), request.actor.day),
        "open_comments": policies.answerable_comments(request.actor).filter(part__plan=plan, answer="").count(),
    }
    page = Page(_("How is the plan going?"), _("Record the review"), back, "plans/review_hold.html", context)

    def save() -> str:
        told = form.cleaned_data
        outcome = Review.Outcome(told["outcome"])
        words = {"went_well": told["went_well"], "was_hard": told["was_hard"]}
        next_plan = reviews.hold_review(request.actor, review.pk, outcome=outcome, held=form.held(), **words)
        messages.success(request, _("The review is recorded."))
        return next_plan.get_absolute_url()

    return edit(request, form, page, save)


@require_GET
def plan_review(request: Request, pk: UUID) -> HttpResponse:
    """From a plan in force to its coming review, so that other pages need to know the plan only."""
    review = get_object_or_404(policies.holdable_reviews(request.actor), plan_id=pk)
    note_view(request.actor, "plan.review_viewed", review, case=review.plan.case)
    return HttpResponseRedirect(reverse("plans:review-hold", args=[review.pk]))


@require_GET
def plan_history(request: Request, pk: UUID) -> HttpResponse:
    """Every version of a family's plan, the newest first, with its reviews."""
    case = get_object_or_404(policies.fully_readable_cases(request.actor).select_related("family"), pk=pk)
    note_view(request.actor, "plan.history_viewed", case, case=case)
    plans = list(policies.whole_plans(request.actor).of_case(case.pk).select_related("written_by"))
    held = policies.visible_reviews(request.actor).filter(plan__case=case, held_on__isnull=False)
    context = {"case": case, "plans": plans, "reviews": held.select_related("held_by").order_by("-held_on")}
    return render(request, "plans/plan_history.html", context)
