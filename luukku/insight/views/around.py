"""Which dashboard an address means, as the actor may open it, and what stands around its pages."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404
from django.urls import reverse

from luukku.core.actor import Actor
from luukku.core.http import Request
from luukku.insight import policies
from luukku.insight.definitions import definitions
from luukku.insight.services.figures import (
    Board,
    Dashboard,
    Definition,
    Dimension,
    Place,
    Scope,
    Series,
    dashboards,
    region_place,
    several,
)
from luukku.insight.showing import Shown
from luukku.insight.themes import THEMES, Theme

NAMES = {
    Board.COUNTY: "county",
    Board.WORKING_GROUP: "working-group",
    Board.MUNICIPALITY: "municipality",
    Board.UNIT: "unit",
}
BOARDS = {name: board for board, name in NAMES.items()}
KINDS = ("svg", "png", "xlsx", "csv")
"""Endings of files."""

OF_PLACES = {Scope.ORGANISATION: Dimension.ORGANISATION, Scope.UNIT: Dimension.UNIT}


def board_of(actor: Actor, name: str, place: UUID) -> Dashboard:
    """The dashboard of an address.

    Raises:
        Http404: there is none, or the actor may not open it.
    """
    board = BOARDS.get(name)
    for one in dashboards(actor):
        if one.board == board and one.place.id == place:
            return one
    other = policies.visible_organisations(actor).filter(pk=place).first() if board == Board.MUNICIPALITY else None
    if other is None:
        raise Http404
    where = Place(Scope.ORGANISATION, other.pk, other.name, other.region_id)
    return Dashboard(Board.MUNICIPALITY, where)


def url_of(one: Dashboard) -> str:
    return reverse(f"insight:{NAMES[one.board]}", args=[one.place.id])


def at(one: Dashboard) -> dict[str, Any]:
    """The dashboard in the keywords of an address."""
    return {"board": NAMES[one.board], "place": one.place.id}


def page_of(request: Request, one: Dashboard, here: str) -> dict[str, Any]:
    """What every page of a dashboard shows around itself. `here` is the code of its theme, or "equality"."""
    own = dashboards(request.actor)
    return {
        "board": one,
        "at": at(one),
        "url": url_of(one),
        "boards": [(each, url_of(each), each == one) for each in own] if len(own) > 1 else [],
        "themes": [(theme, theme.code == here) for theme in THEMES if of_theme(theme, one.place)],
        "has_equality": one.place.scope != Scope.UNIT,
        "here": here,
        "is_open": "open" in request.GET,
        "is_whole_region": one.board in (Board.COUNTY, Board.WORKING_GROUP),
    }


def is_told(definition: Definition, place: Place) -> bool:
    """Whether the product counts the figure today, and for such a place."""
    by = OF_PLACES.get(place.scope)
    return definition.is_counted and (by is None or definition.breaks_down_by(by))


def of_theme(theme: Theme, place: Place) -> list[Definition]:
    return [one for one in map(definitions().get, theme.figures) if one is not None and is_told(one, place)]


def over_time(actor: Actor, one: Dashboard, keys: Sequence[str]) -> list[tuple[Series, Series | None]]:
    """Figures of the place, each with that of the whole region to compare; None beside the region itself."""
    own, region = several(actor, keys, place=one.place), region_place(actor)
    if region is None or region == one.place:
        return [(told, None) for told in own]
    return list(zip(own, several(actor, keys, place=region), strict=True))


def with_files(one: Dashboard, shown: Shown, key: str = "") -> Shown:
    """The chart with the addresses of its files. `key`: the figure; none for the equality view."""
    if not key:
        files = [reverse("insight:equality-file", kwargs=at(one) | {"kind": kind}) for kind in KINDS]
    else:
        keywords = at(one) | {"key": key, "chart": shown.code}
        files = [reverse("insight:chart-file", kwargs=keywords | {"kind": kind}) for kind in KINDS]
    return replace(shown, files=tuple(zip(KINDS, files, strict=True)))
