"""How often somebody may ask. Counted from the trail itself, so every page and node counts the same."""

from datetime import timedelta

from django.db import connection

from luukku.audit.models import AuditEvent
from luukku.core.actor import Actor


def is_used_up(actor: Actor, action: str, *, most: int, within: timedelta) -> bool:
    """Whether the actor has left so many lines of this action in the time before now.

    The same person's next question of this kind waits until this transaction has ended and left its line: asking
    many times at once gives no more answers than asking one after another.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{action} {actor.user_id}"])
    lines = AuditEvent.objects.filter(user_id=actor.user_id, at__gt=actor.at - within, action=action)
    return lines[:most].count() >= most
