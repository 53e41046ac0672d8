"""A centre looks at itself by the minimum criteria; a peer looks too; a leader confirms."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, RuleViolation, ensure_found
from luukku.surveys import policies
from luukku.surveys.events import assessment_confirmed
from luukku.surveys.models import Assessment, CriteriaSet, Criterion, CriterionAnswer, Evidence
from luukku.surveys.rules import criteria as rules
from luukku.surveys.rules.criteria import Proof, Status, Told


@transaction.atomic
def start_assessment(actor: Actor, *, unit_id: UUID, set_id: UUID, starts_on: date, ends_on: date) -> Assessment:
    """Begin a centre's look at itself.

    Raises:
        RuleViolation: the days turn round, or the centre looks at the same time by the same criteria already.
    """
    unit = ensure_found(policies.own_units(actor).filter(pk=unit_id).first())
    chosen = ensure_found(policies.binding_sets(actor).filter(pk=set_id).first())
    row = Assessment(
        organisation_id=unit.organisation_id,
        unit=unit,
        criteria_set=chosen,
        starts_on=starts_on,
        ends_on=ends_on,
        writer_id=actor.user_key,
    )
    row.full_clean()
    row.save(force_insert=True)
    trail.record(actor, "criteria.assessment_started", row)
    return row


@transaction.atomic
def answer_criterion(
    actor: Actor, assessment_id: UUID, key: str, *, level: int | None, na_reason: str, note: str, version: int
) -> CriterionAnswer:
    """Choose a level for a criterion, or say why it does not concern the centre.

    Raises:
        Conflict: somebody answered meanwhile; both texts are told.
        RuleViolation: neither a level nor a reason was given.
    """
    row = _written(actor, assessment_id)
    criterion = _criterion(row, key)
    answer = row.answers.select_for_update().filter(criterion=criterion).first()
    written = {"level": level, "na_reason": "" if level is not None else na_reason.strip(), "note": note}
    if answer and answer.edits != version and (differing := conflicts.differences(answer, written)):
        raise Conflict(answer.edits, differing)
    if level is None and not na_reason.strip():
        raise RuleViolation(_("Choose a level, or write why this does not concern you."), field="na_reason")
    answer = answer or CriterionAnswer(assessment=row, criterion=criterion, edits=0)
    for name, value in written.items():
        setattr(answer, name, value)
    answer.edits += 1
    answer.full_clean()
    answer.save()
    trail.record(actor, "criteria.answered", row, criterion=criterion.key)
    return answer


@transaction.atomic
def add_evidence(actor: Actor, assessment_id: UUID, key: str, facts: Mapping[str, Any]) -> Evidence:
    """Tell what shows that a level is reached.

    Raises:
        RuleViolation: no level has been chosen yet, or the day is still to come.
    """
    row = _written(actor, assessment_id)
    answer = row.answers.filter(criterion=_criterion(row, key)).first()
    if answer is None or answer.level is None:
        raise RuleViolation(_("Choose the level first."))
    if facts["dated_on"] > actor.day:
        raise RuleViolation(_("The day of the evidence is still to come."), field="dated_on")
    evidence = Evidence(answer=answer, added_by_id=actor.user_id, **facts)
    evidence.full_clean()
    evidence.save(force_insert=True)
    trail.record(actor, "criteria.evidence_added", row, criterion=key)
    return evidence


@transaction.atomic
def remove_evidence(actor: Actor, evidence_id: UUID) -> Assessment:
    """Take evidence away from a draft."""
    found = policies.own_evidence(actor).filter(pk=evidence_id).select_related("answer__assessment")
    row = ensure_found(found.first())
    row.delete()
    trail.record(actor, "criteria.evidence_removed", row.answer.assessment)
    return row.answer.assessment


@transaction.atomic
def send_assessment(actor: Actor, assessment_id: UUID) -> Assessment:
    """Give the look to a peer. Every criterion has to be answered: what is not is no result.

    Raises:
        RuleViolation: something is not answered.
    """
    row = _written(actor, assessment_id)
    answered = set(row.answers.values_list("criterion_id", flat=True))
    missing = [one for one in row.criteria_set.criteria.all() if one.pk not in answered]
    if missing:
        raise RuleViolation(_("Answer these first: %(names)s.") % {"names": ", ".join(one.name for one in missing)})
    row.state = Assessment.State.SENT
    row.save(update_fields=["state", "updated_at"])
    trail.record(actor, "criteria.sent", row)
    return row


@transaction.atomic
def review_assessment(actor: Actor, assessment_id: UUID, *, note: str, seen: Mapping[str, int]) -> Assessment:
    """Say as a peer what one sees oneself.

    Args:
        seen: by criterion another level that the peer saw. The centre's own levels stay as they were.
    """
    found = policies.reviewable_assessments(actor).select_for_update(of=("self",)).filter(pk=assessment_id)
    row = ensure_found(found.first())
    for answer in row.answers.select_related("criterion"):
        answer.peer_level = seen.get(answer.criterion.key)
        answer.full_clean()
        answer.save()
    row.state, row.review_note = Assessment.State.REVIEWED, note
    row.reviewer_id, row.reviewed_on = actor.user_id, actor.day
    row.full_clean()
    row.save()
    trail.record(actor, "criteria.reviewed", row)
    return row


@transaction.atomic
def confirm_assessment(actor: Actor, assessment_id: UUID) -> Assessment:
    """Let the result hold, as it is: confirming never changes a level."""
    found = policies.confirmable_assessments(actor).select_for_update(of=("self",)).filter(pk=assessment_id)
    row = ensure_found(found.first())
    row.state, row.confirmed_by_id, row.confirmed_on = Assessment.State.CONFIRMED, actor.user_id, actor.day
    row.save()
    trail.record(actor, "criteria.confirmed", row)
    assessment_confirmed.send(sender=Assessment, assessment=row, actor=actor)
    return row


def statuses_of(row: Assessment, day: date) -> dict[str, Status]:
    """How each criterion stands on a day; where the peer saw a lower level, that one counts."""
    answers = {one.criterion_id: one for one in row.answers.all()}
    return {
        one.key: rules.status(one.demand, _told(answers.get(one.pk)), day) for one in row.criteria_set.criteria.all()
    }


def _told(answer: CriterionAnswer | None) -> Told | None:
    if answer is None:
        return None
    proofs = tuple(Proof(one.kind, one.dated_on) for one in answer.evidence.all())
    levels = [one for one in (answer.level, answer.peer_level) if one is not None]
    level = None if answer.level is None else min(levels)
    return Told(level, answer.na_reason, proofs)


def _written(actor: Actor, assessment_id: UUID) -> Assessment:
    found = policies.written_assessments(actor).select_for_update(of=("self",)).select_related("criteria_set")
    return ensure_found(found.filter(pk=assessment_id).first())


def _criterion(row: Assessment, key: str) -> Criterion:
    chosen: CriteriaSet = row.criteria_set
    return ensure_found(chosen.criteria.filter(key=key).first())
