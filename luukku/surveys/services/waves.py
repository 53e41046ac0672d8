"""The states of a wave: every one of them has its door here."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts.models import User
from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor, SystemActor
from luukku.core.errors import Conflict, FieldConflict, RuleViolation, ensure, ensure_found
from luukku.surveys import policies
from luukku.surveys.models import Box, InstrumentVersion, ItemVersion, Wave
from luukku.surveys.models.instruments import said
from luukku.surveys.rules.waves import may_move, rounded_count
from luukku.surveys.services import inviting
from luukku.surveys.services.boxes import contents_of, make_box, pour_at_closing

Facts = dict[str, Any]
"""name, reach, analyst (a user's id), threshold, target_size, closes_on, is_public, groups."""


@transaction.atomic
def create_wave(actor: Actor, instrument_id: UUID, facts: Facts) -> Wave:
    """Prepare a wave of a questionnaire's newest version.

    Raises:
        RuleViolation: the questionnaire has no questions, or a fact breaks a rule.
    """
    ensure(policies.may_keep(actor))
    instrument = ensure_found(policies.own_instruments(actor).filter(pk=instrument_id).first())
    version = ensure_found(instrument.versions.first())
    row = Wave(organisation_id=actor.organisation_key, version=version)
    _fill(row, _written(actor, facts))
    row.full_clean()
    row.save(force_insert=True)
    trail.record(actor, "survey.wave_created", row, version=str(version.pk))
    return row


@transaction.atomic
def change_wave(actor: Actor, wave_id: UUID, facts: Facts, *, version: int) -> Wave:
    """Change a wave that is still being prepared.

    Raises:
        Conflict: somebody changed it meanwhile; both texts are told.
        RuleViolation: it has been opened; what was promised does not change.
    """
    row = _locked(actor, wave_id)
    if not row.is_draft:
        raise RuleViolation(_("The survey has been opened. What was promised to those who answer does not change."))
    written = _written(actor, facts)
    if version != row.edits and (differing := _differing(row, written)):
        raise Conflict(row.edits, differing)
    _fill(row, written)
    row.edits += 1
    row.full_clean()
    row.save()
    trail.record(actor, "survey.wave_changed", row)
    return row


@transaction.atomic
def open_wave(actor: Actor, wave_id: UUID) -> Wave:
    """Begin to ask. The questions are sealed, and the threshold can't be lowered any more.

    Raises:
        RuleViolation: there is nothing to ask, so few are asked that no result could be shown, or people are invited by
            name beside codes.
    """
    row = _locked(actor, wave_id)
    _ensure_move(row, Wave.State.OPEN)
    if not row.version.placements.exists():
        raise RuleViolation(_("Add at least one question first."))
    if row.reach == Wave.Reach.INVITED:
        row.target_size = row.invitations.count()
        inviting.ensure_names_or_codes(row)
    if row.target_size is not None and row.target_size < row.threshold:
        raise RuleViolation(
            _("Fewer than %(threshold)d people are asked, so no result could ever be shown. Ask more people.")
            % {"threshold": row.threshold}
        )
    if row.closes_on is not None and row.closes_on < actor.day:
        raise RuleViolation(_("The last day for answering has passed already."))
    _seal(row.version)
    row.state, row.opened_at = Wave.State.OPEN, actor.at
    row.save()
    make_box(row)
    trail.record(actor, "survey.opened", row)
    inviting.send_invitations(actor, row.pk)
    return row


@transaction.atomic
def close_wave(actor: Actor, wave_id: UUID) -> Wave:
    """Stop asking. What lay in the box becomes rows in random order, if it is enough; what comes late has its own box.

    Raises:
        RuleViolation: it is not open.
    """
    row = _locked(actor, wave_id)
    _ensure_move(row, Wave.State.CLOSED)
    row.state, row.closed_at = Wave.State.CLOSED, actor.at
    row.save()
    pour_at_closing(row)
    trail.record(actor, "survey.closed", row)
    return row


def close_all_due(actor: SystemActor) -> int:
    """Close what has passed its last day. Returns how many."""
    ensure(isinstance(actor, SystemActor))
    due = list(policies.kept_waves(actor).due_to_close(actor.day).values_list("pk", flat=True))
    for wave_id in due:
        close_wave(actor, wave_id)
    return len(due)


@transaction.atomic
def remove_draft(actor: Actor, wave_id: UUID) -> None:
    """Take away a wave that nobody has been asked yet."""
    row = _locked(actor, wave_id)
    if not row.is_draft:
        raise RuleViolation(_("The survey has been opened and stays."))
    trail.record(actor, "survey.wave_removed", row)
    row.delete()


def answered(wave: Wave) -> int:
    """How many have answered, in whole steps of the threshold while it is open: single answers do not show."""
    box = Box.objects.filter(wave=wave, is_late=False).first()
    if box is None:
        return 0
    return rounded_count(contents_of(box).count, wave.threshold)


def _written(actor: Actor, facts: Facts) -> Facts:
    """What is written of a wave, field by field.

    Raises:
        RuleViolation: nobody who may read open answers was chosen, or the last day has passed.
    """
    people = policies.possible_analysts(actor)
    analyst: User | None = people.filter(pk=facts["analyst"]).first()
    if analyst is None:
        raise RuleViolation(_("Choose who reads the open answers."), field="analyst")
    closes_on: date | None = facts.get("closes_on")
    if closes_on is not None and closes_on < actor.day:
        raise RuleViolation(_("The last day for answering has passed already."), field="closes_on")
    names = ("name", "reach", "threshold", "target_size", "is_public", "groups")
    return {name: facts[name] for name in names if name in facts} | {"analyst": analyst, "closes_on": closes_on}


def _fill(row: Wave, written: Facts) -> None:
    for name, value in written.items():
        setattr(row, name, value)
    row.distribution_from = max(row.distribution_from, row.threshold)


def _differing(row: Wave, written: Facts) -> list[FieldConflict]:
    """Both texts of everything that differs; groups as they are written, one a line."""
    plain = {name: value for name, value in written.items() if name != "groups"}
    found = conflicts.differences(row, plain)
    groups = written.get("groups", row.groups)
    if groups != row.groups:
        found.append(FieldConflict(_("Groups, one a line"), theirs=_lines(row.groups), yours=_lines(groups)))
    return found


def _lines(groups: Facts) -> str:
    return "\n".join([said(groups.get("labels", {})), *(said(one["labels"]) for one in groups.get("options", []))])


def _locked(actor: Actor, wave_id: UUID) -> Wave:
    found = policies.kept_waves(actor).select_for_update(of=("self",)).select_related("version")
    return ensure_found(found.filter(pk=wave_id).first())


def _ensure_move(row: Wave, after: str) -> None:
    if not may_move(row.state, after):
        raise RuleViolation(_("This can't be done now: the survey is %(state)s.") % {"state": row.get_state_display()})


def _seal(version: InstrumentVersion) -> None:
    if version.is_sealed:
        return
    version.is_sealed = True
    version.save(update_fields=["is_sealed", "updated_at"])
    asked = ItemVersion.objects.filter(placements__version=version, is_sealed=False)
    ItemVersion.objects.filter(pk__in=list(asked.values_list("pk", flat=True))).update(is_sealed=True)
