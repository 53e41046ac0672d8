"""The one box: results, suggestions, hostile questions."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import Role
from luukku.search.services import Audience, index_documents, recount
from luukku.search.tests.factories import a_document
from luukku.search.tests.test_finding import HOSTILE

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client):
    worker = a_worker(roles=(Role.CASEWORKER,))
    client.force_login(worker.user)
    return worker


def publish(*documents):
    index_documents(documents)
    recount(datetime(2026, 4, 13, 9, tzinfo=UTC))


def page(client, worker, asked, **more):
    return client.get(worker.url("/find/"), {"q": asked, **more})


def test_a_worker_finds_what_is_published_and_why(client, worker, voikko):
    publish(
        a_document("Päiväkoti Satakieli", url="/palvelut/1", places=("Nokia",)),
        a_document("Ohje", audience=Audience.STAFF),
    )

    html = page(client, worker, "paivakodista").content.decode()

    assert f'<a class="ds-link" href="{worker.url("/palvelut/1")}">Päiväkoti Satakieli</a>' in html
    assert "päiväkodista" in html
    assert "Ohje" not in html


def test_results_are_narrowed_by_links(client, worker):
    publish(a_document("Kerho", places=("Nokia",)), a_document("Kerho", places=("Tampere",), type="event"))

    html = page(client, worker, "kerho", place="Nokia").content.decode()

    assert html.count("<h3") == 1
    assert "place=Nokia" not in html.split('aria-current="true"')[0].rsplit("<a", 1)[1]


def test_a_page_without_words_says_so(client, worker):
    assert page(client, worker, "?!").status_code == 200
    assert page(client, worker, "").status_code == 422


def test_suggestions_are_a_fragment_with_links(client, worker):
    publish(a_document("Perhekerho", url="/palvelut/2"))

    html = client.get(worker.url("/find/suggestions/"), {"q": "perhe"}).content.decode()

    assert f'href="{worker.url("/palvelut/2")}"' in html
    assert "<html" not in html


@pytest.mark.parametrize("asked", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_questions_are_answered(client, worker, asked):
    publish(a_document("Neuvola", text="<script>alert(1)</script>"))

    found = page(client, worker, asked.encode(errors="replace"), page="-1", type="'", place=["\u202e", "\0"])
    suggested = client.get(worker.url("/find/suggestions/"), {"q": asked.encode(errors="replace")})

    assert found.status_code in (200, 422)
    assert suggested.status_code == 200
    assert "<script>alert" not in found.content.decode()


def test_a_page_of_results_takes_as_many_queries_whatever_there_is(client, worker):
    publish(a_document("Kerho"))
    page(client, worker, "kerho")
    counts = []
    for size in (5, 40):
        publish(*(a_document(f"Kerho {number}") for number in range(size)))
        with CaptureQueriesContext(connection) as queries:
            assert page(client, worker, "kerho").status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_a_word_of_the_field_shows_what_it_is_called_elsewhere(client, worker):
    html = client.get(worker.url("/find/words/language.interpreter/")).content.decode()

    assert "переводчик" in html
    assert f'href="{worker.url("/find/")}?q=' in html
    assert client.get(worker.url("/find/words/no.such-word/")).status_code == 404
