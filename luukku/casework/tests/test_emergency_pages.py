"""Emergency openings and the list of who has looked, as pages."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import set_urlconf

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.access_words import ACTIONS, Group, words_of
from luukku.casework.services.emergency import MOST_ATTEMPTS
from luukku.casework.tests.factories import a_case, a_family, a_member, an_emergency
from luukku.core import clock
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db

ASKED = {
    "name": "Zahra Karimi",
    "birth_on": "3.4.1992",
    "reason": "Lapsi odottaa yksin perhekeskuksessa ja äiti on sairaalassa.",
}


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit())
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    family = a_family(worker, adults=0, children=0, name="Karimin perhe")
    a_member(family, name="Zahra Karimi", birth_on=date(1992, 4, 3))
    return family.cases.get()


def signed_in(client, **more):
    worker = a_worker(**more)
    client.force_login(worker.user)
    return worker


def test_the_data_opens_and_every_page_says_emergency_in_the_trail(client, worker, case):
    other = signed_in(client, organisation=worker.organisation)

    response = client.post(other.url("/emergency/"), ASKED)
    client.get(response["Location"])
    person = case.family.memberships.get().person
    client.get(other.url(f"/cases/{case.pk}/people/{person.pk}/"))

    views = AuditEvent.objects.filter(user_id=other.user.pk, action__endswith=".viewed")
    assert {view.action for view in views} == {"case.viewed", "person.viewed"}
    assert {view.purpose for view in views} == {"emergency"}


def test_who_is_not_found_gives_the_same_page_and_a_line_in_the_trail(client, worker, case):
    other = signed_in(client, organisation=worker.organisation)

    response = client.post(other.url("/emergency/"), ASKED | {"name": "Zahra Karimy"})

    assert response.status_code == 422
    assert "Nobody was found here" in response.content.decode()
    assert ASKED["reason"] in response.content.decode()
    assert AuditEvent.objects.get(action="emergency.asked").codes == {"found": False}


def test_a_short_reason_and_guessing_are_refused_on_the_page(client, worker, case):
    other = signed_in(client, organisation=worker.organisation)
    url = other.url("/emergency/")

    assert "at least 20" in client.post(url, ASKED | {"reason": "Kiire"}).content.decode()
    for _attempt in range(MOST_ATTEMPTS):
        client.post(url, ASKED | {"name": "Väärä Nimi"})
    assert client.post(url, ASKED).status_code == 422


def test_the_owner_reads_who_opened_it_and_says_so(client, worker, case):
    access = an_emergency(case, a_worker(worker.organisation, name="Sari Niemi"))

    html = client.get(worker.url("/")).content.decode()
    client.post(worker.url(f"/emergency/{access.pk}/seen/"))

    assert "Sari Niemi" in html
    assert access.reason in html
    assert "Sari Niemi" not in client.get(worker.url("/")).content.decode()


def test_the_supervisor_reviews_and_nobody_else(client, worker, case):
    access = an_emergency(case, a_worker(worker.organisation))
    path = f"/emergency/reviews/{access.pk}/"
    assert client.get(worker.url(path)).status_code == 404

    supervisor = signed_in(client, unit=worker.unit, roles=(Role.SUPERVISOR,))
    assert "Karimin perhe" in client.get(supervisor.url("/emergency/reviews/")).content.decode()
    assert client.post(supervisor.url(path), {"was_justified": "no", "note": ""}).status_code == 422
    client.post(supervisor.url(path), {"was_justified": "no", "note": "Ei ollut kiire."})

    html = client.get(supervisor.url("/emergency/reviews/")).content.decode()
    assert "Ei ollut kiire." in html
    assert "It was not right" in html


def test_data_protection_reviews_and_sees_no_family(client, worker, case):
    access = an_emergency(case, a_worker(worker.organisation, name="Sari Niemi"))
    officer = signed_in(client, organisation=worker.organisation, roles=(Role.DATA_PROTECTION,))

    pages = ["/emergency/reviews/", f"/emergency/reviews/{access.pk}/", f"/cases/{case.pk}/trail/"]
    for page in pages:
        html = client.get(officer.url(page)).content.decode()
        assert "Karimi" not in html
        assert ("A family of " + case.organisation.name in html) is ("/trail/" not in page)
        assert f"<bdi>{case.pk}</bdi>" not in html or "/trail/" in page
    assert client.get(officer.url(f"/cases/{case.pk}/")).status_code == 404


def test_who_has_nothing_to_review_is_told_so_once(client, worker, case):
    officer = signed_in(client, organisation=worker.organisation, roles=(Role.DATA_PROTECTION,))

    html = client.get(officer.url("/emergency/reviews/")).content.decode()

    assert "Nothing waits for a review" in html
    assert "0 openings" not in html


def test_a_data_protection_officer_who_leads_one_unit_sees_the_names_of_its_families_only(client, worker, case):
    officer = a_worker(worker.organisation, unit=worker.unit, roles=(Role.SUPERVISOR, Role.DATA_PROTECTION))
    elsewhere = a_family(a_worker(worker.organisation, unit=a_unit(worker.organisation)), name="Vieras perhe")
    for one in (case, elsewhere.cases.get()):
        an_emergency(one, a_worker(worker.organisation))
    client.force_login(officer.user)

    html = client.get(officer.url("/emergency/reviews/")).content.decode()

    assert "Karimin perhe" in html
    assert "Vieras perhe" not in html
    assert f"A family of {worker.organisation.name}" in html


def test_who_reads_only_in_an_emergency_is_told_so_and_until_when(client, worker, case):
    other = signed_in(client, organisation=worker.organisation)
    access = an_emergency(case, other)
    until = f"{access.ends_at.astimezone(clock.HELSINKI):%-H.%M}"

    html = client.get(other.url(f"/cases/{case.pk}/")).content.decode()
    client.force_login(worker.user)

    assert "You read this in an emergency" in html
    assert until in html.split("You read this in an emergency")[1][:80]
    assert "You read this in an emergency" not in client.get(worker.url(f"/cases/{case.pk}/")).content.decode()


def test_data_protection_finds_the_list_by_the_cases_id(client, worker, case):
    officer = signed_in(client, organisation=worker.organisation, roles=(Role.DATA_PROTECTION,))
    foreign = a_case(a_worker())

    found = client.get(officer.url(f"/emergency/reviews/?case={case.pk}"))

    assert found["Location"] == officer.url(f"/cases/{case.pk}/trail/")
    assert client.get(officer.url(f"/emergency/reviews/?case={foreign.pk}")).status_code == 422
    assert client.get(officer.url("/emergency/reviews/?case=zahra")).status_code == 422


# attack 66: the list of who has looked is complete, in words, and recorded itself
def test_the_list_tells_when_who_what_and_why(client, worker, case):
    client.get(worker.url(f"/cases/{case.pk}/"))

    html = client.get(worker.url(f"/cases/{case.pk}/trail/")).content.decode()
    again = client.get(worker.url(f"/cases/{case.pk}/trail/")).content.decode()

    assert worker.user.name in html
    assert "Opened the family" in html
    assert "Looked at the list of who has looked at the data" in again
    assert AuditEvent.objects.filter(action="case.trail_viewed").count() == 2


@pytest.mark.parametrize(
    ("group", "is_shown"), [("read", True), ("changed", False), ("shared", False), ("emergency", False)]
)
def test_the_list_narrows_to_one_kind(client, worker, case, group, is_shown):
    client.get(worker.url(f"/cases/{case.pk}/"))

    html = client.get(worker.url(f"/cases/{case.pk}/trail/?show={group}")).content.decode()

    assert ("Opened the family" in html) is is_shown


def test_openings_in_an_emergency_are_found_among_the_rest(client, worker, case):
    other = signed_in(client, organisation=worker.organisation, name="Sari Niemi")
    client.post(other.url("/emergency/"), ASKED)
    client.get(other.url(f"/cases/{case.pk}/"))
    client.force_login(worker.user)

    html = client.get(worker.url(f"/cases/{case.pk}/trail/?show=emergency")).content.decode()

    assert html.count("Sari Niemi") == 3


def test_lines_older_than_two_years_are_shown_only_when_asked_for(client, worker, case):
    with time_machine.travel(clock.now() - timedelta(days=800)):
        client.force_login(worker.user)
        client.get(worker.url(f"/cases/{case.pk}/"))
    client.force_login(worker.user)

    recent = client.get(worker.url(f"/cases/{case.pk}/trail/?show=changed")).content.decode()
    all_of_it = client.get(worker.url(f"/cases/{case.pk}/trail/?show=read&years=all")).content.decode()

    assert "Nobody has looked" in recent
    assert "Opened the family" in all_of_it


def test_the_answer_is_printed_and_the_printing_recorded(client, worker, case):
    client.get(worker.url(f"/cases/{case.pk}/"))

    response = client.get(worker.url(f"/cases/{case.pk}/trail/print/"))

    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert "Karimi" not in response["Content-Disposition"]
    assert AuditEvent.objects.filter(action="case.trail_printed").count() == 1


def test_only_who_reads_the_case_whole_sees_the_list(client, worker, case):
    stranger = signed_in(client, organisation=worker.organisation)

    assert client.get(stranger.url(f"/cases/{case.pk}/trail/")).status_code == 404
    assert client.get(stranger.url(f"/cases/{case.pk}/trail/print/")).status_code == 404


# attack 65: without a line in the trail there is no page
def test_a_page_whose_line_cannot_be_written_is_not_shown(client, worker, monkeypatch):
    case = a_case(worker)
    client.raise_request_exception = False

    def refuse(*_lines):
        raise OSError

    monkeypatch.setattr("luukku.audit.trail.write_lines", refuse)
    response = client.get(worker.url(f"/cases/{case.pk}/"))
    set_urlconf(None)

    assert response.status_code == 500
    assert case.family.name not in response.content.decode()


def test_every_action_has_words_and_a_kind():
    assert all(str(words.text) for words in ACTIONS.values())
    assert words_of("plan.viewed").group == Group.READ
    assert words_of("plan.goal_added").group == Group.CHANGED
    assert words_of("something.new").group == Group.CHANGED
    assert words_of("something.viewed").group == Group.READ


def test_what_was_done_again_and_again_within_a_day_is_one_line(client, worker, case):
    noon = clock.start_of_day(clock.today()) - timedelta(hours=12)
    for minutes in (0, 5, 12):
        with time_machine.travel(noon + timedelta(minutes=minutes), tick=False):
            client.force_login(worker.user)
            client.get(worker.url(f"/cases/{case.pk}/"))
    client.force_login(worker.user)

    html = client.get(worker.url(f"/cases/{case.pk}/trail/?show=read")).content.decode()

    assert html.count("Opened the family") == 1
    assert "3 times" in html
    assert "12.00–12.12" in html


# attacks 1 and 66: who was refused stands in the family's own list
def test_a_refused_attempt_is_seen_by_the_family(client, worker, case):
    stranger = signed_in(client, name="Utelias Muukalainen")
    client.get(stranger.url(f"/cases/{case.pk}/"))
    client.get(stranger.url(f"/cases/{case.pk}/trail/"))
    client.force_login(worker.user)

    html = client.get(worker.url(f"/cases/{case.pk}/trail/?show=refused")).content.decode()

    assert html.count("Utelias Muukalainen") == 2
    assert "was refused" in html
