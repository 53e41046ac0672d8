"""A person's names as rows, and the ones in use on the person: the two are kept the same here."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.casework.models import Person, PersonName
from luukku.casework.rules.names import name_key
from luukku.core.errors import RuleViolation

SHOWN = {
    PersonName.Kind.OFFICIAL: "name",
    PersonName.Kind.OWN_SCRIPT: "native_name",
    PersonName.Kind.CALLED: "called_name",
}
"""Kinds of which one holds at a time, and where the person shows it."""


def refresh_key(person: Person) -> None:
    """Fold all names of the person for finding: earlier ones, other spellings, and those they were merged with under.

    The caller saves.
    """
    person.name_key = name_key(person.name, person.native_name, person.called_name, *other_names([person])[person.pk])


def key_of(person: Person, others: dict[UUID, list[str]]) -> str:
    """The key of one of many people whose other names were fetched together."""
    return name_key(person.name, person.native_name, person.called_name, *others[person.pk])


def other_names(people: Iterable[Person]) -> dict[UUID, list[str]]:
    """By person: names in rows, and all names of those who were merged into them."""
    found: dict[UUID, list[str]] = defaultdict(list)
    rows = PersonName.objects.filter(person__in=people).order_by("pk")
    for person_id, text in rows.values_list("person_id", "text"):
        found[person_id].append(text)
    merged = Person.objects.filter(merged_into__in=people).order_by("pk")
    for kept_id, *names in merged.values_list("merged_into_id", "name", "native_name", "called_name"):
        found[kept_id] += names
    return found


def correct_shown(person: Person, day: date) -> None:
    """After a correction on the person: the rows that hold say the same."""
    for row in PersonName.objects.on(day).filter(person=person, kind__in=SHOWN):
        text = getattr(person, SHOWN[PersonName.Kind(row.kind)])
        if text and row.text != text:
            row.text, row.version = text, row.version + 1
            row.full_clean()
            row.save()


def make_room(person: Person, kind: str, from_on: date) -> None:
    """Before a new name begins: the one in use ends the day before, and gets a row if it had none.

    Raises:
        RuleViolation: one that begins the same day or later is noted already.
    """
    field = SHOWN.get(PersonName.Kind(kind))
    if field is None:
        return
    rows = PersonName.objects.select_for_update().filter(person=person, kind=kind)
    used = getattr(person, field)
    if used and not rows.exists():
        PersonName.objects.create(person=person, kind=kind, text=used, during=(None, from_on))
        return
    if rows.filter(during__startswith__gte=from_on).exists():
        raise RuleViolation(
            _("A name that begins that day or later is noted already. Correct that one."), field="from_on"
        )
    for row in rows.filter(during__contains=from_on):
        row.during = (row.during.lower, from_on)
        row.save()


def show_current(person: Person, day: date) -> None:
    """After a change among the rows: the person shows those that hold on the day. The caller saves."""
    holding = PersonName.objects.on(day).filter(person=person, kind__in=SHOWN)
    for kind, text in holding.values_list("kind", "text"):
        setattr(person, SHOWN[PersonName.Kind(kind)], text)
    refresh_key(person)
