"""For whom figures are told: a region, an organisation, a unit; and the dashboards of each."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from luukku.accounts.models import Organisation
from luukku.core.actor import Actor
from luukku.core.errors import ensure, ensure_found
from luukku.insight import policies


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
    """What one page of figures is about."""

    board: Board
    place: Place


def dashboards(actor: Actor) -> tuple[Dashboard, ...]:
    """The dashboards that the actor may open, in the order of the menu.

    In a county its region comes first, then its units; in a municipality the units, the municipality, and for those
    who lead it the region.
    """
    own = own_place(actor)
    if own is None:
        return ()
    found = [
        Dashboard(Board.UNIT, Place(Scope.UNIT, one.pk, one.name, own.region))
        for one in policies.visible_units(actor).order_by("name_fi")
    ]
    if own.scope == Scope.REGION:
        return (Dashboard(Board.COUNTY, own), *found)
    found.append(Dashboard(Board.MUNICIPALITY, own))
    if policies.leads_organisation(actor) and (region := region_place(actor)) is not None:
        found.append(Dashboard(Board.WORKING_GROUP, region))
    return tuple(found)


def own_place(actor: Actor) -> Place | None:
    """Where the actor's organisation tells its figures; None for who looks at none."""
    if not policies.may_look(actor):
        return None
    own = Organisation.objects.filter(pk=actor.organisation_key).first()
    return place_at(own) if own else None


def place_at(organisation: Organisation) -> Place:
    """Where an organisation's own figures are told: a county's are those of its region."""
    is_region = organisation.kind == Organisation.Kind.WELLBEING_COUNTY
    scope = Scope.REGION if is_region else Scope.ORGANISATION
    return Place(scope, organisation.pk, organisation.name, organisation.region_id)


def region_place(actor: Actor) -> Place | None:
    """The region of the actor's organisation; None when it stands in none."""
    found = policies.visible_regions(actor).filter(kind=Organisation.Kind.WELLBEING_COUNTY).first()
    return Place(Scope.REGION, found.pk, found.name, found.pk) if found else None


def place_of(actor: Actor, place: Place | None) -> Place:
    """The place asked for, as the actor may see it; one's own unless told.

    Raises:
        PermissionDenied: the actor sees no figures, or none of this place.
    """
    if place is None:
        return ensure_found(own_place(actor))
    ensure(_is_seen(actor, place))
    return place


def _is_seen(actor: Actor, place: Place) -> bool:
    if place.scope == Scope.REGION:
        return policies.visible_regions(actor).filter(pk=place.id).exists()
    if place.scope == Scope.ORGANISATION:
        return policies.visible_organisations(actor).filter(pk=place.id).exists()
    return policies.visible_units(actor).filter(pk=place.id).exists()
