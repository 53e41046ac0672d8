"""Work of an operator on what is known about people: moving sealed values to a new key, folding names anew.

Both go in batches, each a transaction of its own: stopped anywhere, they go on where they stopped, and run twice they
do nothing the second time.
"""

from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.casework.models import ImportRow, Person, PersonIdentifier
from luukku.casework.services import identifiers, naming
from luukku.core import sealing
from luukku.core.actor import SystemActor

BATCH = 500


@transaction.atomic
def reseal_identifiers(actor: SystemActor) -> int:
    """Close the next identifiers under the newest key; returns how many. None left: 0.

    Raises:
        UnsealableError: a value's key is missing. Nothing of the batch is changed.
    """
    waiting = PersonIdentifier.objects.exclude(sealed__startswith=sealing.newest_prefix()).order_by("pk")
    rows = list(waiting.select_for_update()[:BATCH])
    for row in rows:
        value = identifiers.open_value(row)
        row.sealed = sealing.seal(value, about=str(row.pk))
        row.mark = identifiers.mark_of(row.kind, value)
    PersonIdentifier.objects.bulk_update(rows, ["sealed", "mark"])
    if rows:
        trail.record(actor, "identifiers.resealed", count=len(rows))
    return len(rows)


@transaction.atomic
def reseal_import_rows(actor: SystemActor) -> int:
    """The same for rows of files that wait to be taken in."""
    waiting = ImportRow.objects.exclude(sealed__startswith=sealing.newest_prefix()).order_by("pk")
    rows = list(waiting.select_for_update()[:BATCH])
    for row in rows:
        row.sealed = sealing.seal(sealing.unseal(row.sealed, about=str(row.pk)), about=str(row.pk))
    ImportRow.objects.bulk_update(rows, ["sealed"])
    if rows:
        trail.record(actor, "import_rows.resealed", count=len(rows))
    return len(rows)


@transaction.atomic
def refold_names(after: UUID | None) -> tuple[UUID | None, int]:
    """Fold the names of the next people, after an upgrade changed how names are folded.

    Returns:
        The last person's id, to go on after it (None when all are done), and how many were changed.
    """
    people = Person.objects.order_by("pk") if after is None else Person.objects.order_by("pk").filter(pk__gt=after)
    batch = list(people.select_for_update(no_key=True)[:BATCH])
    others = naming.other_names(batch)
    changed = []
    for person in batch:
        key = naming.key_of(person, others)
        if key != person.name_key:
            person.name_key = key
            changed.append(person)
    Person.objects.bulk_update(changed, ["name_key"])
    return (batch[-1].pk if len(batch) == BATCH else None), len(changed)
