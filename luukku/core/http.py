"""The request as our views see it: the actor that the middleware built, htmx's details, what was sent and asked."""

from collections.abc import Callable
from dataclasses import dataclass
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


def page_of(asked: QueryDict, most: int) -> int:
    """Which page of a list an address asks for, from 1 to `most`; the first when it asks for none that there is."""
    told = asked.get("page", "")
    return min(most, max(1, int(told))) if told.isascii() and told.isdigit() and len(told) < 4 else 1


def at_page(asked: QueryDict, page: int) -> str:
    """The same list at another page, as the end of an address."""
    changed = asked.copy()
    changed["page"] = str(page)
    return f"?{changed.urlencode()}"


def with_choice(asked: QueryDict, name: str, value: str) -> tuple[str, bool]:
    """The same list narrowed to one value more, or one less where it was chosen: the address, and whether it was."""
    chosen = asked.getlist(name)
    changed = asked.copy()
    changed.pop("page", None)
    changed.setlist(name, [one for one in chosen if one != value] if value in chosen else [*chosen, value])
    return f"?{changed.urlencode()}", value in chosen


@dataclass(frozen=True, slots=True)
class Option:
    """One value to narrow a list to, as a link."""

    label: str
    count: int
    url: str
    is_chosen: bool


View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def only_reads(view: View) -> View:
    """Marks a view whose POST changes nothing, so that a form's idempotency key is neither used up nor asked there."""
    view.only_reads = True  # type: ignore[attr-defined]
    return view
