"""In words, with a way to mend it: what a draft lacks before it is offered, what an interview before it is complete."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from luukku.casework.models import Person
from luukku.plans.models import FamilyPlan, PlanPart
from luukku.plans.rules.gaps import Gap, Lack
from luukku.plans.services import reading

GENERAL: dict[Lack, str | Promise] = {
    Lack.SHARED_PART: gettext_lazy("The part for the whole family is missing."),
    Lack.SIGNER: gettext_lazy("There is nobody in the plan who could say yes to it."),
    Lack.GOAL: gettext_lazy("There is no goal yet. Write at least one."),
    Lack.ACTION: gettext_lazy("This goal has no step yet: %(goal)s. Write who does what."),
}
PERSONAL: dict[Lack, str | Promise] = {
    Lack.MEMBERS_PART: gettext_lazy("%(name)s belongs to the family but has no part in the plan."),
    Lack.FORMER_MEMBER: gettext_lazy("%(name)s has a part in the plan but no longer belongs to the family."),
    Lack.GUARDIAN: gettext_lazy("%(name)s has no guardian who may decide today. Check the guardians."),
}
UNASKED: dict[str, str | Promise] = {
    "early_education": gettext_lazy("Early education has not been talked about: %(name)s."),
    "school": gettext_lazy("School has not been talked about: %(name)s."),
    "health": gettext_lazy("The child health clinic or school health care has not been talked about: %(name)s."),
    "hobbies": gettext_lazy("Hobbies and free time have not been talked about: %(name)s."),
    "opinion": gettext_lazy("The child's own opinion is missing: %(name)s."),
}
UNPAIRED: dict[str, str | Promise] = {
    "greeting": gettext_lazy("The greeting is written in one language only."),
    "part": gettext_lazy("What you think is written in one language only."),
    "words": gettext_lazy("Somebody's words are written in one language only."),
    "goal": gettext_lazy("A goal is written in one language only."),
    "action": gettext_lazy("A step is written in one language only."),
    "topic": gettext_lazy("What was asked about a child is written in one language only."),
    "other_plan": gettext_lazy("What is said of another plan is written in one language only."),
    "particulars": gettext_lazy("The sources are written in one language only."),
}
EDITORS = {
    "part": "plans:part-view",
    "words": "plans:words-edit",
    "goal": "plans:goal-edit",
    "action": "plans:action-edit",
    "topic": "plans:part-topics",
    "other_plan": "plans:other-plan-edit",
}


@dataclass(frozen=True, slots=True)
class ToMend:
    """One thing to do: what is missing, and where it is mended (empty: by the button beside)."""

    text: str
    url: str = ""


def gaps_in_words(plan: FamilyPlan, gaps: Iterable[Gap], parts: Iterable[PlanPart]) -> list[ToMend]:
    """Every gap as a sentence with its link; the same sentence about the same place comes once."""
    found, parts = list(gaps), list(parts)
    people = reading.people_by_id({gap.person for gap in found if gap.person})
    shared = next((part.pk for part in parts if part.kind == PlanPart.Kind.SHARED), None)
    goals = {goal.pk: goal.title or goal.title_family for part in parts for goal in part.goals.all()}
    return list(dict.fromkeys(_told(plan, gap, people, goals, shared) for gap in found))


def members_changed(gaps: Iterable[Gap]) -> bool:
    return any(gap.lack in (Lack.MEMBERS_PART, Lack.FORMER_MEMBER) for gap in gaps)


def _told(
    plan: FamilyPlan, gap: Gap, people: dict[UUID, Person], goals: dict[UUID, str], shared: UUID | None
) -> ToMend:
    if gap.lack in PERSONAL:
        person = people.get(gap.person) if gap.person else None
        url = reverse("desk:family", args=[plan.case_id]) if gap.lack is Lack.GUARDIAN else ""
        return ToMend(str(PERSONAL[gap.lack]) % {"name": person.short_name if person else _("Somebody")}, url)
    if gap.lack is Lack.TOPIC:
        person = people.get(gap.person) if gap.person else None
        name = person.short_name if person else _("Somebody")
        return ToMend(str(UNASKED[gap.where]) % {"name": name}, reverse("plans:part-topics", args=[gap.ref]))
    if gap.lack is Lack.PAIR:
        return ToMend(str(UNPAIRED[gap.where]), _editor(plan, gap))
    if gap.lack is Lack.ACTION and gap.ref is not None:
        goal = goals.get(gap.ref, "").rstrip(" .")
        return ToMend(str(GENERAL[gap.lack]) % {"goal": goal}, _general_url(plan, gap, shared))
    return ToMend(str(GENERAL[gap.lack]), _general_url(plan, gap, shared))


def _editor(plan: FamilyPlan, gap: Gap) -> str:
    if gap.where == "particulars":
        return reverse("plans:particulars", args=[plan.pk])
    if gap.where == "greeting":
        return reverse("plans:greeting", args=[plan.pk])
    return reverse(EDITORS[gap.where], args=[gap.ref])


def _general_url(plan: FamilyPlan, gap: Gap, shared: UUID | None) -> str:
    if gap.lack is Lack.ACTION:
        return reverse("plans:action-add", args=[gap.ref])
    if gap.lack is Lack.GOAL and shared is not None:
        return reverse("plans:goal-add", args=[shared])
    return ""
