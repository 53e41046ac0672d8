"""Dashboards: a page for each theme, each figure closer, and whether language groups get the same service."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from luukku.core.actor import Actor
from luukku.core.http import Request
from luukku.insight import policies, showing
from luukku.insight.definitions import definitions
from luukku.insight.services.figures import (
    Board,
    Dashboard,
    Definition,
    Dimension,
    Scope,
    dashboards,
    series,
    several,
    table,
)
from luukku.insight.themes import EQUALITY, THEMES
from luukku.insight.views import around


@require_GET
def home(request: Request) -> HttpResponse:
    """One's own dashboard: the first of those one may open."""
    own = dashboards(request.actor)
    if not own:
        raise Http404
    return _theme_page(request, own[0])


@require_GET
def dashboard(request: Request, board: str, place: UUID) -> HttpResponse:
    return _theme_page(request, around.board_of(request.actor, board, place))


@require_GET
def figure(request: Request, board: str, place: UUID, key: str) -> HttpResponse:
    """One figure: over time, by places, by languages."""
    one = around.board_of(request.actor, board, place)
    definition = definition_of(one, key)
    theme = next((theme.code for theme in THEMES if key in theme.figures), "")
    charts = [around.with_files(one, shown, key) for shown in charts_of(request.actor, one, definition)]
    context = around.page_of(request, one, theme) | {
        "told": showing.told(definition),
        "charts": charts,
        "why_hidden": showing.why_hidden(charts),
        "back": f"{around.url_of(one)}?theme={theme}",
        "places": _places(request.actor, one),
    }
    return render(request, "insight/figure.html", context)


@require_GET
def equality(request: Request, board: str, place: UUID) -> HttpResponse:
    """Do language groups get the same service?"""
    one = around.board_of(request.actor, board, place)
    if one.place.scope == Scope.UNIT:
        raise Http404
    shown = equality_of(request.actor, one)
    context = around.page_of(request, one, "equality") | {
        "shown": around.with_files(one, shown) if shown else None,
        "told": [showing.told(definition) for definition in _compared(one)],
    }
    return render(request, "insight/equality.html", context)


def definition_of(one: Dashboard, key: str) -> Definition:
    """The definition of an address.

    Raises:
        Http404: there is none, or it isn't counted for such a place.
    """
    found = definitions().get(key)
    if found is None or not around.is_told(found, one.place):
        raise Http404
    return found


def charts_of(actor: Actor, one: Dashboard, definition: Definition) -> list[showing.Shown]:
    """Every chart of a figure that there is at the place."""
    return [shown for code in CHARTS if (shown := chart_of(actor, one, definition, code)) is not None]


CHARTS = ("time", "organisation", "unit", "language", "both")
_INSIDE = {
    "organisation": (Dimension.ORGANISATION, frozenset({Scope.REGION})),
    "unit": (Dimension.UNIT, frozenset({Scope.ORGANISATION})),
    "language": (Dimension.LANGUAGE, frozenset({Scope.REGION, Scope.ORGANISATION})),
}


def chart_of(actor: Actor, one: Dashboard, definition: Definition, code: str) -> showing.Shown | None:
    """One chart of a figure; None when it has none of that code at the place, or too little to compare."""
    key, place = definition.code, one.place
    if code == "time":
        ((own, region),) = around.over_time(actor, one, [key])
        return showing.over_time(own, region)
    if code == "both":
        is_told = all(map(definition.breaks_down_by, (Dimension.ORGANISATION, Dimension.LANGUAGE)))
        if place.scope != Scope.REGION or not is_told:
            return None
        crossed = table(actor, key, rows=Dimension.ORGANISATION, columns=Dimension.LANGUAGE, place=place)
        return showing.crossed(crossed)
    if code not in _INSIDE:
        return None
    by, scopes = _INSIDE[code]
    if place.scope not in scopes or not definition.breaks_down_by(by):
        return None
    return showing.side_by_side(series(actor, key, by=by, place=place))


def equality_of(actor: Actor, one: Dashboard) -> showing.Shown | None:
    keys = [each.code for each in _compared(one)]
    return showing.equality(several(actor, keys, by=Dimension.LANGUAGE, place=one.place))


def _compared(one: Dashboard) -> list[Definition]:
    found = [definitions()[code] for code in EQUALITY]
    return [each for each in found if around.is_told(each, one.place) and each.breaks_down_by(Dimension.LANGUAGE)]


def _theme_page(request: Request, one: Dashboard) -> HttpResponse:
    """The charts of one theme: the first unless the address asks for another."""
    themes = [theme for theme in THEMES if around.of_theme(theme, one.place)]
    theme = next((theme for theme in themes if theme.code == request.GET.get("theme")), themes[0])
    keys = [each.code for each in around.of_theme(theme, one.place)]
    told = [
        (showing.told(own.definition), around.with_files(one, showing.over_time(own, region), own.definition.code))
        for own, region in around.over_time(request.actor, one, keys)
    ]
    context = around.page_of(request, one, theme.code) | {
        "theme": theme,
        "told": told,
        "why_hidden": showing.why_hidden(shown for _told, shown in told),
    }
    return render(request, "insight/dashboard.html", context)


def _places(actor: Actor, one: Dashboard) -> list[tuple[str, str]]:
    """What in a region one may look at closer."""
    if one.board not in (Board.COUNTY, Board.WORKING_GROUP):
        return []
    found = policies.visible_organisations(actor).exclude(pk=one.place.id).order_by("name_fi")
    return [(each.name, reverse("insight:municipality", args=[each.pk])) for each in found]
