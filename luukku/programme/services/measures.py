"""Measures: adding, rewording, linking to goals, deciding on proposals, and going from state to state."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import Goal, Measure, MeasureLink, Passage, Programme
from luukku.programme.services import placing
from luukku.programme.services.transitions import lock_measure, move_measure

WRITTEN = ("text", "text_sv", "text_en", "places", "partners", "is_private", "report_months")


@transaction.atomic
def add_measure(
    actor: Actor,
    programme_id: UUID,
    *,
    text: str,
    goal_ids: Iterable[UUID] = (),
    due: str = "",
    is_proposal: bool = False,
    **written: Any,
) -> Measure:
    """Add a measure. In another organisation's programme it is the actor's own organisation's measure.

    Args:
        due: a date as people write it; also without a year or in words.

    Raises:
        PermissionDenied: the actor may not add one here, or a goal is not of this programme.
    """
    ensure(policies.may_write(actor))
    programme = ensure_found(policies.joinable_programmes(actor).filter(pk=programme_id).first())
    goals = _goals(programme, goal_ids)
    measure = Measure(programme=programme, organisation_id=actor.organisation_key, text=text, **written)
    measure.position = placing.last(programme.measures)
    measure.theme = goals[0].theme if goals else None
    measure.due = due
    if is_proposal:
        measure.state = Measure.State.PROPOSED
    measure.full_clean()
    measure.save()
    measure.goals.set(goals)
    trail.record(actor, "programme.measure_added", measure, goals=[str(goal.pk) for goal in goals])
    return measure


@transaction.atomic
def change_measure(
    actor: Actor, measure_id: UUID, *, version: int, due: str, start: str = "", written: Mapping[str, Any]
) -> Measure:
    """Reword a measure or change when and where it is done.

    Raises:
        PermissionDenied: it is not the actor's to write.
        Conflict: somebody changed it meanwhile.
    """
    measure = lock_measure(actor, measure_id)
    new = {name: written[name] for name in WRITTEN if name in written} | {"due_text": due, "start_text": start}
    if measure.version != version:
        differing = conflicts.differences(measure, new)
        if differing:
            raise Conflict(measure.version, differing)
    if new.get("is_private") and measure.organisation_id != actor.organisation_id:
        raise RuleViolation(_("Only its own organisation can keep a measure to itself."), field="is_private")
    for name, value in new.items():
        setattr(measure, name, value)
    measure.due, measure.start = due, start
    measure.version += 1
    measure.full_clean()
    measure.save()
    trail.record(actor, "programme.measure_changed", measure)
    return measure


@transaction.atomic
def link_goals(actor: Actor, measure_id: UUID, goal_ids: Iterable[UUID]) -> Measure:
    """Say to which goals a measure leads.

    Raises:
        PermissionDenied: the measure is not the actor's to write, or a goal is not of its programme.
        RuleViolation: no goal was chosen.
    """
    measure = lock_measure(actor, measure_id)
    goals = _goals(measure.programme, goal_ids)
    if not goals:
        raise RuleViolation(_("Choose at least one goal."), field="goals")
    measure.goals.set(goals)
    if measure.theme_id is None:
        measure.theme = goals[0].theme
    measure.version += 1
    measure.save()
    trail.record(actor, "programme.measure_linked", measure, goals=[str(goal.pk) for goal in goals])
    return measure


@transaction.atomic
def link_measures(actor: Actor, measure_id: UUID, other_id: UUID, *, kind: str) -> MeasureLink:
    """Say that one measure waits for another, or says the same. The other must be one that the actor sees.

    Raises:
        PermissionDenied: the measure is not the actor's, or the other does not exist for them.
        RuleViolation: the two stand in different programmes, or they would go round in a circle.
    """
    measure = lock_measure(actor, measure_id)
    other = ensure_found(policies.visible_measures(actor).filter(pk=other_id).first())
    if other.programme_id != measure.programme_id:
        raise RuleViolation(_("Choose a measure of the same programme."), field="other")
    if _leads_to(other.pk, measure.pk):
        raise RuleViolation(
            _("That measure waits for this one already: they would go round in a circle."), field="other"
        )
    made = MeasureLink(measure=measure, other=other, kind=kind)
    made.full_clean()
    made.save()
    trail.record(actor, "programme.measures_linked", measure, other=str(other.pk), kind=kind)
    return made


@transaction.atomic
def move(
    actor: Actor, measure_id: UUID, *, state: str, reason: str = "", replaced_by_id: UUID | None = None
) -> Measure:
    """Take a measure to its next state.

    Args:
        reason: why; needed when it is interrupted.
        replaced_by_id: what goes on instead; needed when it is replaced.

    Raises:
        PermissionDenied: it is not the actor's to write, or the other does not exist for them.
        RuleViolation: that state does not follow, or what it needs was not told.
    """
    measure = lock_measure(actor, measure_id)
    before = measure.state
    move_measure(measure, state)
    if state == Measure.State.INTERRUPTED and not reason.strip():
        raise RuleViolation(_("Tell why it is interrupted."), field="reason")
    if state == Measure.State.REPLACED:
        measure.replaced_by = _replacement(actor, measure, replaced_by_id)
    measure.state_reason = reason.strip()
    measure.version += 1
    measure.full_clean()
    measure.save()
    trail.record(actor, "programme.measure_moved", measure, before=before, state=state)
    return measure


@transaction.atomic
def make_of_remark(actor: Actor, passage_id: UUID, *, text: str, due: str = "") -> Measure:
    """Turn a remark that proposes something into a measure of its goal.

    Raises:
        PermissionDenied: it is not the actor's programme.
        RuleViolation: it became one already, or was set aside.
    """
    passage = _remark(actor, passage_id)
    goals = [passage.goal_id] if passage.goal_id else []
    measure = add_measure(actor, passage.programme_id, text=text, goal_ids=goals, due=due)
    passage.measure = measure
    passage.version += 1
    passage.save()
    trail.record(actor, "programme.remark_became_measure", passage, measure=str(measure.pk))
    return measure


@transaction.atomic
def set_remark_aside(actor: Actor, passage_id: UUID, *, reason: str) -> Passage:
    """Decide that a remark becomes no measure, and say why.

    Raises:
        PermissionDenied: it is not the actor's programme.
        RuleViolation: it became one already, or no reason was told.
    """
    passage = _remark(actor, passage_id)
    if not reason.strip():
        raise RuleViolation(_("Tell why it becomes no measure."), field="reason")
    passage.is_set_aside, passage.set_aside_reason = True, reason.strip()
    passage.version += 1
    passage.full_clean()
    passage.save()
    trail.record(actor, "programme.remark_set_aside", passage)
    return passage


def _remark(actor: Actor, passage_id: UUID) -> Passage:
    rows = policies.editable_passages(actor).select_for_update(of=("self",))
    passage = ensure_found(rows.filter(pk=passage_id, kind=Passage.Kind.REMARK).first())
    if passage.measure_id or passage.is_set_aside:
        raise RuleViolation(_("Somebody has decided on this remark already."))
    return passage


def _replacement(actor: Actor, measure: Measure, other_id: UUID | None) -> Measure:
    if other_id is None:
        raise RuleViolation(_("Choose the measure that goes on instead."), field="replaced_by")
    found = policies.visible_measures(actor).filter(programme=measure.programme_id).exclude(pk=measure.pk)
    other = ensure_found(found.filter(pk=other_id).first())
    step: Measure | None = other
    while step is not None:
        if step.pk == measure.pk:
            raise RuleViolation(_("These measures would replace each other in a circle."), field="replaced_by")
        step = step.replaced_by
    return other


def _leads_to(start: UUID, end: UUID) -> bool:
    """Whether a measure's links lead to another, through as many as there are."""
    seen, waiting = set[UUID](), {start}
    while waiting:
        if end in waiting:
            return True
        seen |= waiting
        found = MeasureLink.objects.filter(measure__in=waiting).values_list("other_id", flat=True)
        waiting = set(found) - seen
    return False


def _goals(programme: Programme, goal_ids: Iterable[UUID]) -> list[Goal]:
    wanted = list(dict.fromkeys(goal_ids))
    found = {goal.pk: goal for goal in programme.goals.filter(pk__in=wanted)}
    ensure(len(found) == len(wanted))
    return [found[pk] for pk in wanted]
