"""What every page with one form does: show it, save, and say no without losing a word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise

from luukku.core.errors import Conflict
from luukku.core.forms import carry_out, show_conflict
from luukku.core.http import Request


@dataclass(frozen=True, slots=True)
class Page:
    """One page with one form.

    Attributes:
        back: where a link back leads, and where saving leads unless the saver tells another place.
        button: verb and object.
    """

    title: str | Promise
    button: str | Promise
    back: str
    back_label: str | Promise
    lead: str | Promise = ""
    template: str = "toolkit/form.html"
    context: Mapping[str, Any] = field(default_factory=dict)


def edit(request: Request, form: BaseForm, page: Page, save: Callable[[], str | None]) -> HttpResponse:
    """Show the form, or save it.

    Args:
        save: does it and may tell where to go next. What it refuses comes back with the form and all that was typed.
    """
    conflict, status = None, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                place = carry_out(form, lambda: save() or page.back)
            except Conflict as found:
                show_conflict(form, found)
                conflict, status = found, 409
            else:
                if place:
                    return HttpResponseRedirect(place)
    context = {"form": form, "page": page, "conflict": conflict, **page.context}
    return render(request, page.template, context, status=status)
