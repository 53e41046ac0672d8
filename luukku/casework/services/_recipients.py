"""Taking hold of those who are to answer for families, so that they cannot stop working here at the same moment."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from luukku.accounts.models import Membership, User
from luukku.core.actor import Role


def locked_workers(
    organisation_id: UUID, user_ids: Iterable[UUID], from_on: date, last_on: date | None = None
) -> set[UUID]:
    """Those of these people who work with families here on the day, and to the last day when one is told.

    Their roles and they themselves are locked until the end of the transaction: an ending of a role that began
    earlier is waited for and seen, one that begins later waits and sees what is written now. Lock cases first.
    """
    wanted = set(user_ids)
    held = at_work(organisation_id, from_on, last_on).filter(user_id__in=wanted)
    roles = list(held.select_for_update(no_key=True).order_by("pk"))
    people = User.objects.select_for_update(no_key=True).filter(pk__in=[one.user_id for one in roles], is_active=True)
    return {user.pk for user in people.order_by("pk")}


def at_work(organisation_id: UUID, from_on: date, last_on: date | None = None) -> QuerySet[Membership]:
    """Roles in work with families that hold on the day, and to the last day when one is told."""
    held = Membership.objects.valid_on(from_on).filter(organisation_id=organisation_id, role=Role.CASEWORKER)
    return held.valid_on(last_on) if last_on else held
