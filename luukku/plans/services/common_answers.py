"""What one adult answered about the family's common matters is offered to the others: each says whether it is so."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from luukku.audit import trail
from luukku.casework.models import Person
from luukku.core.actor import Actor
from luukku.core.errors import ensure_found
from luukku.plans import policies
from luukku.plans.models import Interview
from luukku.plans.rules import interview as rules
from luukku.plans.services import tellings
from luukku.plans.services.interviews import save_interview


@dataclass(frozen=True, slots=True)
class Said:
    """An answer about the whole family, and who gave it."""

    key: str
    answer: Any
    person: Person
    interview_id: UUID


def said_by_others(actor: Actor, interview: Interview) -> dict[str, Said]:
    """The newest answers about the family in other interviews of the case, by key, where this one has none yet.

    Only to questions that this interview asks too, and never a worker's own conclusion.
    """
    questions = tellings.content_of(interview).structure.questions()
    common = {f"{rules.FAMILY}.{one.id}" for one in questions if one.scope == rules.FAMILY and not one.is_workers}
    others = policies.visible_interviews(actor).filter(case_id=interview.case_id).exclude(pk=interview.pk)
    found: dict[str, Said] = {}
    for other in others.select_related("person").order_by("created_at"):
        for key, answer in other.answers.items():
            if key in common and answer and not interview.answers.get(key):
                found[key] = Said(key, answer, other.person, other.pk)
    return found


@transaction.atomic
def say_the_same(actor: Actor, interview_id: UUID, *, key: str, version: int) -> Interview:
    """Write down that this person says the same as somebody else of the family did.

    Raises:
        PermissionDenied: the interview is not the actor's to write, or nobody else has answered this question.
        InterviewConflict: somebody else saved another answer to it meanwhile.
    """
    interview = ensure_found(policies.editable_interviews(actor).filter(pk=interview_id).first())
    said = ensure_found(said_by_others(actor, interview).get(key))
    saved = save_interview(actor, interview_id, version=version, answers={key: said.answer}, merges=True)
    trail.record(actor, "interview.said_the_same", saved, case=saved.case_id, source=str(said.interview_id))
    return saved
