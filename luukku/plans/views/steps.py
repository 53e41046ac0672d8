"""A plan's way: begun, offered, gone through with everybody, in force; or taken back and changed."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework.models import Person, UnderstandingCheck
from luukku.casework.services import note_view
from luukku.core.http import Request, sent
from luukku.plans import policies
from luukku.plans.forms.plans import ConfirmForm, StartForm, own_language
from luukku.plans.labels import plan_labels
from luukku.plans.models import FamilyPlan
from luukku.plans.services import confirmations, drafts, family, offers, reading
from luukku.plans.views.editing import Page, edit

State = FamilyPlan.State


@require_http_methods(["GET", "POST"])
def plan_start(request: Request, pk: UUID) -> HttpResponse:
    case = get_object_or_404(policies.startable_cases(request.actor).select_related("family"), pk=pk)
    note_view(request.actor, "plan.start_viewed", case, case=case)
    making = policies.managed_plans(request.actor).of_case(case.pk).current().first()
    if making is not None and request.method != "POST":
        return HttpResponseRedirect(making.get_absolute_url())
    form = StartForm(
        sent(request), initial={"worker_language": own_language(), "family_language": case.family.language}
    )
    back = reverse("desk:family", args=[case.pk])
    page = Page(_("A plan together"), _("Start writing the plan"), back, "plans/plan_start.html", {"case": case})

    def save() -> str:
        return drafts.start_plan(request.actor, case.pk, **form.cleaned_data).get_absolute_url()

    return edit(request, form, page, save)


@require_POST
def plan_offer(request: Request, pk: UUID) -> HttpResponse:
    plan = _editable(request, pk)
    offers.offer_plan(request.actor, plan.pk, content_hash=request.POST.get("content_hash", ""))
    messages.success(request, _("The plan is now on offer. Go through it with each of the family."))
    return HttpResponseRedirect(f"{plan.get_absolute_url()}#understood")


@require_POST
def plan_aloud(request: Request, pk: UUID) -> HttpResponse:
    plan = _editable(request, pk)
    offers.interpret_aloud(request.actor, plan.pk, aloud=bool(request.POST.get("aloud")))
    return HttpResponseRedirect(f"{plan.get_absolute_url()}#offering")


@require_POST
def plan_members(request: Request, pk: UUID) -> HttpResponse:
    plan = _editable(request, pk)
    drafts.update_members(request.actor, plan.pk)
    return HttpResponseRedirect(plan.get_absolute_url())


@require_http_methods(["GET", "POST"])
def plan_discard(request: Request, pk: UUID) -> HttpResponse:
    plan = _editable(request, pk)
    if request.method == "POST":
        drafts.discard_draft(request.actor, plan.pk)
        messages.info(request, _("The draft is thrown away."))
        return HttpResponseRedirect(reverse("desk:family", args=[plan.case_id]))
    note_view(request.actor, "plan.viewed", plan, case=plan.case)
    return render(request, "plans/plan_discard.html", {"plan": plan})


@require_http_methods(["GET", "POST"])
def plan_withdraw(request: Request, pk: UUID) -> HttpResponse:
    """Taking an offer back to change its text: what was offered stays readable, the change is the next version."""
    plan = _managed(request, pk)
    if request.method == "POST":
        draft = offers.withdraw_plan(request.actor, plan.pk)
        return HttpResponseRedirect(draft.get_absolute_url())
    if plan.state != State.OFFERED:
        return HttpResponseRedirect(plan.get_absolute_url())
    note_view(request.actor, "plan.viewed", plan, case=plan.case)
    return render(request, "plans/plan_withdraw.html", {"plan": plan})


@require_POST
def plan_revise(request: Request, pk: UUID) -> HttpResponse:
    plan = _managed(request, pk)
    draft = drafts.revise_plan(request.actor, plan.pk)
    messages.info(
        request, _("This is the next version. The present plan holds until everybody has confirmed this one.")
    )
    return HttpResponseRedirect(draft.get_absolute_url())


@require_http_methods(["GET", "POST"])
def plan_confirm(request: Request, pk: UUID, person: UUID) -> HttpResponse:
    """Going through the plan with one of the family: how it was understood, and their yes."""
    plan = _managed(request, pk)
    signer = family.needed_signers(request.actor, plan).get(person) if plan.state == State.OFFERED else None
    if signer is None:
        raise Http404
    who = reading.people_by_id({person})[person]
    note_view(request.actor, "plan.confirming_viewed", plan, case=plan.case)
    language = who.contact_language or plan.family_language
    form = ConfirmForm(sent(request), plan=plan, initial={"content_hash": plan.content_hash, "language": language})
    wards = reading.people_by_id(set(signer.wards)).values()
    context = {"plan": plan, "person": who, "signer": signer, "wards": wards, "ours": plan_labels(plan.worker_language)}
    context["theirs"] = plan_labels(plan.family_language)
    title = _("Going through the plan: %(name)s") % {"name": who.short_name}
    back = f"{plan.get_absolute_url()}#understood"
    page = Page(title, _("Record this"), back, "plans/plan_confirm.html", context)
    return edit(request, form, page, lambda: _record(request, plan, who, form))


def _record(request: Request, plan: FamilyPlan, who: Person, form: ConfirmForm) -> None:
    told, names = form.cleaned_data, {"name": who.short_name}
    said = {"person_id": who.pk, "content_hash": told["content_hash"], "result": told["result"], "talk": form.talk()}
    if told["result"] == UnderstandingCheck.Result.UNDERSTOOD:
        if told["disagrees_with"]:
            _record_disagreement(request, plan, who, form)
            return
        confirmations.confirm_plan(request.actor, plan.pk, says_yes=told["says_yes"], **said)
        plan.refresh_from_db(fields=["state"])
        if plan.state == State.IN_FORCE:
            messages.success(request, _("Everybody has said yes: the plan is in force."))
        else:
            messages.success(request, _("%(name)s has confirmed the plan.") % names)
        return
    confirmations.note_not_understood(request.actor, plan.pk, **said)
    messages.warning(
        request,
        _("Noted: %(name)s did not understand everything yet. Go through it again with other words or an interpreter.")
        % names,
    )


def _record_disagreement(request: Request, plan: FamilyPlan, who: Person, form: ConfirmForm) -> None:
    told = form.cleaned_data
    confirmations.note_disagreement(
        request.actor,
        plan.pk,
        person_id=who.pk,
        content_hash=told["content_hash"],
        about=told["disagrees_with"],
        talk=form.talk(),
    )
    messages.info(
        request,
        _("Noted: %(name)s understood the plan and does not agree. Talk about it: change the text, or let it stay.")
        % {"name": who.short_name},
    )


@require_POST
def plan_confirm_worker(request: Request, pk: UUID) -> HttpResponse:
    plan = _managed(request, pk)
    confirmations.confirm_as_worker(request.actor, plan.pk, content_hash=request.POST.get("content_hash", ""))
    plan.refresh_from_db(fields=["state"])
    if plan.state == State.IN_FORCE:
        messages.success(request, _("Everybody has said yes: the plan is in force."))
        return HttpResponseRedirect(plan.get_absolute_url())
    messages.success(request, _("You have confirmed the plan."))
    return HttpResponseRedirect(f"{plan.get_absolute_url()}#understood")


@require_POST
def plan_settle(request: Request, pk: UUID) -> HttpResponse:
    plan = _managed(request, pk)
    confirmations.settle_plan(request.actor, plan.pk)
    messages.success(request, _("Everybody has said yes: the plan is in force."))
    return HttpResponseRedirect(plan.get_absolute_url())


def _managed(request: Request, pk: UUID) -> FamilyPlan:
    return get_object_or_404(policies.managed_plans(request.actor).select_related("case__family"), pk=pk)


def _editable(request: Request, pk: UUID) -> FamilyPlan:
    return get_object_or_404(policies.editable_plans(request.actor).select_related("case__family"), pk=pk)
