"""The ground of somebody's assessment (681/2023, 14 §): what the facts suggest, and what the worker decides."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from luukku.audit import trail
from luukku.casework.models import Case, Person, ResidenceRight
from luukku.casework.policies.residence import grounds_of, has_no_end
from luukku.casework.rules.ages import age
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.plans import policies
from luukku.plans.law.groups import rules_on
from luukku.plans.models import GroundDecision, Interview
from luukku.plans.rules import interview as interviewed
from luukku.plans.rules.assessment_groups import Suggested, suggest
from luukku.plans.services.family import ensure_member
from luukku.plans.services.transitions import lock_own_case
from luukku.plans.services.variants import came_alone

SAID = {
    "unemployed_jobseeker": ("situation", "looking"),
    "home_care_allowance": ("situation", "home_with_children"),
    "lasting_social_assistance": ("livelihood", "help"),
}
"""Answers of the interview that point at a fact without proving it: question and option, by fact."""


RESIDENCE: dict[str, str] = {
    ResidenceRight.Ground.PROTECTION: "protection_based",
    ResidenceRight.Ground.QUOTA: "protection_based",
    ResidenceRight.Ground.FAMILY_OF_PROTECTED: "protection_based",
    ResidenceRight.Ground.ALONE: "came_alone_as_minor",
    ResidenceRight.Ground.TRAFFICKING: "trafficking_victim",
}
"""What the ground of a permit tells."""


def suggested(actor: Actor, person: Person, facts: Mapping[str, bool], first_permit_on: date | None) -> Suggested:
    """What follows from these facts for somebody today."""
    years = age(person.birth_on, actor.day) if person.birth_on else None
    is_free = bool(facts.get("trafficking_victim")) or has_no_end(person)
    return suggest(
        rules_on(actor.day), facts, first_permit_on=first_permit_on, age=years, day=actor.day, has_no_end=is_free
    )


def known_facts(actor: Actor, case: Case, person: Person) -> dict[str, bool]:
    """What the product's own records already tell as a fact."""
    told: dict[str, bool] = {}
    if case.ground == Case.Ground.CONTACT:
        told["authority_contacted"] = True
    if came_alone(person.pk):
        told["came_alone_as_minor"] = True
    return told | {RESIDENCE[one]: True for one in grounds_of(person, actor.day) if one in RESIDENCE}


def pointing_answers(actor: Actor, case: Case, person: Person) -> dict[str, Interview]:
    """Facts that somebody's answers point at, each with the interview they gave them in. They prove nothing."""
    found: dict[str, Interview] = {}
    for interview in policies.visible_interviews(actor).filter(case=case, person=person).order_by("created_at"):
        for fact, (question, option) in SAID.items():
            keys = (f"{person.pk}.{question}", f"{interviewed.FAMILY}.{question}")
            if any(option in interviewed.values_of(interview.answers.get(key)) for key in keys):
                found[fact] = interview
    return found


def latest_decision(actor: Actor, case: Case, person_id: UUID) -> GroundDecision | None:
    rows = policies.visible_grounds(actor).filter(case=case, person_id=person_id)
    return rows.select_related("decided_by").order_by("-created_at").first()


@transaction.atomic
def decide_ground(
    actor: Actor,
    case_id: UUID,
    *,
    person_id: UUID,
    facts: Mapping[str, bool],
    first_permit_on: date | None,
    groups: Sequence[str],
    other_ground: str = "",
    reason: str = "",
) -> GroundDecision:
    """Write down on which ground an assessment is made; earlier decisions stay beside it.

    Raises:
        PermissionDenied: the actor does not answer for this case today.
        RuleViolation: the person is not in the family, nothing was chosen and no reason written, or the decision is
            another than what the facts suggest and no reason says why.
    """
    case = lock_own_case(actor, case_id)
    ensure_member(actor, case, person_id)
    if first_permit_on is not None and first_permit_on > actor.day:
        raise RuleViolation(_("The first permit can't begin in the future. Check the day."), field="first_permit_on")
    person = ensure_found(Person.objects.filter(pk=person_id).first())
    rules = rules_on(actor.day)
    chosen = [one.code for one in rules.groups if one.code in groups]
    told = {one: bool(facts[one]) for one in rules.facts() if one in facts}
    is_suggested = set(chosen) == set(suggested(actor, person, told, first_permit_on).codes)
    _ensure_reasoned(reason, is_suggested=is_suggested and not other_ground.strip(), says_nothing=not chosen)
    row = GroundDecision(
        case=case, person=person, facts=told, first_permit_on=first_permit_on, groups=chosen,
        other_ground=other_ground.strip(), reason=reason.strip(), rules_version=rules.version,
        decided_by_id=ensure_found(actor.user_id), decided_on=actor.day,
    )  # fmt: skip
    row.full_clean()
    row.save()
    trail.record(actor, "ground.decided", row, case=case.pk, person=str(person_id))
    return row


def _ensure_reasoned(reason: str, *, is_suggested: bool, says_nothing: bool) -> None:
    """A decision that is not the suggestion, or that there is no ground, tells why."""
    if reason.strip():
        return
    if not is_suggested:
        raise RuleViolation(_("Your decision is another than the suggestion. Write why."), field="reason")
    if says_nothing:
        raise RuleViolation(_("Choose a ground, or write why there is none."), field="reason")
