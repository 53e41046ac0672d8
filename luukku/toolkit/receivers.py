"""Our answers to what the apps below tell."""

from datetime import date, timedelta
from typing import Any

from django.dispatch import receiver

from luukku.accounts.events import membership_ending
from luukku.accounts.models import Membership
from luukku.core.actor import Actor
from luukku.toolkit.models import Ownership


@receiver(membership_ending, dispatch_uid="toolkit.shorten_ownerships")
def shorten_ownerships(*, membership: Membership, ends_on: date | None, actor: Actor, **_more: Any) -> None:
    """Somebody who stops working here answers for no item after that day; successors follow, or the unit's queue."""
    if ends_on is None:
        return
    held = Membership.objects.filter(user=membership.user_id, organisation=membership.organisation_id)
    if held.exclude(pk=membership.pk).valid_on(ends_on + timedelta(days=1)).exists():
        return
    rows = Ownership.objects.filter(person=membership.user_id, item__organisation=membership.organisation_id)
    for row in rows.select_for_update().on(ends_on):
        if row.ends_on is None or row.ends_on > ends_on:
            row.ends_on = max(ends_on, row.starts_on)
            row.save()
