"""One person of a family."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.casework import policies, services
from luukku.casework.forms import KnownPersonForm, MemberForm, PersonEditForm, carry_out
from luukku.casework.models import FamilyMembership, PersonQuerySet
from luukku.casework.person_sheet import newest_source, sheet_of
from luukku.casework.views._person import course_of
from luukku.casework.views._scope import answered_case, member_of, to_family, whole_case
from luukku.core.forms import carry_out_or_conflict, form_page
from luukku.core.http import Request, sent


@require_GET
def person(request: Request, case: UUID, person: UUID) -> HttpResponse:
    actor = request.actor
    found = whole_case(request, case)
    one = member_of(request, found, person, policies.visible_people(actor))
    services.note_view(actor, "person.viewed", one, case=found)
    members = services.members_of(actor, [found.family_id])[found.family_id]
    context = {
        "case": found,
        "person": one,
        "member": next(member for member in members if member.person.pk == one.pk),
        "wards": policies.wards_of(one, actor.day).filter(child__in=[member.person.pk for member in members]),
        "is_protected": bool(policies.protected_among([one.pk], actor.day)),
        "opens_address": policies.may_reveal_address(actor, one),
        "groups": sheet_of(one, actor.day),
        "told": newest_source(one),
        "answers_about": policies.may_answer_about(actor, found),
        "may_edit": policies.may_answer_for(actor, found) and policies.may_edit_person(actor, one),
    }
    return render(request, "casework/person.html", context | course_of(actor, found, one))


@require_http_methods(["GET", "POST"])
def person_edit(request: Request, case: UUID, person: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    one = member_of(request, found, person, policies.editable_people(actor))
    version = one.version
    form = PersonEditForm(sent(request), instance=one, initial={"version": version})
    conflict = None
    if request.method == "POST" and form.is_valid():
        saved, conflict = carry_out_or_conflict(
            form,
            lambda: services.edit_person(
                actor,
                one.pk,
                version=form.cleaned_data["version"] or 0,
                facts=form.facts(),
                told=form.told(),
            ),
        )
        if saved:
            return redirect("casework:person", found.pk, one.pk)
    services.note_view(actor, "person.viewed", one, case=found)
    context = {"form": form, "case": found, "person": get_object_or_404(policies.editable_people(actor), pk=one.pk)}
    return form_page(request, "casework/person_edit.html", context | {"conflict": conflict})


@require_http_methods(["GET", "POST"])
def person_add(request: Request, case: UUID) -> HttpResponse:
    found = answered_case(request, case)
    form = MemberForm(sent(request), initial={"contact_language": found.family.language})
    if request.method == "POST" and form.is_valid():
        added = carry_out(form, lambda: services.add_member(request.actor, found.pk, member=form.member()))
        if added:
            messages.success(request, _("Added to the family."))
            return to_family(found)
    services.note_view(request.actor, "case.viewed", found, case=found)
    context = {"form": form, "case": found, "others": _others(request, found.family_id).exists()}
    return form_page(request, "casework/person_add.html", context)


@require_http_methods(["GET", "POST"])
def person_join(request: Request, case: UUID) -> HttpResponse:
    """Somebody of another family that the worker also sees: a child with two homes."""
    found = answered_case(request, case)
    form = KnownPersonForm(sent(request), people=_others(request, found.family_id))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        added = carry_out(
            form,
            lambda: services.add_known_person(
                request.actor,
                found.pk,
                person_id=typed["person"].pk,
                role=typed["role"],
                residence=typed["residence"] or FamilyMembership.Residence.HERE,
            ),
        )
        if added:
            messages.success(request, _("Added to the family."))
            return to_family(found)
    services.note_view(request.actor, "case.viewed", found, case=found)
    return form_page(request, "casework/person_join.html", {"form": form, "case": found})


def _others(request: Request, family_id: UUID) -> PersonQuerySet:
    """People of the families that the worker answers for, but not of this one."""
    people = policies.people_to_join(request.actor)
    here = people.filter(memberships__family=family_id, memberships__during__contains=request.actor.day)
    return people.exclude(pk__in=here.values("pk")).order_by("name", "pk")
