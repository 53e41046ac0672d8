"""What was agreed in a meeting, in plain words; who does what; and whether everybody understood it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework.models import Meeting, MeetingParticipant, UnderstandingCheck
from luukku.casework.services.meetings import ensure_standing, hold, locked_meeting
from luukku.casework.services.tasks import TaskFacts, add_task
from luukku.casework.services.understanding import Explained, record_understanding
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure_found

TEXT_CODE = "meeting_agreed"


@dataclass(frozen=True, slots=True)
class Agreed:
    """What was agreed: in the worker's language, and the same in the language of the meeting if it was translated."""

    text: str
    language: str = "fi"
    family_text: str = ""


@transaction.atomic
def hold_meeting(
    actor: Actor,
    meeting_id: UUID,
    *,
    version: int,
    agreed: Agreed,
    present: Sequence[UUID] = (),
    promises: Sequence[TaskFacts] = (),
) -> Meeting:
    """Note that a meeting took place, who was there, what was agreed and who does what. May be done again to add to it.

    Args:
        present: ids of participants who were there; all others were not.
        promises: become tasks of the case.

    Raises:
        PermissionDenied: the actor does not answer for the meeting's case.
        Conflict: somebody saved since `version`; carries both texts.
        RuleViolation: it has not begun, was called off, or a promise names nobody.
    """
    meeting = locked_meeting(actor, meeting_id)
    ensure_standing(meeting)
    told = {"agreed": agreed.text.strip(), "agreed_family": agreed.family_text.strip()}
    if meeting.version != version:
        raise Conflict(version=meeting.version, fields=differences(meeting, told))
    if meeting.held_at is None:
        hold(actor, meeting)
    meeting.agreed, meeting.agreed_family, meeting.agreed_in = told["agreed"], told["agreed_family"], agreed.language
    meeting.version += 1
    meeting.full_clean()
    meeting.save()
    for row in meeting.participants.all():
        if row.was_present != (row.pk in present):
            row.was_present = row.pk in present
            row.save()
    for promise in promises:
        add_task(actor, meeting.case_id, facts=promise, meeting=meeting)

    trail.record(actor, "meeting.held", meeting, case=meeting.case_id, promises=len(promises))
    return meeting


@transaction.atomic
def check_understood(
    actor: Actor, meeting_id: UUID, participant_id: UUID, *, seal: str, explained: Explained
) -> UnderstandingCheck:
    """Note whether somebody who was there understood what was agreed.

    Args:
        seal: of the text that was gone through (`Meeting.agreed_seal`).

    Raises:
        PermissionDenied: the actor does not answer for the meeting's case.
        RuleViolation: nothing was agreed, they were not there or are not of the family, the text is another one now,
            or as in `record_understanding`.
    """
    meeting = locked_meeting(actor, meeting_id)
    row = ensure_found(
        MeetingParticipant.objects.filter(pk=participant_id, meeting=meeting).select_related("person").first()
    )
    if not meeting.agreed or row.person is None or not row.was_present:
        raise RuleViolation(_("Understanding is asked of those of the family who were there."))
    if seal != meeting.agreed_seal:
        raise RuleViolation(_("The text was changed meanwhile. Read it once more, then ask again."))
    return record_understanding(
        actor, meeting.case, row.person, explained, subject_id=meeting.pk, text_code=TEXT_CODE, text_hash=seal
    )


def checks_of(meeting: Meeting) -> dict[UUID, UnderstandingCheck]:
    """The latest check of each person about the text as it is now."""
    rows = UnderstandingCheck.objects.filter(
        case_id=meeting.case_id, subject_id=meeting.pk, text_code=TEXT_CODE, text_hash=meeting.agreed_seal
    )
    return {row.person_id: row for row in rows.order_by("checked_at")}
