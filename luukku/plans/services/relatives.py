"""A child or a relative interprets only in an emergency, and the unit's supervisor is told.

Guidance, not statute: no act forbids it by these words. Nobody should have to carry their family's matters.
"""

from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.casework.services.viewing import note_view
from luukku.core.actor import Actor
from luukku.core.errors import ensure_found
from luukku.plans import policies
from luukku.plans.models import Interview, RelativeInterpreting


def report(actor: Actor, interview: Interview) -> RelativeInterpreting | None:
    """Report that a child or a relative interprets, when that is so. Runs in the transaction of the change itself."""
    if not interview.relative_reason:
        return None
    row = RelativeInterpreting(
        interview=interview,
        interpreter=interview.interpreter_name,
        reason=interview.relative_reason,
        reported_by_id=ensure_found(actor.user_id),
        reported_at=actor.at,
    )
    row.full_clean()
    row.save()
    trail.record(actor, "interpreting.relative_reported", row, case=interview.case_id)
    return row


@transaction.atomic
def note_read(actor: Actor, report_id: UUID) -> RelativeInterpreting:
    """A supervisor says to have read a report; nobody reads their own.

    Raises:
        PermissionDenied: the actor does not supervise this case, wrote the report, or it has been read.
    """
    rows = policies.relative_reports_to_read(actor).select_for_update(no_key=True, of=("self",))
    row = ensure_found(rows.select_related("interview__case").filter(pk=report_id).first())
    note_view(actor, "interpreting.relative_viewed", row, case=row.interview.case)
    row.seen_by_id, row.seen_at = actor.user_id, actor.at
    row.full_clean()
    row.save()
    trail.record(actor, "interpreting.relative_read", row, case=row.interview.case_id)
    return row
