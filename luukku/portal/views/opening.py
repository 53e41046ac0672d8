"""What every public view shares: its language, and a page that says what was not found."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation

from luukku.portal.shown import around

View = Callable[..., HttpResponse]


def public(*, kept: bool, told: tuple[str, ...] = ()) -> Callable[[View], View]:
    """A view in the language of its address.

    Args:
        kept: whether the answer is the same for everybody until something is published.
        told: what a kept answer depends on after the question mark. The view sees nothing else of the question.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapped(request: HttpRequest, language: str, **named: Any) -> HttpResponse:
            if kept:
                request.GET = _only(request.GET, told)  # type: ignore[assignment]
            with translation.override(language):
                request.LANGUAGE_CODE = language
                try:
                    response = view(request, language, **named)
                except Http404:
                    response = draw(request, language, "portal/missing.html", {}, status=404)
            response.headers.setdefault("Content-Language", language)
            response.may_be_kept = getattr(response, "may_be_kept", kept)  # type: ignore[attr-defined]
            return response

        wrapped.told, wrapped.is_kept = told, kept  # type: ignore[attr-defined]
        return wrapped

    return decorate


def _only(asked: QueryDict, names: tuple[str, ...]) -> QueryDict:
    """These words of a question, each once."""
    left = QueryDict(mutable=True)
    for name in names:
        left.setlist(name, asked.getlist(name)[-1:])
    return left


def draw(
    request: HttpRequest, language: str, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, template, {"around": around(request.path, language), **context}, status=status)


def written(path: str, language: str, template: str, context: dict[str, Any]) -> str:
    """The same page as text, for whoever keeps it."""
    return render_to_string(template, {"around": around(path, language), **context})
