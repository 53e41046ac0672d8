"""A permit about a child whose guardians are several waits for each of them (361/1983, 5 §)."""

import io
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from pypdf import PdfReader

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import (
    DisclosureEntry,
    FamilyMembership,
    InformationPermit,
    PermitConsent,
    PermitSubject,
    Section,
)
from luukku.casework.services.disclosures import Given, note_told_by_permit
from luukku.casework.services.permit_guardians import agree_to_permit, standing_of
from luukku.casework.services.permits import PermitFacts, give_permit, revoke_permit
from luukku.casework.services.understanding import Explained
from luukku.casework.tests.factories import a_family, a_guardian, a_helper, a_person
from luukku.core import clock
from luukku.core.errors import RuleViolation

pytestmark = pytest.mark.django_db

UNDERSTOOD = Explained(language="fi", method="own_words", result="understood")


@pytest.fixture
def worker():
    return a_worker()


@pytest.fixture
def case(worker):
    """A family of two adults and their child."""
    return a_family(worker, adults=2).cases.get()


@pytest.fixture
def outsider(case):
    """Somebody of another organisation in the care team; nothing permits anything yet."""
    helper = a_worker(name="Ulla Ulkopuolinen")
    a_helper(case, helper, tuple(Section)).case.permits.all().update(revoked_at=clock.now())
    return helper


def members(case):
    rows = FamilyMembership.objects.filter(family=case.family).order_by("role", "created_at").select_related("person")
    return [row.person for row in rows]


def given(worker, case, to, **changed):
    """The first adult allows telling about themselves and the child."""
    adult, _other, child = members(case)[:3]
    known = {
        "giver": adult,
        "people": [adult, child],
        "from_organisation": case.organisation,
        "to_organisation": to,
        "purpose": "Jotta neuvola auttaa.",
        "from_on": clock.today(),
        "last_on": clock.today() + timedelta(days=90),
        "sections": ["children"],
        "data_classes": ["health"],
    }
    return give_permit(worker.as_actor(), case.pk, PermitFacts(**(known | changed)), UNDERSTOOD)


def children_shown(outsider, case):
    return list(policies.people_shown(outsider.as_actor(), case, Section.CHILDREN))


def waiting(permit):
    return [one.guardian for one in standing_of(permit, clock.today()).waiting]


def test_one_guardians_permit_opens_nothing_about_the_child_until_the_other_agrees(worker, outsider, case):
    adult, other, child = members(case)
    permit = given(worker, case, outsider.organisation)

    before = (children_shown(outsider, case), policies.may_read(outsider.as_actor(), case, Section.CHILDREN))
    agree_to_permit(worker.as_actor(), permit.pk, other.pk, UNDERSTOOD)

    assert before == ([], False)
    assert children_shown(outsider, case) == [child.pk]
    assert policies.sections_shown(outsider.as_actor(), case) == {Section.CHILDREN}
    line = AuditEvent.objects.get(action="permit.agreed")
    assert (line.subject_id, line.codes["guardian"]) == (permit.pk, str(other.pk))
    assert adult.pk != other.pk


def test_what_the_giver_allows_about_themselves_waits_for_nobody(worker, outsider, case):
    adult, _other, _child = members(case)
    permit = given(worker, case, outsider.organisation, sections=["adults"])

    covered = PermitSubject.objects.in_force(clock.today()).filter(permit=permit)

    assert list(covered.values_list("person_id", flat=True)) == [adult.pk]


def test_nothing_about_the_child_is_told_aloud_before_the_other_agrees(worker, outsider, case):
    _adult, other, child = members(case)
    permit = given(worker, case, outsider.organisation)
    told = Given([child], "Neuvolan käynti", data_classes=["health"])

    with pytest.raises(RuleViolation):
        note_told_by_permit(worker.as_actor(), permit.pk, told)
    assert not DisclosureEntry.objects.exists()

    agree_to_permit(worker.as_actor(), permit.pk, other.pk, UNDERSTOOD)
    assert note_told_by_permit(worker.as_actor(), permit.pk, told).person_ids == [child.pk]


def test_each_yes_has_a_check_of_its_own_about_its_own_words(worker, outsider, case):
    _adult, other, _child = members(case)
    permit = given(worker, case, outsider.organisation)

    consent = agree_to_permit(worker.as_actor(), permit.pk, other.pk, UNDERSTOOD)

    assert (consent.understanding.person, consent.understanding.subject_id) == (other, permit.pk)
    assert consent.understanding.text_hash != permit.understanding.text_hash
    assert waiting(permit) == []


@pytest.mark.parametrize("result", ["partly", "not_yet"])
def test_a_yes_that_was_not_understood_is_none(worker, outsider, case, result):
    permit = given(worker, case, outsider.organisation)
    how = Explained(language="fi", method="own_words", result=result)

    with pytest.raises(RuleViolation):
        agree_to_permit(worker.as_actor(), permit.pk, members(case)[1].pk, how)
    assert not PermitConsent.objects.exists()


def test_only_a_guardian_whose_yes_is_missing_agrees_and_only_once(worker, outsider, case):
    adult, other, child = members(case)
    permit = given(worker, case, outsider.organisation)

    for nobody in (adult, child, a_person()):
        with pytest.raises(RuleViolation):
            agree_to_permit(worker.as_actor(), permit.pk, nobody.pk, UNDERSTOOD)
    agree_to_permit(worker.as_actor(), permit.pk, other.pk, UNDERSTOOD)
    with pytest.raises(RuleViolation):
        agree_to_permit(worker.as_actor(), permit.pk, other.pk, UNDERSTOOD)


def test_only_who_answers_notes_a_yes_and_not_to_what_was_taken_back(worker, outsider, case):
    permit, other = given(worker, case, outsider.organisation), members(case)[1]

    with pytest.raises(PermissionDenied):
        agree_to_permit(outsider.as_actor(), permit.pk, other.pk, UNDERSTOOD)
    revoke_permit(worker.as_actor(), permit.pk)
    with pytest.raises(PermissionDenied):
        agree_to_permit(worker.as_actor(), permit.pk, other.pk, UNDERSTOOD)


def test_who_does_not_decide_is_not_waited_for(worker, outsider, case):
    """A barred guardian, one of other days, a foster carer: nobody asks them."""
    _adult, other, child = members(case)
    other.ward_relations.update(is_blocked=True, block_reason="court", blocked_on=clock.today())
    a_guardian(child, until=clock.today())
    a_guardian(child, since=clock.today() + timedelta(days=1))
    a_guardian(child, kind="foster_carer")

    permit = given(worker, case, outsider.organisation)

    assert waiting(permit) == []
    assert children_shown(outsider, case) == [child.pk]


def test_a_guardian_who_comes_later_is_asked_too(worker, outsider, case):
    _adult, other, child = members(case)
    permit = given(worker, case, outsider.organisation)
    agree_to_permit(worker.as_actor(), permit.pk, other.pk, UNDERSTOOD)

    third = a_guardian(child, since=clock.today()).guardian

    assert waiting(permit) == [third]
    assert children_shown(outsider, case) == []


def test_a_matter_that_one_decides_alone_waits_for_nobody_and_has_a_reason(worker, outsider, case):
    child = members(case)[2]

    with pytest.raises(RuleViolation):
        given(worker, case, outsider.organisation, alone_ground="hindered", alone_reason=" ")
    permit = given(worker, case, outsider.organisation, alone_ground="court", alone_reason="Päätös 12.3.2026")

    assert waiting(permit) == []
    assert children_shown(outsider, case) == [child.pk]


def test_a_child_who_speaks_for_themselves_waits_for_no_guardian(worker, outsider, case):
    child, day = members(case)[2], clock.today()
    child.birth_on = date(day.year - 16, 1, 1)
    child.save()

    permit = given(worker, case, outsider.organisation, giver=child, people=[child])

    assert waiting(permit) == []
    assert children_shown(outsider, case) == [child.pk]


@pytest.mark.parametrize("who", [0, 1])
def test_a_bar_on_somebody_who_said_yes_asks_to_look_at_the_permit_again(worker, outsider, case, who):
    guardian, other = members(case)[who], members(case)[1]
    permit = given(worker, case, outsider.organisation)
    agree_to_permit(worker.as_actor(), permit.pk, other.pk, UNDERSTOOD)
    before = standing_of(permit, clock.today()).barred

    guardian.ward_relations.update(is_blocked=True, block_reason="court", blocked_on=clock.today())

    assert before == []
    assert [one.guardian for one in standing_of(permit, clock.today()).barred] == [guardian]


def test_what_the_page_says_of_waiting_is_what_the_rule_opens(worker, outsider, case):
    """Who waits is worked out from rows at hand, what opens by the database: both say the same."""
    permit = given(worker, case, outsider.organisation)
    child = members(case)[2]

    def both():
        opened = PermitSubject.objects.in_force(clock.today()).filter(permit=permit, person=child).exists()
        return opened, standing_of(permit, clock.today()).waits_about(child)

    asked = both()
    agree_to_permit(worker.as_actor(), permit.pk, members(case)[1].pk, UNDERSTOOD)

    assert (asked, both()) == ((False, True), (True, False))


def test_the_page_shows_who_has_not_agreed_and_takes_their_yes(client, worker, outsider, case):
    other = members(case)[1]
    permit = given(worker, case, outsider.organisation)
    page = worker.url(f"/cases/{case.pk}/permits/{permit.pk}/")
    path = f"{page}guardians/{other.pk}/"
    client.force_login(worker.user)

    shown = client.get(page).content.decode()
    words = client.get(path).content.decode()
    wrong = client.post(path, {"interpreter_mode": "none", "method": "own_words", "result": "partly"})
    right = client.post(path, {"interpreter_mode": "none", "method": "own_words", "result": "understood"})

    assert "Who has not agreed yet" in shown
    assert path in shown
    assert f"{other.short_name} gives this permission." in words
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert "Who has not agreed yet" not in client.get(page).content.decode()
    assert client.get(path).status_code == 404
    assert InformationPermit.objects.filter(consents__guardian=other).exists()


def test_the_page_asks_to_look_again_after_a_bar(client, worker, outsider, case):
    permit = given(worker, case, outsider.organisation)
    members(case)[0].ward_relations.update(is_blocked=True, block_reason="court", blocked_on=clock.today())
    client.force_login(worker.user)

    page = client.get(worker.url(f"/cases/{case.pk}/permits/{permit.pk}/")).content.decode()
    shared = client.get(worker.url(f"/cases/{case.pk}/sharing/")).content.decode()

    assert "Look at this permit again" in page
    assert "Look at the permit again." in shared


def printed(client, worker, permit):
    answer = client.get(worker.url(f"/cases/{permit.case_id}/permits/{permit.pk}/print/"))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages).split())


def test_the_paper_tells_who_has_agreed_and_who_has_not(client, worker, outsider, case):
    other = members(case)[1]
    permit = given(worker, case, outsider.organisation)
    client.force_login(worker.user)

    before = printed(client, worker, permit)
    agree_to_permit(worker.as_actor(), permit.pk, other.pk, UNDERSTOOD)
    after = printed(client, worker, permit)

    assert f"{other.short_name} has not agreed yet." in before
    assert f"{other.short_name} agrees too." in after
    assert "has not agreed yet" not in after
