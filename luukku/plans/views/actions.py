"""Writing a draft's steps, and noting that one is done."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.casework.services import note_view
from luukku.core.http import Request, sent
from luukku.plans import policies
from luukku.plans.forms.texts import ActionForm, started_from_action
from luukku.plans.models import FamilyPlan, TextTranslation
from luukku.plans.services import actions, reading, translations
from luukku.plans.views.editing import Page, edit
from luukku.plans.views.texts import back_to


@require_http_methods(["GET", "POST"])
def action_add(request: Request, pk: UUID) -> HttpResponse:
    goal = get_object_or_404(policies.editable_goals(request.actor), pk=pk)
    plan = goal.part.plan
    note_view(request.actor, "plan.text_viewed", goal, case=plan.case)
    form = _form(request, plan)
    page = Page(_("A step towards: %(goal)s") % {"goal": goal.title}, _("Add the step"), _place(plan, goal.pk))

    def save() -> None:
        actions.add_action(request.actor, goal.pk, doer=form.made_by(), **_told(form))

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def action_edit(request: Request, pk: UUID) -> HttpResponse:
    action = get_object_or_404(policies.editable_actions(request.actor), pk=pk)
    plan = action.goal.part.plan
    note_view(request.actor, "plan.text_viewed", action, case=plan.case)
    made = translations.made_for(plan, (action.pk, "what"))
    form = _form(request, plan, started_from_action(action), made)
    title = _("A step towards: %(goal)s") % {"goal": action.goal.title}
    removing = {"remove_url": reverse("plans:action-remove", args=[action.pk]), "remove_words": _("Take this step out")}
    page = Page(title, _("Save the step"), _place(plan, action.goal_id), context=removing)

    def save() -> None:
        version = form.cleaned_data["version"] or 0
        actions.change_action(request.actor, action.pk, version=version, doer=form.made_by(), **_told(form))

    return edit(request, form, page, save)


@require_POST
def action_remove(request: Request, pk: UUID) -> HttpResponse:
    action = get_object_or_404(policies.editable_actions(request.actor), pk=pk)
    goal = actions.remove_action(request.actor, action.pk)
    return HttpResponseRedirect(_place(goal.part.plan, goal.pk))


@require_POST
def action_done(request: Request, pk: UUID) -> HttpResponse:
    """Note that a step is done; `undo` in the form takes the note back."""
    action = get_object_or_404(policies.markable_actions(request.actor), pk=pk)
    actions.mark_done(request.actor, action.pk, done="undo" not in request.POST)
    return HttpResponseRedirect(_place(action.goal.part.plan, action.goal_id))


def _told(form: ActionForm) -> dict[str, Any]:
    return {"due_on": form.cleaned_data["due_on"], "service": form.cleaned_data["service"], **form.texts()}


def _form(
    request: Request,
    plan: FamilyPlan,
    initial: dict[str, object] | None = None,
    made: TextTranslation | None = None,
) -> ActionForm:
    people, workers = reading.people_of(plan), actions.workers_of(request.actor, plan)
    return ActionForm(sent(request), plan=plan, people=people, workers=workers.items(), initial=initial, made=made)


def _place(plan: FamilyPlan, goal_id: UUID) -> str:
    return back_to(plan, f"goal-{goal_id}")
