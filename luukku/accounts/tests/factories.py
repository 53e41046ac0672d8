"""People and organisations for tests of every app. Only what a sentence mentions is given; the rest is plain."""

import itertools
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from allauth.mfa.models import Authenticator

from luukku.accounts.actors import actor_for
from luukku.accounts.models import Membership, Organisation, Unit, User
from luukku.core import clock
from luukku.core.actor import Actor, Role

LONG_AGO = date(2020, 1, 1)
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
PASSWORD = "rowan berries on the counter"

_number = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Worker:
    """A person at work in one organisation: its user, and what it may do there."""

    user: User
    organisation: Organisation
    unit: Unit | None = None
    memberships: tuple[Membership, ...] = field(default=())

    def as_actor(self, at: datetime | None = None) -> Actor:
        """The actor this person is now (or at a moment). Fails when no membership holds then."""
        actor = actor_for(self.user, self.organisation, at or clock.now())
        assert actor is not None, "no membership holds at that moment"
        return actor

    def url(self, path: str = "/") -> str:
        """The address of a page of this person's organisation."""
        return f"/w/{self.organisation.code}{path}"


def an_organisation(kind: str = Organisation.Kind.MUNICIPALITY, **fields: Any) -> Organisation:
    fields.setdefault("name_fi", f"Kunta {next(_number)}")
    return Organisation.objects.create(kind=kind, **fields)


def a_unit(organisation: Organisation | None = None, **fields: Any) -> Unit:
    fields.setdefault("name_fi", f"Perhekeskus {next(_number)}")
    return Unit.objects.create(organisation=organisation or an_organisation(), **fields)


def a_user(*, password: str | None = None, second_factor: bool = True, **fields: Any) -> User:
    """Somebody who signs in. Without a password given it has none (hashing one takes time)."""
    number = next(_number)
    fields.setdefault("email", f"person{number}@example.org")
    fields.setdefault("name", f"Testi Ihminen{number}")
    fields.setdefault("language", "en")
    user = User.objects.create_user(password=password, **fields)
    if second_factor:
        from allauth.mfa.totp.internal.auth import TOTP

        TOTP.activate(user, TOTP_SECRET)
    return user


def a_membership(
    user: User,
    organisation: Organisation,
    role: Role = Role.CASEWORKER,
    *,
    unit: Unit | None = None,
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
) -> Membership:
    return Membership.objects.create(
        user=user, organisation=organisation, role=role, unit=unit, starts_on=starts_on, ends_on=ends_on
    )


def a_worker(
    organisation: Organisation | None = None,
    roles: tuple[Role, ...] | frozenset[Role] = (Role.CASEWORKER,),
    unit: Unit | None = None,
    starts_on: date = LONG_AGO,
    ends_on: date | None = None,
    user: User | None = None,
    **user_fields: Any,
) -> Worker:
    """A person with these roles in an organisation (a new municipality unless given), in a unit or in all of it."""
    organisation = organisation or (unit.organisation if unit else an_organisation())
    user = user or a_user(**user_fields)
    memberships = tuple(
        a_membership(user, organisation, role, unit=unit, starts_on=starts_on, ends_on=ends_on)
        for role in sorted(roles)
    )
    return Worker(user, organisation, unit, memberships)


def an_administrator(organisation: Organisation | None = None, **more: Any) -> Worker:
    return a_worker(organisation, roles=(Role.ADMINISTRATOR,), **more)


def totp_code(secret: str = TOTP_SECRET) -> str:
    """The code an authenticator app would show now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

    counters = list(yield_hotp_counters_from_time())  # the half minutes that are accepted; the middle one is now
    return format_hotp_value(hotp_value(secret, counters[len(counters) // 2]))


def passkeys_of(user: User) -> int:
    return Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count()
