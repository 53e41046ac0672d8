"""Who answers for a family and who helps it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.accounts.models import Membership
from luukku.casework import policies, services
from luukku.casework.forms import HelperForm, NewHelperForm, ReassignForm, carry_out, worker_words
from luukku.casework.models import CareTeamMember, Case
from luukku.casework.views._scope import answered_case, family_url, to_family, whole_case
from luukku.core.days import in_digits
from luukku.core.forms import form_page
from luukku.core.http import Request, sent


@require_http_methods(["GET", "POST"])
def reassign(request: Request, case: UUID) -> HttpResponse:
    actor = request.actor
    found = whole_case(request, case)
    if not policies.may_reassign(actor, found) or not found.is_open:
        raise Http404
    form = ReassignForm(sent(request), workers=services.workers_to_answer(found, actor.day))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        changed = carry_out(
            form,
            lambda: services.reassign(actor, found.pk, user_id=typed["user"].pk, from_on=typed["from_on"]),
        )
        if changed:
            told = _("%(name)s answers for the family from %(date)s on.")
            date = in_digits(changed.first_on)
            messages.success(request, told % {"name": typed["user"].name, "date": date})
            return to_family(found) if policies.may_see(actor, found) else redirect("desk:families")
    services.note_view(actor, "team.viewed", found, case=found)
    card = services.cards_of(actor, [found])[0]
    return form_page(request, "casework/reassign.html", {"form": form, "case": found, "card": card})


@require_http_methods(["GET", "POST"])
def helper_add(request: Request, case: UUID) -> HttpResponse:
    actor = request.actor
    found = answered_case(request, case)
    form = NewHelperForm(sent(request))
    if request.method == "POST" and form.is_valid():
        workplace = _workplace(request, form)
        added = workplace and carry_out(form, lambda: _add(request, found, form, workplace))
        if added and workplace:
            told = _("%(name)s is in the care team from today on.") % {"name": worker_words(workplace.user)}
            messages.success(request, told)
            if added.organisation_id != found.organisation_id:
                messages.warning(
                    request, _("They work for another organisation: they read what the family's permits open, no more.")
                )
                return redirect("casework:sharing", found.pk)
            return to_family(found)
    services.note_view(actor, "team.viewed", found, case=found)
    return form_page(request, "casework/helper_add.html", {"form": form, "case": found})


@require_http_methods(["GET", "POST"])
def helper(request: Request, case: UUID, helper: UUID) -> HttpResponse:
    found, row = _helper(request, case, helper)
    form = HelperForm(sent(request), initial={"function": row.function, "sections": row.sections})
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        saved = carry_out(
            form,
            lambda: services.change_helper(
                request.actor, found.pk, row.pk, function=typed["function"], sections=typed["sections"]
            ),
        )
        if saved:
            return to_family(found)
    services.note_view(request.actor, "team.viewed", found, case=found)
    context = {"form": form, "case": found, "helper": row, "family_url": family_url(found)}
    return form_page(request, "casework/helper.html", context)


@require_POST
def helper_end(request: Request, case: UUID, helper: UUID) -> HttpResponse:
    found, row = _helper(request, case, helper)
    services.end_helper(request.actor, found.pk, row.pk)
    messages.success(request, _("Ended. From now on they see nothing of the family."))
    return to_family(found)


def _helper(request: Request, case: UUID, pk: UUID) -> tuple[Case, CareTeamMember]:
    found = answered_case(request, case)
    team = policies.own_care_team(request.actor).filter(case=found, during__contains=request.actor.day)
    return found, get_object_or_404(team.select_related("user", "organisation"), pk=pk)


def _workplace(request: Request, form: NewHelperForm) -> Membership | None:
    """For which organisation the person with this address helps; asks in the form when there are several."""
    workplaces = list(services.workplaces_of_helper(form.cleaned_data["email"], request.actor.day))
    if not workplaces:
        form.add_error("email", _("We found nobody who works with families and signs in with this address."))
        return None
    if len(workplaces) == 1:
        return workplaces[0]
    form.offer(workplaces)
    chosen = request.POST.get("organisation", "")
    match = next((one for one in workplaces if str(one.organisation_id) == chosen), None)
    if match is None:
        form.add_error("organisation", _("This person works for several organisations. Choose one."))
    return match


def _add(request: Request, case: Case, form: NewHelperForm, workplace: Membership) -> CareTeamMember:
    typed = form.cleaned_data
    return services.add_helper(
        request.actor,
        case.pk,
        user_id=workplace.user_id,
        organisation_id=workplace.organisation_id,
        function=typed["function"],
        sections=typed["sections"],
        last_on=typed["last_on"],
    )
