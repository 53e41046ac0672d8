"""Indicators: where they stand beside their targets, and what was seen."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from luukku.core import exports
from luukku.core.errors import RuleViolation
from luukku.core.forms import Form, Page, edit
from luukku.core.http import Request, sent
from luukku.programme import policies
from luukku.programme.forms.indicators import FigureForm, IndicatorForm, LinesForm, ObservationForm, TargetForm
from luukku.programme.models import Indicator
from luukku.programme.services import courses, indicators, observing
from luukku.programme.views.around import around, own, programme_of

TEMPLATE = "programme/mend.html"


@require_GET
def indicator_list(request: Request, pk: UUID) -> HttpResponse:
    """Every indicator of a programme as it stands today."""
    programme = programme_of(request, pk)
    rows = courses.followed(request.actor, programme, request.actor.day)
    return render(request, "programme/indicators.html", around(request, programme, "indicators") | {"rows": rows})


@require_GET
def indicator(request: Request, pk: UUID, indicator: UUID) -> HttpResponse:
    """One indicator: how it stands and why, its targets and what was seen."""
    programme = programme_of(request, pk)
    found = courses.look_at(request.actor, _found(request, pk, indicator), request.actor.day)
    return render(request, "programme/indicator.html", around(request, programme, "indicators") | {"one": found})


@require_GET
def indicator_csv(request: Request, pk: UUID, indicator: UUID) -> HttpResponse:
    """Everything that was seen, with the numbers behind each share."""
    found = courses.look_at(request.actor, _found(request, pk, indicator), request.actor.day)
    return exports.csv_download(found.indicator.text[:60], courses.COLUMNS, courses.rows_of(found))


@require_http_methods(["GET", "POST"])
def indicator_new(request: Request, pk: UUID) -> HttpResponse:
    """An indicator of the whole programme."""
    programme = own(request, pk)
    form = IndicatorForm(sent(request))
    back = reverse("programme:indicators", args=[pk])
    page = Page(_("Add an indicator"), _("Add the indicator"), back, _("Indicators"), template=TEMPLATE)

    def save() -> str:
        made = indicators.add_indicator(request.actor, programme.pk, **form.cleaned_data)
        return reverse("programme:indicator", args=[pk, made.pk])

    return edit(request, form, page, save)


@require_http_methods(["GET", "POST"])
def target(request: Request, pk: UUID, indicator: UUID) -> HttpResponse:
    """What should be seen by a day."""
    found = _own(request, pk, indicator)
    form = TargetForm(sent(request))

    def save() -> None:
        observing.set_target(request.actor, found.pk, **form.cleaned_data)
        messages.success(request, _("The target is set."))

    return edit(request, form, _page(found, _("Set a target"), _("Set the target")), save)


@require_http_methods(["GET", "POST"])
def observe(request: Request, pk: UUID, indicator: UUID) -> HttpResponse:
    """What was seen on a day."""
    found = _own(request, pk, indicator)
    form = ObservationForm(sent(request), initial={"on": request.actor.day})
    lead = _("What was written for the same day before is corrected; both stay to be seen.")

    def save() -> None:
        observing.observe(request.actor, found.pk, **form.cleaned_data)
        messages.success(request, _("What was seen is written down."))

    return edit(request, form, _page(found, _("Write down what was seen"), _("Write it down"), lead), save)


@require_http_methods(["GET", "POST"])
def bring(request: Request, pk: UUID, indicator: UUID) -> HttpResponse:
    """Many observations at once."""
    found = _own(request, pk, indicator)
    form = LinesForm(sent(request))

    def save() -> None:
        _tell(request, observing.observe_all(request.actor, found.pk, form.seen))

    return edit(request, form, _page(found, _("Bring in a table"), _("Bring in the lines")), save)


@require_http_methods(["GET", "POST"])
def figure(request: Request, pk: UUID, indicator: UUID) -> HttpResponse:
    """Whether the product works the numbers out by itself."""
    found = _own(request, pk, indicator)
    form: Form = FigureForm(sent(request), initial={"figure": found.figure})
    lead = _("The product works out figures of your own organisation, or of the whole county when you work for it.")

    def save() -> None:
        observing.link_figure(request.actor, found.pk, **form.cleaned_data)

    return edit(request, form, _page(found, _("Where the numbers come from"), _("Use this"), lead), save)


@require_POST
def take(request: Request, pk: UUID, indicator: UUID) -> HttpResponse:
    """Write down the months that have been published."""
    found = _own(request, pk, indicator)
    try:
        _tell(request, observing.take_figures(request.actor, found.pk))
    except RuleViolation as refused:
        messages.warning(request, str(refused.message))
    return HttpResponseRedirect(_place(found))


def _tell(request: Request, count: int) -> None:
    text = ngettext("One new value was written down.", "%(count)s new values were written down.", count)
    messages.success(request, text % {"count": count} if count else _("There is nothing new."))


def _found(request: Request, pk: UUID, key: UUID) -> Indicator:
    rows = policies.visible_indicators(request.actor).filter(programme=pk).select_related("programme")
    return get_object_or_404(rows, pk=key)


def _own(request: Request, pk: UUID, key: UUID) -> Indicator:
    return get_object_or_404(policies.editable_indicators(request.actor).filter(programme=pk), pk=key)


def _place(found: Indicator) -> str:
    return reverse("programme:indicator", args=[found.programme_id, found.pk])


def _page(found: Indicator, title: str, button: str, lead: str = "") -> Page:
    context: dict[str, Any] = {"row": found}
    return Page(title, button, _place(found), _("The indicator"), lead=lead, template=TEMPLATE, context=context)
