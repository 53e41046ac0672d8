"""Removing whole cases whose time is over, with everything that hangs on them in every app.

What hangs on a case is found from the tables' own relations, so an app that is added later is not forgotten: rows that
point to the case, rows that point to those, and so on. People and families go with their last case, and a person only
when nothing of anybody else points to them. Each case is one transaction of its own: the work may be stopped at any
moment and begun again.

Some tables let the application remove nothing (confirmations, emergency openings, holds): this runs as their owner.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connection, models, transaction
from django.db.models import Q

from luukku.audit import trail
from luukku.casework.models import (
    Case,
    ChildProtectionPointer,
    Family,
    FamilyMembership,
    Person,
    PersonMerge,
)
from luukku.casework.services import class_of, removal
from luukku.core.actor import SystemActor
from luukku.delivery.models import Message
from luukku.files.models import StoredFile

BATCH = 200

Rows = dict[type[models.Model], set[Any]]
"""Primary keys by model."""


class NotTheOwnerError(Exception):
    """The database role may not remove families' records."""


@dataclass(slots=True)
class Removed:
    """One case that is gone: how many rows of which table."""

    case_id: UUID
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        return sum(self.counts.values())


def count_due(actor: SystemActor) -> int:
    """How many cases are due now; nothing is changed."""
    return sum(1 for _case in _all_due(actor))


def remove_due(actor: SystemActor) -> Iterator[Removed]:
    """Remove each case that is due, one transaction each.

    Raises:
        NotTheOwnerError: the connection does not own the tables.
    """
    if not owns_tables():
        msg = "Families' records are removed by the owner of the tables: `luukku retention --apply` runs as that role."
        raise NotTheOwnerError(msg)
    for case_id in _all_due(actor):
        removed = remove_case(actor, case_id)
        if removed is not None:
            yield removed


@transaction.atomic
def remove_case(actor: SystemActor, case_id: UUID) -> Removed | None:
    """Remove one case with all that hangs on it, if it is still due; None when it is not (any more)."""
    case = removal.locked_if_due(case_id, actor.day)
    if case is None:
        return None
    chosen = class_of(case)
    rows = hanging_on({Case: {case.pk}})
    people = _people_to_remove(case, rows)
    _join(rows, hanging_on({Person: people} if people else {}))
    _join(rows, _family_of(case, rows))
    _join(rows, _files_of(rows))
    _spare_what_child_protection_noted(rows)
    counts = _delete(rows)
    counts |= _forget_traces([case.pk, *people])
    trail.record(
        actor,
        "case.removed",
        case,
        case=case.pk,
        chain=case.organisation_id,
        retention_class=chosen.value,
        people=len(people),
        rows=sum(counts.values()),
    )
    return Removed(case_id, counts)


@transaction.atomic
def remove_documents(actor: SystemActor) -> int:
    """Remove documents whose own time is over before that of their case. Returns how many."""
    due = removal.documents_due(actor, limit=BATCH)
    for document in due:
        rows = hanging_on({type(document): {document.pk}})
        _join(rows, _files_of(rows))
        _delete(rows)
        trail.record(
            actor, "document.expired", document, case=document.case_id, chain=document.case.organisation_id,
            retention_class=document.retention_class,
        )  # fmt: skip
    return len(due)


@transaction.atomic
def remove_notices(actor: SystemActor) -> int:
    """Remove notes of child-protection notices whose time is over, and children who were kept for them alone.

    The trail says how many, and nothing of whom. Returns how many.
    """
    due = removal.notices_due(actor, limit=BATCH)
    children = {pointer.child_id for pointer in due}
    _delete(hanging_on({ChildProtectionPointer: {pointer.pk for pointer in due}}))
    _delete({Person: {one for one in children if _stands_alone(one)}})
    if due:
        trail.record(actor, "retention.removed", kind=ChildProtectionPointer._meta.label, count=len(due))
    return len(due)


def count_notices_due(actor: SystemActor) -> int:
    """How many of them are due now, at most a batch; nothing is changed."""
    return len(removal.notices_due(actor, limit=BATCH))


def _stands_alone(person: UUID) -> bool:
    """Whether nothing at all points to the person."""
    return not any(keys for model, keys in hanging_on({Person: {person}}).items() if model is not Person)


def owns_tables() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tableowner = current_user FROM pg_tables WHERE tablename = %s", [Case._meta.db_table])
        found = cursor.fetchone()
    return bool(found and found[0])


def hanging_on(start: Rows) -> Rows:
    """The rows themselves and, through every relation of every table, what points to them.

    What points to them with "set to nothing" only lets go.
    """
    found: Rows = defaultdict(set)
    waiting = [(model, set(keys)) for model, keys in start.items()]
    while waiting:
        model, keys = waiting.pop()
        fresh = keys - found[model]
        if not fresh:
            continue
        found[model] |= fresh
        for pointing, column in _pointing_to(model):
            if column.remote_field.on_delete is models.SET_NULL:
                continue
            rows = pointing._base_manager.filter(**{f"{column.name}__in": fresh})
            waiting.append((pointing, set(rows.values_list("pk", flat=True))))
    return found


def _all_due(actor: SystemActor) -> Iterator[UUID]:
    after: UUID | None = None
    while batch := removal.cases_due(actor, after=after, limit=BATCH):
        yield from [case.pk for case in batch]
        after = batch[-1].pk


def _pointing_to(model: type[models.Model]) -> Iterator[tuple[type[models.Model], Any]]:
    """Every foreign key to a model, also those of many-to-many tables."""
    for other in apps.get_models(include_auto_created=True):
        for column in other._meta.local_fields:
            if column.remote_field and column.remote_field.model is model:
                yield other, column


def _people_to_remove(case: Case, going: Rows) -> set[UUID]:
    """Members, past ones too, who belong to no family that stays, and to whom nothing that stays points."""
    members = FamilyMembership.objects.filter(family_id=case.family_id).values_list("person_id", flat=True)
    people = set(members)
    people |= set(PersonMerge.objects.filter(kept__in=people).values_list("merged_id", flat=True))
    staying = Case.objects.exclude(pk=case.pk).values("family_id")
    people -= set(
        FamilyMembership.objects.filter(person__in=people, family__in=staying).values_list("person_id", flat=True)
    )
    while wanted := _still_wanted(people, case, going):
        people -= wanted
    return people


def _still_wanted(people: set[UUID], case: Case, going: Rows) -> set[UUID]:
    """Who of these is named by a row of another case, or together with somebody who stays."""
    wanted: set[UUID] = set()
    for model, column in _pointing_to(Person):
        if column.remote_field.on_delete is models.SET_NULL:
            continue
        rows = model._base_manager.filter(**{f"{column.name}__in": people}).exclude(pk__in=going.get(model, set()))
        if model is FamilyMembership:
            continue
        others = [one for one in model._meta.local_fields if one.remote_field and one.remote_field.model is Person]
        together = Q()
        for other in others:
            if other is not column:
                together |= Q(**{f"{other.name}__isnull": False}) & ~Q(**{f"{other.name}__in": people})
        of_others = _of_another_case(model)
        asked = together | of_others if together or of_others else None
        if asked is not None:
            wanted |= set(rows.filter(asked).values_list(column.attname, flat=True))
    return wanted


def _of_another_case(model: type[models.Model], depth: int = 4) -> Q:
    """Rows that hang on some case: those of this very case are among the rows that go, and not asked about."""
    path = _path_to_case(model, depth)
    return Q(**{f"{path}__isnull": False}) if path else Q()


def _path_to_case(model: type[models.Model], depth: int) -> str:
    """How a row of this model comes to its case, as a filter's words; empty when it comes to none."""
    if depth == 0:
        return ""
    for column in model._meta.local_fields:
        target = column.remote_field.model if column.remote_field else None
        if target is Case:
            return str(column.name)
        if target in (None, Person, model) or not column.name or target is Family:
            continue
        rest = _path_to_case(target, depth - 1)
        if rest:
            return f"{column.name}__{rest}"
    return ""


def _spare_what_child_protection_noted(rows: Rows) -> None:
    """It is kept by rules of its own (see `notices_due`), and of its child nothing but the person."""
    notices = rows.get(ChildProtectionPointer, set())
    children = ChildProtectionPointer.objects.filter(pk__in=notices).values_list("child_id", flat=True)
    rows.get(Person, set()).difference_update(children)
    for model, keys in hanging_on({ChildProtectionPointer: set(notices)}).items():
        rows.get(model, set()).difference_update(keys)


def _family_of(case: Case, going: Rows) -> Rows:
    """The family with its memberships, when this was its last case."""
    if Case.objects.filter(family_id=case.family_id).exclude(pk=case.pk).exists():
        return {}
    return hanging_on({Family: {case.family_id}})


def _files_of(rows: Rows) -> Rows:
    """Files to which the rows point: what is kept below does not know what it belongs to."""
    files: set[Any] = set()
    for model, keys in rows.items():
        for column in model._meta.local_fields:
            if column.remote_field and column.remote_field.model is StoredFile:
                pointed = model._base_manager.filter(pk__in=keys).values_list(column.attname, flat=True)
                files |= {one for one in pointed if one}
    return hanging_on({StoredFile: files}) if files else {}


def _delete(rows: Rows) -> dict[str, int]:
    """Delete what points before what is pointed to. Constraints that wait for the commit are asked at once."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        cursor.execute("SELECT set_config('luukku.address_purpose', 'check', true)")
        _let_go(rows)
        counts = {}
        for model in _pointing_first(set(rows)):
            keys = list(rows[model])
            if keys:
                table, key = model._meta.db_table, model._meta.pk.column
                cursor.execute(f'DELETE FROM "{table}" WHERE "{key}" = ANY(%s)', [keys])  # noqa: S608 - our own names
                counts[model._meta.label] = cursor.rowcount
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT set_config('luukku.address_purpose', '', true)")
    return counts


def _let_go(rows: Rows) -> None:
    """Rows that stay and only mention what goes."""
    for model, keys in rows.items():
        for pointing, column in _pointing_to(model):
            if column.remote_field.on_delete is models.SET_NULL:
                pointing._base_manager.filter(**{f"{column.name}__in": keys}).update(**{column.name: None})


def _pointing_first(chosen: set[type[models.Model]]) -> list[type[models.Model]]:
    """The models in an order in which nothing is deleted while something of these still points to it."""
    order: list[type[models.Model]] = []
    left = set(chosen)
    while left:
        free = [one for one in left if not any(other in left and other is not one for other, _c in _pointing_to(one))]
        free = free or [min(left, key=lambda one: one._meta.label)]  # a circle: the constraints wait for its end
        for one in sorted(free, key=lambda one: one._meta.label):
            order.append(one)
            left.discard(one)
    return order


def _forget_traces(ids: Iterable[UUID]) -> dict[str, int]:
    """Rows that name them without a relation: links in messages, and jobs that are over."""
    named = [str(one) for one in ids]
    links = Q()
    for one in named:
        links |= Q(path__contains=one)
    counts = {"delivery.Message": Message.objects.filter(links).delete()[0]}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM core_idempotencykey WHERE location LIKE ANY(%s)", [[f"%{one}%" for one in named]])
        counts["core.IdempotencyKey"] = cursor.rowcount
    return counts


def _join(into: Rows, more: Rows) -> None:
    for model, keys in more.items():
        into.setdefault(model, set()).update(keys)
