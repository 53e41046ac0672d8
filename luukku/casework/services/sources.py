"""From whom a fact came: kept beside it whenever it did not come from the person (681/2023, 73 §)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.casework.models import FactSource, Person
from luukku.casework.services._cases import user_of
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.core.models import Record


@dataclass(frozen=True, slots=True)
class Told:
    """From whom, by whose mouth, on which day (today unless told)."""

    origin: str = FactSource.Origin.PERSON
    told_by: str = ""
    told_on: date | None = None
    import_id: UUID | None = None


BY_THE_PERSON = Told()


def note_source(
    actor: Actor, person: Person, subject: Record, *, fact: str, fields: Iterable[str], told: Told
) -> FactSource | None:
    """Keep from whom a fact came, inside the service that writes the fact; what the person told needs no line.

    Raises:
        RuleViolation: the day is in the future.
    """
    source = source_of(actor, person, subject, fact=fact, fields=fields, told=told)
    if source is not None:
        source.full_clean()
        source.save()
    return source


def source_of(
    actor: Actor, person: Person, subject: Record, *, fact: str, fields: Iterable[str], told: Told
) -> FactSource | None:
    """The same, not saved yet: for many at once."""
    if told.origin == FactSource.Origin.PERSON:
        return None
    told_on = told.told_on or actor.day
    if told_on > actor.day:
        raise RuleViolation(_("The day must not be in the future."), field="told_on")
    return FactSource(
        person=person,
        subject_id=subject.pk,
        fact=fact,
        fields=sorted(fields),
        origin=told.origin,
        told_by=told.told_by.strip(),
        told_on=told_on,
        recorded_by_id=user_of(actor),
        import_id=told.import_id,
    )
