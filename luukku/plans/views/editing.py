"""What every page does that writes one thing: show the form, save it, and say no without losing a word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.functional import Promise

from luukku.core.errors import Conflict, RuleViolation
from luukku.core.forms import Form
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
        save: does it and may tell where to go next; raises RuleViolation or Conflict.
    """
    if request.method != "POST":
        return show(request, form, page)
    if not form.is_valid():
        return show(request, form, page, status=422)
    try:
        return HttpResponseRedirect(save() or page.back)
    except RuleViolation as error:
        form.add_error(error.field if error.field in form.fields else None, str(error.message))
        return show(request, form, page, status=422)
    except Conflict as conflict:
        return show_conflict(request, form, page, conflict)


def show(
    request: Request, form: Form, page: Page, *, status: int = 200, conflict: Conflict | None = None
) -> HttpResponse:
    """The page, or to htmx its form alone, so that it opens where the text stands."""
    context = {"form": form, "page": page, "conflict": conflict, **page.context}
    template = f"{page.template}#form" if request.htmx else page.template
    return render(request, template, context, status=status)


def show_conflict(request: Request, form: Form, page: Page, conflict: Conflict) -> HttpResponse:
    """Both texts, the writer's own still in the form; saving again means having seen the other one."""
    form.data = {**{name: form.data[name] for name in form.data}, "version": str(conflict.version)}
    return show(request, form, page, status=409, conflict=conflict)
