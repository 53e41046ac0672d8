"""The wellbeing county takes part in an assessment when its services have to be fitted together (681/2023, 14 §, 20 §).

Preliminary questions about health and social services are asked only then (869/2024, 2 § 2 mom.).
"""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans import policies
from luukku.plans.models import CountyParticipation, Interview
from luukku.plans.services.family import ensure_member
from luukku.plans.services.transitions import lock_own_case
from luukku.plans.services.versions import ensure_unchanged, save_next

Outcome = CountyParticipation.Outcome


def county_takes_part(interview: Interview) -> bool:
    """Whether the county has said that it takes part in this person's assessment."""
    rows = CountyParticipation.objects.filter(case_id=interview.case_id, person_id=interview.person_id)
    latest = rows.order_by("-asked_on", "-created_at").values_list("outcome", flat=True).first()
    return latest == Outcome.TAKES_PART


@transaction.atomic
def ask_county(
    actor: Actor, case_id: UUID, *, person_id: UUID, organisation: str, reason: str, asked_on: date
) -> CountyParticipation:
    """Note that the county was asked to take part in somebody's assessment.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the person is not in the family, the day is in the future, or an earlier question is open.
    """
    case = lock_own_case(actor, case_id)
    ensure_member(actor, case, person_id, field="person")
    if asked_on > actor.day:
        raise RuleViolation(_("This day is still to come. Write the day on which you asked."), field="asked_on")
    if CountyParticipation.objects.filter(case=case, person_id=person_id, outcome=Outcome.WAITING).exists():
        raise RuleViolation(_("The county has already been asked and has not answered yet."), field="person")
    row = CountyParticipation(
        case=case,
        person_id=person_id,
        organisation=organisation.strip(),
        reason=reason.strip(),
        asked_on=asked_on,
        asked_by_id=ensure_found(actor.user_id),
    )
    row.full_clean()
    row.save()
    trail.record(actor, "county.asked", row, case=case.pk, person=str(person_id))
    return row


@transaction.atomic
def note_county_answer(
    actor: Actor, participation_id: UUID, *, version: int, takes_part: bool, participant: str, note: str, on: date
) -> CountyParticipation:
    """Note what the county answered: who takes part, or that nobody does and why.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        Conflict: somebody noted another answer meanwhile.
        RuleViolation: nobody is named although somebody takes part, no reason is given although nobody does, or the
            day is before the question or in the future.
    """
    rows = policies.editable_participations(actor).select_for_update(no_key=True, of=("self",))
    row = ensure_found(rows.filter(pk=participation_id).first())
    if takes_part and not participant.strip():
        raise RuleViolation(_("Write who takes part and in which task."), field="participant")
    if not takes_part and not note.strip():
        raise RuleViolation(_("Write what was answered."), field="note")
    if not row.asked_on <= on <= actor.day:
        raise RuleViolation(_("The answer comes after the question and not in the future. Check the day."), field="on")
    written = {
        "outcome": Outcome.TAKES_PART if takes_part else Outcome.DECLINED,
        "participant": participant.strip(),
        "note": note.strip(),
        "answered_on": on,
    }
    ensure_unchanged(row, version, written)
    save_next(row, written)
    trail.record(actor, "county.answered", row, case=row.case_id, takes_part=takes_part)
    return row
