"""Who takes part, and who answers for what: named from a day on, ended on a day, never removed."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.accounts.models import Organisation, User
from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.programme import policies
from luukku.programme.models import Duty, Party, Programme, Responsibility
from luukku.programme.rules.rows import Kind
from luukku.programme.rules.table_rows import code_of
from luukku.programme.services import placing
from luukku.programme.services.transitions import lock_measure, lock_programme


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody as a form tells: a party that is known, or the name of a new one; and the person in it, if known.

    `is_own`: the actor's own organisation, under its own name.
    """

    party_id: UUID | None = None
    name: str = ""
    person_id: UUID | None = None
    is_own: bool = False


@transaction.atomic
def name_owner(
    actor: Actor,
    target: str,
    row_id: UUID,
    who: Who,
    *,
    starts_on: date,
    ends_on: date | None = None,
    role: str = Responsibility.Role.RESPONSIBLE,
) -> Responsibility:
    """Let somebody answer for a duty, a measure or an output from a day on; whoever did so far stops the day before.

    Raises:
        PermissionDenied: the row, the party or the person is not the actor's to name.
        RuleViolation: the party's own time ends before it would begin.
        ValidationError: the last day lies before the first, or somebody answers later already.
    """
    row = _locked(actor, target, row_id)
    party = party_of(actor, row.programme, who)
    if party.ends_on and party.ends_on < starts_on:
        raise RuleViolation(_("This party's time has ended by then. Choose who goes on."), field="party")
    if role == Responsibility.Role.RESPONSIBLE:
        for before in Responsibility.objects.select_for_update().answering().filter(**{target: row}):
            _give_way(before, starts_on)
    made = Responsibility(
        **{target: row}, party=party, person=person_of(actor, who), role=role, starts_on=starts_on, ends_on=ends_on
    )
    made.full_clean()
    made.save()
    trail.record(actor, "programme.owner_named", row, party=str(party.pk), role=role)
    return made


@transaction.atomic
def end_party(actor: Actor, party_id: UUID, *, ends_on: date, successor_id: UUID | None = None) -> Party:
    """Note when a party ends, and who goes on; the successor answers from the next day for all that it answered for.

    Raises:
        PermissionDenied: it is not the actor's, or the successor is not of this programme.
        RuleViolation: the successor's time has ended by then.
    """
    rows = policies.editable_parties(actor).select_for_update(of=("self",))
    party = ensure_found(rows.filter(pk=party_id).first())
    heir = ensure_found(party.programme.parties.filter(pk=successor_id).first()) if successor_id else None
    first = ends_on + timedelta(days=1)
    if heir and heir.ends_on and heir.ends_on < first:
        raise RuleViolation(_("This party's time has ended by then. Choose who goes on."), field="successor")
    party.ends_on, party.successor, party.version = ends_on, heir, party.version + 1
    party.full_clean()
    party.save()
    for held in party.responsibilities.answering().on(ends_on) if heir else ():
        held.ends_on = ends_on
        held.save()
        Responsibility(
            duty=held.duty, measure=held.measure, output=held.output, party=heir, starts_on=first
        ).save()  # fmt: skip
    trail.record(actor, "programme.party_ended", party, successor=str(successor_id) if successor_id else None)
    return party


@transaction.atomic
def add_duty(actor: Actor, party_id: UUID, *, text: str, is_statutory: bool = False, starts_on: date) -> Duty:
    """Note what a party takes on.

    Raises:
        PermissionDenied: it is not the actor's programme.
    """
    party = ensure_found(policies.editable_parties(actor).filter(pk=party_id).first())
    programme = lock_programme(actor, party.programme_id)
    duty = Duty(
        programme=programme,
        text=text,
        is_statutory=is_statutory,
        position=placing.last(programme.parties, programme.duties),
    )
    duty.full_clean()
    duty.save()
    Responsibility(duty=duty, party=party, starts_on=starts_on).save()
    trail.record(actor, "programme.duty_added", duty, party=str(party.pk))
    return duty


@transaction.atomic
def confirm_duty(actor: Actor, duty_id: UUID) -> Duty:
    """What the source only asked is a duty indeed.

    Raises:
        PermissionDenied: it is not the actor's programme.
    """
    duty = ensure_found(policies.editable_duties(actor).select_for_update(of=("self",)).filter(pk=duty_id).first())
    duty.is_tentative = False
    duty.version += 1
    duty.save()
    trail.record(actor, "programme.duty_confirmed", duty)
    return duty


def party_of(actor: Actor, programme: Programme, who: Who) -> Party:
    """The party that was meant, in this programme; a new name becomes a party.

    Whoever only adds measures to others' programme chooses among those who take part in it, and may bring in the own
    organisation under its own name.

    Raises:
        PermissionDenied: the party stands in another programme.
        RuleViolation: nobody was told, or somebody whom only the programme's own organisation may bring in.
    """
    if who.party_id is not None:
        return ensure_found(programme.parties.filter(pk=who.party_id).first())
    own = Organisation.objects.filter(pk=actor.organisation_key).first() if who.is_own else None
    name = own.name_fi if own else who.name.strip()
    if not name:
        raise RuleViolation(_("Choose who, or write the name."), field="party")
    known = programme.parties.filter(text__iexact=name).on(actor.day).first()
    if known is not None:
        return known
    if own is None and not policies.may_edit(actor, programme):
        raise RuleViolation(
            _("Choose one of those who take part, or your own organisation. Others are added by whoever writes the "
              "programme."), field="party",
        )  # fmt: skip
    made = _new_party(programme, name)
    made.organisation = own
    made.full_clean()
    made.save()
    trail.record(actor, "programme.party_added", made)
    return made


def _new_party(programme: Programme, name: str) -> Party:
    """A party with the code that a table which names it would give it, unless one of that name was there before."""
    code = code_of(Kind.PARTY, name)
    is_taken = programme.parties.filter(code=code).exists()
    return Party(
        programme=programme,
        text=name,
        code="" if is_taken else code,
        position=placing.last(programme.parties, programme.duties),
    )


def person_of(actor: Actor, who: Who) -> User | None:
    """The person who was meant, if one was.

    Raises:
        PermissionDenied: nobody of the actor's organisation.
    """
    if who.person_id is None:
        return None
    return ensure_found(policies.possible_people(actor).filter(pk=who.person_id).first())


def _locked(actor: Actor, target: str, row_id: UUID) -> Any:
    if target == "measure":
        return lock_measure(actor, row_id)
    rows: dict[str, Any] = {"duty": policies.editable_duties, "output": policies.editable_outputs}
    ensure(target in rows)
    return ensure_found(rows[target](actor).select_for_update(of=("self",)).filter(pk=row_id).first())


def _give_way(before: Responsibility, starts_on: date) -> None:
    """Whoever answers on the day another begins stops the day before; what has ended or begins later stays."""
    if before.ends_on and before.ends_on < starts_on:
        return
    if before.starts_on and before.starts_on > starts_on:
        return
    before.ends_on = starts_on - timedelta(days=1)
    if before.starts_on and before.ends_on < before.starts_on:
        before.ends_on = before.starts_on
        raise RuleViolation(_("Somebody was named for this same day already. Choose a later day."), field="starts_on")
    before.save()
