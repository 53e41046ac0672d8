"""Rights to tasks and notes: who answers for a case reads and writes all of them, a helper their own."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from luukku.casework.models import Case, CaseNote, CaseQuerySet, Section, Task, TaskQuerySet
from luukku.casework.policies.cases import cases_answered_for, fully_visible_cases, helped_cases, supervised_cases
from luukku.casework.policies.relations import own_open_emergencies
from luukku.casework.policies.sections import cases_showing
from luukku.core.actor import Actor


def visible_tasks(actor: Actor) -> TaskQuerySet:
    """Tasks of the cases that the actor reads whole; a helper sees those that are theirs to do."""
    mine = Q(doer_user_id=actor.user_key, case__in=helped_cases(actor))
    return Task.objects.filter(Q(case__in=fully_visible_cases(actor)) | mine)


def own_tasks(actor: Actor) -> TaskQuerySet:
    """Tasks that the actor may finish: of open cases answered for, and a helper's own ones."""
    mine = Q(doer_user_id=actor.user_key, case__in=helped_cases(actor).active())
    return Task.objects.filter(Q(case__in=cases_answered_for(actor).active()) | mine)


def editable_tasks(actor: Actor) -> TaskQuerySet:
    """Tasks that the actor may word anew or give to somebody else: of the open cases answered for."""
    return Task.objects.filter(case__in=cases_answered_for(actor).active())


def may_finish_task(actor: Actor, task: Task) -> bool:
    return own_tasks(actor).filter(pk=task.pk).exists()


def may_edit_task(actor: Actor, task: Task) -> bool:
    return editable_tasks(actor).filter(pk=task.pk).exists()


def visible_notes(actor: Actor) -> QuerySet[CaseNote]:
    """Notes of the cases whose notes the actor reads; a helper always their own ones, while they help."""
    mine = Q(author_id=actor.user_key, organisation_id=actor.organisation_key, case__in=helped_cases(actor))
    return CaseNote.objects.filter(Q(case__in=cases_showing(actor, Section.NOTES)) | mine)


def cases_to_note(actor: Actor) -> CaseQuerySet:
    """Open cases in which the actor may write notes: answered for, helped, or opened in an emergency."""
    related: list[QuerySet[Any, UUID]] = [
        cases_answered_for(actor).values_list("pk", flat=True),
        helped_cases(actor).values_list("pk", flat=True),
        own_open_emergencies(actor).values_list("case_id", flat=True),
    ]
    first, *others = related
    return Case.objects.active().filter(pk__in=first.union(*others))


def may_note(actor: Actor, case: Case) -> bool:
    return cases_to_note(actor).filter(pk=case.pk).exists()


def correctable_notes(actor: Actor) -> QuerySet[CaseNote]:
    """Notes that the actor may correct: their own, and all of the cases answered for. A correction is not corrected."""
    writable = visible_notes(actor).filter(case__in=cases_to_note(actor), corrects__isnull=True)
    mine = Q(author_id=actor.user_key, organisation_id=actor.organisation_key)
    return writable.filter(mine | Q(case__in=cases_answered_for(actor)))


def reopenable_cases(actor: Actor) -> CaseQuerySet:
    """Closed cases that the actor supervises, or answered for until today."""
    closed = Case.objects.filter(state=Case.State.CLOSED)
    return closed.filter(Q(pk__in=supervised_cases(actor)) | Q(pk__in=cases_answered_for(actor)))


def may_reopen(actor: Actor, case: Case) -> bool:
    return reopenable_cases(actor).filter(pk=case.pk).exists()
