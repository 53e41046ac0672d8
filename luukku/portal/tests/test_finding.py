"""The public box: what it finds, why, and where it leads."""

from urllib.parse import urlencode
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luukku.accounts.tests.factories import a_worker
from luukku.directory.services import indexing
from luukku.directory.services.writing import archive
from luukku.directory.tests.factories import AT, a_place, a_service, an_activity
from luukku.search.services import Audience, index_documents, recount
from luukku.search.tests.factories import a_document
from luukku.search.tests.test_finding import HOSTILE
from luukku.toolkit.tests import factories as make

pytestmark = pytest.mark.django_db


def address(name, language="fi", **named):
    return reverse(f"portal:{name}", urlconf="luukku.project.urls", kwargs={"language": language, **named})


def ask(client, asked, language="fi", **more):
    return client.get(f"{address('search', language)}?{urlencode({'q': asked} | more)}").content.decode()


@pytest.fixture
def told(voikko):
    entries = [
        a_service("Neuvonta Nokialla"),
        a_place("Neuvontapiste"),
        an_activity("Neuvontakahvila"),
        an_activity("Neuvontailta", kind="event"),
    ]
    indexing.entries_changed(entries)
    recount(AT)
    return entries


def test_services_places_groups_and_events_lead_to_their_pages(client, told):
    html = ask(client, "neuvonta")

    service, place, group, event = told
    assert address("service", pk=service.pk) in html
    for one in (place, group, event):
        assert address("place", pk=one.pk) in html
        assert client.get(address("place", pk=one.pk)).status_code == 200


def test_results_are_narrowed_by_links_that_stay_narrowed(client, told):
    html = ask(client, "neuvonta", type="event")

    assert "Neuvontailta" in html
    assert "Neuvontapiste" not in html
    assert 'aria-current="true"' in html


def test_a_text_in_a_chosen_language_leads_to_its_page_in_that_language(client):
    writer = a_worker()
    item = make.published(writer, "Tule mukaan.", title="Perhekerho")
    make.translated(writer, item, "ar")

    own, chosen = ask(client, "perhekerho"), ask(client, "perhekerho", lang="ar")

    assert f'href="{address("page", pk=item.pk)}"' in own
    assert f'href="{address("page", "ar", pk=item.pk)}"' in chosen
    assert "[ar] Perhekerho" in chosen


def test_what_to_narrow_to_stands_behind_the_results_until_it_is_used(client, told):
    assert '<details class="lk-more lk-noprint">' in ask(client, "neuvonta")
    assert '<details class="lk-more lk-noprint" open>' in ask(client, "neuvonta", type="event")


def test_help_now_stands_before_what_is_found_when_somebody_is_hurt(client, told):
    help_now = 'class="lk-plain" href="' + address("help")

    assert help_now in ask(client, "mieheni lyö minua").split("</form>")[1].split("</main>")[0]
    assert help_now not in ask(client, "neuvonta").split("</form>")[1].split("</main>")[0]


def test_a_misspelt_word_is_told(client, told):
    html = ask(client, "neuvontapisste")

    assert "?q=neuvontapiste" in html
    assert "neuvontapisste" in html


def test_what_workers_read_and_what_has_no_page_is_not_shown(client, voikko):
    index_documents(
        [
            a_document("Ohje työntekijälle", audience=Audience.STAFF, type="item"),
            a_document("Ohje ilman sivua", type="item", source_id=str(uuid4())),
            a_document("Ohje muualta", type="other"),
        ]
    )
    indexing.entries_changed([an_activity("Ohjekerho")])

    html = ask(client, "ohje")

    assert "Ohjekerho" in html
    assert "Ohje " not in html


def test_an_archived_place_has_no_page(client):
    place = a_place("Neuvontapiste")
    archive(place, AT, "by_hand")

    assert client.get(address("place", pk=place.pk)).status_code == 404


def test_suggestions_are_links_to_searches_as_a_part_and_as_a_page(client, told):
    path = f"{address('suggestions')}?q=neuvontak"

    part = client.get(path, headers={"X-Part": "1"}).content.decode()
    page = client.get(path).content.decode()

    assert "?q=Neuvontakahvila" in part
    assert "<html" not in part
    assert "?q=Neuvontakahvila" in page
    assert "<html" in page


def test_a_word_is_shown_in_every_language_that_has_it(client):
    html = client.get(address("word", "ru", slug="language.interpreter")).content.decode()

    assert "<h1>переводчик</h1>" in html
    assert "مترجم" in html
    assert client.get(address("word", slug="no.word")).status_code == 404


@pytest.mark.parametrize("asked", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_questions_are_answered(client, told, asked):
    query = urlencode(
        {"q": asked.encode(errors="replace"), "type": "'", "lang": "\u202e", "page": "9999", "place": "\0"}
    )

    assert client.get(f"{address('search')}?{query}").status_code == 200
    assert client.get(f"{address('suggestions')}?{query}").status_code == 200


@pytest.mark.parametrize("count", [4, 40])
@pytest.mark.parametrize("asked", ["kerho", "kehro", "mistä löydän kerhoon tulkin", "zzqx", "клуб"])
def test_an_answer_takes_few_queries_whatever_there_is(client, voikko, asked, count):
    indexing.entries_changed(an_activity(f"Kerho {number}") for number in range(count))
    recount(AT)
    ask(client, "kerho")

    with CaptureQueriesContext(connection) as taken:
        ask(client, asked)

    assert len([one for one in taken if "SAVEPOINT" not in one["sql"]]) <= 10
