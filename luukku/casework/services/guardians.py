"""Who may decide for a child: beginning, checking, ending and barring the relation."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case, DatedQuerySet, FamilyMembership, GuardianRelation
from luukku.casework.services import custody
from luukku.casework.services._cases import locked_case
from luukku.casework.services._spans import ensure_shortens
from luukku.casework.services.people import PersonFacts, create_person
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found

Kind, Source = GuardianRelation.Kind, GuardianRelation.Source


@dataclass(frozen=True, slots=True)
class Right:
    """What is noted of a guardian's right.

    Attributes:
        from_on: the first day; today unless told.
        verified_on: the day the register or a paper was looked at; None when it was only told.
    """

    kind: str = Kind.GUARDIAN
    from_on: date | None = None
    source: str = Source.TOLD
    verified_on: date | None = None


@transaction.atomic
def add_guardian(
    actor: Actor,
    case_id: UUID,
    *,
    child_id: UUID,
    guardian_id: UUID,
    kind: str = Kind.GUARDIAN,
    from_on: date | None = None,
    source: str = Source.TOLD,
    verified_on: date | None = None,
) -> GuardianRelation:
    """Note that somebody may decide for a child of the family.

    Custody that becomes joint or sole ends the rows that held before and begins new ones: see `custody`.

    Raises:
        PermissionDenied: the actor does not answer for the case, or does not see one of the two.
        RuleViolation: the child is not a child of this family today, or a day is in the future.
        ValidationError: the relation is noted already for that time.
    """
    case = locked_case(actor, case_id)
    ensure(policies.possible_guardians(actor, case).filter(pk=guardian_id).exists())
    right = Right(kind, from_on, source, verified_on)
    return _begin(actor, case, child_id, guardian_id, right)


@transaction.atomic
def add_outside_guardian(
    actor: Actor, case_id: UUID, *, child_id: UUID, facts: PersonFacts, right: Right
) -> GuardianRelation:
    """Note a guardian or representative who belongs to no family that is known here.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the child is not a child of this family today, or a day can't be.
    """
    case = locked_case(actor, case_id)
    person = create_person(actor, facts)
    return _begin(actor, case, child_id, person.pk, right)


@transaction.atomic
def verify_guardian(
    actor: Actor, case_id: UUID, relation_id: UUID, *, source: str, verified_on: date
) -> GuardianRelation:
    """Note that the relation was checked: when, from what, and by whom.

    Raises:
        PermissionDenied: the actor does not answer for the case, or the child is of another family.
        RuleViolation: the day is in the future, or nothing was looked at.
    """
    case = locked_case(actor, case_id)
    relation = _locked(case, relation_id, actor.day)
    _ensure_not_future(actor, verified_on)
    if source == Source.TOLD:
        raise RuleViolation(_("Choose what was looked at: the register, a decision or a certificate."), field="source")
    relation.source, relation.verified_on, relation.verified_by_id = source, verified_on, actor.user_id
    relation.full_clean()
    relation.save()

    trail.record(actor, "guardian.verified", relation, case=case.pk, source=str(source))
    return relation


@transaction.atomic
def end_guardian(
    actor: Actor, case_id: UUID, relation_id: UUID, *, last_on: date, reason: str = ""
) -> GuardianRelation:
    """Note the last day on which the guardian could decide.

    Raises:
        PermissionDenied: the actor does not answer for the case, or the child is of another family.
        RuleViolation: the relation has ended already, or the day is before the first or in the future.
    """
    case = locked_case(actor, case_id)
    relation = _locked(case, relation_id, actor.day)
    ensure_shortens(relation, last_on)
    if not relation.during.lower <= last_on <= actor.day:
        raise RuleViolation(_("The last day must be between the first day and today."))
    custody.close(relation, last_on + timedelta(days=1), reason)

    trail.record(actor, "guardian.ended", relation, case=case.pk, last_on=last_on.isoformat(), reason=str(reason))
    return relation


@transaction.atomic
def bar_guardian(
    actor: Actor, case_id: UUID, relation_id: UUID, *, is_blocked: bool, reason: str = GuardianRelation.Block.AUTHORITY
) -> GuardianRelation:
    """Bar a guardian from deciding and reading here, at once, or take the bar away.

    Args:
        reason: a value of `GuardianRelation.Block`.

    Raises:
        PermissionDenied: the actor does not answer for the case, or the child is of another family.
        ValidationError: the reason is none of ours.
    """
    case = locked_case(actor, case_id)
    relation = _locked(case, relation_id, actor.day)
    relation.is_blocked = is_blocked
    relation.block_reason = reason if is_blocked else ""
    relation.blocked_on = actor.day if is_blocked else None
    relation.full_clean()
    relation.save()

    action = "guardian.barred" if is_blocked else "guardian.admitted"
    trail.record(actor, action, relation, case=case.pk, reason=str(relation.block_reason))
    return relation


def _begin(actor: Actor, case: Case, child_id: UUID, guardian_id: UUID, right: Right) -> GuardianRelation:
    if not _children(case, actor.day).filter(person_id=child_id).exists():
        raise RuleViolation(_("Choose a child who belongs to this family today."))
    from_on = right.from_on or actor.day
    _ensure_not_future(actor, from_on)
    _ensure_not_future(actor, right.verified_on or actor.day)
    relation = GuardianRelation(
        child_id=child_id,
        guardian_id=guardian_id,
        kind=right.kind,
        source=right.source if right.verified_on else Source.TOLD,
        verified_on=right.verified_on,
        verified_by_id=actor.user_id if right.verified_on else None,
        during=(from_on, None),
    )
    for changed in custody.make_room(relation):
        trail.record(actor, "guardian.custody_changed", changed, case=case.pk, kind=changed.kind)
    relation.full_clean()
    relation.save()

    verified = bool(right.verified_on)
    trail.record(actor, "guardian.added", relation, case=case.pk, kind=str(right.kind), verified=verified)
    return relation


def _ensure_not_future(actor: Actor, day: date) -> None:
    if day > actor.day:
        raise RuleViolation(_("The day must not be in the future."))


def _children(case: Case, day: date) -> DatedQuerySet[FamilyMembership]:
    return FamilyMembership.objects.on(day).filter(family_id=case.family_id, role=FamilyMembership.Role.CHILD)


def _locked(case: Case, relation_id: UUID, day: date) -> GuardianRelation:
    children = _children(case, day).values("person_id")
    relations = GuardianRelation.objects.select_for_update(of=("self",)).select_related("guardian", "child")
    return ensure_found(relations.filter(pk=relation_id, child__in=children, is_set_aside=False).first())
