"""How many families each worker answers for, and whose time here runs out: for who divides the work."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q

from luukku.accounts.models import Membership, User
from luukku.casework import policies
from luukku.casework.models import Absence, ResponsibleWorker
from luukku.casework.rules.case_states import OPEN
from luukku.casework.services._cases import workplace_of
from luukku.core.actor import Actor, Role

SOON = timedelta(days=30)
"""How long before a role ends its families are to be handed on: our own choice."""


@dataclass(frozen=True, slots=True)
class Load:
    """One worker, as who divides the work sees them.

    Attributes:
        families: for how many active families of the organisation the worker answers today.
        led: for how many, today or later, of the units that the reader leads.
        until: the last day of the worker's role here; None until further notice, or when no role holds at all.
        is_at_work: whether the worker's role holds today.
    """

    user: User
    families: int = 0
    led: int = 0
    until: date | None = None
    is_at_work: bool = True
    absence: Absence | None = None

    def leaves_soon(self, day: date) -> bool:
        """Whether families would be left alone within days: the role ends, or has ended."""
        return bool(self.led) and (not self.is_at_work or (self.until is not None and self.until <= day + SOON))


def loads(actor: Actor) -> list[Load]:
    """The workers whom the actor leads, by name: five queries, however many there are."""
    users = list(policies.led_workers(actor).order_by("name", "pk"))
    ids = [user.pk for user in users]
    here = workplace_of(actor)
    families, until = families_answered(actor, ids), _last_days(here, ids, actor.day)
    led = dict(
        ResponsibleWorker.objects.filter(
            user_id__in=ids,
            during__overlap=(actor.day, None),
            case__in=policies.supervised_cases(actor).active(),
        )
        .values("user_id")
        .annotate(number=Count("case", distinct=True))
        .values_list("user_id", "number")
    )
    away = {absence.user_id: absence for absence in policies.absences_on([here], ids, actor.day)}
    return [
        Load(
            user,
            families.get(user.pk, 0),
            led.get(user.pk, 0),
            until.get(user.pk),
            user.pk in until and user.is_active,
            away.get(user.pk),
        )
        for user in users
    ]


def leaving(actor: Actor) -> list[Load]:
    """The workers led by the actor whose role ends within days, or has ended, while families remain with them."""
    if not actor.has(policies.SUPERVISORS):
        return []
    return [load for load in loads(actor) if load.leaves_soon(actor.day)]


def families_answered(actor: Actor, user_ids: Iterable[UUID]) -> dict[UUID, int]:
    """For how many active families of the actor's organisation each of these answers today; one query."""
    answering = ResponsibleWorker.objects.on(actor.day).filter(
        user_id__in=list(user_ids), case__organisation_id=workplace_of(actor), case__state__in=OPEN
    )
    counted = answering.values("user_id").annotate(number=Count("pk")).values_list("user_id", "number")
    return dict(counted)


def _last_days(organisation_id: UUID, ids: list[UUID], day: date) -> dict[UUID, date | None]:
    """The last day of those whose role holds on the day; None when one of their roles is open."""
    held = Membership.objects.valid_on(day).filter(
        organisation_id=organisation_id, user_id__in=ids, role=Role.CASEWORKER
    )
    told = held.values("user_id").annotate(last=Max("ends_on"), open=Count("pk", filter=Q(ends_on__isnull=True)))
    return {row["user_id"]: None if row["open"] else row["last"] for row in told}
