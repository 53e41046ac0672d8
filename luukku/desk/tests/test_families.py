"""The list of families, and search."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Section
from luukku.casework.services.finding import MOST_SEARCHES, find_families
from luukku.casework.tests.factories import a_family, a_helper, a_member
from luukku.core.actor import Role

pytestmark = pytest.mark.django_db


def signed_in(client, **more):
    worker = a_worker(**more)
    client.force_login(worker.user)
    return worker


def test_my_families_are_those_i_answer_for_and_help(client):
    worker = signed_in(client)
    a_family(worker, name="Oma perhe")
    helped = a_family(a_worker(), name="Autettu perhe")
    a_helper(helped.cases.get(), worker, (Section.SHARED,))
    a_family(a_worker(worker.organisation), name="Muiden perhe")

    html = client.get(worker.url("/families/")).content.decode()

    assert "Oma perhe" in html
    assert "Autettu perhe" in html
    assert "Muiden perhe" not in html
    assert "You work with 2 families" in html


def test_a_supervisor_chooses_between_own_and_the_units_families(client):
    worker = signed_in(client, unit=a_unit(), roles=(Role.CASEWORKER, Role.SUPERVISOR))
    a_family(worker, name="Oma perhe")
    a_family(a_worker(unit=worker.unit, name="Tiina Toinen"), name="Yksikön perhe")

    mine = client.get(worker.url("/families/")).content.decode()
    units = client.get(worker.url("/families/?whose=unit")).content.decode()

    assert ("Yksikön perhe" in mine, "Yksikön perhe" in units, "Oma perhe" in units) == (False, True, True)
    assert "Tiina Toinen" in units


# attack 3: asking for the unit's families gives nobody the right to them
def test_a_worker_does_not_get_the_units_list_by_asking(client):
    worker = signed_in(client, unit=a_unit())
    a_family(a_worker(unit=worker.unit), name="Yksikön perhe")

    assert "Yksikön perhe" not in client.get(worker.url("/families/?whose=unit")).content.decode()


def test_attack_05_pages_and_totals_count_only_ones_own_families(client):
    worker = signed_in(client)
    for number in range(31):
        a_family(worker, name=f"Perhe {number:02}")
    a_family(a_worker(worker.organisation), name="Perhe 00b")

    first = client.get(worker.url("/families/")).content.decode()
    last = client.get(worker.url("/families/?page=99")).content.decode()

    assert "You work with 31 families" in first
    assert "Page 1 of 2" in first
    assert "Perhe 30" not in first
    assert "Perhe 30" in last
    assert "Perhe 00b" not in first + last


@pytest.mark.parametrize("query", ["page=-1", "page=x", "order=reason", "whose=all", "order=organisation__name"])
def test_odd_addresses_show_the_plain_list(client, query):
    worker = signed_in(client)
    a_family(worker, name="Oma perhe")

    response = client.get(worker.url(f"/families/?{query}"))

    assert response.status_code == 200
    assert "Oma perhe" in response.content.decode()


# attack 64
def test_the_trail_knows_which_families_were_listed(client):
    worker = signed_in(client)
    family = a_family(worker)

    client.get(worker.url("/families/"))

    assert AuditEvent.objects.get(action="families.listed").case_ids == [family.cases.get().pk]


def test_an_empty_list_teaches(client):
    worker = signed_in(client)

    assert "No families here yet" in client.get(worker.url("/families/")).content.decode()


@pytest.mark.parametrize("page", ["/families/", "/families/search/"])
def test_who_works_with_no_families_has_no_list_and_no_search(client, page):
    worker = signed_in(client, roles=(Role.ADMINISTRATOR,))

    assert client.get(worker.url(page)).status_code == 404


def test_a_search_shows_the_family_and_then_offers_to_register(client):
    worker = signed_in(client)
    a_member(a_family(worker, name="Karimin perhe"), name="Zahra Karimi")

    before = client.get(worker.url("/families/search/")).content.decode()
    after = client.post(worker.url("/families/search/"), {"q": "zahra karimy"}).content.decode()

    assert "register a new family" not in before.lower()
    assert "Karimin perhe" in after
    assert "register a new family" in after


def test_a_search_that_finds_nobody_says_so_and_offers_to_register(client):
    worker = signed_in(client)

    html = client.post(worker.url("/families/search/"), {"q": "Zahra Karimi"}).content.decode()

    assert "We did not find the family" in html
    assert 'name="from_search" value="Zahra Karimi"' in html


def test_a_supervisor_searches_but_registers_nobody(client):
    worker = signed_in(client, roles=(Role.SUPERVISOR,))

    html = client.post(worker.url("/families/search/"), {"q": "Zahra Karimi"}).content.decode()

    assert "We did not find the family" in html
    assert "Register a new family" not in html


# attack 19: a name never stands in an address, so no log or history keeps it
def test_a_name_in_the_address_is_not_searched_for(client):
    worker = signed_in(client)
    a_member(a_family(worker, name="Karimin perhe"), name="Zahra Karimi")

    html = client.get(worker.url("/families/search/?q=zahra")).content.decode()

    assert "Karimin perhe" not in html
    assert "zahra" not in html.replace("For example: zahra karimi", "")


def test_an_empty_search_asks_for_a_name(client):
    worker = signed_in(client)

    assert client.post(worker.url("/families/search/"), {"q": " "}).status_code == 422
    assert client.post(worker.url("/families/search/"), {}).status_code == 422
    assert "no letters" in client.post(worker.url("/families/search/"), {"q": "%"}).content.decode()


# attack 69
def test_very_many_searches_are_answered_with_a_pause(client):
    worker = signed_in(client)
    actor = worker.as_actor()
    for _search in range(MOST_SEARCHES):
        find_families(actor, "zahra")

    response = client.post(worker.url("/families/search/"), {"q": "zahra"})

    assert response.status_code == 429
    assert "Wait a moment" in response.content.decode()


# attack 60
def test_what_was_typed_is_shown_and_not_obeyed(client):
    worker = signed_in(client)

    html = client.post(worker.url("/families/search/"), {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert" not in html


def test_the_number_of_queries_does_not_grow_with_the_families(client):
    worker = signed_in(client)
    client.get(worker.url("/families/"))  # the first request of a session writes it
    lists, searches = [], []
    for _size in range(2):
        for _family in range(6):
            a_member(a_family(worker, adults=2, children=2), name="Zahra Karimi")
        with CaptureQueriesContext(connection) as queries:
            client.get(worker.url("/families/"))
        lists.append(len(queries))
        with CaptureQueriesContext(connection) as queries:
            find_families(worker.as_actor(), "zahra")
        searches.append(len(queries))

    assert lists[0] == lists[1]
    assert searches[0] == searches[1] <= 14
