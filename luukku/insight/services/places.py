"""For whom figures are told: a region, an organisation, a unit; and the dashboards of each."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from luukku.accounts.models import Organisation
from luukku.core.actor import Actor
from luukku.core.errors import ensure, ensure_found
from luukku.insight import policies
from luukku.insight.rules.definitions import Dimension


class Scope(StrEnum):
    """How much a place holds."""

    REGION = "region"
    ORGANISATION = "organisation"
    UNIT = "unit"


class Board(StrEnum):
    """Whose dashboard it is."""

    COUNTY = "county"
    WORKING_GROUP = "working_group"
    MUNICIPALITY = "municipality"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is counted. Attributes: region: the region it stands in."""

    scope: Scope
    id: UUID
    name: str
    region: UUID


@dataclass(frozen=True, slots=True)
class Dashboard:
    """What one page of figures is about. Attributes: by: how its figures are compared at first."""

    board: Board
    place: Place
    by: Dimension

    @property
    def code(self) -> str:
        """What the dashboard is called in an address."""
        return f"{self.board}-{self.place.id}"


def dashboards(actor: Actor) -> tuple[Dashboard, ...]:
    """The dashboards that the actor may open, the widest last: what is one's own comes first."""
    own = own_place(actor)
    if own is None:
        return ()
    region = region_place(actor)
    found = [
        Dashboard(Board.UNIT, Place(Scope.UNIT, one.pk, one.name, own.region), Dimension.LANGUAGE)
        for one in policies.visible_units(actor).order_by("name_fi")
    ]
    if region is not None and region.id == own.id:
        return (Dashboard(Board.COUNTY, region, Dimension.ORGANISATION), *found)
    found.append(Dashboard(Board.MUNICIPALITY, own, Dimension.UNIT))
    if region is not None and policies.leads_organisation(actor):
        found.append(Dashboard(Board.WORKING_GROUP, region, Dimension.ORGANISATION))
    return tuple(found)


def own_place(actor: Actor) -> Place | None:
    """The actor's organisation; None for who looks at no figures."""
    if not policies.may_look(actor):
        return None
    own = Organisation.objects.filter(pk=actor.organisation_key).first()
    return Place(Scope.ORGANISATION, own.pk, own.name, own.county_id or own.pk) if own else None


def region_place(actor: Actor) -> Place | None:
    """The region of the actor's organisation; None when it stands in none."""
    found = policies.visible_regions(actor).filter(kind=Organisation.Kind.WELLBEING_COUNTY).first()
    return Place(Scope.REGION, found.pk, found.name, found.pk) if found else None


def place_of(actor: Actor, place: Place | None) -> Place:
    """The place asked for, as the actor may see it; unless told the county for its own people, else one's organisation.

    Raises:
        PermissionDenied: the actor sees no figures, or none of this place.
    """
    own = ensure_found(own_place(actor))
    if place is None:
        region = region_place(actor)
        return region if region is not None and region.id == own.id else own
    ensure(_is_seen(actor, place))
    return place


def _is_seen(actor: Actor, place: Place) -> bool:
    if place.scope == Scope.REGION:
        return policies.visible_regions(actor).filter(pk=place.id).exists()
    if place.scope == Scope.ORGANISATION:
        return policies.visible_organisations(actor).filter(pk=place.id).exists()
    return policies.visible_units(actor).filter(pk=place.id).exists()
