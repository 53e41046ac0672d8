"""The request as our views see it: with the actor that the middleware built, htmx's details, and what was sent."""

from django.http import HttpRequest, QueryDict
from django_htmx.middleware import HtmxDetails

from luukku.core.actor import Actor


class Request(HttpRequest):
    """A request under `/w/<code>/`: signed in, with a membership that holds today."""

    actor: Actor
    htmx: HtmxDetails


def sent(request: HttpRequest) -> QueryDict | None:
    """What was sent, also when it was nothing: an empty form is answered, not shown afresh."""
    return request.POST if request.method == "POST" else None
