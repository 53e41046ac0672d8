"""A family at a glance, as lists and search show it: who belongs to it today and who answers for it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from luukku.accounts.models import User
from luukku.casework import policies
from luukku.casework.models import Case, FamilyMembership, Person, ResponsibleWorker
from luukku.casework.rules.ages import age
from luukku.core.actor import Actor


@dataclass(frozen=True, slots=True)
class CardMember:
    """One member: the person, whether they belong as a child, and whole years if the birth is known."""

    person: Person
    is_child: bool
    age: int | None
    membership_id: UUID


@dataclass(frozen=True, slots=True)
class Card:
    """One family: adults first, then children from the oldest."""

    case: Case
    members: list[CardMember] = field(default_factory=list)
    responsible: User | None = None
    substitute: User | None = None
    """Who stands in for the responsible worker today."""

    @property
    def adults(self) -> list[CardMember]:
        return [member for member in self.members if not member.is_child]

    @property
    def children(self) -> list[CardMember]:
        return [member for member in self.members if member.is_child]


def cards_of(actor: Actor, cases: Iterable[Case]) -> list[Card]:
    """Cards in the order of the cases: three queries, however many there are. The caller has scoped the cases."""
    cases = list(cases)
    members = members_of(actor, [case.family_id for case in cases])
    _leave_out(actor, cases, members)
    answering = {
        span.case_id: span.user
        for span in ResponsibleWorker.objects.on(actor.day).filter(case__in=cases).select_related("user")
    }
    standing_in = substitutes_of(actor, cases, answering.values())
    return [
        Card(case, members.get(case.family_id, []), who := answering.get(case.pk), standing_in.get(_place(case, who)))
        for case in cases
    ]


def _leave_out(actor: Actor, cases: list[Case], members: dict[UUID, list[CardMember]]) -> None:
    """Of families that another organisation works with only those are named about whom the actor may be told."""
    families = {case.family_id for case in cases if case.organisation_id != actor.organisation_id}
    told_of = set(policies.people_told_of(actor)) if families else set()
    for family_id in families:
        members[family_id] = [one for one in members.get(family_id, []) if one.person.pk in told_of]


def substitutes_of(
    actor: Actor, cases: Iterable[Case], workers: Iterable[User]
) -> dict[tuple[UUID, UUID | None], User]:
    """Who stands in today, by the organisation and the worker who is away; one query."""
    away = policies.absences_on({case.organisation_id for case in cases}, {worker.pk for worker in workers}, actor.day)
    return {(absence.organisation_id, absence.user_id): absence.substitute for absence in away}


def _place(case: Case, worker: User | None) -> tuple[UUID, UUID | None]:
    return case.organisation_id, worker.pk if worker else None


def members_of(actor: Actor, family_ids: list[UUID]) -> dict[UUID, list[CardMember]]:
    """Who belongs to each of these families today. The caller has the right to the families."""
    rows = (
        FamilyMembership.objects.on(actor.day)
        .filter(family_id__in=family_ids)
        .select_related("person")
        .order_by("role", "person__birth_on", "person__name", "pk")
    )
    by_family: dict[UUID, list[CardMember]] = defaultdict(list)
    for row in rows:
        by_family[row.family_id].append(_member(row, actor))
    return by_family


def _member(row: FamilyMembership, actor: Actor) -> CardMember:
    born = row.person.birth_on
    return CardMember(
        person=row.person,
        is_child=row.is_child_on(actor.day),
        age=age(born, actor.day) if born else None,
        membership_id=row.pk,
    )
