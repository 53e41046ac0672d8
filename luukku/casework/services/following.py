"""What follows a person whose two rows are joined, and how it goes back: the mechanics behind `merging`.

Dated rows follow day by day: for days that the one who stays has already, the other's row is set aside; for the rest a
row of its own is written. Everything else that points at the row that goes is pointed at the one that stays.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import IntegrityError, models, transaction

from luukku.casework.models import (
    AddressProtection,
    Dated,
    FamilyMembership,
    GuardianRelation,
    Person,
    PersonMerge,
    ProtectedAddress,
)
from luukku.casework.rules.spans import Span, uncovered
from luukku.casework.services import addresses
from luukku.core.actor import Actor

SPECIAL = (Person, PersonMerge, FamilyMembership, GuardianRelation, AddressProtection, ProtectedAddress)
COPIED = {
    FamilyMembership: ("family_id", "person_id", "role", "residence", "end_reason"),
    GuardianRelation: (
        "child_id", "guardian_id", "kind", "source", "verified_on", "verified_by_id", "is_blocked", "block_reason",
        "blocked_on", "end_reason",
    ),
    AddressProtection: ("person_id", "source", "end_told_on", "end_confirmed_on", "end_confirmed_by_id"),
}  # fmt: skip


def follow(actor: Actor, merge: PersonMerge) -> None:
    """Point everything of the merged row at the kept one, and write down in `merge` what was done."""
    for row in FamilyMembership.objects.select_for_update().filter(person=merge.merged, is_set_aside=False):
        _follow_dated(merge, row, "person_id", FamilyMembership.objects.filter(family_id=row.family_id))
    relations = GuardianRelation.objects.select_for_update().filter(is_set_aside=False)
    for right in relations.filter(child=merge.merged):
        _follow_dated(merge, right, "child_id", GuardianRelation.objects.filter(guardian_id=right.guardian_id))
    for right in relations.filter(guardian=merge.merged):
        _follow_dated(merge, right, "guardian_id", GuardianRelation.objects.filter(child_id=right.child_id))
    _protect(actor, merge)
    if addresses.move_address(merge.merged_id, merge.kept_id):
        merge.moved.append(["casework.ProtectedAddress", "", "person_id"])
    for model, column in _pointing():
        for pk in model._default_manager.filter(**{column: merge.merged_id}).values_list("pk", flat=True):
            if _point(model, pk, column, merge.kept_id):
                merge.moved.append([model._meta.label, str(pk), column])


def go_back(merge: PersonMerge) -> None:
    """Undo what `follow` did, as far as it still stands."""
    for label, pk in merge.made:
        apps.get_model(label)._default_manager.filter(pk=pk).delete()
    for pk in merge.barred:
        GuardianRelation.objects.filter(pk=pk).update(is_blocked=False, block_reason="", blocked_on=None)
    for label, pk, column in merge.moved:
        model: type[models.Model] = apps.get_model(label)
        if model is ProtectedAddress:
            addresses.move_address(merge.kept_id, merge.merged_id)
        elif column == "is_set_aside":
            model._default_manager.filter(pk=pk).update(is_set_aside=False)
        elif model._default_manager.filter(pk=pk, **{column: merge.kept_id}).exists():
            _point(model, UUID(pk), column, merge.merged_id)


def _follow_dated(merge: PersonMerge, row: Any, column: str, same: "models.QuerySet[Any]") -> None:
    """Move a dated row whole, or set it aside and write rows for the days that the kept person lacks."""
    beside = list(same.filter(**{column: merge.kept_id}, is_set_aside=False, during__overlap=row.during))
    label = row._meta.label
    if not beside:
        _point(type(row), row.pk, column, merge.kept_id)
        merge.moved.append([label, str(row.pk), column])
        return
    type(row).objects.filter(pk=row.pk).update(is_set_aside=True)
    merge.moved.append([label, str(row.pk), "is_set_aside"])
    _write_gaps(merge, row, {column: merge.kept_id}, beside)
    if isinstance(row, GuardianRelation) and row.is_blocked:
        _bar(merge, row, beside)


def _write_gaps(merge: PersonMerge, row: Any, changed: dict[str, UUID], beside: list[Any]) -> None:
    values = {name: getattr(row, name) for name in COPIED[type(row)]} | changed
    for gap in uncovered(_span(row), map(_span, beside)):
        made = type(row)(**values, during=(gap.first, gap.until))
        made.full_clean()
        made.save()
        merge.made.append([made._meta.label, str(made.pk)])


def _bar(merge: PersonMerge, row: GuardianRelation, beside: list[GuardianRelation]) -> None:
    """A bar is never lost by joining: it holds for the row that stays too."""
    for one in beside:
        if not one.is_blocked:
            one.is_blocked, one.block_reason, one.blocked_on = True, row.block_reason, row.blocked_on
            one.save()
            merge.barred.append(str(one.pk))


def _protect(actor: Actor, merge: PersonMerge) -> None:
    """Whoever of the two was protected, the one who stays is, for the same days and still today."""
    held = list(AddressProtection.objects.filter(person=merge.kept))
    for row in AddressProtection.objects.filter(person=merge.merged):
        _write_gaps(merge, row, {"person_id": merge.kept_id}, held)
        held = list(AddressProtection.objects.filter(person=merge.kept))
    protecting = AddressProtection.objects.protecting_on(actor.day)
    other = protecting.filter(person=merge.merged).first()
    if other is None or protecting.filter(person=merge.kept).exists():
        return
    made = AddressProtection(person=merge.kept, source=other.source, during=(actor.day, None))
    made.full_clean()
    made.save()
    merge.made.append([made._meta.label, str(made.pk)])


def _pointing() -> Iterator[tuple[type[models.Model], str]]:
    """Every other table of every app that points at people, by its column."""
    for relation in Person._meta.get_fields(include_hidden=True):
        is_pointing = relation.auto_created and not relation.concrete and (relation.one_to_many or relation.one_to_one)
        if is_pointing and relation.related_model not in SPECIAL:
            yield relation.related_model, relation.field.attname  # type: ignore[misc,union-attr]


def _point(model: type[models.Model], pk: Any, column: str, person_id: UUID) -> bool:
    """Point one row at another person. What the database refuses stays as it is: a sealed text, or a second of a kind
    of which a person has one."""
    try:
        with transaction.atomic():
            return bool(model._default_manager.filter(pk=pk).update(**{column: person_id}))
    except IntegrityError:
        return False


def _span(row: Dated) -> Span:
    return Span(row.first_on, row.during.upper)
