"""Who sees which published figures.

What is published exposes nobody, whoever reads it. Whose figures they are still decides: a unit's are its own people's,
an organisation's its own people's and, to compare, those of who leads a whole organisation in the same region.
"""

from django.db.models import Q, QuerySet

from luukku.accounts.models import Organisation, Unit
from luukku.core.actor import Actor, Role, SystemActor
from luukku.insight.models import PublishedCell, PublishedCellQuerySet

READERS = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
"""Who looks at figures of work with families."""


def may_look(actor: Actor) -> bool:
    """Whether the actor sees any figures at all."""
    return actor.organisation_id is not None and actor.has(READERS)


def leads_organisation(actor: Actor) -> bool:
    """Whether the actor leads all of the organisation: who so compares with the others of the region."""
    return actor.organisation_id is not None and None in actor.units_as(Role.SUPERVISOR)


def visible_regions(actor: Actor) -> QuerySet[Organisation]:
    """The region of the actor's organisation: its county; itself when it is one, or stands in none."""
    if isinstance(actor, SystemActor):
        return Organisation.objects.all()
    if not may_look(actor):
        return Organisation.objects.none()
    own = Organisation.objects.filter(pk=actor.organisation_key)
    return Organisation.objects.filter(pk__in=own.region_ids())


def visible_organisations(actor: Actor) -> QuerySet[Organisation]:
    """The actor's own; for who leads all of it, every organisation of the region."""
    if isinstance(actor, SystemActor):
        return Organisation.objects.all()
    if not may_look(actor):
        return Organisation.objects.none()
    own = Organisation.objects.filter(pk=actor.organisation_key)
    return Organisation.objects.in_regions(own.region_ids()) if leads_organisation(actor) else own


def visible_units(actor: Actor) -> QuerySet[Unit]:
    """Units in which the actor works; all of the own organisation for who works for the whole of it."""
    if isinstance(actor, SystemActor):
        return Unit.objects.all()
    if not may_look(actor):
        return Unit.objects.none()
    covered = {unit for role in READERS for unit in actor.units_as(role)}
    own = Unit.objects.filter(organisation=actor.organisation_key)
    return own if None in covered else own.filter(pk__in=[unit for unit in covered if unit])


def sees(actor: Actor, organisation: Organisation) -> bool:
    """Whether the actor sees the figures that an organisation has of its own: a county's are those of its region."""
    is_region = organisation.kind == Organisation.Kind.WELLBEING_COUNTY
    places = visible_regions(actor) if is_region else visible_organisations(actor)
    return places.filter(pk=organisation.pk).exists()


def visible_cells(actor: Actor) -> PublishedCellQuerySet:
    """Published figures of the places that the actor sees."""
    in_region = Q(organisation=None, publication__region__in=visible_regions(actor).values("pk"))
    here = Q(organisation__in=visible_organisations(actor).values("pk"), unit=None)
    units = Q(unit__in=visible_units(actor).values("pk"))
    return PublishedCell.objects.filter(in_region | here | units)
