"""The people of the organisation, for its administrator. Nothing about families is in sight here."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.accounts import policies, services
from luukku.accounts.forms import EndMembershipForm, InvitationForm, MembershipForm
from luukku.accounts.models import Membership, User
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.core.http import Request


def _administered(actor: Actor) -> "Prefetch[str]":
    mine = policies.administered_memberships(actor).select_related("unit", "invitation").order_by("-starts_on", "role")
    return Prefetch("memberships", queryset=mine, to_attr="here")


def _may(request: Request) -> Actor:
    """The actor, if it administers people here at all; to others these pages do not exist."""
    if not policies.may_administer(request.actor):
        raise Http404
    return request.actor


@require_GET
def people(request: Request) -> HttpResponse:
    """Everybody, with roles and days; those whose roles have ended come last."""
    actor = _may(request)
    found = policies.administered_people(actor).prefetch_related(_administered(actor)).order_by("name")
    now: list[User] = []
    before: list[User] = []
    for person in found:
        holds = [one for one in person.here if one.ends_on is None or one.ends_on >= actor.day]  # type: ignore[attr-defined]
        (now if holds else before).append(person)
    trail.record(actor, "people.listed", request.workplace, count=len(now) + len(before))  # type: ignore[attr-defined]
    return render(request, "accounts/people.html", {"people": now, "former": before, "day": actor.day})


@require_GET
def person(request: Request, pk: UUID) -> HttpResponse:
    actor = _may(request)
    found = get_object_or_404(policies.administered_people(actor).prefetch_related(_administered(actor)), pk=pk)
    trail.record(actor, "user.viewed", found)
    context = {
        "person": found,
        "day": actor.day,
        "may_change": policies.changeable_people(actor).filter(pk=pk).exists(),
        "may_reset": policies.people_at_home(actor).filter(pk=pk).exists(),
        "may_lock_out": policies.people_of_this_organisation_only(actor).filter(pk=pk).exists(),
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "POST"])
def invite(request: Request) -> HttpResponse:
    actor = _may(request)
    initial = {"starts_on": actor.day, "language": "fi"}
    form = InvitationForm(request.POST or None, initial=initial, organisation=request.workplace)  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        try:
            membership = services.invite(actor, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_error(None, str(violation.message))
        except PermissionDenied:
            form.add_error("email", _("This is your own address. Nobody changes their own rights."))
        else:
            messages.success(request, _("%(name)s has been invited.") % {"name": membership.user.name})
            return redirect("person", membership.user_id)
    return render(request, "accounts/invite.html", {"form": form}, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def membership_add(request: Request, pk: UUID) -> HttpResponse:
    actor = _may(request)
    found = get_object_or_404(policies.changeable_people(actor), pk=pk)
    form = MembershipForm(
        request.POST or None,
        initial={"starts_on": actor.day},
        organisation=request.workplace,  # type: ignore[attr-defined]
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.add_membership(actor, found.pk, **form.cleaned_data)
        except RuleViolation as violation:
            form.add_error(None, str(violation.message))
        else:
            return redirect("person", found.pk)
    context = {"form": form, "person": found}
    return render(request, "accounts/membership_add.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
def membership_end(request: Request, pk: UUID) -> HttpResponse:
    """Change the last day of a role: end it, shorten it or let it go on."""
    actor = _may(request)
    membership: Membership = get_object_or_404(policies.changeable_memberships(actor).select_related("user"), pk=pk)
    form = EndMembershipForm(request.POST or None, membership=membership)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_end(actor, membership.pk, ends_on=form.cleaned_data["ends_on"])
        except RuleViolation as violation:
            form.add_error("ends_on", str(violation.message))
        else:
            return redirect("person", membership.user_id)
    context = {"form": form, "membership": membership, "person": membership.user}
    return render(request, "accounts/membership_end.html", context, status=422 if form.is_bound else 200)


@require_POST
def invitation_again(request: Request, pk: UUID) -> HttpResponse:
    actor = _may(request)
    membership = get_object_or_404(policies.changeable_memberships(actor), pk=pk)
    services.send_invitation_again(actor, membership.pk)
    messages.success(request, _("A new link is on its way. The old one no longer works."))
    return redirect("person", membership.user_id)


@require_http_methods(["GET", "POST"])
def second_factor_reset(request: Request, pk: UUID) -> HttpResponse:
    found = _changeable(request, pk)
    if request.method == "GET":
        return render(request, "accounts/second_factor_reset.html", {"person": found})
    services.reset_second_factor(request.actor, found.pk)
    messages.success(request, _("The second step was removed. A link to choose a new one is on its way by mail."))
    return redirect("person", found.pk)


@require_http_methods(["GET", "POST"])
def lock_out(request: Request, pk: UUID) -> HttpResponse:
    found = _changeable(request, pk)
    if request.method == "GET":
        return render(request, "accounts/lock_out.html", {"person": found})
    services.lock_out(request.actor, found.pk)
    return redirect("person", found.pk)


@require_POST
def let_in(request: Request, pk: UUID) -> HttpResponse:
    found = _changeable(request, pk)
    services.let_in_again(request.actor, found.pk)
    return redirect("person", found.pk)


def _changeable(request: Request, pk: UUID) -> User:
    return get_object_or_404(policies.changeable_people(_may(request)), pk=pk)


@require_GET
def authorities(request: Request) -> HttpResponse:
    """What offices are called now, and what they were called in older letters."""
    return render(
        request, "accounts/authorities.html", {"names": list(policies.authority_names()), "day": request.actor.day}
    )
