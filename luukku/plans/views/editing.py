"""What every page does that writes one thing: show the form, save it, and say no without losing a word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise

from luukku.core.errors import Conflict
from luukku.core.forms import Form, carry_out, show_conflict
from luukku.core.http import Request


@dataclass(frozen=True, slots=True)
class Page:
    """One page with one form.

    Attributes:
        back: where a link back leads, and where saving leads unless the saver tells another place.
        button: verb and object.
        context: what else the template needs.
    """

    title: str | Promise
    button: str | Promise
    back: str
    template: str = "plans/text_form.html"
    context: Mapping[str, Any] = field(default_factory=dict)


def edit(request: Request, form: Form, page: Page, save: Callable[[], str | None]) -> HttpResponse:
    """Show the form, or save it.

    Args:
        save: does it and may tell where to go next. What it refuses comes back with the form and all that was typed.
    """
    if request.method != "POST":
        return show(request, form, page)
    if not form.is_valid():
        return show(request, form, page, status=422)
    try:
        place = carry_out(form, lambda: save() or page.back)
    except Conflict as conflict:
        show_conflict(form, conflict)
        return show(request, form, page, status=409, conflict=conflict)
    return HttpResponseRedirect(place) if place else show(request, form, page, status=422)


def show(
    request: Request, form: Form, page: Page, *, status: int = 200, conflict: Conflict | None = None
) -> HttpResponse:
    """The page, or to htmx its form alone, so that it opens where the text stands."""
    context = {"form": form, "page": page, "conflict": conflict, **page.context}
    template = f"{page.template}#form" if request.htmx else page.template
    return render(request, template, context, status=status)
