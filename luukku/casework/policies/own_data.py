"""Rights to answer what a person asks about the data on them."""

from datetime import date

from django.db.models import Q, QuerySet

from luukku.casework.models import (
    AddressProtection,
    Case,
    CaseQuerySet,
    Correction,
    DataExport,
    DataExportQuerySet,
    FamilyMembership,
    Person,
    PersonQuerySet,
    Prohibition,
    ProhibitionQuerySet,
)
from luukku.casework.policies.cases import fully_visible_cases, in_any, supervised_cases
from luukku.casework.policies.people import may_decide_for
from luukku.casework.policies.relations import DATA_PROTECTION, relations_of
from luukku.core.actor import Actor

ANSWERING = frozenset({"answers", "stands_in", "supervises"})
"""The bonds with a case that let somebody answer what its family asks."""


def cases_to_answer_about(actor: Actor) -> CaseQuerySet:
    """Cases, closed ones too, about which the actor answers a person's questions: answered for, or supervised.

    Who opened a case in an emergency reads it, but makes no copies of it.
    """
    return in_any([ids for bond, ids in relations_of(actor).items() if bond in ANSWERING])


def may_answer_about(actor: Actor, case: Case) -> bool:
    return cases_to_answer_about(actor).filter(pk=case.pk).exists()


def people_ever_in(case: Case) -> PersonQuerySet:
    """Everybody who belongs or has belonged to the case's family: each may ask."""
    ever = FamilyMembership.objects.filter(family_id=case.family_id).values("person_id")
    return Person.objects.filter(pk__in=ever).order_by("birth_on", "name", "pk")


def may_ask_about(asker: Person, person: Person, day: date) -> bool:
    """A person asks for themselves; for a child also whoever may decide for the child that day."""
    return asker.pk == person.pk or may_decide_for(asker, person, day)


def possible_askers(person: Person, day: date) -> PersonQuerySet:
    """Who may ask for the data of this person: themselves, and today's guardians whom nothing bars."""
    guardians = person.guardian_relations.deciding_on(day).values("guardian_id")
    return Person.objects.filter(Q(pk=person.pk) | Q(pk__in=guardians)).order_by("birth_on", "name", "pk")


def cases_about(actor: Actor, person: Person) -> CaseQuerySet:
    """The organisation's cases about this person, as far as the actor answers about them."""
    families = FamilyMembership.objects.filter(person=person).values("family_id")
    cases = cases_to_answer_about(actor).filter(organisation_id=actor.organisation_key)
    return cases.filter(family_id__in=families)


def cases_of_families_of(cases: CaseQuerySet, person: Person, day: date) -> CaseQuerySet:
    """Those of the cases to whose families the person belongs on the day."""
    families = FamilyMembership.objects.on(day).filter(person=person).values("family_id")
    return cases.filter(family_id__in=families)


def somebody_is_protected(cases: CaseQuerySet, day: date) -> bool:
    """Whether anybody of the families of these cases has a protected address on the day."""
    members = FamilyMembership.objects.filter(family__cases__in=cases).values("person_id")
    return AddressProtection.objects.on(day).filter(person_id__in=members).exists()


def prohibitions_against(asker: Person, person: Person) -> ProhibitionQuerySet:
    """What the young person has forbidden this guardian, or every guardian."""
    return Prohibition.objects.standing().filter(Q(guardian=asker) | Q(guardian__isnull=True), person=person)


def visible_exports(actor: Actor) -> DataExportQuerySet:
    return DataExport.objects.filter(case__in=cases_to_answer_about(actor))


def downloadable_exports(actor: Actor) -> DataExportQuerySet:
    """Exports whose file is there; whether the asker may still have it, the service asks again."""
    return visible_exports(actor).readable_at(actor.at)


def visible_corrections(actor: Actor) -> QuerySet[Correction]:
    return Correction.objects.filter(case__in=cases_to_answer_about(actor))


def decidable_corrections(actor: Actor) -> QuerySet[Correction]:
    return visible_corrections(actor).filter(state=Correction.State.OPEN)


def visible_prohibitions(actor: Actor) -> ProhibitionQuerySet:
    return Prohibition.objects.filter(case__in=cases_to_answer_about(actor))


def cases_to_hold(actor: Actor) -> CaseQuerySet:
    """Cases whose removal the actor may stop: supervised ones, and for data protection all of the organisation."""
    if not actor.has(DATA_PROTECTION):
        return supervised_cases(actor)
    own = Case.objects.filter(organisation_id=actor.organisation_key)
    return Case.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=supervised_cases(actor).values("pk")))


def may_hold(actor: Actor, case: Case) -> bool:
    return cases_to_hold(actor).filter(pk=case.pk).exists()


def cases_with_known_keeping(actor: Actor) -> CaseQuerySet:
    """Cases of which the actor may know how long they are kept: read whole, or to be stopped."""
    read = fully_visible_cases(actor).values("pk")
    return Case.objects.filter(Q(pk__in=read) | Q(pk__in=cases_to_hold(actor).values("pk")))
