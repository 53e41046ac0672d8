"""Noting that somebody read about a family, with the purpose that the moment gives."""

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case
from luukku.core.actor import Actor
from luukku.core.models import Record


def note_view(actor: Actor, action: str, subject: Record, *, case: Case) -> None:
    """One line: read. When only an emergency opening lets the actor read, the line says so."""
    purpose = "emergency" if policies.sees_only_in_emergency(actor, case) else ""
    trail.record(actor, action, subject, case=case.pk, purpose=purpose)
