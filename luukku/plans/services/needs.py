"""What came up in a family: needs with the person's own words, and what becomes of them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import Case
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans import policies
from luukku.plans.models import Interview, Need
from luukku.plans.services.family import ensure_member
from luukku.plans.services.transitions import lock_own_case
from luukku.plans.services.versions import ensure_unchanged, save_next


@transaction.atomic
def add_need(actor: Actor, case_id: UUID, *, person_id: UUID, interview_id: UUID | None = None, **told: Any) -> Need:
    """Write down a need of somebody in the family.

    Args:
        interview_id: where it came up, if in an interview.
        told: `domain`, `own_words`, `own_words_language`, `worker_words`.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the person or the interview is not this family's, or nobody told the language of the own words.
        ValidationError: nothing is said about the need.
    """
    case = lock_own_case(actor, case_id)
    ensure_theirs(actor, case, person_id, interview_id)
    ensure_language(told)
    need = Need(case=case, person_id=person_id, interview_id=interview_id, **told)
    need.full_clean()
    need.save()
    trail.record(actor, "need.added", need, case=case.pk, domain=need.domain)
    return need


@transaction.atomic
def change_need(actor: Actor, need_id: UUID, *, version: int, **told: Any) -> Need:
    """Rewrite a need.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: nobody told the language of the own words.
        Conflict: somebody saved it meanwhile.
        ValidationError: nothing is said about the need.
    """
    need = _lock_need(actor, need_id)
    ensure_language(told)
    ensure_unchanged(need, version, told)
    save_next(need, told)
    trail.record(actor, "need.changed", need, case=need.case_id, domain=need.domain)
    return need


@transaction.atomic
def drop_need(actor: Actor, need_id: UUID, *, reason: str) -> Need:
    """Leave a need out of the work, with the reason why. It stays in the history.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: no reason is given, or the need has been met or dropped already.
    """
    need = _lock_need(actor, need_id)
    if not reason.strip():
        raise RuleViolation(_("Write why this need is left out."))
    if not need.is_living:
        raise RuleViolation(_("This need is no longer open."))
    save_next(need, {"state": Need.State.DROPPED, "dropped_reason": reason.strip()})
    trail.record(actor, "need.dropped", need, case=need.case_id, domain=need.domain)
    return need


@transaction.atomic
def meet_need(actor: Actor, need_id: UUID) -> Need:
    """Note that a need has been met.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: it has been met or dropped already.
    """
    need = _lock_need(actor, need_id)
    if not need.is_living:
        raise RuleViolation(_("This need is no longer open."))
    save_next(need, {"state": Need.State.MET})
    trail.record(actor, "need.met", need, case=need.case_id, domain=need.domain)
    return need


def _lock_need(actor: Actor, need_id: UUID) -> Need:
    return ensure_found(
        policies.editable_needs(actor).select_for_update(no_key=True, of=("self",)).filter(pk=need_id).first()
    )


def ensure_language(told: Mapping[str, Any]) -> None:
    """Somebody's own words are read aloud and translated one day: without their language nobody could."""
    if told.get("own_words") and not told.get("own_words_language"):
        raise RuleViolation(_("Choose the language of their words."), field="own_words_language")


def ensure_theirs(actor: Actor, case: Case, person_id: UUID, interview_id: UUID | None) -> None:
    ensure_member(actor, case, person_id)
    if interview_id is not None and not Interview.objects.filter(pk=interview_id, case=case).exists():
        raise RuleViolation(_("That interview belongs to another family."))
