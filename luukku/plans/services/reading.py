"""Reading around a plan: whom a form offers, who answers for the case, what there is to look at again."""

from dataclasses import dataclass
from uuid import UUID

from luukku.accounts.models import User
from luukku.casework.models import Case, FamilyMembership, Person, ResponsibleWorker, Section
from luukku.casework.policies import Sight
from luukku.casework.services.sharing import team_of
from luukku.core.actor import Actor
from luukku.plans import policies
from luukku.plans.models import FamilyPlan, Need, PlanPart, Review
from luukku.plans.rules.interview import FAMILY


def people_of(plan: FamilyPlan) -> list[tuple[UUID, str]]:
    """Everybody with a part of their own, by id and name, in the order of the parts."""
    parts = PlanPart.objects.filter(plan=plan, person__isnull=False).select_related("person")
    return [(part.person.pk, part.person.short_name) for part in parts if part.person]


def needs_for(actor: Actor, part: PlanPart, chosen: UUID | None = None) -> list[Need]:
    """Needs that a goal of this part can answer: open or planned ones of its person (all in the shared part)."""
    needs = policies.visible_needs(actor).filter(case_id=part.plan.case_id).select_related("person")
    if part.person_id is not None:
        needs = needs.filter(person_id=part.person_id)
    return [need for need in needs.order_by("created_at", "id") if need.is_living or need.pk == chosen]


def worker_name(actor: Actor, case: Case) -> str:
    """Who answers for the case today; empty when nobody does."""
    row = ResponsibleWorker.objects.on(actor.day).filter(case=case).select_related("user").first()
    return row.user.name if row else ""


@dataclass(frozen=True, slots=True)
class Reader:
    """A worker who reads a part; a helper with what they do for the family, as the worker wrote it."""

    name: str
    function: str = ""

    def __str__(self) -> str:
        return self.told_with(self.function)

    def told_with(self, title: str, rest: str = "") -> str:
        """With a title in another language and what was written after it, when there is one."""
        shown = ", ".join(part for part in (title, rest) if part) or self.function
        return f"{self.name} ({shown})" if shown else self.name


@dataclass(frozen=True, slots=True)
class Readers:
    """The workers who read the shared part and the children's parts."""

    shared: list[Reader]
    children: list[Reader]


def readers_of(actor: Actor, case: Case, worker: str, sight: Sight | None = None) -> Readers:
    """Who reads the family's parts today: `worker`, who answers for the case, and the helpers they are shown to.

    A helper is told of themselves and the worker, not of the others.
    """
    mates = team_of(actor, case, sight)

    def shown(section: Section) -> list[Reader]:
        helpers = [Reader(mate.place.user.name, mate.place.function) for mate in mates if section in mate.shown]
        return [one for one in (Reader(worker), *helpers) if one.name]

    return Readers(shown(Section.SHARED), shown(Section.CHILDREN))


def coming_review(plan: FamilyPlan) -> Review | None:
    return Review.objects.filter(plan=plan, held_on__isnull=True).first()


def people_by_id(ids: set[UUID]) -> dict[UUID, Person]:
    return Person.objects.in_bulk(list(ids))


def worker_names(ids: set[UUID]) -> dict[str, str]:
    """Names of workers by their ids as text."""
    return {str(one): name for one, name in User.objects.filter(pk__in=ids).values_list("pk", "name")}


def people_in_questions(abouts: set[str]) -> dict[str, Person]:
    """The people that questions are about, by their ids as text; the whole family is nobody."""
    ids = {UUID(about) for about in abouts if about != FAMILY}
    return {str(one): person for one, person in people_by_id(ids).items()}


def family_of(actor: Actor, case: Case) -> list[Person]:
    """Everybody in the family today, adults first."""
    rows = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id).select_related("person")
    return [row.person for row in rows.order_by("role", "person__birth_on", "created_at", "id")]
