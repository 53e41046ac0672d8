"""Identifiers: read as they are written, sealed, and opened again."""

from datetime import date

from django.utils.translation import gettext as _

from luukku.casework import policies
from luukku.casework.models import Person, PersonIdentifier
from luukku.casework.rules.identity_codes import Fault, NotACodeError, read_code
from luukku.core import sealing
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation

LONGEST = 60


def set_value(actor: Actor, person: Person, row: PersonIdentifier, written: str) -> None:
    """Seal what was written into the row, which is saved by the caller.

    Raises:
        RuleViolation: it is no code, or somebody else whom the actor sees has it.
    """
    value = plain_value(row.kind, written)
    if row.kind == PersonIdentifier.Kind.IDENTITY_CODE:
        others = policies.people_with_identifier(actor, row.kind, value).exclude(pk=person.pk)
        other = others.first()
        if other is not None:
            told = _("%(name)s has this code already. Is it the same person?") % {"name": other.short_name}
            raise RuleViolation(told, field="value")
    row.sealed = sealing.seal(value, about=str(row.pk))
    row.mark = mark_of(row.kind, value)


def take_code(actor: Actor, person: Person, written: str) -> PersonIdentifier:
    """Note the personal identity code of somebody who is just taken in, inside the service that does so.

    A birth that nobody told is the one in the code.

    Raises:
        RuleViolation: it is no code, or somebody else whom the actor sees has it.
    """
    row = PersonIdentifier(person=person, kind=PersonIdentifier.Kind.IDENTITY_CODE, during=(None, None))
    set_value(actor, person, row, written)
    row.full_clean()
    row.save()
    if person.birth_on is None:
        person.birth_on = birth_told_by(row)
        person.full_clean(validate_unique=False)
        person.save()
    return row


def plain_value(kind: str, written: str) -> str:
    """The value in the one form in which it is kept.

    Raises:
        RuleViolation: it is no personal identity code, or too long.
    """
    if kind == PersonIdentifier.Kind.IDENTITY_CODE:
        try:
            return read_code(written).value
        except NotACodeError as error:
            raise RuleViolation(fault_words(error.fault), field="value") from None
    value = " ".join(written.split()).upper()
    if not value or len(value) > LONGEST:
        raise RuleViolation(_("Write the identifier with at most %(count)d signs.") % {"count": LONGEST}, field="value")
    return value


def fault_words(fault: Fault) -> str:
    return {
        Fault.FORM: _("A personal identity code looks like this: 010594Y9032. Check it sign by sign."),
        Fault.DAY: _("The code begins with a day that is not in the calendar. Check it."),
        Fault.NUMBER: _("The three digits of the code can't be these. Check them."),
        Fault.CHECK: _("The last sign of the code does not fit the rest: something in it is written wrong."),
    }[fault]


def open_value(row: PersonIdentifier) -> str:
    """The value of a row that the caller may read."""
    return sealing.unseal(row.sealed, about=str(row.pk))


def birth_told_by(row: PersonIdentifier) -> date | None:
    """The day of birth that a personal identity code begins with; other identifiers tell none."""
    if row.kind != PersonIdentifier.Kind.IDENTITY_CODE:
        return None
    return read_code(open_value(row)).birth_on


def mark_of(kind: str, value: str) -> str:
    return sealing.mark(value, purpose=policies.marks_purpose(kind))
