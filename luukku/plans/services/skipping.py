"""Leaving out the assessment of who came alone as a minor, because another client plan answers the needs.

Source: 681/2023, 14 § 5 mom. It is the worker's decision, with a reason, and can be taken back.
"""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import Case, FamilyMembership, Person
from luukku.casework.services.deadlines import stop_clock
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans import policies
from luukku.plans.models import Interview, SkippedAssessment
from luukku.plans.services.family import ensure_member
from luukku.plans.services.interviews import ASSESSMENT_CLOCK
from luukku.plans.services.templates import ALONE
from luukku.plans.services.transitions import lock_own_case
from luukku.plans.services.variants import variant_for


@transaction.atomic
def skip_assessment(actor: Actor, case_id: UUID, *, person_id: UUID, other_plan: str, reason: str) -> SkippedAssessment:
    """Decide that somebody's assessment is not made, because another plan answers the needs.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the person is not in the family, did not come alone as a minor, has an interview, or nothing
            says which plan answers the needs and how.
    """
    case = lock_own_case(actor, case_id)
    ensure_member(actor, case, person_id)
    if variant_for(actor, case, person_id) != ALONE:
        raise RuleViolation(_("Only the assessment of somebody who came alone as a minor can be left out like this."))
    if Interview.objects.filter(case=case, person_id=person_id).exists():
        raise RuleViolation(_("The interview has already begun. Go on with it."))
    if not other_plan.strip():
        raise RuleViolation(_("Write which plan answers the needs."), field="other_plan")
    if not reason.strip():
        raise RuleViolation(_("Write how that plan answers the needs."), field="reason")
    row = SkippedAssessment(
        case=case,
        person_id=person_id,
        other_plan=other_plan.strip(),
        reason=reason.strip(),
        decided_by_id=ensure_found(actor.user_id),
        decided_on=actor.day,
    )
    row.full_clean()
    row.save()
    trail.record(actor, "assessment.skipped", row, case=case.pk, person=str(person_id))
    if not _somebody_waits(actor, case):
        stop_clock(actor, case, ASSESSMENT_CLOCK, done_on=actor.day)
    return row


@transaction.atomic
def take_up_again(actor: Actor, skipped_id: UUID) -> SkippedAssessment:
    """Decide that the assessment is made after all.

    Raises:
        PermissionDenied: the actor does not answer for this case today, or it was taken up already.
    """
    rows = policies.editable_skips(actor).select_for_update(no_key=True, of=("self",))
    row = ensure_found(rows.filter(pk=skipped_id).first())
    row.ended_on = actor.day
    row.full_clean()
    row.save()
    trail.record(actor, "assessment.taken_up", row, case=row.case_id, person=str(row.person_id))
    return row


def _somebody_waits(actor: Actor, case: Case) -> bool:
    """Whether somebody else of the family still waits for an assessment of their own."""
    here = Person.objects.filter(
        pk__in=FamilyMembership.objects.on(actor.day)
        .filter(family_id=case.family_id, role=FamilyMembership.Role.ADULT)
        .values("person_id")
    )
    skipped = SkippedAssessment.objects.filter(case=case, ended_on__isnull=True).values("person_id")
    return here.exclude(pk__in=skipped).exists()
