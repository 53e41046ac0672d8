"""From figures to deeds: open answers read, what was understood, and what those who answered are told."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure_found
from luukku.surveys import policies
from luukku.surveys.events import finding_needs_action
from luukku.surveys.models import Finding, OpenAnswer, Wave
from luukku.surveys.models.instruments import saying

ACTION_LENGTH, OWNER_LENGTH = 1000, 120
KEPT_BY_PROGRAMME = ("action", "owner", "due_on")
"""What is said in the programme once it has taken a finding."""


@transaction.atomic
def read_open_answers(actor: Actor, wave_id: UUID) -> list[OpenAnswer]:
    """What people wrote in own words, in no order. Only the wave's analyst reads it; the trail says that they did."""
    wave = ensure_found(policies.analysed_waves(actor).filter(pk=wave_id).first())
    trail.record(actor, "survey.open_answers_read", wave)
    found = policies.readable_open_answers(actor).filter(wave=wave).select_related("wording__item")
    return list(found.order_by("wording_id", "pk"))


@transaction.atomic
def open_to_decide(actor: Actor, wave_id: UUID, answer_id: UUID) -> OpenAnswer:
    """One answer in own words, to decide how it is shown. The trail says that the analyst read."""
    found = policies.readable_open_answers(actor).select_related("wave", "wording__item")
    row = ensure_found(found.filter(pk=answer_id, wave=wave_id).first())
    trail.record(actor, "survey.open_answers_read", row.wave)
    return row


@transaction.atomic
def decide_open_answer(actor: Actor, answer_id: UUID, *, decision: str, redacted: str) -> OpenAnswer:
    """Show an open answer to others as it was left, or not at all.

    Raises:
        RuleViolation: nothing would be shown.
    """
    found = (
        policies.readable_open_answers(actor)
        .select_for_update(of=("self",))
        .select_related("wave")
        .filter(pk=answer_id)
    )
    row = ensure_found(found.first())
    if decision == OpenAnswer.Decision.SHOWN and not redacted.strip():
        raise RuleViolation(_("Write how it is shown."), field="redacted")
    row.decision = decision
    row.redacted = redacted.strip() if decision == OpenAnswer.Decision.SHOWN else ""
    row.save(update_fields=["decision", "redacted"])
    trail.record(actor, "survey.open_answer_decided", row.wave)
    return row


@transaction.atomic
def save_discussion(actor: Actor, wave_id: UUID, *, discussion: str, version: int) -> Wave:
    """Note what was said together about the results.

    Raises:
        Conflict: somebody wrote meanwhile; both texts are told.
    """
    wave = _published(actor, wave_id)
    if version != wave.edits and (differing := conflicts.differences(wave, {"discussion": discussion})):
        raise Conflict(wave.edits, differing)
    wave.discussion, wave.edits = discussion, wave.edits + 1
    wave.save(update_fields=["discussion", "edits", "updated_at"])
    trail.record(actor, "survey.discussed", wave)
    return wave


@transaction.atomic
def add_finding(actor: Actor, wave_id: UUID, facts: Mapping[str, Any]) -> Finding:
    """Write down one thing that was understood. What needs to become better is told to the programme."""
    wave = _published(actor, wave_id)
    row = Finding(wave=wave)
    _fill(row, _written(row, facts))
    row.save(force_insert=True)
    trail.record(actor, "survey.finding_added", row, wave=str(wave.pk))
    return _told_further(actor, row)


@transaction.atomic
def change_finding(actor: Actor, finding_id: UUID, facts: Mapping[str, Any], *, version: int) -> Finding:
    """Write a finding anew.

    Raises:
        Conflict: somebody wrote meanwhile; both texts are told.
    """
    row = ensure_found(policies.own_findings(actor).select_for_update(of=("self",)).filter(pk=finding_id).first())
    written = _written(row, facts)
    if version != row.edits and (differing := _differing(row, written, facts)):
        raise Conflict(row.edits, differing)
    _fill(row, written)
    row.edits += 1
    row.save()
    trail.record(actor, "survey.finding_changed", row, wave=str(row.wave_id))
    return _told_further(actor, row)


@transaction.atomic
def say_in_language(actor: Actor, finding_id: UUID, language: str, text: str) -> Finding:
    """What those who answered in a language read instead of the Finnish words."""
    row = ensure_found(policies.own_findings(actor).select_for_update(of=("self",)).filter(pk=finding_id).first())
    row.told = saying(row.told, language, text)
    row.save(update_fields=["told", "updated_at"])
    trail.record(actor, "survey.finding_translated", row, wave=str(row.wave_id), language=language)
    return row


@dataclass(frozen=True, slots=True)
class Deed:
    """What the programme does about a finding.

    Attributes:
        ref: the corrective action's id.
        progress: one of `Finding.Progress`.
        outcome: what came of it, or why nothing is done.
    """

    ref: UUID
    progress: str
    text: str
    owner: str = ""
    due_on: date | None = None
    outcome: str = ""


@transaction.atomic
def note_action(actor: Actor, finding_id: UUID, deed: Deed) -> Finding:
    """Note what is done about a finding and how far it is. Called by the programme, which keeps the action itself.

    Raises:
        PermissionDenied: the finding is not of the actor's organisation.
        RuleViolation: another corrective action answers it already.
    """
    row = ensure_found(policies.own_findings(actor).select_for_update(of=("self",)).filter(pk=finding_id).first())
    if row.action_ref not in {None, deed.ref}:
        raise RuleViolation(_("The programme has taken this already."))
    if row.action_ref is None:
        row.edits += 1  # from now on the programme says what is done: whoever has it open is told
    row.action_ref, row.progress, row.due_on = deed.ref, deed.progress, deed.due_on
    row.action = deed.text[:ACTION_LENGTH] if deed.text != row.text else ""
    row.owner, row.outcome = deed.owner[:OWNER_LENGTH], deed.outcome
    row.save()
    trail.record(actor, "survey.action_noted", row, corrective=str(deed.ref), progress=deed.progress)
    return row


def _told_further(actor: Actor, row: Finding) -> Finding:
    """Tell the apps above what needs to become better, until one of them has taken it."""
    if row.tone == Finding.Tone.MEND and row.action_ref is None:
        finding_needs_action.send(sender=Finding, finding=row, actor=actor)
        row.refresh_from_db()
    return row


def _published(actor: Actor, wave_id: UUID) -> Wave:
    found = policies.kept_waves(actor).select_for_update(of=("self",)).select_related("version").filter(pk=wave_id)
    wave = ensure_found(found.first())
    if wave.state != Wave.State.PUBLISHED:
        raise RuleViolation(_("Publish the results first."))
    return wave


def _written(row: Finding, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What is written of a finding, field by field; nothing of what the programme says once it has taken it."""
    asked = {str(one.wording_id): one.wording for one in row.wave.version.placements.select_related("wording")}
    wanted = facts.get("wording") or ""
    if wanted and wanted not in asked:
        raise RuleViolation(_("This question was not asked."), field="wording")
    names = ("tone", "text", *(() if row.action_ref else KEPT_BY_PROGRAMME))
    return {name: facts.get(name) or (None if name == "due_on" else "") for name in names} | {
        "wording": asked[wanted] if wanted else None
    }


def _differing(row: Finding, written: Mapping[str, Any], facts: Mapping[str, Any]) -> list[FieldConflict]:
    """Both texts of what differs, also of what the programme has begun to say since the page was opened."""
    yours = {name: value for name, value in written.items() if name != "wording"}
    yours |= {name: facts[name] for name in KEPT_BY_PROGRAMME if name in facts}
    found = conflicts.differences(row, yours)
    theirs, chosen = row.wording, written["wording"]
    if theirs != chosen:
        texts = [one.text if one else _("The whole survey") for one in (theirs, chosen)]
        found.append(FieldConflict(_("About which question"), *texts))
    return found


def _fill(row: Finding, written: Mapping[str, Any]) -> None:
    for name, value in written.items():
        setattr(row, name, value)
    row.full_clean()
