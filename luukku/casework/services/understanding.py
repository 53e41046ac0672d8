"""Noting that somebody understood a text, and how that was checked."""

from dataclasses import asdict, dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import (
    Case,
    FamilyMembership,
    GuardianRelation,
    InterpreterMode,
    Person,
    UnderstandingCheck,
)
from luukku.casework.services._cases import user_of
from luukku.casework.services.interpreters import ensure_outsider
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure


@dataclass(frozen=True, slots=True)
class Explained:
    """How a text was gone through with somebody: in which language, through whom, and what checking it showed.

    Attributes:
        method, result: values of `UnderstandingCheck.Method` and `UnderstandingCheck.Result`.
        interpreter_mode: a value of `InterpreterMode`.
    """

    language: str
    method: str
    result: str
    interpreter_mode: str = InterpreterMode.NONE
    interpreter_name: str = ""


@transaction.atomic
def record_understanding(
    actor: Actor, case: Case, person: Person, explained: Explained, *, subject_id: UUID, text_code: str, text_hash: str
) -> UnderstandingCheck:
    """One person's understanding of one version of one text.

    Args:
        subject_id: what the text belongs to (an interview, a plan).
        text_code, text_hash: which text, and the SHA-256 of what was really shown or read out.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the person is neither in the family nor a guardian of its children today, or an interpreted
            check names no interpreting, or the interpreter has no name or is a relative.
    """
    ensure(policies.may_answer_for(actor, case))
    if not _concerned(actor, case, person):
        raise RuleViolation(_("This person does not belong to the family today."))
    is_interpreted = explained.method == UnderstandingCheck.Method.INTERPRETED
    if is_interpreted and explained.interpreter_mode == InterpreterMode.NONE:
        raise RuleViolation(_("Tell how the interpreter took part."), field="interpreter_mode")
    ensure_outsider(case, explained.interpreter_mode, explained.interpreter_name)

    check = UnderstandingCheck(
        case=case,
        person=person,
        subject_id=subject_id,
        text_code=text_code,
        text_hash=text_hash,
        checked_by_id=user_of(actor),
        checked_at=actor.at,
        **asdict(explained),
    )
    check.full_clean()
    check.save()

    trail.record(actor, "understanding.checked", check, case=case.pk, text=text_code, result=str(explained.result))
    return check


def _concerned(actor: Actor, case: Case, person: Person) -> bool:
    """Whether somebody is in the family today, or decides for one of its children while living elsewhere."""
    members = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id)
    if members.filter(person=person).exists():
        return True
    children = members.filter(role=FamilyMembership.Role.CHILD).values("person_id")
    return GuardianRelation.objects.deciding_on(actor.day).filter(guardian=person, child__in=children).exists()
