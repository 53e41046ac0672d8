"""The pages around a family: each journey, each refusal told in place."""

from datetime import timedelta

import pytest

from luukku.accounts.tests.factories import a_membership, a_unit, a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import CareTeamMember, GuardianRelation, Meeting, Person, Section
from luukku.casework.services import Address, PersonFacts, change_meeting, edit_person, save_address
from luukku.casework.tests.factories import (
    a_case,
    a_child,
    a_family,
    a_helper,
    a_meeting,
    a_member,
    a_protection,
)
from luukku.casework.tests.test_meetings import facts
from luukku.core import clock
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db

PERSON = {"name": "Zahra Karimi", "contact_language": "fa", "interpreter_need": "always", "reading": "well"}
MEETING = {
    "topic": "Suunnitelma",
    "on": "14.4.2027",
    "at": "13.15",
    "minutes": "60",
    "language": "fa",
    "interpreter_state": "booked",
    "interpreter_mode": "video",
    "interpreter_name": "Behnaz R.",
}


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit())
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    return a_family(worker, name="Karimin perhe").cases.get()


def adult_of(case):
    return case.family.memberships.get(role="adult").person


def child_of(case):
    return case.family.memberships.get(role="child").person


def test_a_persons_page_tells_what_is_known_and_not_where_they_live(client, worker, case):
    person = adult_of(case)
    save_address(worker.as_actor(), person.pk, Address("Piilokuja 7", "33999", "Kätkölä", "837"))
    a_protection(person)

    html = client.get(worker.url(f"/cases/{case.pk}/people/{person.pk}/")).content.decode()

    assert "Protected since" in html
    assert "Piilokuja" not in html
    assert AuditEvent.objects.get(action="person.viewed").case_ids == [case.pk]


def test_a_childs_page_tells_who_decides(client, worker, case):
    html = client.get(worker.url(f"/cases/{case.pk}/people/{child_of(case).pk}/")).content.decode()

    assert adult_of(case).name in html
    assert "Told, not checked" in html


def test_a_person_is_corrected(client, worker, case):
    person = adult_of(case)

    response = client.post(worker.url(f"/cases/{case.pk}/people/{person.pk}/edit/"), PERSON | {"version": "1"})

    assert response.status_code == 302
    assert Person.objects.get(pk=person.pk).name == "Zahra Karimi"


# attack 53
def test_a_conflict_shows_both_texts_and_the_next_saving_is_deliberate(client, worker, case):
    person = adult_of(case)
    url = worker.url(f"/cases/{case.pk}/people/{person.pk}/edit/")
    edit_person(worker.as_actor(), person.pk, version=1, facts=PersonFacts("Heidän nimensä"))

    response = client.post(url, PERSON | {"version": "1"})

    html = response.content.decode()
    assert response.status_code == 409
    assert "Heidän nimensä" in html
    assert 'value="Zahra Karimi"' in html
    assert 'name="version" value="2"' in html
    assert client.post(url, PERSON | {"version": "2"}).status_code == 302


def test_somebody_is_added_and_leaves(client, worker, case):
    client.post(worker.url(f"/cases/{case.pk}/people/new/"), PERSON | {"role": "adult", "is_guardian": "on"})
    person = Person.objects.get(name="Zahra Karimi")
    assert policies.may_decide_for(person, child_of(case), worker.as_actor().day)

    membership = person.memberships.get()
    day = worker.as_actor().day
    url = worker.url(f"/cases/{case.pk}/members/{membership.pk}/leave/")
    assert client.post(url, {"last_on": "1.1.1990"}).status_code == 422
    client.post(url, {"last_on": f"{day.day}.{day.month}.{day.year}"})

    membership.refresh_from_db()
    assert membership.last_on == day


def test_a_child_of_another_family_joins_this_one_too(client, worker, case):
    child = a_child(a_family(worker, children=0), name="Kahden Kodin Lapsi")

    html = client.get(worker.url(f"/cases/{case.pk}/people/known/")).content.decode()
    client.post(worker.url(f"/cases/{case.pk}/people/known/"), {"person": child.pk, "role": "child"})

    assert "Kahden Kodin Lapsi" in html
    assert child.memberships.count() == 2


def test_the_family_is_renamed_and_a_conflict_is_shown(client, worker, case):
    url = worker.url(f"/cases/{case.pk}/name/")

    assert client.post(url, {"name": "Uusi nimi", "language": "fa", "version": "1"}).status_code == 302
    response = client.post(url, {"name": "Toinen nimi", "language": "fa", "version": "1"})

    assert response.status_code == 409
    assert "Uusi nimi" in response.content.decode()


def test_a_guardian_is_noted_ended_and_barred(client, worker, case):
    child, other = child_of(case), a_member(case.family, name="Toinen Huoltaja")
    client.post(
        worker.url(f"/cases/{case.pk}/people/{child.pk}/guardians/new/"), {"guardian": other.pk, "kind": "guardian"}
    )
    relation = GuardianRelation.objects.get(guardian=other)
    url = worker.url(f"/cases/{case.pk}/guardians/{relation.pk}/")

    client.post(f"{url}bar/", {"bar": "yes", "reason": "court"})
    assert "Barred" in client.get(url).content.decode()
    client.post(f"{url}bar/", {"bar": "no"})
    day = worker.as_actor().day
    client.post(url, {"last_on": f"{day.day}.{day.month}.{day.year}"})

    relation.refresh_from_db()
    assert (relation.is_blocked, relation.last_on) == (False, day)


def test_the_same_guardian_twice_is_told_on_the_page(client, worker, case):
    url = worker.url(f"/cases/{case.pk}/people/{child_of(case).pk}/guardians/new/")

    response = client.post(url, {"guardian": adult_of(case).pk, "kind": "guardian"})

    assert response.status_code == 422
    assert "already recorded" in response.content.decode()


# attack 18 and 19: an address stands in no address line, no title and no page but the one that asked
def test_an_address_opens_only_for_a_purpose_and_only_in_the_answer(client, worker, case):
    person = adult_of(case)
    a_protection(person)
    client.post(
        worker.url(f"/cases/{case.pk}/people/{person.pk}/address/edit/"),
        {"street": "Piilokuja 7", "postcode": "33999", "post_office": "Kätkölä"},
    )
    url = worker.url(f"/cases/{case.pk}/people/{person.pk}/address/")

    assert "Piilokuja" not in client.get(url).content.decode()
    assert client.post(url, {}).status_code == 422
    shown = client.post(url, {"purpose": "visit"}).content.decode()

    assert "Piilokuja 7" in shown
    assert "Piilokuja" not in shown.split("</title>")[0]
    assert "The address is protected" in shown
    assert AuditEvent.objects.get(action="address.revealed").purpose == "visit"


def test_the_old_address_is_fetched_to_be_corrected(client, worker, case):
    person = adult_of(case)
    save_address(worker.as_actor(), person.pk, Address("Piilokuja 7"))
    url = worker.url(f"/cases/{case.pk}/people/{person.pk}/address/edit/")

    assert "Piilokuja" not in client.get(url).content.decode()
    assert "Piilokuja 7" in client.post(url, {"fetch": "1"}).content.decode()
    assert AuditEvent.objects.get(action="address.revealed").purpose == "check"


def test_a_postcode_has_five_digits(client, worker, case):
    url = worker.url(f"/cases/{case.pk}/people/{adult_of(case).pk}/address/edit/")

    response = client.post(url, {"street": "Piilokuja 7", "postcode": "339"})

    assert response.status_code == 422
    assert "Piilokuja 7" in response.content.decode()


def test_protection_begins_and_ends(client, worker, case):
    person = adult_of(case)
    day = worker.as_actor().day
    client.post(worker.url(f"/cases/{case.pk}/people/{person.pk}/protection/"), {"source": "register"})
    protection = person.address_protections.get()

    twice = client.post(worker.url(f"/cases/{case.pk}/people/{person.pk}/protection/"), {"source": "register"})
    assert twice.status_code == 422
    client.post(
        worker.url(f"/cases/{case.pk}/people/{person.pk}/protection/{protection.pk}/"),
        {"last_on": f"{day.day}.{day.month}.{day.year}"},
    )

    protection.refresh_from_db()
    assert protection.last_on == day


def test_a_meeting_is_agreed_in_helsinki_time(client, worker, case):
    response = client.post(worker.url(f"/cases/{case.pk}/meetings/new/"), MEETING)

    meeting = Meeting.objects.get()
    assert response.status_code == 302
    assert meeting.starts_at.isoformat() == "2027-04-14T10:15:00+00:00"


def test_a_meeting_begins_with_the_familys_language_and_need(client, worker, case):
    person = adult_of(case)
    Person.objects.filter(pk=person.pk).update(contact_language="so", interpreter_need="always")

    html = client.get(worker.url(f"/cases/{case.pk}/meetings/new/")).content.decode()

    assert '<option value="so" selected>' in html


def test_a_meeting_is_changed_held_and_a_conflict_shown(client, worker, case):
    meeting = a_meeting(case, clock.now() - timedelta(hours=1))
    url = worker.url(f"/cases/{case.pk}/meetings/{meeting.pk}/")

    assert client.post(f"{url}edit/", MEETING | {"version": "1", "on": "14.4.2026"}).status_code == 302
    assert client.post(f"{url}held/", {"version": "2"}).status_code == 302
    change_meeting(worker.as_actor(), meeting.pk, version=3, facts=facts(hours=-2, place="Huone 1"))
    response = client.post(f"{url}edit/", MEETING | {"version": "3", "on": "14.4.2026", "place": "Huone 2"})

    html = response.content.decode()
    assert response.status_code == 409
    assert "Huone 1" in html
    assert "Huone 2" in html


def test_a_supervisor_reads_a_meeting_without_a_form(client, worker, case):
    meeting = a_meeting(case, topic="Aihe")
    supervisor = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))
    client.force_login(supervisor.user)

    html = client.get(supervisor.url(f"/cases/{case.pk}/meetings/{meeting.pk}/")).content.decode()

    assert "Aihe" in html
    assert 'id="page-form"' not in html


# attack 2: a row asked for through another case does not exist
def test_a_row_of_another_case_is_not_found_through_ones_own(client, worker, case):
    other = a_family(worker).cases.get()
    meeting, helper = a_meeting(other), a_helper(other, a_worker())
    protection = a_protection(adult_of(other))
    relation = GuardianRelation.objects.get(child=child_of(other))
    membership = other.family.memberships.get(role="child")
    paths = [
        f"people/{adult_of(other).pk}/",
        f"people/{adult_of(other).pk}/edit/",
        f"people/{adult_of(other).pk}/address/",
        f"people/{adult_of(other).pk}/address/edit/",
        f"people/{adult_of(other).pk}/protection/",
        f"people/{adult_of(case).pk}/protection/{protection.pk}/",
        f"people/{child_of(other).pk}/guardians/new/",
        f"guardians/{relation.pk}/",
        f"members/{membership.pk}/leave/",
        f"meetings/{meeting.pk}/",
        f"team/{helper.pk}/",
    ]

    answers = {client.get(worker.url(f"/cases/{case.pk}/{path}")).status_code for path in paths}

    assert answers == {404}


# attack 1: another organisation's worker with the right ids finds nothing, and the attempt is recorded
def test_a_stranger_finds_nothing_and_the_attempt_stays_in_the_trail(client, worker, case):
    stranger = a_worker()
    client.force_login(stranger.user)

    response = client.get(stranger.url(f"/cases/{case.pk}/"))

    assert response.status_code == 404
    assert AuditEvent.objects.get(action="access.denied").user_id == stranger.user.pk


def test_a_helper_is_found_by_address_and_ended(client, worker, case):
    helper = a_worker(email="anni@example.org")
    told = {"email": "anni@example.org", "function": "Opettaja", "sections": ["shared"]}

    client.post(worker.url(f"/cases/{case.pk}/team/new/"), told)
    place = CareTeamMember.objects.get()
    client.post(worker.url(f"/cases/{case.pk}/team/{place.pk}/"), {"function": "Avustaja"})
    assert CareTeamMember.objects.get().sections == []
    client.post(worker.url(f"/cases/{case.pk}/team/{place.pk}/end/"))

    assert not policies.may_see(helper.as_actor(), case)


def test_a_helper_of_several_organisations_is_asked_for_which(client, worker, case):
    helper = a_worker(email="anni@example.org")
    second = an_organisation(name_fi="Toinen kunta")
    a_membership(helper.user, second)
    told = {"email": "anni@example.org", "function": "Opettaja"}

    response = client.post(worker.url(f"/cases/{case.pk}/team/new/"), told)
    assert response.status_code == 422
    assert "Toinen kunta" in response.content.decode()
    client.post(worker.url(f"/cases/{case.pk}/team/new/"), told | {"organisation": str(second.pk)})

    assert CareTeamMember.objects.get().organisation == second


def test_an_unknown_address_is_told_on_the_page(client, worker, case):
    response = client.post(
        worker.url(f"/cases/{case.pk}/team/new/"), {"email": "nobody@example.org", "function": "Opettaja"}
    )

    assert response.status_code == 422
    assert "found nobody" in response.content.decode()


def test_nobody_makes_themselves_a_helper(client, worker, case):
    told = {"email": worker.user.email, "function": "Opettaja", "sections": [Section.ADULTS.value]}

    response = client.post(worker.url(f"/cases/{case.pk}/team/new/"), told)

    assert response.status_code == 422
    assert "You answer for the family already" in response.content.decode()
    assert not case.care_team.exists()


def test_the_responsible_worker_is_changed_and_the_old_one_sees_no_more(client, worker, case):
    heir = a_worker(unit=worker.unit)

    response = client.post(worker.url(f"/cases/{case.pk}/responsible/"), {"user": heir.user.pk})

    assert response["Location"] == worker.url("/families/")
    assert client.get(worker.url(f"/cases/{case.pk}/")).status_code == 404


def test_a_worker_who_is_none_here_is_not_offered(client, worker, case):
    response = client.post(worker.url(f"/cases/{case.pk}/responsible/"), {"user": a_worker().user.pk})

    assert response.status_code == 422


def test_a_helper_cannot_open_the_forms(client, worker, case):
    helper = a_worker()
    a_helper(case, helper, tuple(Section))
    client.force_login(helper.user)

    paths = ["name/", "people/new/", "meetings/new/", "team/new/", "responsible/", "trail/"]
    answers = {client.get(helper.url(f"/cases/{case.pk}/{path}")).status_code for path in paths}

    assert answers == {404}


def test_a_case_that_is_closed_shows_no_form(client, worker):
    case = a_case(worker)
    case.state, case.closed_on = "closed", worker.as_actor().day
    case.save()

    assert client.get(worker.url(f"/cases/{case.pk}/meetings/new/")).status_code == 404
    assert client.get(worker.url(f"/cases/{case.pk}/")).status_code == 200
