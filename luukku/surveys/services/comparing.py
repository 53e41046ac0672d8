"""Waves side by side, item by item: a reworded item breaks its line unless a person has said why it may go on."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.surveys import policies
from luukku.surveys.models import Aggregate, Comparability, Finding, Instrument, ItemVersion, Placement, Wave
from luukku.surveys.rules.questions import Kind


@dataclass(frozen=True, slots=True)
class Point:
    """One wave's figure of an item.

    Attributes:
        older: the wording before, when it is another one.
        decision: what a person has said of the two wordings, if anybody has.
        breaks: the line is broken before this point.
        change: from the point before, when both are shown and may be compared.
    """

    wave: Wave
    wording: ItemVersion
    n: int | None
    mean: Decimal | None
    older: ItemVersion | None = None
    decision: Comparability | None = None
    change: Decimal | None = None

    @property
    def breaks(self) -> bool:
        return self.older is not None and not (self.decision and self.decision.is_comparable)


@dataclass(frozen=True, slots=True)
class Line:
    """An item through the published waves."""

    key: str
    text: str
    points: tuple[Point, ...]


def lines_of(actor: Actor, instrument: Instrument) -> list[Line]:
    """Every statement of a questionnaire through its published waves, oldest first."""
    waves = list(
        policies.readable_waves(actor)
        .filter(version__instrument=instrument, organisation=actor.organisation_key)
        .order_by("closed_at")
    )
    found = {
        (one.wave_id, one.wording.item_id): one
        for one in Aggregate.objects.filter(wave__in=waves, group="", wording__kind=Kind.AGREEMENT)
        .select_related("wording__item")
        .order_by("pk")
    }
    decisions = {(one.older_id, one.newer_id): one for one in Comparability.objects.filter(item__instrument=instrument)}
    items: dict[UUID, list[Point]] = {}
    for wave in waves:
        for (wave_id, item_id), row in found.items():
            if wave_id == wave.pk:
                before = items.setdefault(item_id, [])
                before.append(_point(wave, row, before[-1] if before else None, decisions))
    asked = Placement.objects.filter(version__waves__in=waves).order_by("version__number")
    places = dict(asked.values_list("wording__item", "position"))
    in_order = sorted(items.items(), key=lambda one: places[one[0]])
    return [Line(points[-1].wording.item.key, points[-1].wording.text, tuple(points)) for _item, points in in_order]


def _point(
    wave: Wave, row: Aggregate, before: Point | None, decisions: dict[tuple[UUID, UUID], Comparability]
) -> Point:
    older = before.wording if before and before.wording.pk != row.wording_id else None
    decision = decisions.get((older.pk, row.wording_id)) if older else None
    may = before is not None and (older is None or bool(decision and decision.is_comparable))
    change = row.mean - before.mean if may and before and before.mean is not None and row.mean is not None else None
    return Point(wave, row.wording, row.n, row.mean, older, decision, change)


@transaction.atomic
def decide(actor: Actor, older_id: UUID, newer_id: UUID, *, is_comparable: bool, reason: str) -> Comparability:
    """Say whether two wordings of one item may be compared, and why.

    Raises:
        RuleViolation: they are not two wordings of one item.
    """
    found = policies.own_wordings(actor).in_bulk([older_id, newer_id])
    older, newer = ensure_found(found.get(older_id)), ensure_found(found.get(newer_id))
    if older.item_id != newer.item_id or older.number >= newer.number:
        raise RuleViolation(_("These are not an older and a newer wording of one question."))
    row = Comparability.objects.select_for_update().filter(older=older, newer=newer).first()
    row = row or Comparability(item_id=older.item_id, older=older, newer=newer)
    row.is_comparable, row.reason = is_comparable, reason.strip()
    row.decided_by_id, row.decided_on = actor.user_key, actor.day
    row.full_clean()
    row.save()
    trail.record(actor, "survey.comparability_decided", row, comparable=is_comparable)
    return row


def effects_of(actor: Actor, wave: Wave, findings: Iterable[Finding]) -> dict[UUID, Point]:
    """How the statements of a wave's findings stand in the next published wave, by finding, once there is one."""
    wanted = {one.pk: one.wording.item_id for one in findings if one.wording is not None}
    if not wanted or wave.closed_at is None:
        return {}
    later: dict[UUID, Point] = {}
    for line in lines_of(actor, wave.version.instrument):
        coming = [one for one in line.points if one.wave.closed_at and one.wave.closed_at > wave.closed_at]
        if coming:
            later[coming[0].wording.item_id] = coming[0]
    return {finding: later[item] for finding, item in wanted.items() if item in later}
