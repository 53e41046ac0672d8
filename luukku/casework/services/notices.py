"""What the population information system tells about protection, in whatever order it comes.

A notice only ever adds to what is hidden. That the register tells an end is shown to a person, who confirms it.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from luukku.audit import trail
from luukku.casework.models import AddressProtection, Person, ProtectionNotice
from luukku.casework.rules.spans import Span, uncovered
from luukku.core.actor import SystemActor
from luukku.core.errors import ensure, ensure_found

Kind = ProtectionNotice.Kind


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice as it came.

    Attributes:
        reference: its number; the same number again changes nothing.
        issued_at: when the register wrote it, which need not be the order in which notices come.
    """

    reference: str
    kind: str
    issued_at: datetime
    from_on: date | None = None
    last_on: date | None = None


@transaction.atomic
def take_in_notice(actor: SystemActor, person: Person, notice: Notice) -> ProtectionNotice:
    """Keep a notice and bring the person's protections up to date with all that have come.

    Whatever the order in which notices come, the same days are hidden in the end.

    Raises:
        PermissionDenied: it is not the system that asks, or there is no such person.
        ValidationError: the notice lacks its day.
    """
    ensure(isinstance(actor, SystemActor))
    ensure_found(Person.objects.select_for_update().filter(pk=person.pk).first())
    known = ProtectionNotice.objects.filter(reference=notice.reference).first()
    if known is not None:
        return known
    row = ProtectionNotice(
        person=person,
        reference=notice.reference,
        kind=notice.kind,
        issued_at=notice.issued_at,
        from_on=notice.from_on,
        last_on=notice.last_on,
    )
    row.full_clean()
    row.save()
    _hide(person)
    _note_told_end(person)
    trail.record(actor, "protection.notice_taken_in", row, kind=row.kind)
    return row


def _hide(person: Person) -> None:
    """Protect every day that some notice protects and that is not protected yet."""
    began = ProtectionNotice.objects.filter(person=person, kind=Kind.BEGAN).order_by("from_on", "issued_at", "pk")
    for notice in began:
        if notice.from_on is None:
            continue
        told = Span(notice.from_on, notice.last_on + timedelta(days=1) if notice.last_on else None)
        held = AddressProtection.objects.filter(person=person).values_list("during", flat=True)
        for gap in uncovered(told, [Span(one.lower, one.upper) for one in held]):
            protection = AddressProtection(
                person=person, source=AddressProtection.Source.REGISTER, during=(gap.first, gap.until)
            )
            protection.full_clean()
            protection.save()


def _note_told_end(person: Person) -> None:
    """The newest notice decides what the register's end is: none, when it tells that protection began."""
    newest = ProtectionNotice.objects.filter(person=person).order_by("issued_at", "reference").last()
    told = newest.last_on if newest is not None and newest.kind == Kind.ENDED else None
    AddressProtection.objects.filter(person=person, end_confirmed_on__isnull=True).update(end_told_on=told)
