"""Who somebody is at work: the actor built from the memberships that hold at a moment."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef

from luukku.accounts.models import Membership, MembershipQuerySet, Organisation, User
from luukku.core.actor import Actor, Role
from luukku.core.clock import helsinki_day

SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)


def actor_for(user: User, organisation: Organisation, at: datetime) -> Actor | None:
    """The actor that a person is for one organisation at a moment, or None without a membership that day.

    Roles held in other organisations do not follow along: only those given by this organisation count.
    """
    memberships = memberships_at_work(user, at).filter(organisation=organisation)
    return actor_from(user.pk, organisation.pk, memberships, at)


def actor_from(user_id: UUID, organisation_id: UUID, memberships: Iterable[Membership], at: datetime) -> Actor | None:
    """The actor of memberships that were already read and are known to hold at the moment."""
    held = frozenset((Role(one.role), one.unit_id) for one in memberships)
    if not held:
        return None
    return Actor(
        user_id=user_id,
        organisation_id=organisation_id,
        roles=frozenset(role for role, _unit_id in held),
        at=at,
        unit_ids=frozenset(unit_id for _role, unit_id in held),
        held=held,
    )


def memberships_at_work(user: User, at: datetime) -> MembershipQuerySet:
    """Memberships of a person that hold on the Helsinki day of a moment, with their organisations and units.

    Each row knows whether the person has an authenticator app or a passkey: ask `has_second_step`.
    """
    day = helsinki_day(at)
    factors = Authenticator.objects.filter(user=OuterRef("user"), type__in=SECOND_FACTORS)
    return (
        Membership.objects.filter(
            user=user, user__is_active=True, organisation__in=Organisation.objects.existing_on(day)
        )
        .valid_on(day)
        .select_related("organisation", "unit")
        .annotate(has_second_factor=Exists(factors))
    )


def has_second_step(membership: Membership) -> bool:
    """Whether the person of a membership read by `memberships_at_work` has a second factor."""
    return bool(getattr(membership, "has_second_factor", False))


def workplaces_among(memberships: Iterable[Membership]) -> list[Organisation]:
    """The organisations of memberships, each once, in the order of their names."""
    found = {one.organisation_id: one.organisation for one in memberships}
    return sorted(found.values(), key=lambda organisation: organisation.name)
