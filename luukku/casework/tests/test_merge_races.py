"""Joining two rows of one person, and taking them apart, while somebody else does something to them."""

from datetime import date, timedelta

import pytest

from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.casework.models import FamilyMembership, GuardianRelation, InformationPermit, Person, PersonMerge
from luukku.casework.services import PersonFacts, add_fact, add_guardian, edit_person, merge_people, unmerge_people
from luukku.casework.services.permits import PermitFacts, give_permit
from luukku.casework.services.understanding import Explained
from luukku.casework.tests.factories import a_child, a_family, a_guardian, a_member
from luukku.casework.tests.races import at_once, meanwhile
from luukku.core import clock

BORN = date(2015, 3, 4)


class Scene:
    """One child noted twice, in each of its homes, and a third row that is the same child too."""

    def __init__(self):
        worker = a_worker()
        self.actor = worker.as_actor()
        self.mothers, self.fathers, self.third_home = (a_family(worker, children=0) for _one in range(3))
        self.kept = a_child(self.mothers, name="Sahra Cali", birth_on=BORN)
        self.other = a_child(self.fathers, name="Sara Ali", birth_on=BORN)
        self.third = a_child(self.third_home, name="Sara A", birth_on=BORN)
        self.father = self.fathers.memberships.get(role="adult").person
        a_guardian(self.other, self.father)

    def merge(self, kept=None, other=None):
        kept, other = kept or self.kept, other or self.other
        return merge_people(self.actor, kept_id=kept.pk, other_id=other.pk, chosen={})


@pytest.fixture
def scene(committed):
    return Scene()


def of_rows(person):
    return set(FamilyMembership.objects.on(clock.today()).filter(person=person).values_list("family_id", flat=True))


def test_the_same_two_joined_twice_at_once_are_joined_once(scene):
    ended = at_once(scene.merge, scene.merge)

    assert ended == ["PermissionDenied", "done"]
    assert PersonMerge.objects.standing().count() == 1


def test_two_joined_each_into_the_other_at_once_go_one_way(scene):
    ended = at_once(scene.merge, lambda: scene.merge(scene.other, scene.kept))

    assert ended == ["PermissionDenied", "done"]
    assert Person.objects.filter(pk__in=[scene.kept.pk, scene.other.pk], merged_into__isnull=True).count() == 1


def test_taking_apart_twice_at_once_takes_apart_once(scene):
    merge = scene.merge()

    ended = at_once(*[lambda: unmerge_people(scene.actor, merge.pk)] * 2)

    assert ended == ["PermissionDenied", "done"]
    assert (of_rows(scene.kept), of_rows(scene.other)) == ({scene.mothers.pk}, {scene.fathers.pk})


def test_what_is_joined_on_meanwhile_is_not_taken_apart_into_nothing(scene):
    merge = scene.merge()

    ended = meanwhile(lambda: scene.merge(scene.third, scene.kept), lambda: unmerge_people(scene.actor, merge.pk))

    scene.other.refresh_from_db()
    assert ended == "PermissionDenied"
    assert scene.other.merged_into == scene.kept
    assert of_rows(scene.third) == {scene.mothers.pk, scene.fathers.pk, scene.third_home.pk}


def test_what_is_taken_apart_meanwhile_is_joined_on_as_it_is_then(scene):
    merge = scene.merge()

    ended = meanwhile(lambda: unmerge_people(scene.actor, merge.pk), lambda: scene.merge(scene.third, scene.kept))

    assert ended == "done"
    assert of_rows(scene.other) == {scene.fathers.pk}
    assert of_rows(scene.third) == {scene.mothers.pk, scene.third_home.pk}


def test_chains_joined_at_once_leave_every_row_with_the_one_who_stays(scene):
    at_once(scene.merge, lambda: scene.merge(scene.third, scene.kept))

    redirected = Person.objects.filter(merged_into__isnull=False)
    assert not FamilyMembership.objects.on(clock.today()).filter(person__in=redirected).exists()
    assert not GuardianRelation.objects.on(clock.today()).filter(child__in=redirected).exists()


def grandmother(scene):
    return a_member(scene.fathers, birth_on=date(1960, 1, 1))


def test_no_guardian_is_noted_for_a_row_that_becomes_a_redirect_meanwhile(scene):
    new, case = grandmother(scene), scene.fathers.cases.get()

    ended = meanwhile(
        scene.merge, lambda: add_guardian(scene.actor, case.pk, child_id=scene.other.pk, guardian_id=new.pk)
    )

    assert ended == "RuleViolation"
    assert not GuardianRelation.objects.filter(guardian=new).exists()


def test_a_guardian_noted_just_before_the_joining_follows(scene):
    new, case = grandmother(scene), scene.fathers.cases.get()

    ended = meanwhile(
        lambda: add_guardian(scene.actor, case.pk, child_id=scene.other.pk, guardian_id=new.pk), scene.merge
    )

    assert ended == "done"
    assert GuardianRelation.objects.get(guardian=new).child == scene.kept


def test_no_permit_is_given_about_a_row_that_becomes_a_redirect_meanwhile(scene):
    case, day = scene.fathers.cases.select_related("organisation").get(), clock.today()
    facts = PermitFacts(
        giver=scene.father,
        people=[scene.other],
        from_organisation=case.organisation,
        to_organisation=an_organisation(),
        purpose="Jotta neuvola auttaa.",
        from_on=day,
        last_on=day + timedelta(days=9),
        data_classes=["health"],
    )
    how = Explained(language="fi", method="own_words", result="understood")

    ended = meanwhile(scene.merge, lambda: give_permit(scene.actor, case.pk, facts, how))

    assert ended == "RuleViolation"
    assert not InformationPermit.objects.exists()


def test_nothing_is_written_about_a_row_that_becomes_a_redirect_meanwhile(scene):
    other = scene.other
    values = {"kind": "phone", "value": "040 1234567", "use": "any"}

    fact = meanwhile(scene.merge, lambda: add_fact(scene.actor, other.pk, "contacts", values=values))
    edited = meanwhile(
        lambda: None, lambda: edit_person(scene.actor, other.pk, version=1, facts=PersonFacts("Uusi Nimi"))
    )

    assert (fact, edited) == ("PermissionDenied", "PermissionDenied")
    assert not other.contact_points.exists()
