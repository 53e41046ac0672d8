"""Helpers outside Luukku: a name, what they do and how to reach them. They are shown nothing."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import ExternalContact
from luukku.casework.services._cases import locked_case
from luukku.core.actor import Actor
from luukku.core.errors import ensure_found


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What is known of somebody who helps from outside."""

    name: str
    function: str
    workplace: str = ""
    contact: str = ""


@transaction.atomic
def add_contact(actor: Actor, case_id: UUID, facts: ContactFacts) -> ExternalContact:
    """Write down somebody who helps from outside, from today on.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        ValidationError: a part is missing or too long.
    """
    case = locked_case(actor, case_id)
    return _write(actor, ExternalContact(case=case, during=(actor.day, None)), facts, "contact.added")


@transaction.atomic
def change_contact(actor: Actor, contact_id: UUID, facts: ContactFacts) -> ExternalContact:
    """Correct what is known of them.

    Raises:
        PermissionDenied: the actor does not answer for the case, or they no longer help.
    """
    return _write(actor, _locked(actor, contact_id), facts, "contact.changed")


@transaction.atomic
def end_contact(actor: Actor, contact_id: UUID) -> None:
    """They no longer help: yesterday was the last day. Who only came today is taken out.

    Raises:
        PermissionDenied: the actor does not answer for the case, or they no longer help.
    """
    contact = _locked(actor, contact_id)
    trail.record(actor, "contact.ended", contact, case=contact.case_id)
    if contact.first_on >= actor.day:
        contact.delete()
        return
    contact.during = (contact.first_on, actor.day)
    contact.full_clean()
    contact.save()


def _locked(actor: Actor, contact_id: UUID) -> ExternalContact:
    allowed = policies.own_contacts(actor).filter(pk=contact_id).values("pk")
    return ensure_found(ExternalContact.objects.select_for_update().filter(pk__in=allowed).first())


def _write(actor: Actor, contact: ExternalContact, facts: ContactFacts, action: str) -> ExternalContact:
    contact.name, contact.function = facts.name.strip(), facts.function.strip()
    contact.workplace, contact.contact = facts.workplace.strip(), facts.contact.strip()
    contact.full_clean()
    contact.save()
    trail.record(actor, action, contact, case=contact.case_id)
    return contact
