"""One page for each hole: the one thing that mends it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.programme import policies
from luukku.programme.forms.indicators import IndicatorForm
from luukku.programme.forms.measures import RemarkForm, SettleForm
from luukku.programme.forms.who import DutyForm, OwnerForm, PartyEndForm, TakeForm, TakeGoalForm
from luukku.programme.models import Passage, Programme
from luukku.programme.services import indicators, measures, owners, taking
from luukku.programme.views.around import own, parties_on

TEMPLATE = "programme/mend.html"


@require_http_methods(["GET", "POST"])
def goal_take(request: Request, pk: UUID, goal: UUID) -> HttpResponse:
    """Take a goal to which no measure leads: with a measure, or with a promise to propose one."""
    programme = own(request, pk)
    found = get_object_or_404(programme.goals, pk=goal)
    form = TakeGoalForm(sent(request), initial={"person": str(request.actor.user_id)}, **_who(request, programme))
    page = _page(programme, _("Take this on"), _("Take it on"), found, _("Who does what, and by when?"))

    def save() -> None:
        words = form.cleaned_data["measure"]
        promise = form.promise(words or _("Propose a measure for this goal."))
        action = taking.take_goal(request.actor, found.pk, promise, measure_text=words)
        told = _("The goal has a measure and somebody who answers for it.")
        messages.success(request, _("Now the ring has a name.") if action else told)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def duty_owner(request: Request, pk: UUID, duty: UUID) -> HttpResponse:
    programme = own(request, pk)
    found = get_object_or_404(programme.duties, pk=duty)
    return _name_owner(request, programme, "duty", found, _("Name who answers"))


@require_http_methods(["GET", "POST"])
def output_owner(request: Request, pk: UUID, output: UUID) -> HttpResponse:
    programme = own(request, pk)
    found = get_object_or_404(programme.outputs, pk=output)
    return _name_owner(request, programme, "output", found, _("Name an owner"))


@require_POST
def duty_confirm(request: Request, pk: UUID, duty: UUID) -> HttpResponse:
    """What the source only asked is a duty indeed."""
    programme = own(request, pk)
    found = get_object_or_404(programme.duties, pk=duty)
    owners.confirm_duty(request.actor, found.pk)
    messages.success(request, _("It is a duty from now on."))
    return HttpResponseRedirect(programme.get_absolute_url())


@require_http_methods(["GET", "POST"])
def party_duty(request: Request, pk: UUID, party: UUID) -> HttpResponse:
    """What somebody who takes part would like to do."""
    programme = own(request, pk)
    found = get_object_or_404(programme.parties, pk=party)
    form = DutyForm(sent(request), initial={"starts_on": request.actor.day})
    page = _page(programme, _("What do they take on?"), _("Write down the duty"), found)

    def save() -> None:
        owners.add_duty(request.actor, found.pk, **form.cleaned_data)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def party_end(request: Request, pk: UUID, party: UUID) -> HttpResponse:
    """When somebody's part ends, and who goes on."""
    programme = own(request, pk)
    found = get_object_or_404(programme.parties, pk=party)
    others = [one for one in parties_on(programme, request.actor.day) if one.pk != found.pk]
    form = PartyEndForm(sent(request), parties=others, initial={"ends_on": found.ends_on or request.actor.day})
    lead = _("Whoever goes on answers from the next day for everything that this one answers for.")
    page = _page(programme, _("This one's part ends"), _("Save the last day"), found, lead, back="programme:duties")

    def save() -> None:
        typed = form.cleaned_data
        owners.end_party(request.actor, found.pk, ends_on=typed["ends_on"], successor_id=form.successor_id())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def remark(request: Request, pk: UUID, passage: UUID) -> HttpResponse:
    """A remark that proposes something becomes a measure, or it is said why not."""
    programme = own(request, pk)
    found = get_object_or_404(programme.passages.filter(kind=Passage.Kind.REMARK), pk=passage)
    initial = {"text": found.text.removesuffix("?"), "due": found.due_text, "decision": "measure"}
    form = RemarkForm(sent(request), initial=initial)
    page = _page(programme, _("Decide on this remark"), _("Save the decision"), found)

    def save() -> None:
        typed = form.cleaned_data
        if typed["decision"] == "measure":
            measures.make_of_remark(request.actor, found.pk, text=typed["text"], due=typed["due"])
        else:
            measures.set_remark_aside(request.actor, found.pk, reason=typed["reason"])

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def conflict(request: Request, pk: UUID, conflict: UUID) -> HttpResponse:
    """Two sources say different things; somebody says which holds, and both stay to be read."""
    programme = own(request, pk)
    found = get_object_or_404(policies.editable_conflicts(request.actor).filter(programme=pk), pk=conflict)
    form = SettleForm(sent(request))
    page = _page(programme, _("Which one holds?"), _("Save what holds"), None)
    page = Page(page.title, page.button, page.back, page.back_label, page.lead, TEMPLATE, {"clash": found})

    def save() -> None:
        taking.settle_conflict(request.actor, found.pk, settled_as=form.cleaned_data["settled_as"])

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def measure_take(request: Request, pk: UUID, measure: UUID) -> HttpResponse:
    """Promise to see to a measure that lacks something, by a day."""
    programme = own(request, pk)
    found = get_object_or_404(policies.visible_measures(request.actor).filter(programme=pk), pk=measure)
    form = TakeForm(sent(request), initial={"person": str(request.actor.user_id)}, **_who(request, programme))
    page = _page(programme, _("Take this on"), _("Take it on"), found)

    def save() -> None:
        taking.take(request.actor, programme.pk, form.promise(), measure=found)

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def indicator_add(request: Request, pk: UUID, measure: UUID) -> HttpResponse:
    """By what it is seen that a measure helps."""
    programme = own(request, pk)
    found = get_object_or_404(policies.visible_measures(request.actor).filter(programme=pk), pk=measure)
    form = IndicatorForm(sent(request))
    page = _page(programme, _("Add an indicator"), _("Add the indicator"), found)

    def save() -> None:
        indicators.add_indicator(request.actor, programme.pk, measure_ids=[found.pk], **form.cleaned_data)

    return edit(request, form, page, save)


def _name_owner(request: Request, programme: Programme, target: str, row: Any, title: str) -> HttpResponse:
    starts = request.actor.day
    form = OwnerForm(sent(request), initial={"starts_on": starts}, **_who(request, programme))
    page = _page(programme, title, _("Save who answers"), row)

    def save() -> None:
        typed = form.cleaned_data
        owners.name_owner(
            request.actor, target, row.pk, form.who(), starts_on=typed["starts_on"], ends_on=typed["ends_on"]
        )

    return edit(request, form, page, save)


def _who(request: Request, programme: Programme) -> dict[str, Any]:
    people = policies.possible_people(request.actor)
    return {"parties": parties_on(programme, request.actor.day), "people": people}


def _page(
    programme: Programme, title: str, button: str, row: Any, lead: str = "", *, back: str = "programme:gaps"
) -> Page:
    place = reverse(back, args=[programme.pk])
    return Page(title, button, place, programme.name, lead, TEMPLATE, {"row": row, "programme": programme})
