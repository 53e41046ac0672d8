"""The request as our views see it: with the actor that the middleware built, htmx's details, and what was sent."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponseBase, QueryDict
from django_htmx.middleware import HtmxDetails

from luukku.core.actor import Actor


class Request(HttpRequest):
    """A request under `/w/<code>/`: signed in, with a membership that holds today."""

    actor: Actor
    htmx: HtmxDetails


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it was nothing: an empty form is answered, not shown afresh."""
    return request.POST if request.method == "POST" else None


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def only_reads(view: View) -> View:
    """Marks a view whose POST changes nothing, so that a form's idempotency key is neither used up nor asked there."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view
