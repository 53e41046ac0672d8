"""What a plan tells beside its texts: other plans, how long it lasts, its sources, who wrote it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework.services import note_view
from luukku.core.http import Request, sent
from luukku.plans import limits, policies, suggestions
from luukku.plans.forms import fitting as forms
from luukku.plans.services import other_plans, particulars, suggesting, translations
from luukku.plans.views.editing import Page, edit
from luukku.plans.views.texts import back_to


@require_http_methods(["GET", "POST"])
def other_plan_add(request: Request, pk: UUID) -> HttpResponse:
    part = get_object_or_404(policies.editable_parts(request.actor), pk=pk)
    note_view(request.actor, "plan.text_viewed", part, case=part.plan.case)
    form = forms.OtherPlanForm(sent(request), plan=part.plan)
    page = Page(
        _("Another plan to fit together with"), _("Add this plan"), back_to(part.plan, f"part-{part.pk}"),
        "plans/other_plan_form.html",
    )  # fmt: skip

    def save() -> None:
        other_plans.add_other_plan(request.actor, part.pk, **form.facts())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def other_plan_edit(request: Request, pk: UUID) -> HttpResponse:
    other = get_object_or_404(policies.editable_other_plans(request.actor), pk=pk)
    plan = other.part.plan
    note_view(request.actor, "plan.text_viewed", other, case=plan.case)
    made = translations.made_for(plan, (other.pk, "fitted"))
    form = forms.OtherPlanForm(sent(request), plan=plan, initial=forms.started_from_other_plan(other), made=made)
    context = {
        "remove_url": reverse("plans:other-plan-remove", args=[other.pk]),
        "remove_words": _("Take this plan out of the list"),
        "limit": limits.limit_of(other, request.actor.day),
    }
    back = back_to(plan, f"part-{other.part_id}")
    page = Page(
        _("Another plan to fit together with"), _("Save this plan"), back, "plans/other_plan_form.html", context
    )

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        other_plans.change_other_plan(request.actor, other.pk, version=version, **form.facts())

    return edit(request, form, page, save)


@require_POST
def other_plan_remove(request: Request, pk: UUID) -> HttpResponse:
    other = get_object_or_404(policies.editable_other_plans(request.actor), pk=pk)
    part = other_plans.remove_other_plan(request.actor, other.pk)
    return HttpResponseRedirect(back_to(part.plan, f"part-{part.pk}"))


@require_http_methods(["GET", "POST"])
def plan_particulars(request: Request, pk: UUID) -> HttpResponse:
    """How long the plan is meant to last, and where its contents come from."""
    plan = get_object_or_404(policies.editable_plans(request.actor).select_related("case"), pk=pk)
    note_view(request.actor, "plan.text_viewed", plan, case=plan.case)
    made = translations.made_for(plan, (plan.pk, "sources"))
    form = forms.ParticularsForm(sent(request), plan=plan, initial=forms.started_from_particulars(plan), made=made)
    page = Page(_("How long the plan lasts, and its sources"), _("Save these"), back_to(plan, "particulars"))

    def save() -> None:
        told = {"lasts_until": form.cleaned_data["lasts_until"], **form.texts()}
        particulars.change_particulars(request.actor, plan.pk, version=form.cleaned_data["version"] or 0, **told)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def author_add(request: Request, pk: UUID) -> HttpResponse:
    plan = get_object_or_404(policies.editable_plans(request.actor).select_related("case"), pk=pk)
    note_view(request.actor, "plan.text_viewed", plan, case=plan.case)
    form = forms.AuthorForm(sent(request))
    page = Page(
        _("Who took part in writing the plan"), _("Add this author"), back_to(plan, "particulars"),
        "plans/short_form.html",
    )  # fmt: skip

    def save() -> None:
        particulars.add_author(request.actor, plan.pk, facts=form.facts())

    return edit(request, form, page, save)


@require_POST
def author_remove(request: Request, pk: UUID) -> HttpResponse:
    author = get_object_or_404(policies.editable_authors(request.actor), pk=pk)
    plan = particulars.remove_author(request.actor, author.pk)
    return HttpResponseRedirect(back_to(plan, "particulars"))


@require_http_methods(["GET", "POST"])
def part_suggestions(request: Request, pk: UUID) -> HttpResponse:
    """Ready goals for somebody at home with a child, to be taken and adapted."""
    part = get_object_or_404(policies.adults_parts(request.actor), pk=pk)
    note_view(request.actor, "plan.text_viewed", part, case=part.plan.case)
    ready = suggestions.in_languages(part.plan.worker_language, part.plan.family_language)
    choices = [(one.code, one.title.worker) for one in ready]
    form = forms.SuggestionsForm(sent(request), choices=choices)
    name = part.person.short_name if part.person else ""
    title = _("Caring for a child at home: %(name)s") % {"name": name}
    back = back_to(part.plan, f"part-{part.pk}")
    page = Page(title, _("Add the chosen goals"), back, "plans/part_suggestions.html", {"ready": ready, "part": part})

    def save() -> None:
        chosen = [one for one in ready if one.code in form.cleaned_data["goals"]]
        suggesting.add_suggestions(request.actor, part.pk, chosen=chosen)
        text = ngettext(
            "One goal was added. Change its words together.",
            "%(count)d goals were added. Change their words together.",
            len(chosen),
        )
        messages.success(request, text % {"count": len(chosen)})

    return edit(request, form, page, save)
