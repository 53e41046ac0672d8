"""Beginning a programme, telling what it is, and closing it without leaving anything without an owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core import conflicts
from luukku.core.actor import Actor
from luukku.core.days import in_digits
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import Duty, Output, Programme
from luukku.programme.services.gaps import owned_on
from luukku.programme.services.transitions import lock_programme, move_programme

FACTS = ("text", "short_text", "text_sv", "text_en", "region", "funder", "starts_on", "ends_on", "is_shared")


@dataclass(frozen=True, slots=True)
class Orphans:
    """What would have no owner on the day after a programme's end."""

    first_day: date
    outputs: list[Output]
    duties: list[Duty]

    @property
    def count(self) -> int:
        return len(self.outputs) + len(self.duties)


@transaction.atomic
def create(actor: Actor, *, facts: Mapping[str, Any]) -> Programme:
    """Begin a programme of the actor's organisation.

    Raises:
        PermissionDenied: the actor does not write here.
        ValidationError: it would end before it begins.
    """
    ensure(policies.may_write(actor))
    programme = Programme(
        organisation_id=actor.organisation_key, **{name: facts[name] for name in FACTS if name in facts}
    )
    programme.full_clean()
    programme.save()
    trail.record(actor, "programme.begun", programme)
    return programme


@transaction.atomic
def change(actor: Actor, programme_id: UUID, *, version: int, facts: Mapping[str, Any]) -> Programme:
    """Change what is told of a programme.

    Raises:
        PermissionDenied: it is another organisation's, or closed.
        Conflict: somebody changed it meanwhile.
    """
    programme = lock_programme(actor, programme_id)
    new = {name: facts[name] for name in FACTS if name in facts}
    if programme.version != version and (differing := conflicts.differences(programme, new)):
        raise Conflict(programme.version, differing)
    for name, value in new.items():
        setattr(programme, name, value)
    programme.version += 1
    programme.full_clean()
    programme.save()
    trail.record(actor, "programme.changed", programme)
    return programme


def orphans(programme: Programme, last_day: date) -> Orphans:
    """Outputs and duties for which nobody answers on the day after the last."""
    day = last_day + timedelta(days=1)
    return Orphans(
        day,
        list(programme.outputs.filter(~owned_on(day, "output"))),
        list(programme.duties.filter(~owned_on(day, "duty"))),
    )


@transaction.atomic
def close(actor: Actor, programme_id: UUID, *, closed_on: date) -> Programme:
    """Close a programme. It is refused while an output or a duty would be left without an owner.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: something would have no owner on the next day, or the programme begins later.
    """
    programme = lock_programme(actor, programme_id)
    if programme.starts_on and closed_on < programme.starts_on:
        raise RuleViolation(_("The programme begins later than this day."), field="closed_on")
    left = orphans(programme, closed_on)
    if left.count:
        raise RuleViolation(
            _("%(count)d outputs and duties would have no owner on %(day)s. Name their owners first.")
            % {"count": left.count, "day": in_digits(left.first_day)},
            field="closed_on",
        )
    move_programme(programme, Programme.State.CLOSED)
    programme.closed_on = closed_on
    programme.version += 1
    programme.full_clean()
    programme.save()
    trail.record(actor, "programme.closed", programme, on=closed_on.isoformat())
    return programme


@transaction.atomic
def reopen(actor: Actor, programme_id: UUID) -> Programme:
    """Let a closed programme go on.

    Raises:
        PermissionDenied: it is another organisation's.
        RuleViolation: it is not closed.
    """
    rows = policies.own_programmes(actor).select_for_update(of=("self",))
    programme = ensure_found(rows.filter(pk=programme_id).first())
    move_programme(programme, Programme.State.RUNNING)
    programme.closed_on = None
    programme.version += 1
    programme.save()
    trail.record(actor, "programme.reopened", programme)
    return programme
