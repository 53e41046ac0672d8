"""What every page with one form does: show it, save, and say no without losing a word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise

from luukku.core.forms.outcome import carry_out_or_conflict, form_page
from luukku.core.http import Request


@dataclass(frozen=True, slots=True)
class Page:
    """One page with one form.

    Attributes:
        back: where a link back leads, and where saving leads unless the saver tells another place.
        button: verb and object.
        template: one that extends ours, where a page says more.
        context: what else it needs.
    """

    title: str | Promise
    button: str | Promise
    back: str
    back_label: str | Promise
    lead: str | Promise = ""
    template: str = "core/page_form.html"
    context: Mapping[str, Any] = field(default_factory=dict)


def edit(request: Request, form: BaseForm, page: Page, save: Callable[[], str | None]) -> HttpResponse:
    """Show the form, or save it.

    Args:
        save: does it and may tell where to go next. What it refuses comes back with the form and all that was typed.
    """
    conflict = None
    if request.method == "POST" and form.is_valid():
        place, conflict = carry_out_or_conflict(form, lambda: save() or page.back)
        if place:
            return HttpResponseRedirect(place)
    return form_page(request, page.template, {"form": form, "page": page, "conflict": conflict, **page.context})
