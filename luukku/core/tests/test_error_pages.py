import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import translation
from psycopg_pool import PoolTimeout

from luukku.core import error_pages
from luukku.core.errors import Conflict, FieldConflict

CONFLICT = Conflict(version=4, fields=[FieldConflict("Goal", "Theirs", "<b>Ours</b>")])
AUTOSAVE = {"X-Autosave": "1"}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def get(**headers):
    return RequestFactory().get("/", headers=headers)


PAGES = [
    (error_pages.bad_request, 400, "We did not understand"),
    (error_pages.permission_denied, 403, "not open to you"),
    (error_pages.not_found, 404, "did not find"),
    (error_pages.conflict, 409, "Somebody else"),
    (error_pages.too_many, 429, "Try again in 1 minute."),
    (error_pages.server_error, 500, "We made a mistake"),
    (error_pages.unavailable, 503, "back in a moment"),
    (error_pages.csrf_failure, 403, "grown old"),
]


@pytest.mark.parametrize(("page", "status", "words"), PAGES, ids=lambda case: getattr(case, "__name__", None))
def test_an_error_page_stands_alone_and_is_not_kept(page, status, words):
    response = page(get())

    html = response.content.decode()
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert words in html
    assert '<main id="main"' in html


def test_an_error_page_survives_its_own_template(monkeypatch):
    def fails(*_args):
        raise RuntimeError

    monkeypatch.setattr(error_pages, "render_to_string", fails)

    response = error_pages.server_error(get())

    assert response.status_code == 500
    assert "We made a mistake" in response.content.decode()


def test_a_database_that_went_away_is_a_pause_and_not_a_mistake():
    try:
        raise OperationalError
    except OperationalError:
        response = error_pages.server_error(get())

    assert response.status_code == 503
    assert response["Retry-After"] == "5"
    assert vars(response)["database_was_away"]


def test_a_page_that_has_waited_for_a_connection_is_not_tried_again():
    try:
        raise OperationalError from PoolTimeout()
    except OperationalError:
        response = error_pages.server_error(get())

    assert response.status_code == 503
    assert not vars(response)["database_was_away"]


def test_a_waiting_page_looks_again_by_itself_only_when_nothing_was_sent():
    read = error_pages.unavailable(get()).content.decode()
    sent = error_pages.unavailable(RequestFactory().post("/")).content.decode()

    assert 'data-retry-seconds="5"' in read
    assert "data-retry-seconds" not in sent
    assert "what you wrote is still there" in sent


def test_a_rule_speaks_in_its_own_words():
    response = error_pages.rule_violation(get(), "Add at least one goal & offer the plan.")

    assert response.status_code == 422
    assert "Add at least one goal &amp; offer the plan." in response.content.decode()


def test_a_conflict_shows_both_texts():
    html = error_pages.conflict(get(), CONFLICT).content.decode()

    assert "Theirs" in html
    assert "&lt;b&gt;Ours&lt;/b&gt;" in html


@pytest.mark.parametrize("headers", [{"HX-Request": "true"}, AUTOSAVE])
def test_a_script_gets_the_same_words_as_a_fragment(headers):
    response = error_pages.not_found(get(**headers))

    html = response.content.decode()
    assert response["X-Notice"] == "1"
    assert "did not find" in html
    assert "<html" not in html


def test_autosave_gets_the_comparison_and_the_version_to_go_on_from():
    html = error_pages.conflict(get(**AUTOSAVE), CONFLICT).content.decode()

    assert 'data-version="4"' in html
    assert "Theirs" in html
    assert "<html" not in html
