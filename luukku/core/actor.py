"""Who acts, for which organisation, in which roles, at which moment: plain values, handed on explicitly."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from luukku.core import clock

NOBODY = UUID(int=0)


class Role(models.TextChoices):
    """What a membership lets a person do in one organisation. Relations to a family come on top of it."""

    CASEWORKER = "caseworker", _("Worker with families")
    SUPERVISOR = "supervisor", _("Supervisor")
    ADMINISTRATOR = "administrator", _("Administrator of people")
    DATA_PROTECTION = "data_protection", _("Data protection officer")
    CHILD_PROTECTION = "child_protection", _("Worker in child protection")


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody (or the system) acting for one organisation at one moment.

    Attributes:
        user_id: the signed-in person; None for the system.
        organisation_id: the organisation worked for, as named in the address of the page.
        roles: the roles that hold on `day` in that organisation.
        at: the moment of acting, timezone-aware.
        unit_ids: the units that the roles cover; empty means none (an organisation-wide role has `None` in it).
        held: each role with the unit it was given for (`None`: the whole organisation), so that a supervisor of
            one unit who works with families in another is no supervisor there.
    """

    user_id: UUID | None
    organisation_id: UUID | None
    roles: frozenset[Role]
    at: datetime
    unit_ids: frozenset[UUID | None] = frozenset()
    held: frozenset[tuple[Role, UUID | None]] = frozenset()

    kind = "worker"

    @property
    def day(self) -> date:
        return clock.helsinki_day(self.at)

    @property
    def user_key(self) -> UUID:
        """The user's id for a filter; nobody's id when there is no user."""
        return self.user_id or NOBODY

    @property
    def organisation_key(self) -> UUID:
        """The organisation's id for a filter; nobody's id when there is none."""
        return self.organisation_id or NOBODY

    def has(self, roles: frozenset[Role]) -> bool:
        return bool(self.roles & roles)

    def units_as(self, role: Role) -> frozenset[UUID | None]:
        """The units where the actor holds this role; `None` among them means the whole organisation."""
        return frozenset(unit_id for held_role, unit_id in self.held if held_role == role)


@dataclass(frozen=True, slots=True)
class SystemActor(Actor):
    """The clock, the queue or an operator's command. Policies that admit it say so by name."""

    kind = "system"

    @classmethod
    def now(cls) -> Self:
        return cls(user_id=None, organisation_id=None, roles=frozenset(), at=clock.now())


@dataclass(frozen=True, slots=True)
class AnonymousActor(Actor):
    """Nobody known yet: sign-in attempts and the like leave their trace under this name."""

    kind = "anonymous"

    @classmethod
    def at_moment(cls, at: datetime) -> Self:
        return cls(user_id=None, organisation_id=None, roles=frozenset(), at=at)
