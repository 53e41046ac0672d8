"""Who is asked to a meeting, and who came."""

from collections.abc import Mapping
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Membership, User
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import Attendance, Meeting, Responsibility
from luukku.programme.services.meetings.calling import lock_meeting


@transaction.atomic
def ask(
    actor: Actor, meeting_id: UUID, *, person_id: UUID | None = None, name: str = "", represents: str = "",
    role: str = Attendance.Role.MEMBER,
) -> Attendance:  # fmt: skip
    """Ask somebody to a meeting: a worker, who may read it from now on, or somebody else by name.

    Raises:
        PermissionDenied: the meeting is not the actor's, or the person is not theirs to ask.
        RuleViolation: nobody was told.
        ValidationError: the person is on the list already.
    """
    meeting = lock_meeting(actor, meeting_id)
    row = Attendance(meeting=meeting, represents=represents.strip(), role=role)
    if person_id is not None:
        row.user = ensure_found(policies.people_to_ask(actor, meeting.programme).filter(pk=person_id).first())
        row.organisation_id = _workplace_of(actor, row.user, meeting)
    elif name.strip():
        row.name = name.strip()
    else:
        raise RuleViolation(_("Choose who, or write the name."), field="name")
    row.full_clean()
    row.save()
    trail.record(actor, "programme.asked_to_meeting", row, meeting=str(meeting.pk), role=role)
    return row


def _workplace_of(actor: Actor, person: User, meeting: Meeting) -> UUID | None:
    """For which organisation a worker is asked: the actor's own, or the one whose measure the person answers for, or
    whichever of the person's it is today."""
    today = set(Membership.objects.filter(user=person).valid_on(actor.day).values_list("organisation", flat=True))
    answered = Responsibility.objects.on(actor.day).filter(party__programme=meeting.programme_id, person=person)
    likely = [actor.organisation_key, *answered.filter(measure__in=policies.visible_measures(actor)).values_list(
        "measure__organisation", flat=True
    )]  # fmt: skip
    return next((one for one in (*likely, *sorted(today)) if one in today), None)


@transaction.atomic
def leave_out(actor: Actor, meeting_id: UUID, attendance_id: UUID) -> None:
    """Take somebody off the list of a meeting that is to come.

    Raises:
        PermissionDenied: the meeting is not the actor's, or the row is of another one.
        RuleViolation: the meeting has begun: whoever did not come is noted as not here.
    """
    meeting = lock_meeting(actor, meeting_id)
    row = ensure_found(meeting.attendances.filter(pk=attendance_id).first())
    if meeting.state != Meeting.State.PLANNED:
        raise RuleViolation(_("The meeting has begun. Note who is not here instead."))
    trail.record(actor, "programme.left_out_of_meeting", row, meeting=str(meeting.pk))
    row.delete()


@transaction.atomic
def note_presence(actor: Actor, meeting_id: UUID, told: Mapping[UUID, str]) -> None:
    """Note who is here. Somebody of whom nothing was told stays as noted.

    Raises:
        PermissionDenied: the meeting is not going on under the actor, or somebody is of another one.
    """
    meeting = lock_meeting(actor, meeting_id)
    ensure(meeting.state == Meeting.State.OPEN)
    rows = {row.pk: row for row in meeting.attendances.all()}
    ensure(set(told) <= set(rows))
    for key, presence in told.items():
        row = rows[key]
        if row.presence != presence:
            row.presence = presence
            row.full_clean()
            row.save()
            trail.record(actor, "programme.presence_noted", row, meeting=str(meeting.pk), presence=presence)
