"""Registering a family, its name, and somebody leaving it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from luukku.casework import policies, services
from luukku.casework.forms import FamilyNameForm, LeaveForm, Registration, carry_out
from luukku.casework.models import Case
from luukku.casework.views._scope import answered_case, family_url, to_family
from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def register(request: Request) -> HttpResponse:
    """Search comes first: without coming from it, the page leads there."""
    if not policies.may_open_cases(request.actor):
        raise Http404
    if request.method == "GET":
        return redirect(reverse("desk:search"))
    units = policies.units_to_open_cases_in(request.actor)
    page = Registration(request.POST, units=units)
    similar: list[services.Card] = []
    if page.is_valid():
        similar = _similar(request, page)
        case = None if similar else carry_out(page.form, lambda: _register(request, page))
        if case:
            messages.success(request, _("The family is registered. You answer for it."))
            return to_family(case)
    return render(
        request,
        "casework/register.html",
        {"page": page, "form": page.form, "similar": similar},
        status=422 if page.is_sent else 200,
    )


def _similar(request: Request, page: Registration) -> list[services.Card]:
    """Families that look the same, unless the worker has said that this is another one."""
    if page.form.cleaned_data["is_another"]:
        return []
    told = [(one.facts.name, one.facts.birth) for one in page.new_members()]
    similar = services.similar_families(request.actor, told)
    if similar:
        page.form.add_error("is_another", _("Look at these families first, then say whether this is another one."))
    return similar


def _register(request: Request, page: Registration) -> Case:
    typed = page.form.cleaned_data
    unit = typed.get("unit")
    return services.register_family(
        request.actor,
        name=typed["name"],
        language=typed["language"],
        members=page.new_members(),
        opening=services.Opening(typed["ground"], unit_id=unit.pk if unit else None, is_intake=typed["is_intake"]),
        past_similar=typed["is_another"],
    )


@require_http_methods(["GET", "POST"])
def family_edit(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    family = found.family
    initial = {"name": family.name, "language": family.language, "version": family.version}
    form = FamilyNameForm(sent(request), initial=initial)
    conflict = None
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        saved, conflict = carry_out_or_conflict(
            form,
            lambda: services.rename_family(
                request.actor,
                found.pk,
                version=typed["version"] or 0,
                name=typed["name"],
                language=typed["language"],
            ),
        )
        if saved:
            return to_family(found)
    services.note_view(request.actor, "case.viewed", found, case=found)
    return form_page(request, "casework/family_edit.html", {"form": form, "case": found, "conflict": conflict})


@require_http_methods(["GET", "POST"])
def member_leave(request: Request, case: UUID, membership: UUID) -> HttpResponse:
    found = answered_case(request, case)
    memberships = policies.editable_memberships(request.actor).filter(family=found.family_id)
    row = get_object_or_404(memberships.select_related("person"), pk=membership)
    form = LeaveForm(sent(request), initial={"last_on": request.actor.day})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        ended = carry_out(
            form,
            lambda: services.end_membership(
                request.actor, found.pk, row.pk, last_on=typed["last_on"], reason=typed["reason"]
            ),
        )
        if ended:
            messages.success(request, _("Noted. What was before stays in the history."))
            return to_family(found)
    services.note_view(request.actor, "person.viewed", row.person, case=found)
    context = {"form": form, "case": found, "row": row, "family_url": family_url(found)}
    return form_page(request, "casework/member_leave.html", context)
