"""Our answers to what the apps below tell."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.utils.translation import gettext, ngettext

from luukku.accounts.events import membership_ending
from luukku.accounts.models import Membership
from luukku.casework.models import Absence, ResponsibleWorker
from luukku.casework.rules.case_states import OPEN
from luukku.core.actor import Actor, Role
from luukku.core.errors import RuleViolation


@receiver(membership_ending, dispatch_uid="casework.keep_families_answered_for")
def keep_families_answered_for(*, membership: Membership, ends_on: date | None, actor: Actor, **_more: Any) -> None:
    """Nobody stops working here while families would be left without somebody who answers for them or stands in.

    Raises:
        RuleViolation: the person answers for active cases of the organisation after the day, or stands in for somebody.
    """
    if ends_on is None or membership.role != Role.CASEWORKER or _works_here_otherwise(membership, ends_on):
        return
    after = (ends_on + timedelta(days=1), None)
    count = ResponsibleWorker.objects.filter(
        user_id=membership.user_id,
        case__organisation_id=membership.organisation_id,
        case__state__in=OPEN,
        during__overlap=after,
    ).count()
    if count:
        raise RuleViolation(
            ngettext(
                "This person answers for %(count)d family after that day. A supervisor hands it on first: page Workers,"
                " then this person's name.",
                "This person answers for %(count)d families after that day. A supervisor hands them on first: page"
                " Workers, then this person's name.",
                count,
            )
            % {"count": count}
        )
    away = Absence.objects.filter(
        substitute_id=membership.user_id, organisation_id=membership.organisation_id, during__overlap=after
    )
    absence = away.select_related("user").first()
    if absence is not None:
        told = gettext("This person stands in for %(name)s after that day. Choose another substitute first.")
        raise RuleViolation(told % {"name": absence.user.name})


def _works_here_otherwise(membership: Membership, ends_on: date) -> bool:
    """Whether another membership of the same role lets the person go on after the day."""
    others = Membership.objects.filter(
        user_id=membership.user_id, organisation_id=membership.organisation_id, role=Role.CASEWORKER
    )
    goes_on = Q(ends_on__isnull=True) & Q(starts_on__lte=ends_on + timedelta(days=1))
    return others.exclude(pk=membership.pk).filter(goes_on).exists()
