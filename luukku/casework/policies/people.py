"""Rights to people and families follow the cases that the actor may open."""

from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from luukku.casework.models import (
    AddressProtection,
    AddressProtectionQuerySet,
    Case,
    CaseQuerySet,
    ExpectedMember,
    Family,
    FamilyMembership,
    GuardianRelation,
    GuardianRelationQuerySet,
    Person,
    PersonQuerySet,
)
from luukku.casework.policies.cases import (
    cases_answered_for,
    cases_answered_in_person,
    fully_visible_cases,
    helped_cases_elsewhere,
    supervised_cases,
    visible_cases,
    visible_cases_here,
)
from luukku.casework.policies.sharing import people_told_of
from luukku.core.actor import Actor


def visible_families(actor: Actor) -> QuerySet[Family]:
    return Family.objects.filter(cases__in=visible_cases(actor))


def visible_people(actor: Actor) -> PersonQuerySet:
    """Members, today, of the families whose cases the actor may open.

    Of families that other organisations work with, only those about whom the actor may be told.
    """
    return Person.objects.filter(pk__in=visible_memberships(actor).values("person_id"))


def editable_people(actor: Actor) -> PersonQuerySet:
    """Members, today, of the families whose active cases the actor answers for."""
    return _members_today(actor, cases_answered_for(actor).active())


def people_to_join(actor: Actor) -> PersonQuerySet:
    """Whom the actor may take into another family too: members, today, of active cases answered for in person or led.

    To join somebody to a family of one's own opens everything about them for good. Helping, standing in and an
    emergency opening end; none of them may be made into a lasting right that way.
    """
    own, led = cases_answered_in_person(actor).active(), supervised_cases(actor).active()
    return _members_today(actor, Case.objects.filter(Q(pk__in=own.values("pk")) | Q(pk__in=led.values("pk"))))


def may_edit_person(actor: Actor, person: Person) -> bool:
    """Members whose families the actor answers for, and guardians of their children who belong to no family here."""
    ids = {"pk": person.pk}
    return editable_people(actor).filter(**ids).exists() or outside_guardians(actor).filter(**ids).exists()


def outside_guardians(actor: Actor) -> PersonQuerySet:
    """People who belong to no family today and are, today, guardian or representative of a child whom the actor may
    edit: their facts are kept by whoever answers for the child."""
    relations = GuardianRelation.objects.on(actor.day).filter(child__in=editable_people(actor))
    members = FamilyMembership.objects.on(actor.day).filter(person_id=OuterRef("pk"))
    return Person.objects.filter(pk__in=relations.values("guardian_id")).exclude(Exists(members))


def people_whose_address_may_be_revealed(actor: Actor) -> PersonQuerySet:
    """Members, today, of the families whose cases the actor reads whole; helpers never see an address.

    Whoever is protected and has another home in a family that the actor does not read is hidden: the other home may
    be whom the address is protected from. So is whoever has another home, not read by the actor, with somebody
    protected: the address may be theirs.
    """
    read = fully_visible_cases(actor)
    here = _members_today(actor, read)
    elsewhere = (
        FamilyMembership.objects.on(actor.day).filter(person__in=here).exclude(family_id__in=read.values("family_id"))
    )
    protected = AddressProtection.objects.protecting_on(actor.day).values("person_id")
    with_protected = FamilyMembership.objects.on(actor.day).filter(
        family_id=OuterRef("family_id"), person_id__in=protected
    )
    return here.exclude(pk__in=elsewhere.filter(Exists(with_protected)).values("person_id"))


def may_reveal_address(actor: Actor, person: Person) -> bool:
    return people_whose_address_may_be_revealed(actor).filter(pk=person.pk).exists()


def cases_of_person(actor: Actor, person: Person) -> CaseQuerySet:
    """The visible cases through which the actor sees this person today: named in the trail."""
    return visible_cases(actor).filter(
        family__memberships__person=person, family__memberships__during__contains=actor.day
    )


def visible_memberships(actor: Actor) -> QuerySet[FamilyMembership]:
    """Who belongs, today, to the families whose cases the actor may open; see `visible_people`."""
    here = FamilyMembership.objects.on(actor.day).filter(family__cases__in=visible_cases_here(actor))
    elsewhere = FamilyMembership.objects.on(actor.day).filter(
        family__cases__in=helped_cases_elsewhere(actor), person_id__in=people_told_of(actor)
    )
    return FamilyMembership.objects.filter(pk__in=here.values("pk").union(elsewhere.values("pk")))


def editable_memberships(actor: Actor) -> QuerySet[FamilyMembership]:
    return FamilyMembership.objects.on(actor.day).filter(family__cases__in=cases_answered_for(actor).active())


def editable_guardian_relations(actor: Actor) -> GuardianRelationQuerySet:
    """Guardianships, past ones too, of the children whom the actor may edit."""
    return GuardianRelation.objects.filter(child__in=editable_people(actor))


def guardians_of(child_ids: list[UUID], day: date) -> GuardianRelationQuerySet:
    """Who may decide for these children on the day. The caller already has the right to the children."""
    return GuardianRelation.objects.deciding_on(day).filter(child_id__in=child_ids).select_related("guardian", "child")


def guardians_of_anyone(child_ids: list[UUID]) -> GuardianRelationQuerySet:
    """All guardianships of these children, past, coming and barred ones too, for whoever keeps them in order."""
    return GuardianRelation.objects.filter(child_id__in=child_ids).select_related("guardian", "child")


def wards_of(guardian: Person, day: date) -> GuardianRelationQuerySet:
    """The children for whom this person may decide on the day."""
    return GuardianRelation.objects.deciding_on(day).filter(guardian=guardian).select_related("child")


def protections_of(actor: Actor, person: Person) -> AddressProtectionQuerySet:
    """Address protections, past ones too, of a person whose case the actor reads whole: that it is protected is told
    also to those to whom the address does not open."""
    allowed = _members_today(actor, fully_visible_cases(actor)).filter(pk=person.pk)
    return AddressProtection.objects.filter(person__in=allowed).order_by("during")


def protected_among(person_ids: list[UUID], day: date) -> set[UUID]:
    """Whose address is protected on the day. The caller already reads the whole case of these people."""
    held = AddressProtection.objects.protecting_on(day).filter(person_id__in=person_ids)
    return set(held.values_list("person_id", flat=True))


def may_decide_for(guardian: Person, child: Person, day: date) -> bool:
    """Whether this person is, that day, a guardian of this child whom nothing bars."""
    return GuardianRelation.objects.deciding_on(day).filter(guardian=guardian, child=child).exists()


def possible_guardians(actor: Actor, case: Case) -> PersonQuerySet:
    """Adults of this family, and of the other families of its children as far as the actor sees them.

    Also who is expected in this family, and who has been a guardian of one of its children before.
    """
    here = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id)
    families = FamilyMembership.objects.on(actor.day).filter(person__in=here.values("person_id")).values("family_id")
    adults = FamilyMembership.objects.on(actor.day).filter(family_id__in=families, role=FamilyMembership.Role.ADULT)
    seen = visible_people(actor).filter(pk__in=adults.values("person_id"))
    expected = ExpectedMember.objects.waiting().filter(family_id=case.family_id, role=FamilyMembership.Role.ADULT)
    before = GuardianRelation.objects.filter(child__in=here.values("person_id"), is_set_aside=False)
    known = (
        Q(pk__in=seen.values("pk")) | Q(pk__in=expected.values("person_id")) | Q(pk__in=before.values("guardian_id"))
    )
    return Person.objects.filter(known, merged_into__isnull=True, died_on__isnull=True)


def _members_today(actor: Actor, cases: CaseQuerySet) -> PersonQuerySet:
    members = FamilyMembership.objects.on(actor.day).filter(family__cases__in=cases)
    return Person.objects.filter(pk__in=members.values("person_id"))
