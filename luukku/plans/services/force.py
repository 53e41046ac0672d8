"""When a plan comes into force, and what follows from that."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import Person
from luukku.casework.services.deadlines import start_clock, stop_clock
from luukku.core.actor import Actor
from luukku.core.days import in_digits
from luukku.core.errors import RuleViolation
from luukku.plans.models import Confirmation, FamilyPlan, Need, Review
from luukku.plans.rules.content import content_hash
from luukku.plans.rules.signers import Yes
from luukku.plans.services import contents, family
from luukku.plans.services.limits import start_missing
from luukku.plans.services.transitions import move
from luukku.plans.services.versions import save_next

REVIEW_CLOCK = "plan_review"
GUIDANCE_CLOCK = "guide_to_service"


def missing_signers(actor: Actor, plan: FamilyPlan) -> set[UUID]:
    """Those of the family whose yes the plan still needs today, for themselves or for a child."""
    rows = Confirmation.objects.filter(plan=plan, content_hash=plan.content_hash, person__isnull=False)
    given: dict[UUID | None, list[Yes]] = {}
    for row in rows:
        yes = Yes(row.capacity == Confirmation.Capacity.ADULT, tuple(row.wards))
        given.setdefault(row.person_id, []).append(yes)
    needed = family.needed_signers(actor, plan)
    return {person for person, signer in needed.items() if not signer.is_content_with(given.get(person, []))}


def settle(actor: Actor, plan: FamilyPlan) -> bool:
    """Put a locked, offered plan in force if everybody who must has said yes. Returns whether it came into force.

    Raises:
        RuleViolation: the family is no longer the one that the plan was written for, or nobody may decide for a child.
    """
    own = Confirmation.objects.filter(plan=plan, content_hash=plan.content_hash, capacity=Confirmation.Capacity.WORKER)
    if missing_signers(actor, plan) or not own.exists():
        return False
    _ensure_still_true(actor, plan)
    _supersede(actor, plan)
    move(plan, FamilyPlan.State.IN_FORCE)
    plan.in_force_on = actor.day
    plan.full_clean()
    plan.save()
    trail.record(actor, "plan.came_into_force", plan, case=plan.case_id, number=plan.number, hash=plan.content_hash)
    _plan_needs(actor, plan)
    _start_clocks(actor, plan)
    return True


def start_review(actor: Actor, plan: FamilyPlan, agreed_on: date | None = None) -> Review:
    """The next review of a plan in force, on the clock of 681/2023, 22 §.

    Args:
        agreed_on: an earlier day that was agreed; the clock keeps the law's latest one.

    Raises:
        RuleViolation: the agreed day has passed, or is later than the law's.
    """
    clock = start_clock(actor, plan.case, REVIEW_CLOCK, started_on=actor.day, subject_id=plan.pk)
    if agreed_on is not None and not actor.day < agreed_on <= clock.due_on:
        raise RuleViolation(
            _("Choose a day for the next review that is still to come and at the latest %(day)s.")
            % {"day": in_digits(clock.due_on)},
            field="next_on",
        )
    return Review.objects.create(plan=plan, due_on=agreed_on or clock.due_on)


def end_plan(actor: Actor, plan: FamilyPlan, state: FamilyPlan.State) -> None:
    """Take a locked plan out of force, with its review and clocks."""
    move(plan, state)
    plan.ended_on = actor.day
    plan.full_clean()
    plan.save()
    Review.objects.filter(plan=plan, held_on__isnull=True).delete()
    stop_clock(actor, plan.case, REVIEW_CLOCK, done_on=actor.day, subject_id=plan.pk)
    stop_clock(actor, plan.case, GUIDANCE_CLOCK, done_on=actor.day, subject_id=plan.pk)


def _ensure_still_true(actor: Actor, plan: FamilyPlan) -> None:
    """The seal still fits the text, and the parts still fit the family.

    Raises:
        RuleViolation: somebody has joined or left the family since the offer, or a child has no guardian any more.
    """
    if content_hash(contents.content_of(plan)) != plan.content_hash:
        raise RuleViolation(_("The text of this plan is not the one that was offered. Take the offer back."))
    today = {member.person.pk for member in family.members(actor, plan.case)}
    if today != {holder.person for holder in family.holders(plan)}:
        raise RuleViolation(
            _("The family has changed since this plan was offered. Take the offer back and bring it up to date.")
        )
    unguarded = Person.objects.in_bulk(family.unguarded_children(actor, plan))
    if unguarded:
        names = ", ".join(sorted(person.short_name for person in unguarded.values()))
        raise RuleViolation(
            _(
                "Today nobody may decide for %(children)s, so the plan can't come into force. "
                "Note who may decide, then go through the plan with them."
            )
            % {"children": names}
        )


def _supersede(actor: Actor, plan: FamilyPlan) -> None:
    earlier = (
        FamilyPlan.objects.select_for_update(no_key=True)
        .filter(case_id=plan.case_id, state=FamilyPlan.State.IN_FORCE)
        .first()
    )
    if earlier is not None:
        end_plan(actor, earlier, FamilyPlan.State.SUPERSEDED)
        trail.record(actor, "plan.superseded", earlier, case=plan.case_id, number=earlier.number, by=str(plan.pk))


def _plan_needs(actor: Actor, plan: FamilyPlan) -> None:
    behind = Need.objects.filter(goals__part__plan=plan).values("pk")
    needs = Need.objects.filter(pk__in=behind, state=Need.State.OPEN)
    for need in needs.select_for_update(no_key=True).order_by("pk"):
        save_next(need, {"state": Need.State.PLANNED})
        trail.record(actor, "need.planned", need, case=plan.case_id, domain=need.domain, plan=str(plan.pk))


def _start_clocks(actor: Actor, plan: FamilyPlan) -> None:
    start_clock(actor, plan.case, GUIDANCE_CLOCK, started_on=actor.day, subject_id=plan.pk)
    start_missing(actor, plan)
    start_review(actor, plan)
