"""One measure: what it is, who answers for it, how far it is."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.programme import policies
from luukku.programme.forms.measures import (
    DecideForm,
    GoalsForm,
    MeasureForm,
    MoveForm,
    NewMeasureForm,
    StatusReportForm,
)
from luukku.programme.forms.who import OwnerForm
from luukku.programme.models import Measure, Programme
from luukku.programme.rules import states
from luukku.programme.services import looking, measures, owners, status_reports
from luukku.programme.views.around import around, parties_on, programme_of

TEMPLATE = "programme/mend.html"


@require_GET
def measure(request: Request, pk: UUID, measure: UUID) -> HttpResponse:
    """A measure with its goals, owners, states and reports."""
    programme = programme_of(request, pk)
    found = get_object_or_404(
        policies.visible_measures(request.actor).filter(programme=pk).select_related("organisation"), pk=measure
    )
    context = around(request, programme, "goals") | looking.at_measure(request.actor, found)
    return render(request, "programme/measure.html", context | {"measure": found})


@require_http_methods(["GET", "POST"])
def measure_add(request: Request, pk: UUID) -> HttpResponse:
    """A new measure; in another organisation's programme it is the own organisation's."""
    programme = get_object_or_404(policies.joinable_programmes(request.actor), pk=pk)
    goals = programme.goals.select_related("theme")
    chosen = [str(goal.pk) for goal in goals if str(goal.pk) == request.GET.get("goal")]
    form = NewMeasureForm(sent(request), goals=goals, initial={"goals": chosen, "report_months": 3})
    page = Page(
        _("A new measure"), _("Add the measure"), reverse("programme:goals", args=[pk]), programme.name,
        template=TEMPLATE, context={"programme": programme},
    )  # fmt: skip

    def save() -> str:
        typed = form.cleaned_data
        made = measures.add_measure(
            request.actor, programme.pk, goal_ids=form.goal_ids(), due=typed["due_text"],
            is_proposal=typed["is_proposal"], **form.written(),
        )  # fmt: skip
        return made.get_absolute_url()

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def measure_edit(request: Request, pk: UUID, measure: UUID) -> HttpResponse:
    found = _own(request, pk, measure)
    names = ("text", "due_text", "start_text", "places", "partners", "report_months", "is_private", "version")
    form = MeasureForm(sent(request), initial={name: getattr(found, name) for name in names})
    page = _page(found, _("Change the measure"), _("Save the measure"))

    def save() -> None:
        typed = form.cleaned_data
        measures.change_measure(
            request.actor, found.pk, version=typed["version"] or 0, due=typed["due_text"], start=typed["start_text"],
            written=form.written(),
        )  # fmt: skip

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def measure_goals(request: Request, pk: UUID, measure: UUID) -> HttpResponse:
    """To which goals it leads."""
    found = _own(request, pk, measure)
    goals = found.programme.goals.select_related("theme")
    chosen = [str(goal.pk) for goal in found.goals.all()]
    form = GoalsForm(sent(request), goals=goals, initial={"goals": chosen})
    page = _page(found, _("To which goal does this lead?"), _("Link to the goals"), back=_back(request, found))

    def save() -> None:
        measures.link_goals(request.actor, found.pk, form.goal_ids())

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def measure_owner(request: Request, pk: UUID, measure: UUID) -> HttpResponse:
    found = _own(request, pk, measure)
    parties = parties_on(found.programme, request.actor.day)
    form = OwnerForm(
        sent(request), parties=parties, people=policies.possible_people(request.actor),
        initial={"starts_on": request.actor.day}, may_add=policies.may_edit(request.actor, found.programme),
    )  # fmt: skip
    page = _page(found, _("Who answers for this?"), _("Save who answers"), back=_back(request, found))

    def save() -> None:
        typed = form.cleaned_data
        owners.name_owner(
            request.actor, "measure", found.pk, form.who(), starts_on=typed["starts_on"], ends_on=typed["ends_on"]
        )

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def measure_move(request: Request, pk: UUID, measure: UUID) -> HttpResponse:
    """Decide on a proposal, or take the measure to its next state."""
    found = _own(request, pk, measure)
    if found.is_tentative:
        return _decide(request, found)
    following = states.MEASURE[found.state]
    if not following:
        raise Http404
    others = policies.visible_measures(request.actor).filter(programme=pk).real().exclude(pk=found.pk)
    choices = [(value, label) for value, label in Measure.State.choices if value in following]
    form = MoveForm(sent(request), states=choices, others=others)
    page = _page(found, _("How far is it?"), _("Save the state"))

    def save() -> None:
        typed = form.cleaned_data
        measures.move(
            request.actor, found.pk, state=typed["state"], reason=typed["reason"], replaced_by_id=form.replacement()
        )

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def measure_report(request: Request, pk: UUID, measure: UUID) -> HttpResponse:
    """Tell how a measure goes."""
    found = get_object_or_404(policies.reportable_measures(request.actor).filter(programme=pk), pk=measure)
    form = StatusReportForm(sent(request))
    page = Page(
        _("How does it go?"), _("Send the report"), found.get_absolute_url(), _("The measure"), template=TEMPLATE,
        context={"row": found},
    )  # fmt: skip

    def save() -> None:
        status_reports.report(request.actor, found.pk, **form.cleaned_data)
        messages.success(request, _("Thank you. Everybody who reads the programme sees how it goes."))

    return edit(request, form, page, save)


def _decide(request: Request, found: Measure) -> HttpResponse:
    form = DecideForm(sent(request))
    page = _page(found, _("Decide on the proposal"), _("Save the decision"), back=_back(request, found))

    def save() -> None:
        typed = form.cleaned_data
        measures.move(request.actor, found.pk, state=typed["decision"], reason=typed["reason"])

    return edit(request, form, page, save)


def _own(request: Request, pk: UUID, measure: UUID) -> Measure:
    rows = policies.editable_measures(request.actor).filter(programme=pk).select_related("programme")
    return get_object_or_404(rows, pk=measure)


def _back(request: Request, found: Measure) -> str:
    """To the gap page for whoever came from there."""
    if request.GET.get("from") == "gaps":
        return found.programme.get_absolute_url()
    return found.get_absolute_url()


def _page(found: Measure, title: str, button: str, *, back: str = "") -> Page:
    programme: Programme = found.programme
    context: dict[str, Any] = {"row": found, "programme": programme}
    label = _("The measure") if not back or back == found.get_absolute_url() else programme.name
    return Page(title, button, back or found.get_absolute_url(), label, "", TEMPLATE, context)
