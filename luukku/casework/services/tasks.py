"""Who does what by when: adding, changing, finishing."""

from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import CareTeamMember, Case, FamilyMembership, Meeting, ResponsibleWorker, Task
from luukku.casework.services._cases import locked_case, user_of
from luukku.core.actor import NOBODY, Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What is promised. Who does it: `doer` tells the kind, and one of the three others who, unless it is who answers
    for the family."""

    what: str
    doer: str = Task.Doer.RESPONSIBLE
    doer_user_id: UUID | None = None
    doer_person_id: UUID | None = None
    doer_other: str = ""
    due_on: date | None = None
    what_family: str = ""


@dataclass(frozen=True, slots=True)
class Doer:
    """Somebody who can be chosen to do a task, by the code that a form sends."""

    code: str
    name: str


def possible_doers(actor: Actor, case: Case) -> list[Doer]:
    """Who answers, who helps and who belongs to the family, today. The caller has the right to the case."""
    answering = ResponsibleWorker.objects.on(actor.day).filter(case=case).select_related("user").first()
    first = answering.user.name if answering else str(Task.Doer.RESPONSIBLE.label)
    team = CareTeamMember.objects.on(actor.day).filter(case=case).select_related("user").order_by("user__name")
    members = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id).select_related("person")
    return [
        Doer("responsible", first),
        *(Doer(f"helper:{one.user_id}", one.user.name) for one in team),
        *(
            Doer(f"person:{one.person_id}", one.person.short_name)
            for one in members.order_by("role", "person__birth_on", "pk")
        ),
        Doer("other", _("Somebody else")),
    ]


@transaction.atomic
def add_task(
    actor: Actor, case_id: UUID, *, facts: TaskFacts, meeting: Meeting | None = None, goal_id: UUID | None = None
) -> Task:
    """Note a promise.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the case is closed, or who does it is neither of the family nor of those who help it.
    """
    case = locked_case(actor, case_id)
    if meeting is not None:
        ensure(meeting.case_id == case.pk)
    task = Task(case=case, meeting=meeting, goal_id=goal_id, added_by_id=user_of(actor))
    _write(actor, task, facts)
    trail.record(actor, "task.added", task, case=case.pk, doer=str(facts.doer))
    return task


@transaction.atomic
def change_task(actor: Actor, task_id: UUID, *, version: int, facts: TaskFacts) -> Task:
    """Word a task anew, give it to somebody else, or move its day.

    Raises:
        PermissionDenied: the actor does not answer for its case.
        Conflict: somebody saved since `version`.
        RuleViolation: it is finished, or who does it is unknown here.
    """
    task = _locked(task_id)
    ensure(policies.may_edit_task(actor, task))
    if task.version != version:
        told = {name: getattr(facts, name) for name in ("what", "what_family", "doer", "doer_other", "due_on")}
        raise Conflict(task.version, differences(task, told))
    if task.state != Task.State.OPEN:
        raise RuleViolation(_("This task is finished, so it stays as it is. Open it again first."))
    task.version += 1
    _write(actor, task, facts)
    trail.record(actor, "task.changed", task, case=task.case_id)
    return task


@transaction.atomic
def finish_task(actor: Actor, task_id: UUID, *, state: Task.State = Task.State.DONE) -> Task:
    """Note that a task is done, or no longer needed; saying the same again changes nothing.

    Raises:
        PermissionDenied: the actor neither answers for its case nor is to do it.
    """
    task = _locked(task_id)
    ensure(policies.may_finish_task(actor, task))
    if task.state == state:
        return task
    if state == Task.State.OPEN:
        task.finished_at, task.finished_by_id = None, None
    else:
        task.finished_at, task.finished_by_id = actor.at, user_of(actor)
    task.state = state
    task.version += 1
    task.full_clean()
    task.save()
    trail.record(actor, "task.finished", task, case=task.case_id, state=str(state))
    return task


def _locked(task_id: UUID) -> Task:
    return ensure_found(Task.objects.select_for_update(of=("self",)).select_related("case").filter(pk=task_id).first())


def _write(actor: Actor, task: Task, facts: TaskFacts) -> None:
    _ensure_known(actor, task, facts)
    for field in fields(TaskFacts):
        setattr(task, field.name, getattr(facts, field.name))
    task.what, task.doer_other = facts.what.strip(), facts.doer_other.strip()
    task.full_clean()
    task.save()


def _ensure_known(actor: Actor, task: Task, facts: TaskFacts) -> None:
    """Who does it belongs to the family or helps it today, or did so when the task was given to them."""
    known = True
    if facts.doer == Task.Doer.HELPER:
        team = CareTeamMember.objects.on(actor.day).filter(case_id=task.case_id, user_id=facts.doer_user_id or NOBODY)
        known = facts.doer_user_id is not None and (facts.doer_user_id == task.doer_user_id or team.exists())
    elif facts.doer == Task.Doer.PERSON:
        members = FamilyMembership.objects.on(actor.day).filter(
            family_id=task.case.family_id, person_id=facts.doer_person_id or NOBODY
        )
        known = facts.doer_person_id is not None and (facts.doer_person_id == task.doer_person_id or members.exists())
    elif facts.doer == Task.Doer.OTHER and not facts.doer_other.strip():
        raise RuleViolation(_("Write who does it."), field="doer_other")
    if not known:
        raise RuleViolation(_("Choose somebody of the family or of those who help it."), field="doer")
