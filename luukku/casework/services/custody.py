"""Custody that changes: the rows that held are closed and new ones begin, so that each day tells who decided."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext as _

from luukku.casework.models import GuardianRelation
from luukku.core.errors import RuleViolation

Kind, End = GuardianRelation.Kind, GuardianRelation.End


def make_room(new: GuardianRelation) -> list[GuardianRelation]:
    """Change what stands in the way of a guardian's new right, from its first day on.

    A sole guardian ends the custody of everybody else. Beside a sole guardian a new guardian makes custody joint: the
    sole one goes on as one of two. Representatives and foster carers change nobody's right.

    Returns:
        The rows that were closed and begun.

    Raises:
        RuleViolation: custody changed after that day already.
    """
    if new.kind not in GuardianRelation.CUSTODY:
        return []
    custody = GuardianRelation.objects.select_for_update().filter(
        child_id=new.child_id, kind__in=GuardianRelation.CUSTODY, is_set_aside=False
    )
    from_on: date = new.during[0]
    changed: list[GuardianRelation] = []
    for held in custody.filter(during__contains=from_on).order_by("created_at", "pk"):
        changed += _changed_by(new, held, from_on)
    later = custody.filter(during__startswith__gt=from_on)
    if new.kind == Kind.SOLE_GUARDIAN:
        conflicting = later.exists()
    else:
        conflicting = later.filter(kind=Kind.SOLE_GUARDIAN).exclude(guardian_id=new.guardian_id).exists()
    if conflicting:
        raise RuleViolation(_("Custody changed again after that day. Begin with the day of the latest change."))
    return changed


def close(relation: GuardianRelation, until: date, reason: str) -> None:
    """End a relation before its first free day."""
    relation.during = (relation.first_on, until)
    relation.end_reason = reason
    relation.full_clean()
    relation.save()


def _changed_by(new: GuardianRelation, held: GuardianRelation, from_on: date) -> Iterator[GuardianRelation]:
    is_same = held.guardian_id == new.guardian_id
    if is_same and held.kind == new.kind:
        return  # the exclusion constraint says that it is noted already
    if not is_same and new.kind == Kind.GUARDIAN and held.kind == Kind.GUARDIAN:
        return
    ends = is_same or new.kind == Kind.SOLE_GUARDIAN
    if held.first_on == from_on:
        yield from _replaced_at_once(held, ends=ends)
        return
    until = held.during.upper
    close(held, from_on, End.CUSTODY)
    yield held
    if not ends:
        yield _goes_on_jointly(held, from_on, until)


def _replaced_at_once(held: GuardianRelation, *, ends: bool) -> Iterator[GuardianRelation]:
    """A row that began the same day has no day of its own: it is changed, or it is in the way."""
    if ends:
        raise RuleViolation(_("Another custody begins on the same day. End it first, or choose the day after."))
    held.kind = Kind.GUARDIAN
    held.full_clean()
    held.save()
    yield held


def _goes_on_jointly(held: GuardianRelation, from_on: date, until: date | None) -> GuardianRelation:
    """The sole guardian as one of two: a new row with what was known of the old one, its bar too."""
    joint = GuardianRelation(
        child_id=held.child_id,
        guardian_id=held.guardian_id,
        kind=Kind.GUARDIAN,
        source=held.source,
        verified_on=held.verified_on,
        verified_by_id=held.verified_by_id,
        is_blocked=held.is_blocked,
        block_reason=held.block_reason,
        blocked_on=held.blocked_on,
        during=(from_on, until),
    )
    joint.full_clean()
    joint.save()
    return joint
