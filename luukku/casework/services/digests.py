"""Monday's mail to each worker: how many dates are late, due today or this week. Counts, and nothing else."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count

from luukku.audit import trail
from luukku.casework.models import Case, Deadline, counts_as
from luukku.casework.rules.urgency import Standing, end_of_week
from luukku.core.actor import SystemActor
from luukku.core.clock import start_of_day
from luukku.core.errors import ensure
from luukku.delivery import services as delivery
from luukku.delivery.models import Message

DIGEST = "weekly_digest"
COUNTED = {
    "late": Standing.LATE,
    "past_target": Standing.PAST_TARGET,
    "today": Standing.TODAY,
    "week": Standing.WEEK,
}
ANSWERING = "case__responsible_workers"


@transaction.atomic
def send_digests(actor: SystemActor) -> int:
    """Plan this week's mails, once a week for each worker and organisation. Returns how many were planned.

    Raises:
        PermissionDenied: the actor is not the system.
    """
    ensure(isinstance(actor, SystemActor))
    monday = start_of_day(end_of_week(actor.day) - timedelta(days=6))
    sent = set(Message.objects.filter(kind=DIGEST, created_at__gte=monday).values_list("user_id", "organisation_id"))
    tellings = [
        delivery.Telling(row[f"{ANSWERING}__user_id"], row["organisation_id"], {code: row[code] for code in COUNTED})
        for row in _figures(actor)
        if (row[f"{ANSWERING}__user_id"], row["organisation_id"]) not in sent
    ]
    count = delivery.tell_many(actor, tellings, DIGEST)
    if count:
        trail.record(actor, "digest.planned", count=count)
    return count


def _figures(actor: SystemActor) -> list[dict[str, Any]]:
    """Counts by worker and organisation, of those who want the mail and have anything to be told."""
    due = (
        Deadline.objects.running()
        .filter(
            is_paused=False,
            due_on__lte=end_of_week(actor.day),
            **{
                f"{ANSWERING}__during__contains": actor.day,
                f"{ANSWERING}__user__is_active": True,
                f"{ANSWERING}__user__weekly_digest": True,
            },
        )
        .exclude(case__state=Case.State.CLOSED)
    )
    counts = {code: Count("pk", filter=counts_as(standing, actor.day)) for code, standing in COUNTED.items()}
    return list(due.values(f"{ANSWERING}__user_id", "organisation_id").annotate(**counts).order_by())
