"""Interviews and plans for tests of every app: what a sentence does not mention is plain and complete.

A plan is made the way life makes it: written as a draft, offered, confirmed. `a_draft_plan` has a shared part with
words, a goal and an action, and a part for each member.
"""

from datetime import datetime
from typing import Any

from luukku.accounts.tests.factories import Worker, a_worker
from luukku.casework.models import Case, Family, InterpreterMode, Person, UnderstandingCheck
from luukku.casework.tests.factories import a_family
from luukku.core.actor import Actor
from luukku.plans.models import Action, FamilyPlan, Goal, Interview, Need, PlanPart, Topic, Words
from luukku.plans.rules.childhood import Asked
from luukku.plans.rules.content import content_hash
from luukku.plans.services import contents
from luukku.plans.services import family as families
from luukku.plans.services.confirmations import Talk, confirm_as_worker, confirm_plan
from luukku.plans.services.drafts import start_plan
from luukku.plans.services.interviews import Speaking, start_interview
from luukku.plans.services.offers import offer_plan
from luukku.plans.services.templates import load_templates

UNDERSTOOD = UnderstandingCheck.Result.UNDERSTOOD
INTERPRETED = Talk("ar", UnderstandingCheck.Method.INTERPRETED, InterpreterMode.PHONE, "4711")
IN_ARABIC = Speaking("ar", InterpreterMode.PHONE, "4711")


def a_case_with_family(worker: Worker | None = None, **family: Any) -> tuple[Worker, Case]:
    """A worker and the case of a family (an adult and a child, unless told otherwise) that they answer for."""
    worker = worker or a_worker()
    family.setdefault("language", "ar")
    made: Family = a_family(worker, **family)
    return worker, made.cases.get()


def a_draft_plan(
    worker: Worker | None = None, case: Case | None = None, *, at: datetime | None = None, **fields: Any
) -> FamilyPlan:
    """A complete draft that could be offered at once, in Finnish and Arabic."""
    if case is None:
        worker, case = a_case_with_family(worker)
    actor = worker_of(case, worker).as_actor(at)
    languages = {"worker_language": "fi", "family_language": case.family.language} | fields
    plan = start_plan(actor, case.pk, **languages)
    _write(plan)
    return plan


def an_offered_plan(
    worker: Worker | None = None, case: Case | None = None, *, at: datetime | None = None, **fields: Any
) -> FamilyPlan:
    plan = a_draft_plan(worker, case, at=at, **fields)
    return offer(plan, worker_of(plan.case, worker), at)


def a_plan_in_force(
    worker: Worker | None = None, case: Case | None = None, *, at: datetime | None = None, **fields: Any
) -> FamilyPlan:
    """A plan that everybody who must has confirmed at the moment."""
    plan = an_offered_plan(worker, case, at=at, **fields)
    everybody_confirms(plan, worker_of(plan.case, worker), at)
    plan.refresh_from_db()
    return plan


def offer(plan: FamilyPlan, worker: Worker, at: datetime | None = None) -> FamilyPlan:
    """The draft offered as it stands."""
    plan.refresh_from_db()
    return offer_plan(worker.as_actor(at), plan.pk, content_hash=content_hash(contents.content_of(plan)))


def everybody_confirms(plan: FamilyPlan, worker: Worker, at: datetime | None = None) -> None:
    actor = worker.as_actor(at)
    confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)
    for person_id in families.needed_signers(actor, plan):
        says_yes(actor, plan, person_id)


def says_yes(actor: Actor, plan: FamilyPlan, person_id: Any, **changes: Any) -> Any:
    """Somebody confirms the plan through an interpreter, having understood it; `changes` replace what they sent."""
    told = {"content_hash": plan.content_hash, "result": UNDERSTOOD, "says_yes": True, "talk": INTERPRETED}
    return confirm_plan(actor, plan.pk, person_id=person_id, **told | changes)


def an_interview(
    worker: Worker | None = None, case: Case | None = None, person: Person | None = None, *, at: datetime | None = None
) -> Interview:
    """An interview under way, in Arabic through an interpreter by phone; of the family's adult unless told."""
    if case is None:
        worker, case = a_case_with_family(worker)
    load_templates()
    actor = worker_of(case, worker).as_actor(at)
    person = person or adults_of(case)[0]
    return start_interview(actor, case.pk, person_id=person.pk, held_on=actor.day, speaking=IN_ARABIC)


def a_need(case: Case, person: Person | None = None, **fields: Any) -> Need:
    fields.setdefault("domain", Need.Domain.LANGUAGE)
    fields.setdefault("worker_words", "Suomen kurssi, jossa on lastenhoito")
    return Need.objects.create(case=case, person=person or adults_of(case)[0], **fields)


def adults_of(case: Case) -> list[Person]:
    return [row.person for row in case.family.memberships.filter(role="adult").order_by("created_at", "id")]


def children_of(case: Case) -> list[Person]:
    return [row.person for row in case.family.memberships.filter(role="child").order_by("created_at", "id")]


def worker_of(case: Case, worker: Worker | None = None) -> Worker:
    """The worker given, or the one who answers for the case."""
    if worker is not None:
        return worker
    answering = case.responsible_workers.latest("during")
    return Worker(answering.user, case.organisation, case.unit)


def _write(plan: FamilyPlan) -> None:
    shared = PlanPart.objects.get(plan=plan, kind=PlanPart.Kind.SHARED)
    speaker = PlanPart.objects.filter(plan=plan, person__isnull=False).latest("position").person
    assert speaker is not None
    Words.objects.create(
        part=shared, person=speaker, text="Haluan oppia suomea.", text_family="أريد أن أتعلم الفنلندية."
    )
    goal = Goal.objects.create(
        part=shared, title="Puhun suomea lapsen opettajan kanssa.", title_family="أتحدث الفنلندية مع معلمة طفلي."
    )
    Action.objects.create(
        goal=goal, doer_person=speaker, what="aloittaa suomen kurssin.", what_family="تبدأ دورة اللغة الفنلندية."
    )
    for part in PlanPart.objects.filter(plan=plan, kind=PlanPart.Kind.CHILD):
        ask_about(part)


def ask_about(part: PlanPart) -> None:
    """A child's part in which everything has been talked about."""
    Topic.objects.bulk_create(
        Topic(part=part, kind=kind, text="Sovittiin yhdessä.", text_family="اتفقنا معاً.") for kind in Asked
    )
