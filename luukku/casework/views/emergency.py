"""Opening a family's data in an emergency, and looking at it afterwards."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.audit import trail
from luukku.casework import policies, services
from luukku.casework.forms import CaseIdForm, EmergencyForm, ReviewForm, carry_out
from luukku.casework.views._scope import to_family
from luukku.core.forms import form_page
from luukku.core.http import Request, sent

MOST_REVIEWED = 50


@require_http_methods(["GET", "POST"])
def emergency(request: Request) -> HttpResponse:
    """Whoever is not found looks the same as whoever is not here: the attempt stays in the trail."""
    if not policies.may_open_cases(request.actor):
        raise Http404
    form = EmergencyForm(sent(request))
    if request.method == "POST" and form.is_valid():
        opened = carry_out(form, lambda: services.open_in_emergency(request.actor, **form.cleaned_data))
        if opened:
            return to_family(opened[0].case_id)
        if opened is not None:
            form.add_error(None, _("Nobody was found here with exactly these details. The attempt was recorded."))
    return form_page(request, "casework/emergency.html", {"form": form})


@require_POST
def emergency_seen(request: Request, access: UUID) -> HttpResponse:
    row = get_object_or_404(policies.emergency_accesses_to_tell(request.actor), pk=access)
    services.note_seen(request.actor, row.pk)
    return redirect("desk:my-day")


@require_GET
def emergency_reviews(request: Request) -> HttpResponse:
    actor = request.actor
    if not actor.has(policies.REVIEWERS):
        raise Http404
    looked_for = CaseIdForm(request.GET if "case" in request.GET else None)
    if looked_for.is_valid():
        if policies.cases_with_readable_trail(actor).filter(pk=looked_for.cleaned_data["case"]).exists():
            return redirect("casework:access-log", looked_for.cleaned_data["case"])
        looked_for.add_error("case", _("No case here has this id."))
    waiting = list(
        policies.emergency_accesses_to_review(actor)
        .select_related("user", "organisation", "case__family")
        .order_by("starts_at")
    )
    reviewed = list(
        policies.emergency_accesses(actor)
        .filter(reviewed_at__isnull=False)
        .select_related("user", "reviewed_by", "case__family")
        .order_by("-reviewed_at")[:MOST_REVIEWED]
    )
    listed = [one.case_id for one in waiting + reviewed]
    trail.record(actor, "emergency.listed", cases=[str(one) for one in listed])
    return render(
        request,
        "casework/emergency_reviews.html",
        {
            "waiting": waiting,
            "reviewed": reviewed,
            "named": set(policies.supervised_cases(actor).filter(pk__in=listed).values_list("pk", flat=True)),
            "seeks_by_id": actor.has(policies.DATA_PROTECTION),
            "form": looked_for,
        },
        status=422 if looked_for.is_bound else 200,
    )


@require_http_methods(["GET", "POST"])
def emergency_review(request: Request, access: UUID) -> HttpResponse:
    actor = request.actor
    rows = policies.emergency_accesses_to_review(actor).select_related("user", "organisation", "case__family")
    row = get_object_or_404(rows, pk=access)
    form = ReviewForm(sent(request))
    if request.method == "POST" and form.is_valid():
        reviewed = carry_out(form, lambda: services.review_emergency(actor, row.pk, **form.cleaned_data))
        if reviewed:
            return redirect("casework:emergency-reviews")
    trail.record(actor, "emergency.review_viewed", row, case=row.case_id)
    context = {"form": form, "access": row, "may_see": policies.may_see(actor, row.case)}
    return form_page(request, "casework/emergency_review.html", context)
