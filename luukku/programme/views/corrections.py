"""Corrective actions, one step at a time; and measures that wait for each other."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from luukku.core.http import Request, sent
from luukku.programme import policies
from luukku.programme.forms.corrections import AgreeForm, EffectForm, LinkForm
from luukku.programme.models import CorrectiveAction, MeasureLink
from luukku.programme.services import corrections, measures
from luukku.programme.views.around import own, parties_on
from luukku.toolkit.views.forming import Page, edit

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
    form = AgreeForm(sent(request), parties=parties_on(programme, request.actor.day), people=people)
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


@require_POST
def correction_done(request: Request, pk: UUID, correction: UUID) -> HttpResponse:
    found = get_object_or_404(policies.editable_corrections(request.actor).filter(programme=pk), pk=correction)
    corrections.finish(request.actor, found.pk)
    return HttpResponseRedirect(reverse("programme:about", args=[pk]))


def _effect(request: Request, found: CorrectiveAction) -> HttpResponse:
    form = EffectForm(sent(request))
    page = _page(found, _("Did it help?"), _("Save the effect"))

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
    return Page(title, button, f"{place}#corrections", _("About the programme"), "", TEMPLATE, context)
