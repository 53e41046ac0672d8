"""Making and changing meeting places, peer groups, support families and events; keeping.archive_entry ends them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found
from luukku.directory import policies
from luukku.directory.models import Activity, VersionedText
from luukku.directory.rules.recurrence import RuleError, normalised
from luukku.directory.services import indexing
from luukku.directory.services.keeping import conflicts
from luukku.directory.services.writing import merged, put_text, text_in_force


@transaction.atomic
def keep_activity(
    actor: Actor, activity_id: UUID | None, told: Mapping[str, Any], said: Mapping[str, Any], *, version: int = 0
) -> Activity:
    """Make an activity of the actor's organisation, or change one; its Finnish words too.

    Args:
        told: columns of the activity; said: fields of its text.
        version: of the activity as the writer saw it.

    Raises:
        PermissionDenied: the actor may not write, or the activity is another organisation's.
        RuleViolation: the repetition cannot be followed.
        Conflict: somebody changed it meanwhile.
    """
    ensure(policies.may_write(actor))
    if activity_id is None:
        row = Activity(organisation_id=actor.organisation_id, version=0)
    else:
        rows = policies.editable_activities(actor)
        row = ensure_found(rows.select_for_update().filter(pk=activity_id).first())
        if row.version != version:
            raise Conflict(row.version, conflicts(row, told, said))
    for name, value in told.items():
        setattr(row, name, value)
    if row.rrule:
        row.rrule = _followed(row)
    row.changed_at, row.version = actor.at, row.version + 1
    row.full_clean()
    row.save()
    put_text(
        row,
        "fi",
        merged(text_in_force(row, "fi", origin=VersionedText.Origin.LOCAL), said),
        origin=VersionedText.Origin.LOCAL,
        written_by=actor.user_id,
        written_for=actor.organisation_id,
    )
    indexing.entries_changed([row])
    trail.record(actor, "directory.activity_kept", row, kind=row.kind)
    return row


def _followed(row: Activity) -> str:
    if row.starts_at is None:
        raise RuleViolation(_("Tell the first time that it is repeated from."), field="day")
    try:
        return normalised(row.rrule, row.starts_at)
    except RuleError as error:
        raise RuleViolation(_("We cannot follow this repetition. Choose it from the list."), field="repeats") from error
