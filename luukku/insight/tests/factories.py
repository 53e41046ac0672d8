"""Regions with families, as the registers hold them."""

from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from luukku.accounts.models import Organisation, Unit
from luukku.accounts.tests.factories import Worker, a_unit, a_worker, an_organisation
from luukku.casework.models import AddressProtection, Case, Family, Meeting, ResponsibleWorker
from luukku.casework.tests.factories import a_child, a_member
from luukku.core.actor import Role, SystemActor
from luukku.core.clock import HELSINKI
from luukku.insight.services import publishing, refreshing
from luukku.plans.models import FamilyPlan, PlanPart, Review

NOW = datetime(2026, 11, 22, 9, tzinfo=HELSINKI)
OCTOBER = date(2026, 10, 1)
SEALED = "0" * 64


def system(at: datetime = NOW) -> SystemActor:
    return SystemActor(user_id=None, organisation_id=None, roles=frozenset(), at=at)


@dataclass
class Region:
    """A county with towns, each with a unit and a worker who leads all of the town."""

    county: Organisation = field(default_factory=lambda: an_organisation(Organisation.Kind.WELLBEING_COUNTY))
    leaders: dict[Any, Worker] = field(default_factory=dict)

    def town(self, name: str = "") -> Worker:
        town = an_organisation(county=self.county, **({"name_fi": name} if name else {}))
        leader = a_worker(town, roles=(Role.SUPERVISOR,))
        self.leaders[town.pk] = leader
        return leader


def a_case_here(
    worker: Worker, *, unit: Unit | None = None, since: date = date(2026, 1, 10), language: str = "ar", **more: Any
) -> Case:
    family = Family.objects.create(name="Perhe", language=language)
    a_member(family, birth_on=date(1990, 1, 1))
    case = Case.objects.create(
        family=family,
        organisation=worker.organisation,
        unit=unit,
        opened_on=since,
        ground=Case.Ground.ASSESSMENT,
        **more,
    )
    ResponsibleWorker.objects.create(case=case, user=worker.user, during=(since, None))
    return case


def protect(case: Case, since: date = date(2026, 1, 10)) -> AddressProtection:
    """Somebody of the family has a protected address."""
    person = case.family.memberships.first().person
    return AddressProtection.objects.create(person=person, during=(since, None), source="register")


def a_plan(
    case: Case, worker: Worker, since: date, until: date | None = None, *, number: int = 1, **parts: Any
) -> FamilyPlan:
    """A plan that held from a day on; `children` are those who have a part in it, `service` what a step names."""
    plan = FamilyPlan.objects.create(case=case, number=number, family_language="ar", written_by=worker.user)
    for child in parts.get("children", ()):
        PlanPart.objects.create(plan=plan, kind=PlanPart.Kind.CHILD, person=child)
    if service := parts.get("service"):
        goal = PlanPart.objects.create(plan=plan, kind=PlanPart.Kind.SHARED).goals.create(title="Kieli")
        goal.actions.create(what="Kurssi", service=service, doer_worker=worker.user)
    rows = FamilyPlan.objects.filter(pk=plan.pk)
    rows.update(state="offered", content_hash=SEALED)
    rows.update(state="in_force", in_force_on=since)
    if until:
        rows.update(state="ended", ended_on=until)
    return rows.get()


def a_review(plan: FamilyPlan, due_on: date, held_on: date | None = None) -> Review:
    outcome = Review.Outcome.CONTINUE if held_on else ""
    return Review.objects.create(plan=plan, due_on=due_on, held_on=held_on, outcome=outcome)


def a_meeting_on(case: Case, day: date, interpreter: str = "booked", *, held: bool = True) -> Meeting:
    at = datetime.combine(day, time(10), tzinfo=HELSINKI)
    return Meeting.objects.create(
        case=case, starts_at=at, topic="Arki", interpreter_state=interpreter, held_at=at if held else None
    )


def a_small_child(case: Case, born: date = date(2022, 5, 5)) -> Any:
    return a_child(case.family, birth_on=born)


def towns_with_families(*counts: tuple[int, ...]) -> Region:
    """Towns with as many families, as many of them with a plan in force since the spring, and as many of those with a
    plan that names a service."""
    region = Region()
    for families, plans, *services in counts:
        leader = region.town()
        unit = a_unit(leader.organisation)
        for number in range(families):
            case = a_case_here(leader, unit=unit, language="ar" if number % 2 else "so")
            if number < plans:
                named = {"service": "Kielikahvila"} if number < sum(services) else {}
                a_plan(case, leader, date(2026, 3, 2), **named)
    return region


def count_and_publish(region: Region, *, at: datetime = NOW, month: date = OCTOBER) -> None:
    refreshing.refresh(system(at))
    publishing.publish(system(at), month, region.county.pk)
