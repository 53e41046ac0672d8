"""Permits: given by who may, understood, for what they say, and no longer than they say."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import (
    DisclosureEntry,
    FamilyMembership,
    InformationPermit,
    PermitSubject,
    Section,
    UnderstandingCheck,
)
from luukku.casework.services import (
    cards_of,
    find_families,
)
from luukku.casework.services.disclosures import (
    Given,
    note_told_by_permit,
)
from luukku.casework.services.permits import (
    PermitFacts,
    give_permit,
    possible_givers,
    revoke_permit,
)
from luukku.casework.services.understanding import Explained
from luukku.casework.tests.factories import (
    a_child,
    a_family,
    a_guardian,
    a_helper,
    a_member,
    a_person,
)
from luukku.core import clock
from luukku.core.clock import HELSINKI
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db

UNDERSTOOD = Explained(language="fi", method="own_words", result="understood")
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
    """Somebody of another organisation in the care team, granted everything; nothing permits it yet."""
    helper = a_worker(name="Ulla Ulkopuolinen")
    place = a_helper(case, helper, tuple(Section))
    place.case.permits.all().update(revoked_at=clock.now())
    return helper


def members(case):
    rows = FamilyMembership.objects.filter(family=case.family).order_by("role", "created_at").select_related("person")
    return [row.person for row in rows]


def facts(case, to, **changed):
    adult, *children = members(case)
    day = clock.today()
    known = {
        "giver": adult,
        "people": [adult, *children],
        "from_organisation": case.organisation,
        "to_organisation": to,
        "purpose": "Jotta neuvola auttaa.",
        "from_on": day,
        "last_on": day + timedelta(days=90),
        "sections": ["shared"],
    }
    return PermitFacts(**(known | changed))


def given(worker, case, to, **changed):
    return give_permit(worker.as_actor(), case.pk, facts(case, to, **changed), UNDERSTOOD)


def test_a_permit_says_who_allows_what_to_whom_and_how_it_was_understood(worker, case):
    to = an_organisation()

    permit = given(worker, case, to)

    assert (permit.giver, permit.to_organisation) == (members(case)[0], to)
    assert sorted(permit.subjects.values_list("capacity", flat=True)) == ["guardian", "self"]
    assert permit.understanding.subject_id == permit.pk
    assert len(permit.understanding.text_hash) == 64
    assert AuditEvent.objects.get(action="permit.given").codes["sections"] == ["shared"]


def test_a_helper_of_another_organisation_sees_nothing_without_a_permit(outsider, case):
    actor = outsider.as_actor()

    assert not policies.may_see(actor, case)
    assert policies.sections_shown(actor, case) == set()


def test_a_permit_opens_the_section_about_everybody_whom_it_names(worker, outsider, case):
    given(worker, case, outsider.organisation)

    actor = outsider.as_actor()
    assert policies.may_see(actor, case)
    assert policies.sections_shown(actor, case) == {Section.SHARED}


def test_attack_50_a_permit_about_one_person_opens_nothing_about_another(worker, outsider, case):
    adult, _child = members(case)
    given(worker, case, outsider.organisation, people=[adult], sections=["shared", "adults", "children"])

    actor = outsider.as_actor()
    assert policies.sections_shown(actor, case) == {Section.ADULTS}
    assert list(policies.people_shown(actor, case, Section.ADULTS)) == [adult.pk]
    assert list(policies.people_shown(actor, case, Section.CHILDREN)) == []
    assert list(policies.visible_people(actor)) == [adult]
    assert [one.person for one in cards_of(actor, [case])[0].members] == [adult]


def test_attack_50_a_permit_for_one_class_or_section_is_none_for_another(worker, outsider, case):
    permit = given(worker, case, outsider.organisation, sections=["documents"], data_classes=["health"])
    adult = members(case)[0]

    assert not policies.may_read(outsider.as_actor(), case, Section.SHARED)
    with pytest.raises(RuleViolation):
        note_told_by_permit(worker.as_actor(), permit.pk, Given([adult], "Koulun alku", data_classes=["school"]))
    with pytest.raises(RuleViolation):
        note_told_by_permit(worker.as_actor(), permit.pk, Given([adult], "Koulun alku", sections=["notes"]))
    assert not DisclosureEntry.objects.exists()


def test_attack_50_a_permit_does_not_serve_another_organisation_or_family(worker, outsider, case):
    given(worker, case, an_organisation())
    other = a_family(worker).cases.get()
    a_helper(other, outsider, (Section.SHARED,)).case.permits.all().update(revoked_at=clock.now())
    given(worker, other, outsider.organisation)

    assert not policies.may_see(outsider.as_actor(), case)
    assert policies.may_see(outsider.as_actor(), other)


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, True), (90, True), (91, False)])
def test_attack_50_a_permit_holds_from_its_first_day_to_its_last_in_helsinki(worker, outsider, case, days, is_open):
    given(worker, case, outsider.organisation)
    midnight = datetime.combine(clock.today() + timedelta(days=days), time(0, 0), tzinfo=HELSINKI)

    assert policies.may_see(outsider.as_actor(midnight.astimezone(UTC)), case) is is_open


def test_attack_50_what_a_guardian_gave_ends_when_the_child_comes_of_age(worker, outsider, case):
    _adult, child = members(case)
    tomorrow = clock.today() + timedelta(days=1)
    child.birth_on = date(tomorrow.year - 18, tomorrow.month, tomorrow.day)
    child.save()
    given(worker, case, outsider.organisation, sections=["children"])
    at = clock.now()

    assert list(policies.people_shown(outsider.as_actor(at), case, Section.CHILDREN)) == [child.pk]
    assert child.pk not in policies.people_shown(outsider.as_actor(at + timedelta(days=1)), case, Section.CHILDREN)


def test_attack_50_who_may_not_decide_gives_no_permit(worker, case):
    to = an_organisation()
    adult, child = members(case)
    stranger = a_member(case.family, birth_on=date(1985, 1, 1))
    former, coming, barred = (a_person(birth_on=date(1985, 1, 1)) for _one in range(3))
    day = clock.today()
    a_guardian(child, former, until=day)
    a_guardian(child, coming, since=day + timedelta(days=1))
    a_guardian(child, barred, is_blocked=True)

    for giver in (stranger, former, coming, barred, child):
        with pytest.raises(RuleViolation):
            given(worker, case, to, giver=giver, people=[child])
    with pytest.raises(RuleViolation):
        given(worker, case, to, giver=adult, people=[stranger])
    assert not InformationPermit.objects.exists()
    assert {former, coming, barred, child}.isdisjoint(possible_givers(worker.as_actor(), case))


@pytest.mark.parametrize(("years", "may"), [(14, False), (15, True), (18, True)])
def test_attack_50_a_minor_gives_a_permit_from_the_fifteenth_birthday_on(worker, case, years, may):
    to, day = an_organisation(), clock.today()
    child = a_child(case.family, birth_on=date(day.year - years, day.month, min(day.day, 28)))

    if may:
        assert given(worker, case, to, giver=child, people=[child]).subjects.get().capacity == "self"
    else:
        with pytest.raises(RuleViolation):
            given(worker, case, to, giver=child, people=[child])


def test_a_representative_gives_it_as_one(worker, case):
    child = a_child(case.family)
    helper = a_person(birth_on=date(1980, 1, 1))
    a_guardian(child, helper, kind="representative")

    assert given(worker, case, an_organisation(), giver=helper, people=[child]).subjects.get().capacity == (
        "representative"
    )


@pytest.mark.parametrize("result", ["partly", "not_yet"])
def test_a_permit_that_was_not_understood_is_none(worker, case, result):
    with pytest.raises(RuleViolation):
        give_permit(
            worker.as_actor(),
            case.pk,
            facts(case, an_organisation()),
            Explained(language="fi", method="own_words", result=result),
        )

    assert not InformationPermit.objects.exists()
    assert not UnderstandingCheck.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [
        {"people": []},
        {"sections": []},
        {"last_on": clock.today() - timedelta(days=1)},
        {"from_on": clock.today() - timedelta(days=1)},
        {"last_on": clock.today() + timedelta(days=800)},
    ],
)
def test_a_permit_that_says_too_little_or_too_much_is_refused(worker, case, wrong):
    with pytest.raises(RuleViolation):
        given(worker, case, an_organisation(), **wrong)


def test_a_permit_has_two_sides_and_ours_is_one(worker, case):
    elsewhere = an_organisation()

    with pytest.raises(RuleViolation):
        given(worker, case, case.organisation)
    with pytest.raises(RuleViolation):
        given(worker, case, elsewhere, from_organisation=an_organisation(), sections=[], data_classes=["health"])
    with pytest.raises(RuleViolation):
        given(worker, case, case.organisation, from_organisation=elsewhere)  # nobody reads our parts by it
    they_tell = given(
        worker, case, case.organisation, from_organisation=elsewhere, sections=[], data_classes=["health"]
    )
    assert they_tell.from_organisation == elsewhere


def test_only_who_answers_gives_and_takes_back(worker, outsider, case):
    colleague = a_worker(worker.organisation)
    permit = given(worker, case, outsider.organisation)

    for other in (colleague, outsider):
        with pytest.raises(PermissionDenied):
            given(other, case, an_organisation())
        with pytest.raises(PermissionDenied):
            revoke_permit(other.as_actor(), permit.pk)


def test_attack_49_after_taking_back_the_very_next_read_is_denied_everywhere(client, worker, outsider, case):
    """Page, list, search, plan, and what was planned while it held: rights are asked when it runs."""
    permit = given(worker, case, outsider.organisation)
    client.force_login(outsider.user)
    family = outsider.url(f"/cases/{case.pk}/")
    assert client.get(family).status_code == 200
    name = case.family.name
    assert name in client.get(outsider.url("/families/")).content.decode()
    before = outsider.as_actor()  # a job that was planned while the permit held acts as this one

    revoke_permit(worker.as_actor(), permit.pk)

    assert client.get(family).status_code == 404
    assert name not in client.get(outsider.url("/families/")).content.decode()
    assert not policies.may_see(before, case)
    assert not policies.visible_people(before).exists()
    assert not policies.cases_showing(before, Section.SHARED).exists()
    assert not find_families(before, members(case)[0].name).cards
    assert client.get(outsider.url(f"/cases/{case.pk}/plan/")).status_code == 404
    with pytest.raises(PermissionDenied):
        note_told_by_permit(worker.as_actor(), permit.pk, Given(members(case), "x", sections=["shared"]))


def test_what_was_told_stays_in_the_log_after_taking_back(worker, case):
    to, adult = an_organisation(), members(case)[0]
    permit = given(worker, case, to, data_classes=["health"])
    note_told_by_permit(
        worker.as_actor(), permit.pk, Given([adult], "Neuvolan käynti", receiver="Terhi", data_classes=["health"])
    )

    revoke_permit(worker.as_actor(), permit.pk)

    entry = DisclosureEntry.objects.get()
    assert (entry.permit, entry.to_organisation, entry.discloser) == (permit, to, worker.user)
    assert entry.data_classes == ["health"]
    assert PermitSubject.objects.filter(permit=permit).exists()


def test_a_permit_can_be_taken_back_in_a_closed_case_and_only_once(worker, case):
    permit = given(worker, case, an_organisation())
    type(case).objects.filter(pk=case.pk).update(state="closed", closed_on=clock.today())

    assert revoke_permit(worker.as_actor(), permit.pk).revoked_by == worker.user
    with pytest.raises(PermissionDenied):
        revoke_permit(worker.as_actor(), permit.pk)
