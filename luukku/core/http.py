"""The request as our views see it: with the actor that the middleware built, and htmx's details."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from luukku.core.actor import Actor


class Request(HttpRequest):
    """A request under `/w/<code>/`: signed in, with a membership that holds today."""

    actor: Actor
    htmx: HtmxDetails
