"""Suggestions while somebody types."""

from datetime import UTC, datetime

import pytest

from luukku.core.actor import AnonymousActor
from luukku.search.services import Audience, index_documents, recount, suggest
from luukku.search.tests.factories import a_document
from luukku.search.tests.test_finding import HOSTILE

pytestmark = pytest.mark.django_db

AT = datetime(2026, 4, 13, 9, tzinfo=UTC)
ANYBODY = AnonymousActor.at_moment(AT)


@pytest.fixture
def some_titles(voikko):
    index_documents(
        [
            a_document("Perhekahvila Nokialla", url="/p/1"),
            a_document("Perhekerho", source_id="2"),
            a_document("Familjeklubb", source_id="2", language="sv"),
            a_document("Päiväkoti Satakieli"),
            a_document("Ohje perheistä", audience=Audience.STAFF),
        ]
    )
    recount(AT)


def texts(typed, language="fi"):
    return [one.text for one in suggest(ANYBODY, typed, language=language)]


def test_titles_are_suggested_by_the_beginning_of_a_word(some_titles):
    assert texts("perhe")[:2] == ["Perhekerho", "Perhekahvila Nokialla"]
    assert suggest(ANYBODY, "perhekah")[0].url == "/p/1"


def test_dots_may_be_missing(some_titles):
    assert "Päiväkoti Satakieli" in texts("paivak")


def test_every_word_must_fit(some_titles):
    assert texts("perhekahvila nok") == ["Perhekahvila Nokialla"]


def test_what_is_for_workers_is_not_suggested_to_others(some_titles):
    assert "Ohje perheistä" not in texts("ohje")


def test_names_of_the_field_are_suggested_in_any_language(some_titles):
    assert "lapsilisä" in texts("lapsil")
    assert "переводчик" in texts("перевод", "ru")


@pytest.mark.parametrize("typed", HOSTILE, ids=range(len(HOSTILE)))
def test_whatever_is_typed_is_answered(some_titles, typed):
    assert len(suggest(ANYBODY, typed)) <= 8


@pytest.mark.parametrize("count", [10, 120])
def test_suggestions_take_two_queries_whatever_there_is(voikko, django_assert_num_queries, count):
    index_documents([a_document(f"Perhekerho {number}") for number in range(count)])
    recount(AT)

    with django_assert_num_queries(2):
        suggest(ANYBODY, "perhe", language="fi")
