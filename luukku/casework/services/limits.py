"""How often somebody may ask. Counted from the trail itself, so every page and node counts the same."""

from datetime import timedelta

from luukku.audit.models import AuditEvent
from luukku.core.actor import Actor


def is_used_up(actor: Actor, action: str, *, most: int, within: timedelta) -> bool:
    """Whether the actor has left so many lines of this action in the time before now."""
    lines = AuditEvent.objects.filter(user_id=actor.user_id, at__gt=actor.at - within, action=action)
    return lines[:most].count() >= most
