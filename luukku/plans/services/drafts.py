"""Beginning a plan, and beginning its next version."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework import policies as casework
from luukku.casework.models import Case
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans.labels import plan_labels
from luukku.plans.models import Author, FamilyPlan, PlanPart
from luukku.plans.services import copying, family
from luukku.plans.services.transitions import lock_draft, lock_own_case, lock_plan


@transaction.atomic
def start_plan(actor: Actor, case_id: UUID, *, worker_language: str, family_language: str) -> FamilyPlan:
    """Begin the first draft of a family's plan, or the next one when all earlier ones are over.

    The draft greets everybody by name and has a shared part and an empty part for each member.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: a version is already being made or in force.
    """
    case = lock_own_case(actor, case_id)
    if FamilyPlan.objects.of_case(case.pk).current().exists():
        raise RuleViolation(_("This family already has a plan. Make the next version of it instead."))
    plan = _new_version(actor, case, worker_language, family_language)
    plan.greeting = _greeting(actor, case, worker_language)
    plan.greeting_family = _greeting(actor, case, family_language)
    plan.full_clean()
    plan.save()
    _add_parts(actor, plan, case)
    _add_writer(actor, plan, case)
    trail.record(actor, "plan.started", plan, case=case.pk, number=plan.number)
    return plan


@transaction.atomic
def revise_plan(actor: Actor, plan_id: UUID) -> FamilyPlan:
    """Begin the next version of a plan in force; the present one holds until the next comes into force.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is not in force, or its next version is already being made.
    """
    plan = lock_plan(actor, plan_id)
    if plan.state != FamilyPlan.State.IN_FORCE:
        raise RuleViolation(_("Only a plan in force is changed by making its next version."))
    return next_draft(actor, plan)


def next_draft(actor: Actor, plan: FamilyPlan) -> FamilyPlan:
    """A draft with the texts of a locked plan, its parts brought up to date with the family of today."""
    making = [FamilyPlan.State.DRAFT, FamilyPlan.State.OFFERED]
    if FamilyPlan.objects.of_case(plan.case_id).filter(state__in=making).exists():
        raise RuleViolation(_("The next version of this plan is already being made."))
    case = plan.case
    draft = _new_version(actor, case, plan.worker_language, plan.family_language)
    draft.greeting, draft.greeting_family = plan.greeting, plan.greeting_family
    draft.is_interpreted_aloud = plan.is_interpreted_aloud
    draft.lasts_until = plan.lasts_until
    draft.sources, draft.sources_family = plan.sources, plan.sources_family
    draft.full_clean()
    draft.save()
    copying.copy_texts(plan, draft)
    _bring_parts_up_to_date(actor, draft, case)
    trail.record(actor, "plan.revised", draft, case=case.pk, number=draft.number, earlier=str(plan.pk))
    return draft


@transaction.atomic
def update_members(actor: Actor, plan_id: UUID) -> FamilyPlan:
    """Give new members of the family their parts in a draft, and take out the parts of those who are no longer in it.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the plan is no longer a draft.
    """
    plan = lock_draft(actor, plan_id)
    _bring_parts_up_to_date(actor, plan, plan.case)
    trail.record(actor, "plan.members_updated", plan, case=plan.case_id)
    return plan


@transaction.atomic
def discard_draft(actor: Actor, plan_id: UUID) -> None:
    """Throw a draft away; a plan in force stays in force. Nobody outside has seen the draft.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: it is no longer a draft.
    """
    plan = lock_draft(actor, plan_id)
    trail.record(actor, "plan.discarded", plan, case=plan.case_id, number=plan.number)
    plan.delete()


def _new_version(actor: Actor, case: Case, worker_language: str, family_language: str) -> FamilyPlan:
    latest = FamilyPlan.objects.of_case(case.pk).values_list("number", flat=True).first()
    return FamilyPlan(
        case=case,
        number=(latest or 0) + 1,
        worker_language=worker_language,
        family_language=family_language,
        written_by_id=ensure_found(actor.user_id),
    )


def _greeting(actor: Actor, case: Case, language: str) -> str:
    """Everybody is greeted by name, children too."""
    labels = plan_labels(language)
    people = sorted(family.members(actor, case), key=lambda member: member.is_child)
    names = labels.listed(family.name_in(language, member.person) for member in people)
    return f"{labels.greeting_line % {'names': names}} {labels.intro}"


def _add_writer(actor: Actor, plan: FamilyPlan, case: Case) -> None:
    """Who begins the plan stands in it as its first author; the others are added by hand.

    The organisation is left out when somebody's address is protected: it may tell where the family lives.
    """
    people = [member.person.pk for member in family.members(actor, case)]
    is_protected = bool(casework.protected_among(people, actor.day))
    organisation = "" if is_protected else case.organisation.name
    Author.objects.create(
        plan=plan, name=plan.written_by.name, organisation=organisation, contact=plan.written_by.email
    )


def _add_parts(actor: Actor, plan: FamilyPlan, case: Case) -> None:
    PlanPart.objects.create(plan=plan, kind=PlanPart.Kind.SHARED, position=0)
    for position, member in enumerate(family.members(actor, case), start=1):
        PlanPart.objects.create(plan=plan, kind=member.kind, person=member.person, position=position)


def _bring_parts_up_to_date(actor: Actor, plan: FamilyPlan, case: Case) -> None:
    """Parts follow the family of today; the children's come before the adults'."""
    today = family.members(actor, case)
    own = PlanPart.objects.filter(plan=plan, person__isnull=False)
    own.exclude(person__in=[member.person for member in today]).delete()
    existing = {part.person_id: part for part in own}
    for position, member in enumerate(today, start=1):
        part = existing.get(member.person.pk) or PlanPart(plan=plan, person=member.person)
        part.kind, part.position = member.kind, position
        part.save()
