"""Telling others by law: with a section of an act and a reason, apart from permits, and logged."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from luukku.accounts.models import Organisation
from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.law.disclosures import bases, basis_on
from luukku.casework.models import DisclosureEntry, GuardianRelation, InformationPermit, Section, StatutoryDisclosure
from luukku.casework.services.disclosures import (
    Given,
    LawfulFacts,
    disclose_by_law,
    end_disclosure,
    note_told_by_law,
)
from luukku.casework.tests.factories import a_case, a_family, a_guardian, a_helper, a_permit
from luukku.casework.tests.test_permits import given, members
from luukku.core import clock
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db

REASON = "Uusi kunta pyysi tietoja suunnitelman tarkistusta varten."


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def case(worker):
    """A family of one adult and one child."""
    return a_family(worker).cases.get()


@pytest.fixture
def outsider(case):
    """Somebody of another organisation in the care team, granted everything; nothing opens it yet."""
    helper = a_worker(name="Ulla Ulkopuolinen")
    place = a_helper(case, helper, tuple(Section))
    place.case.permits.all().update(revoked_at=clock.now())
    return helper


def by_law(worker, case, to, **changed):
    day = clock.today()
    known = {
        "basis": "plan_review",
        "to_organisation": to,
        "people": members(case),
        "reason": REASON,
        "from_on": day,
        "last_on": day + timedelta(days=14),
        "sections": ["shared"],
    }
    return disclose_by_law(worker.as_actor(), case.pk, LawfulFacts(**(known | changed)))


def test_a_law_opens_a_section_and_the_log_says_by_which(worker, outsider, case):
    disclosure = by_law(worker, case, outsider.organisation)

    assert policies.sections_shown(outsider.as_actor(), case) == {Section.SHARED}
    entry = DisclosureEntry.objects.get()
    assert (entry.statutory, entry.permit, entry.purpose) == (disclosure, None, REASON)
    assert not InformationPermit.objects.filter(revoked_at__isnull=True).exists()
    assert AuditEvent.objects.get(action="disclosure.by_law").codes["basis"] == "plan_review.1"

    end_disclosure(worker.as_actor(), disclosure.pk)
    assert not policies.may_see(outsider.as_actor(), case)
    assert DisclosureEntry.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"basis": "because"},
        {"basis": ""},
        {"reason": "pyyntö"},
        {"people": []},
        {"sections": []},
        {"last_on": clock.today() + timedelta(days=500)},
        {"from_on": clock.today() - timedelta(days=1)},
    ],
)
def test_attack_51_telling_without_asking_needs_a_section_of_an_act_and_a_reason(worker, case, wrong):
    with pytest.raises(RuleViolation):
        by_law(worker, case, an_organisation(), **wrong)

    assert not StatutoryDisclosure.objects.exists()
    assert not DisclosureEntry.objects.exists()


COUNTY, CENTRE, CLUB = "wellbeing_county", "reception_centre", "association"


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        (CLUB, {"basis": "plan_review"}, "organisation"),
        (CENTRE, {"basis": "service_provider"}, "organisation"),
        (CLUB, {"basis": "childs_interest"}, "organisation"),
        ("municipality", {"basis": "childs_interest"}, "organisation"),
        (CLUB, {"basis": "service_provider", "sections": ["notes"]}, "sections"),
        (CLUB, {"basis": "service_provider", "sections": ["shared", "documents"]}, "sections"),
        (COUNTY, {"basis": "plan_review", "sections": ["notes"]}, "sections"),
        (COUNTY, {"basis": "unaccompanied_child"}, "people"),
    ],
)
def test_attack_51_a_section_of_an_act_opens_nothing_beyond_its_own_words(worker, case, kind, wrong, field):
    with pytest.raises(RuleViolation) as refused:
        by_law(worker, case, an_organisation(kind), **wrong)

    assert refused.value.field == field
    assert not StatutoryDisclosure.objects.exists()
    assert not DisclosureEntry.objects.exists()


@pytest.mark.parametrize(
    ("kind", "fields", "basis", "sections"),
    [
        (CLUB, {}, "service_provider", ["shared", "children", "adults"]),
        (COUNTY, {}, "childs_interest", ["children"]),
        ("municipality", {"special": "helsinki"}, "childs_interest", ["children"]),
        (COUNTY, {}, "social_care_exception", ["notes"]),
    ],
)
def test_within_its_words_a_section_of_an_act_opens(worker, case, kind, fields, basis, sections):
    assert by_law(worker, case, an_organisation(kind, **fields), basis=basis, sections=sections).pk


def test_the_section_on_who_came_alone_is_about_children_who_did(worker, case):
    adult, child = members(case)
    county = an_organisation(COUNTY)
    for person in (adult, child):
        GuardianRelation.objects.filter(child=person).delete()
        a_guardian(person, adult if person == child else child, kind="representative")

    assert by_law(worker, case, county, basis="unaccompanied_child", people=[child], sections=["children"]).pk
    with pytest.raises(RuleViolation, match="under 18"):
        by_law(worker, case, county, basis="unaccompanied_child", people=[adult], sections=["children"])


def test_nothing_is_opened_past_the_last_day_of_its_section(monkeypatch, worker, case):
    basis = basis_on("plan_review", clock.today())
    assert basis is not None
    ends = replace(basis, valid_to=clock.today() + timedelta(days=7))
    monkeypatch.setattr("luukku.casework.services.disclosures.basis_on", lambda _code, _day: ends)

    with pytest.raises(RuleViolation) as refused:
        by_law(worker, case, an_organisation())

    assert refused.value.field == "last_on"
    assert by_law(worker, case, an_organisation(), last_on=ends.valid_to).pk


def test_every_basis_names_receivers_and_sections_that_exist():
    for basis in bases():
        assert basis.receivers, basis.code
        assert basis.receivers <= set(Organisation.Kind.values)
        assert basis.sections <= set(Section.values)
        assert "notes" not in basis.sections or basis.code == "social_care_exception"


def test_attack_51_who_does_not_answer_for_the_family_overrides_nothing(worker, outsider, case):
    for other in (a_worker(worker.organisation), outsider):
        with pytest.raises(PermissionDenied):
            by_law(other, case, an_organisation())


def test_what_was_told_by_law_is_within_what_the_law_opened(worker, case):
    adult, child = members(case)
    disclosure = by_law(worker, case, an_organisation(), people=[child], sections=[], data_classes=["school"])

    with pytest.raises(RuleViolation):
        note_told_by_law(worker.as_actor(), disclosure.pk, Given([adult], "x", data_classes=["school"]))
    with pytest.raises(RuleViolation):
        note_told_by_law(worker.as_actor(), disclosure.pk, Given([child], "x", data_classes=["health"]))
    assert note_told_by_law(worker.as_actor(), disclosure.pk, Given([child], "x", data_classes=["school"])).pk


def test_people_of_another_family_are_told_about_by_nothing_of_this_one(worker, case):
    other = members(a_case(worker))[0]

    with pytest.raises(RuleViolation):
        by_law(worker, case, an_organisation(), people=[other])
    with pytest.raises(RuleViolation):
        given(worker, case, an_organisation(), people=[other], giver=other)


def test_attack_52_the_database_keeps_permit_and_law_apart(worker, case):
    permit = a_permit(case, an_organisation(), (Section.SHARED,))
    disclosure = by_law(worker, case, an_organisation())
    entry = {
        "case": case,
        "person_ids": [],
        "from_organisation": case.organisation,
        "to_organisation": permit.to_organisation,
        "discloser": worker.user,
        "purpose": "x",
        "given_at": clock.now(),
    }

    for both in ({"permit": permit, "statutory": disclosure}, {}):
        with pytest.raises(IntegrityError), transaction.atomic():
            DisclosureEntry.objects.create(**entry, **both)


def test_the_log_is_only_added_to(worker, case):
    by_law(worker, case, an_organisation())

    for statement in ("UPDATE casework_disclosureentry SET purpose = ''", "DELETE FROM casework_disclosureentry"):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_attack_52_a_reading_elsewhere_says_whether_a_permit_or_a_law_let_it(client, worker, outsider, case):
    client.force_login(outsider.user)
    family = outsider.url(f"/cases/{case.pk}/")
    disclosure = by_law(worker, case, outsider.organisation)
    assert client.get(family).status_code == 200
    by_a_law = AuditEvent.objects.filter(action="case.viewed").latest("number")

    permit = given(worker, case, outsider.organisation)
    end_disclosure(worker.as_actor(), disclosure.pk)
    assert client.get(family).status_code == 200
    by_a_permit = AuditEvent.objects.filter(action="case.viewed").latest("number")

    assert (by_a_law.purpose, by_a_law.codes["laws"]) == ("law", [str(disclosure.pk)])
    assert (by_a_permit.purpose, by_a_permit.codes["permits"]) == ("permit", [str(permit.pk)])
