"""Rights to a family's course in time: who belonged, who is expected, whose protection ends, who was noted twice."""

from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from luukku.casework.models import (
    AddressProtection,
    AddressProtectionQuerySet,
    Case,
    CountyCare,
    DatedQuerySet,
    ExpectedMember,
    ExpectedMemberQuerySet,
    FamilyMembership,
    FamilyMembershipQuerySet,
    GuardianRelation,
    GuardianRelationQuerySet,
    Person,
    PersonMerge,
    PersonMergeQuerySet,
    PersonQuerySet,
)
from luukku.casework.policies.cases import cases_answered_for, fully_visible_cases, supervised_cases
from luukku.casework.policies.people import editable_people
from luukku.core.actor import Actor


def membership_history(actor: Actor) -> FamilyMembershipQuerySet:
    """Who belonged when, past and present, to the families whose cases the actor reads whole."""
    return FamilyMembership.objects.filter(
        family_id__in=fully_visible_cases(actor).values("family_id"), is_set_aside=False
    )


def guardian_history(actor: Actor) -> GuardianRelationQuerySet:
    """Guardianships of everybody who belongs, or belonged, to the families that the actor reads whole."""
    return GuardianRelation.objects.filter(
        child_id__in=membership_history(actor).values("person_id"), is_set_aside=False
    )


def returnable_memberships(actor: Actor) -> FamilyMembershipQuerySet:
    """Past memberships of the families that the actor answers for, of living people who are not members now."""
    now = FamilyMembership.objects.on(actor.day).filter(
        family_id=OuterRef("family_id"), person_id=OuterRef("person_id")
    )
    return FamilyMembership.objects.filter(
        family_id__in=_answered_families(actor),
        during__endswith__lte=actor.day,
        is_set_aside=False,
        person__died_on__isnull=True,
        person__merged_into__isnull=True,
    ).exclude(Exists(now))


def expected_members(actor: Actor) -> ExpectedMemberQuerySet:
    """Whom the families wait for whose cases the actor reads whole."""
    return ExpectedMember.objects.filter(family_id__in=fully_visible_cases(actor).values("family_id"))


def editable_expected_members(actor: Actor) -> ExpectedMemberQuerySet:
    return ExpectedMember.objects.filter(family_id__in=_answered_families(actor)).waiting()


def came_alone(person_ids: list[UUID]) -> set[UUID]:
    """Who has, or had, a representative: came or was left without a guardian. The caller reads their case whole."""
    kind = GuardianRelation.Kind.REPRESENTATIVE
    relations = GuardianRelation.objects.filter(child_id__in=person_ids, kind=kind, is_set_aside=False)
    return set(relations.values_list("child_id", flat=True))


def county_cares_of(child_ids: list[UUID]) -> DatedQuerySet[CountyCare]:
    """Counties in charge of these children, past ones too. The caller reads their case whole."""
    return CountyCare.objects.filter(child_id__in=child_ids).select_related("county").order_by("during")


def editable_county_cares(actor: Actor) -> DatedQuerySet[CountyCare]:
    return CountyCare.objects.filter(child__in=editable_people(actor))


def ending_protections(actor: Actor) -> AddressProtectionQuerySet:
    """Protections, of people whose families the actor answers for, whose last day is near or past.

    Each waits for a person: renewed or its end confirmed. One that a later protection follows waits for nobody.
    """
    renewed = AddressProtection.objects.filter(
        person_id=OuterRef("person_id"), during__startswith__gte=OuterRef("during__endswith")
    )
    ending = AddressProtection.objects.ending_by(actor.day).filter(person__in=editable_people(actor))
    return ending.exclude(Exists(renewed)).annotate(ends_on=F("during__endswith"))


def mergeable_people(actor: Actor) -> PersonQuerySet:
    """People noted perhaps twice whom the actor may join: all families to which they belong today are answered for,
    or supervised, by the actor."""
    answered, supervised = cases_answered_for(actor).active(), supervised_cases(actor).active()
    cases = Case.objects.filter(Q(pk__in=answered.values("pk")) | Q(pk__in=supervised.values("pk")))
    families = cases.values("family_id")
    members = FamilyMembership.objects.on(actor.day)
    elsewhere = members.filter(person_id=OuterRef("pk")).exclude(family_id__in=families)
    here = Person.objects.filter(pk__in=members.filter(family_id__in=families).values("person_id"))
    return here.filter(merged_into__isnull=True).exclude(Exists(elsewhere))


def merges_to_undo(actor: Actor) -> PersonMergeQuerySet:
    """Joinings that the actor may take apart: of people whom the actor could join today."""
    return PersonMerge.objects.standing().filter(kept__in=mergeable_people(actor))


def ids_of_person(person: Person) -> list[UUID]:
    """The person's own id and the ids of the rows joined into it: what the trail knows them by."""
    ids, found = [person.pk], [person.pk]
    while found:
        joined = Person.objects.filter(merged_into_id__in=found).exclude(pk__in=ids)
        found = list(joined.values_list("pk", flat=True))
        ids += found
    return ids


def standing_people(person_ids: list[UUID]) -> dict[UUID, UUID]:
    """For each id the one who stays when the person was noted twice; the same id for everybody else."""
    stays = {one: one for one in person_ids}
    while moved := dict(
        Person.objects.filter(pk__in=set(stays.values()), merged_into__isnull=False).values_list("pk", "merged_into_id")
    ):
        stays = {one: moved.get(stay) or stay for one, stay in stays.items()}
    return stays


def _answered_families(actor: Actor) -> QuerySet[Case, UUID]:
    return cases_answered_for(actor).active().values_list("family_id", flat=True)
