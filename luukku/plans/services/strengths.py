"""What people are good at and lean on: written in their own words, beside the needs."""

from typing import Any
from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.core.actor import Actor
from luukku.core.errors import ensure_found
from luukku.plans import policies
from luukku.plans.models import Strength
from luukku.plans.services.needs import ensure_language, ensure_theirs
from luukku.plans.services.transitions import lock_own_case
from luukku.plans.services.versions import ensure_unchanged, save_next


@transaction.atomic
def add_strength(
    actor: Actor, case_id: UUID, *, person_id: UUID, interview_id: UUID | None = None, **told: Any
) -> Strength:
    """Write down a strength of somebody in the family.

    Args:
        interview_id: where it came up, if in an interview.
        told: `domain`, `own_words`, `own_words_language`, `worker_words`.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the person or the interview is not this family's, or nobody told the language of the own words.
        ValidationError: nothing is said.
    """
    case = lock_own_case(actor, case_id)
    ensure_theirs(actor, case, person_id, interview_id)
    ensure_language(told)
    row = Strength(case=case, person_id=person_id, interview_id=interview_id, **told)
    row.full_clean()
    row.save()
    trail.record(actor, "strength.added", row, case=case.pk, domain=row.domain)
    return row


@transaction.atomic
def change_strength(actor: Actor, strength_id: UUID, *, version: int, **told: Any) -> Strength:
    """Rewrite a strength.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: nobody told the language of the own words.
        Conflict: somebody saved it meanwhile.
        ValidationError: nothing is said.
    """
    row = _lock(actor, strength_id)
    ensure_language(told)
    ensure_unchanged(row, version, told)
    save_next(row, told)
    trail.record(actor, "strength.changed", row, case=row.case_id, domain=row.domain)
    return row


@transaction.atomic
def remove_strength(actor: Actor, strength_id: UUID) -> Strength:
    """Take a strength off the list; it stays in the history.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
    """
    row = _lock(actor, strength_id)
    save_next(row, {"removed_on": actor.day})
    trail.record(actor, "strength.removed", row, case=row.case_id)
    return row


def _lock(actor: Actor, strength_id: UUID) -> Strength:
    rows = policies.editable_strengths(actor).select_for_update(no_key=True, of=("self",))
    return ensure_found(rows.filter(pk=strength_id).first())
