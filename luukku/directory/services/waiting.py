"""Places and events that came from elsewhere: shown to everybody once somebody here has looked at them."""

from typing import Any
from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import ensure_found
from luukku.directory import policies
from luukku.directory.models import Activity, Channel, Sourced
from luukku.directory.services import indexing
from luukku.directory.services.writing import archive


def are_waiting(actor: Actor) -> bool:
    return policies.waiting_places(actor).exists() or policies.waiting_activities(actor).exists()


@transaction.atomic
def show(actor: Actor, kind: str, entry_id: UUID) -> Sourced:
    """Let everybody see an entry.

    Args:
        kind: "place" or "activity".

    Raises:
        PermissionDenied: it is another organisation's, or it does not wait.
    """
    row = _locked(actor, kind, entry_id)
    row.is_published, row.changed_at = True, actor.at
    row.save()
    indexing.entries_changed([row, *_held_at(row)])
    trail.record(actor, "directory.shown", row)
    return row  # type: ignore[no-any-return]


@transaction.atomic
def put_away(actor: Actor, kind: str, entry_id: UUID) -> Sourced:
    """Do not show an entry. It stays put away when it is told once more. Refuses as `show` does."""
    row = _locked(actor, kind, entry_id)
    archive(row, actor.at, Sourced.ArchivedWhy.BY_HAND)
    trail.record(actor, "directory.put_away", row)
    return row  # type: ignore[no-any-return]


def _held_at(row: Sourced) -> list[Activity]:
    """What is held at a place, which can be told only now."""
    if not isinstance(row, Channel):
        return []
    held = Activity.objects.present().filter(place=row)
    held.update(changed_at=row.changed_at)
    return list(held)


def _locked(actor: Actor, kind: str, entry_id: UUID) -> Any:
    rows: Any = policies.waiting_places(actor) if kind == "place" else policies.waiting_activities(actor)
    return ensure_found(rows.select_for_update().filter(pk=entry_id).first())
