"""Reading who has confirmed a plan and who must."""

from collections.abc import Mapping
from uuid import UUID

from luukku.casework.models import Person, UnderstandingCheck
from luukku.core.actor import Actor
from luukku.plans.models import Confirmation, FamilyPlan
from luukku.plans.services import family
from luukku.plans.services.confirmations import TEXT_CODE


def confirmations_of(plan: FamilyPlan) -> list[Confirmation]:
    """Every yes that was said to the present text, in the order they came."""
    given = Confirmation.objects.filter(plan=plan, content_hash=plan.content_hash)
    return list(given.select_related("person", "worker", "understanding").order_by("confirmed_at", "id"))


def signing_people(actor: Actor, plan: FamilyPlan, given: Mapping[UUID, Confirmation]) -> list[Person]:
    """Whoever has confirmed; while the plan is on offer, whoever must today as well."""
    ids = dict.fromkeys(given)
    if plan.state == FamilyPlan.State.OFFERED:
        ids |= dict.fromkeys(family.needed_signers(actor, plan))
    people = Person.objects.in_bulk(list(ids))
    return [people[one] for one in ids]


def latest_checks(plan: FamilyPlan) -> dict[UUID, UnderstandingCheck]:
    """What the latest talk about the present text showed, by person."""
    checks = UnderstandingCheck.objects.filter(
        subject_id=plan.pk, text_code=TEXT_CODE, text_hash=plan.content_hash
    ).order_by("checked_at", "created_at")
    return {check.person_id: check for check in checks}
