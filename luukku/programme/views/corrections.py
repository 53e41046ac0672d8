"""Corrective actions, one step at a time; and measures that wait for each other."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core.forms import Page, edit
from luukku.core.http import Request, sent
from luukku.programme import policies
from luukku.programme.forms.corrections import AgreeForm, EffectForm, LinkForm
from luukku.programme.models import CorrectiveAction, MeasureLink
from luukku.programme.services import corrections, heard, measures
from luukku.programme.views.around import around, own, parties_on

TEMPLATE = "programme/mend.html"
State = CorrectiveAction.State


@require_http_methods(["GET", "POST"])
def correction(request: Request, pk: UUID, correction: UUID) -> HttpResponse:
    """The next step of a corrective action: agree on it, or tell whether it helped."""
    programme = own(request, pk)
    found = get_object_or_404(policies.editable_corrections(request.actor).filter(programme=pk), pk=correction)
    if found.state == State.DONE:
        return _effect(request, found)
    if found.state != State.OPEN:
        raise Http404
    people = policies.possible_people(request.actor)
    parties = parties_on(programme, request.actor.day)
    form = AgreeForm(sent(request), initial={"due_on": found.due_on}, parties=parties, people=people)
    page = _page(found, _("Agree on the corrective action"), _("Save what you decided"))

    def save() -> None:
        typed = form.cleaned_data
        if typed["decision"] == "drop":
            corrections.drop(request.actor, found.pk, reason=typed["reason"])
            return
        corrections.agree(
            request.actor, found.pk, who=form.who(), due_on=typed["due_on"], check_on=typed["check_on"],
            cause=typed["cause"],
        )  # fmt: skip

    return edit(request, form, page, save)


@require_GET
def chain(request: Request, correction: UUID) -> HttpResponse:
    """A corrective action from where it was found to whether it helped."""
    rows = policies.visible_corrections(request.actor)
    found = get_object_or_404(
        rows.select_related("programme__organisation", "owner", "person", "meeting"), pk=correction
    )
    origin = heard.origin_of(request.actor, found)
    context = around(request, found.programme, "about") | {
        "one": found,
        "origin": origin,
        "may_see_meeting": policies.visible_meetings(request.actor).filter(corrections=found.pk).exists(),
    }
    return render(request, "programme/correction.html", context)


@require_POST
def finding_take(request: Request, pk: UUID, finding: UUID) -> HttpResponse:
    """Bring what a survey heard into this programme, as a suggestion."""
    programme = own(request, pk)
    found = get_object_or_404(policies.heard_findings(request.actor), pk=finding)
    action = heard.take(request.actor, programme.pk, found.pk)
    messages.success(request, _("It is a suggestion of this programme now. Agree on who does it."))
    return HttpResponseRedirect(action.get_absolute_url())


@require_POST
def correction_done(request: Request, pk: UUID, correction: UUID) -> HttpResponse:
    found = get_object_or_404(policies.editable_corrections(request.actor).filter(programme=pk), pk=correction)
    corrections.finish(request.actor, found.pk)
    return HttpResponseRedirect(reverse("programme:about", args=[pk]))


def _effect(request: Request, found: CorrectiveAction) -> HttpResponse:
    form = EffectForm(sent(request))
    page = _page(found, _("Has it helped?"), _("Save the effect"))

    def save() -> None:
        corrections.assess(request.actor, found.pk, effect=form.cleaned_data["effect"])

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def measure_link(request: Request, pk: UUID, measure: UUID) -> HttpResponse:
    """Another measure for which this one waits, or with which it says the same."""
    rows = policies.editable_measures(request.actor).filter(programme=pk)
    found = get_object_or_404(rows, pk=measure)
    others = policies.visible_measures(request.actor).filter(programme=pk).real().exclude(pk=found.pk)
    form = LinkForm(
        sent(request), kinds=list(MeasureLink.Kind.choices), measures=[(str(one.pk), one.text[:120]) for one in others]
    )
    place = found.get_absolute_url()
    page = Page(
        _("Link to another measure"), _("Link the measures"), place, _("The measure"), template=TEMPLATE,
        context={"row": found},
    )  # fmt: skip

    def save() -> None:
        typed = form.cleaned_data
        measures.link_measures(request.actor, found.pk, UUID(typed["other"]), kind=typed["kind"])

    return edit(request, form, page, save)


def _page(found: CorrectiveAction, title: str, button: str) -> Page:
    place = reverse("programme:about", args=[found.programme_id])
    context: dict[str, Any] = {"row": found}
    told = _("Those who answered the survey read what is decided and what came of it.")
    lead = told if found.survey_finding_id else ""
    return Page(title, button, f"{place}#corrections", _("About the programme"), lead, TEMPLATE, context)
