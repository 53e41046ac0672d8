"""What every page of a programme shares: which programme it is, and what may be done there."""

from datetime import date
from typing import Any
from uuid import UUID

from django.shortcuts import get_object_or_404

from luukku.core.http import Request
from luukku.core.page_language import page_language
from luukku.programme import policies
from luukku.programme.forms.programmes import DayForm
from luukku.programme.labels import LANGUAGES
from luukku.programme.models import Party, Programme


def programme_of(request: Request, pk: UUID) -> Programme:
    """A programme that the actor reads; somebody else's is not found."""
    return get_object_or_404(policies.visible_programmes(request.actor).select_related("organisation"), pk=pk)


def own(request: Request, pk: UUID) -> Programme:
    """A programme that the actor writes; another is not found."""
    return get_object_or_404(policies.editable_programmes(request.actor).select_related("organisation"), pk=pk)


def around(request: Request, programme: Programme, here: str) -> dict[str, Any]:
    """The context of a page: `here` is the part of the navigation it stands in."""
    may_edit = policies.may_edit(request.actor, programme)
    return {"programme": programme, "here": here, "may_edit": may_edit, "day": request.actor.day}


def asked_language(request: Request) -> str:
    """The language of a paper: the one that the address asks for, else the page's; Finnish when none is told in it."""
    asked = request.GET.get("language", page_language())
    return asked if asked in LANGUAGES else LANGUAGES[0]


def chosen_day(request: Request) -> tuple[date, DayForm]:
    """The day that somebody wants to look at, today unless told; what can't be read stands in the form's errors."""
    form = DayForm(request.GET if "day" in request.GET else None, initial={"day": request.actor.day})
    day = form.cleaned_data["day"] if form.is_bound and form.is_valid() else request.actor.day
    return day, form


def parties_on(programme: Programme, day: date) -> list[Party]:
    """Who can be named: parties whose time has not ended by the day."""
    return [one for one in programme.parties.all() if one.ends_on is None or one.ends_on >= day]
