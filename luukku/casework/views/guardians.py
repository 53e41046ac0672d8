"""Who may decide for a child."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework import policies, services
from luukku.casework.forms import GuardianForm, LastDayForm, carry_out
from luukku.casework.models import Case, GuardianRelation
from luukku.casework.views._scope import answered_case, form_page, member_of
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def guardian_add(request: Request, case: UUID, person: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    child = member_of(request, found, person, policies.editable_people(actor))
    people = policies.possible_guardians(actor, found).exclude(pk=child.pk).order_by("name", "pk")
    form = GuardianForm(sent(request), people=people)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        added = carry_out(
            form,
            lambda: services.add_guardian(
                actor,
                found.pk,
                child_id=child.pk,
                guardian_id=typed["guardian"].pk,
                kind=typed["kind"],
                from_on=typed["from_on"],
                verified_on=typed["verified_on"],
            ),
        )
        if added:
            return redirect("casework:person", found.pk, child.pk)
    services.note_view(actor, "person.viewed", child, case=found)
    return form_page(request, "casework/guardian_add.html", {"form": form, "case": found, "person": child})


@require_http_methods(["GET", "POST"])
def guardian(request: Request, case: UUID, guardian: UUID) -> HttpResponse:
    """One guardianship: its last day, and a bar."""
    found = answered_case(request, case)
    relation = _relation(request, found, guardian)
    form = LastDayForm(sent(request), initial={"last_on": request.actor.day})
    if request.method == "POST" and form.is_valid():
        ended = carry_out(
            form,
            lambda: services.end_guardian(request.actor, found.pk, relation.pk, last_on=form.cleaned_data["last_on"]),
        )
        if ended:
            messages.success(request, _("Noted. The guardian no longer decides after that day."))
            return redirect("casework:person", found.pk, relation.child_id)
    services.note_view(request.actor, "person.viewed", relation.child, case=found)
    context = {"form": form, "case": found, "relation": relation}
    return form_page(request, "casework/guardian.html", context)


@require_POST
def guardian_bar(request: Request, case: UUID, guardian: UUID) -> HttpResponse:
    found = answered_case(request, case)
    relation = _relation(request, found, guardian)
    is_blocked = request.POST.get("bar") == "yes"
    services.bar_guardian(request.actor, found.pk, relation.pk, is_blocked=is_blocked)
    told = _("Barred at once: this guardian neither confirms nor reads anything here.")
    messages.success(request, told if is_blocked else _("The bar is taken away."))
    return redirect("casework:person", found.pk, relation.child_id)


def _relation(request: Request, case: Case, pk: UUID) -> GuardianRelation:
    """A guardianship of a child of this very family."""
    here = policies.editable_guardian_relations(request.actor).filter(
        child__memberships__family=case.family_id, child__memberships__during__contains=request.actor.day
    )
    return get_object_or_404(here.select_related("child", "guardian"), pk=pk)
