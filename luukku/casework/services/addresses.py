"""Where people live: the only code that touches the table of addresses.

The database shows and takes an address only while a purpose is told, for that one statement and no longer.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import connection, models, transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from luukku.accounts.models import Organisation
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import AddressProtection, Person, ProtectedAddress
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found


class Purpose(models.TextChoices):
    """Why an address is opened. It stands in the trail, and the person can read it there."""

    VISIT = "visit", pgettext_lazy("family", "To visit the family")
    LETTER = "letter", pgettext_lazy("family", "To send a letter")
    AUTHORITY = "authority", pgettext_lazy("family", "To tell another authority that is entitled to it")
    CHECK = "check", pgettext_lazy("family", "To check or correct the address")


@dataclass(frozen=True, slots=True)
class Address:
    """An address that was revealed. It does not print itself."""

    street: str = ""
    postcode: str = ""
    post_office: str = ""
    municipality: str = ""

    def __repr__(self) -> str:
        return "<Address: hidden>"

    __str__ = __repr__


@transaction.atomic
def reveal(actor: Actor, person: Person, purpose: Purpose) -> Address | None:
    """The person's address, for a purpose that stays in the trail; None when none is known.

    Raises:
        PermissionDenied: the actor does not read a whole case of this person (helpers never do), or the person is, or
            lives with somebody who is, protected and belongs to another family too, which the actor does not read.
        RuleViolation: somebody protected, whom the actor does not see, lives at the same address.
    """
    ensure(policies.may_reveal_address(actor, person))
    cases = policies.cases_of_person(actor, person).values_list("pk", flat=True)
    trail.record(actor, "address.revealed", person, cases=cases, purpose=Purpose(purpose).value)
    with _told(purpose):
        row = ProtectedAddress.objects.filter(person=person).first()
        is_shared = row is not None and _is_shielded(actor, row)
    if row is None:
        return None
    if is_shared:
        raise RuleViolation(
            _("The address is protected. It opens only to those who work with everybody protected there.")
        )
    return Address(row.street, row.postcode, row.post_office, row.municipality)


def move_address(from_person: UUID, to_person: UUID) -> bool:
    """Give one person's address to another who has none, when both turn out to be one. Asked for by `merging` alone.

    Returns:
        Whether an address moved.
    """
    with _told(Purpose.CHECK):
        if ProtectedAddress.objects.filter(person_id=to_person).exists():
            return False
        return bool(ProtectedAddress.objects.filter(person_id=from_person).update(person_id=to_person))


@transaction.atomic
def save_address(actor: Actor, person_id: UUID, address: Address) -> None:
    """Write where the person lives, in place of what was known before.

    Raises:
        PermissionDenied: the actor does not answer for a family of this person, or could not reveal the address.
        ValidationError: a part is too long.
    """
    person = ensure_found(Person.objects.select_for_update().filter(pk=person_id).first())
    ensure(policies.may_edit_person(actor, person) and policies.may_reveal_address(actor, person))
    with _told(Purpose.CHECK):
        row = ProtectedAddress.objects.filter(person=person).first() or ProtectedAddress(person=person)
        row.street, row.postcode = address.street, address.postcode
        row.post_office, row.municipality = address.post_office, address.municipality
        row.full_clean()
        row.save()

    cases = policies.cases_of_person(actor, person).values_list("pk", flat=True)
    trail.record(actor, "address.saved", person, cases=cases, purpose=Purpose.CHECK.value)


def _is_shielded(actor: Actor, row: ProtectedAddress) -> bool:
    """Whether somebody lives at the same address who is protected and whose address the actor may not open."""
    if not row.street:
        return False
    protected = AddressProtection.objects.protecting_on(actor.day).exclude(person_id=row.person_id)
    same = ProtectedAddress.objects.filter(
        person__in=protected.values("person_id"), street__iexact=row.street, postcode=row.postcode
    )
    mine = policies.people_whose_address_may_be_revealed(actor)
    return same.exclude(person__in=mine.values("pk")).exists()


@contextmanager
def _told(purpose: Purpose) -> Iterator[None]:
    """While this holds, the database shows addresses. An error takes the purpose back with the savepoint."""
    with transaction.atomic():
        _tell(Purpose(purpose).value)
        yield
        _tell("")


def _tell(purpose: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('luukku.address_purpose', %s, true)", [purpose])


def home_municipalities(day: date) -> list[Organisation]:
    """The municipalities that exist on the day, to choose a home municipality from."""
    return list(Organisation.objects.existing_on(day).filter(kind=Organisation.Kind.MUNICIPALITY))
