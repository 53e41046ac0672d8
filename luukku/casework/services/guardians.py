"""Who may decide for a child: beginning, ending and barring the relation."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case, DatedQuerySet, FamilyMembership, GuardianRelation
from luukku.casework.services._cases import locked_case
from luukku.casework.services._spans import ensure_shortens
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found


@transaction.atomic
def add_guardian(
    actor: Actor,
    case_id: UUID,
    *,
    child_id: UUID,
    guardian_id: UUID,
    kind: str = GuardianRelation.Kind.GUARDIAN,
    from_on: date | None = None,
    verified_on: date | None = None,
) -> GuardianRelation:
    """Note that somebody may decide for a child of the family.

    Args:
        verified_on: the day the register or a paper was looked at; None when it was only told.

    Raises:
        PermissionDenied: the actor does not answer for the case, or does not see one of the two.
        RuleViolation: the child is not a child of this family today, or a day is in the future.
        ValidationError: the relation is noted already for that time.
    """
    case = locked_case(actor, case_id)
    ensure(policies.possible_guardians(actor, case).filter(pk=guardian_id).exists())
    if not _children(case, actor.day).filter(person_id=child_id).exists():
        raise RuleViolation(_("Choose a child who belongs to this family today."))
    if max(from_on or actor.day, verified_on or actor.day) > actor.day:
        raise RuleViolation(_("The day must not be in the future."))
    relation = GuardianRelation(
        child_id=child_id,
        guardian_id=guardian_id,
        kind=kind,
        verified_on=verified_on,
        during=(from_on or actor.day, None),
    )
    relation.full_clean()
    relation.save()

    trail.record(actor, "guardian.added", relation, case=case.pk, kind=str(kind), verified=bool(verified_on))
    return relation


@transaction.atomic
def end_guardian(actor: Actor, case_id: UUID, relation_id: UUID, *, last_on: date) -> GuardianRelation:
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
    relation.during = (relation.during.lower, last_on + timedelta(days=1))
    relation.full_clean()
    relation.save()

    trail.record(actor, "guardian.ended", relation, case=case.pk, last_on=last_on.isoformat())
    return relation


@transaction.atomic
def bar_guardian(actor: Actor, case_id: UUID, relation_id: UUID, *, is_blocked: bool) -> GuardianRelation:
    """Bar a guardian from deciding and reading here, at once, or take the bar away.

    Raises:
        PermissionDenied: the actor does not answer for the case, or the child is of another family.
    """
    case = locked_case(actor, case_id)
    relation = _locked(case, relation_id, actor.day)
    relation.is_blocked = is_blocked
    relation.full_clean()
    relation.save()

    trail.record(actor, "guardian.barred" if is_blocked else "guardian.admitted", relation, case=case.pk)
    return relation


def _children(case: Case, day: date) -> DatedQuerySet[FamilyMembership]:
    return FamilyMembership.objects.on(day).filter(family_id=case.family_id, role=FamilyMembership.Role.CHILD)


def _locked(case: Case, relation_id: UUID, day: date) -> GuardianRelation:
    children = _children(case, day).values("person_id")
    relations = GuardianRelation.objects.select_for_update(of=("self",)).select_related("guardian", "child")
    return ensure_found(relations.filter(pk=relation_id, child__in=children).first())
