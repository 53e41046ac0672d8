"""Writing a draft's texts: greeting, the worker's thoughts, people's words, goals."""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework.services import note_view
from luukku.core.http import Request, sent
from luukku.plans import policies
from luukku.plans.forms import texts as forms
from luukku.plans.models import FamilyPlan, PlanPart
from luukku.plans.services import reading, texts, translations
from luukku.plans.views.editing import Page, edit


def back_to(plan: FamilyPlan, anchor: str) -> str:
    return f"{plan.get_absolute_url()}#{anchor}"


@require_http_methods(["GET", "POST"])
def greeting(request: Request, pk: UUID) -> HttpResponse:
    plan = get_object_or_404(policies.editable_plans(request.actor).select_related("case"), pk=pk)
    note_view(request.actor, "plan.text_viewed", plan, case=plan.case)
    initial = {"greeting": plan.greeting, "greeting_family": plan.greeting_family, "version": plan.version}
    made = translations.made_for(plan, (plan.pk, "greeting"))
    form = forms.GreetingForm(sent(request), plan=plan, initial=initial, made=made)
    page = Page(_("How the plan greets everybody"), _("Save the greeting"), back_to(plan, "greeting"))

    def save() -> None:
        texts.change_greeting(request.actor, plan.pk, version=form.cleaned_data["version"] or 0, **form.texts())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def part_view(request: Request, pk: UUID) -> HttpResponse:
    part = get_object_or_404(policies.editable_parts(request.actor), pk=pk)
    note_view(request.actor, "plan.text_viewed", part, case=part.plan.case)
    initial = {"view": part.view, "view_family": part.view_family, "version": part.version}
    made = translations.made_for(part.plan, (part.pk, "view"))
    form = forms.ViewForm(sent(request), plan=part.plan, initial=initial, made=made)
    page = Page(_title(_("What you think"), part), _("Save the text"), back_to(part.plan, f"part-{part.pk}"))

    def save() -> None:
        texts.change_part(request.actor, part.pk, version=form.cleaned_data["version"] or 0, **form.texts())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def words_add(request: Request, pk: UUID) -> HttpResponse:
    part = get_object_or_404(policies.editable_parts(request.actor), pk=pk)
    note_view(request.actor, "plan.text_viewed", part, case=part.plan.case)
    form = forms.WordsForm(sent(request), part=part, speakers=reading.people_of(part.plan))
    page = Page(_title(_("What was said"), part), _("Add these words"), back_to(part.plan, f"part-{part.pk}"))

    def save() -> None:
        described = form.cleaned_data["is_described"]
        texts.add_words(request.actor, part.pk, person_id=form.person_id, is_described=described, **form.texts())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def words_edit(request: Request, pk: UUID) -> HttpResponse:
    words = get_object_or_404(policies.editable_words(request.actor), pk=pk)
    part = words.part
    note_view(request.actor, "plan.text_viewed", words, case=part.plan.case)
    speakers, initial = reading.people_of(part.plan), forms.started_from_words(words)
    made = translations.made_for(part.plan, (words.pk, "text"))
    form = forms.WordsForm(sent(request), part=part, speakers=speakers, initial=initial, made=made)
    removing = {"remove_url": reverse("plans:words-remove", args=[words.pk]), "remove_words": _("Take these words out")}
    back = back_to(part.plan, f"words-{words.pk}")
    page = Page(_title(_("What was said"), part), _("Save these words"), back, context=removing)

    def save() -> None:
        told = {"is_described": form.cleaned_data["is_described"], **form.texts()}
        version = form.cleaned_data["version"] or 0
        texts.change_words(request.actor, words.pk, version=version, person_id=form.person_id, **told)

    return edit(request, form, page, save)


@require_POST
def words_remove(request: Request, pk: UUID) -> HttpResponse:
    words = get_object_or_404(policies.editable_words(request.actor), pk=pk)
    part = texts.remove_words(request.actor, words.pk)
    return HttpResponseRedirect(back_to(part.plan, f"part-{part.pk}"))


@require_http_methods(["GET", "POST"])
def goal_add(request: Request, pk: UUID) -> HttpResponse:
    part = get_object_or_404(policies.editable_parts(request.actor), pk=pk)
    note_view(request.actor, "plan.text_viewed", part, case=part.plan.case)
    form = forms.GoalForm(sent(request), part=part, needs=reading.needs_for(request.actor, part))
    page = Page(_title(_("Where we want to get"), part), _("Add the goal"), back_to(part.plan, f"part-{part.pk}"))

    def save() -> str:
        goal = texts.add_goal(request.actor, part.pk, need_id=form.need_id, **form.texts())
        return back_to(part.plan, f"goal-{goal.pk}")

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def goal_edit(request: Request, pk: UUID) -> HttpResponse:
    goal = get_object_or_404(policies.editable_goals(request.actor), pk=pk)
    part = goal.part
    note_view(request.actor, "plan.text_viewed", goal, case=part.plan.case)
    needs, initial = reading.needs_for(request.actor, part, goal.need_id), forms.started_from_goal(goal)
    made = translations.made_for(part.plan, (goal.pk, "title"))
    form = forms.GoalForm(sent(request), part=part, needs=needs, initial=initial, made=made)
    removing = {
        "remove_url": reverse("plans:goal-remove", args=[goal.pk]),
        "remove_words": _("Take this goal and its steps out"),
    }
    back = back_to(part.plan, f"goal-{goal.pk}")
    page = Page(_title(_("Where we want to get"), part), _("Save the goal"), back, context=removing)

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        texts.change_goal(request.actor, goal.pk, version=version, need_id=form.need_id, **form.texts())

    return edit(request, form, page, save)


@require_POST
def goal_remove(request: Request, pk: UUID) -> HttpResponse:
    goal = get_object_or_404(policies.editable_goals(request.actor), pk=pk)
    part = texts.remove_goal(request.actor, goal.pk)
    return HttpResponseRedirect(back_to(part.plan, f"part-{part.pk}"))


def _title(what: str, part: PlanPart) -> str:
    return f"{what}: {part.person.short_name}" if part.person else what
