"""Noting that somebody read about a family, with the purpose that the moment gives."""

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case
from luukku.core.actor import Actor
from luukku.core.models import Record


def note_view(actor: Actor, action: str, subject: Record, *, case: Case, sight: policies.Sight | None = None) -> None:
    """One line: read. When only an emergency opening lets the actor read, the line says so.

    When another organisation reads, that is a disclosure too (703/2023, 10 §): the line names the permits or the
    openings by law that let it.
    """
    if case.organisation_id != actor.organisation_id:
        permits, laws = policies.opened_by(actor, case.pk)
        trail.record(
            actor,
            action,
            subject,
            case=case.pk,
            purpose="permit" if permits else "law",
            permits=[str(one) for one in permits],
            laws=[str(one) for one in laws],
        )
        return
    sight = sight or policies.sight_of(actor, case)
    trail.record(actor, action, subject, case=case.pk, purpose="emergency" if sight.only_in_emergency else "")
