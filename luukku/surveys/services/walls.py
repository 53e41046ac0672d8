"""The region's wall: municipality × criterion, with what is missing in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from luukku.accounts.models import Organisation, OrganisationQuerySet
from luukku.core.actor import Actor
from luukku.surveys import policies
from luukku.surveys.models import Assessment, CriteriaSet, Criterion
from luukku.surveys.rules.criteria import Status, is_met, worst
from luukku.surveys.services.assessing import statuses_of


@dataclass(frozen=True, slots=True)
class WallRow:
    """One municipality.

    Attributes:
        cells: a status for each criterion; None where nobody has looked.
        assessments: the looks that count: the newest of each centre that is no draft.
        is_met: whether every centre that has looked meets every criterion; None where none has.
    """

    organisation: Organisation
    cells: tuple[Status | None, ...]
    assessments: tuple[Assessment, ...]
    is_met: bool | None


@dataclass(frozen=True, slots=True)
class Wall:
    """Everything that the region's page and its file show."""

    criteria_set: CriteriaSet
    criteria: tuple[Criterion, ...]
    rows: tuple[WallRow, ...]


def wall_of(actor: Actor, criteria_set: CriteriaSet) -> Wall:
    """The region as it is on the actor's day: evidence that has grown old since counts as old."""
    criteria = tuple(criteria_set.criteria.all())
    newest = _newest(
        policies.visible_assessments(actor)
        .sent()
        .filter(criteria_set=criteria_set)
        .select_related("unit", "organisation", "criteria_set")
        .prefetch_related("answers__evidence", "criteria_set__criteria")
        .order_by("-ends_on", "-created_at")
    )
    by_organisation: dict[UUID, list[Assessment]] = {}
    for one in newest:
        by_organisation.setdefault(one.organisation_id, []).append(one)
    towns = _region(actor, by_organisation)
    rows = [_row(actor, town, by_organisation.get(town.pk, []), criteria) for town in towns.order_by("name_fi")]
    return Wall(criteria_set, criteria, tuple(rows))


def _region(actor: Actor, looked: Iterable[UUID]) -> OrganisationQuerySet:
    """The municipalities of the actor's region, and whoever else has looked at a centre."""
    own = Organisation.objects.filter(pk=actor.organisation_key)
    towns = Organisation.objects.in_regions(own.region_ids()).filter(kind=Organisation.Kind.MUNICIPALITY)
    return (towns | Organisation.objects.filter(pk__in=list(looked))).existing_on(actor.day)


def _newest(found: Iterable[Assessment]) -> list[Assessment]:
    """The newest of each centre; the query tells them newest first."""
    by_unit: dict[UUID, Assessment] = {}
    for one in found:
        by_unit.setdefault(one.unit_id, one)
    return list(by_unit.values())


def _row(actor: Actor, town: Organisation, here: list[Assessment], criteria: tuple[Criterion, ...]) -> WallRow:
    told = [statuses_of(one, actor.day) for one in here]
    cells = tuple(worst([one[criterion.key] for one in told]) if told else None for criterion in criteria)
    return WallRow(town, cells, tuple(here), all(is_met(one.values()) for one in told) if told else None)
