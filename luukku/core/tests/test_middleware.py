"""A repeated write is carried out once; what rules refuse becomes a page; a database that was away comes back."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from luukku.core.errors import Conflict, FieldConflict, RuleViolation
from luukku.core.middleware import DatabaseAwayMiddleware, IdempotencyMiddleware, SpokenErrorsMiddleware
from luukku.core.models import IdempotencyKey

USER = uuid4()


def a_write(key, *, user=USER, url_name="plans:goal-edit", path="/goals/", title="…", **headers):
    request = RequestFactory().post(path, {"_key": str(key), "title": title}, headers=headers)
    request.actor = SimpleNamespace(user_id=user)
    request.resolver_match = SimpleNamespace(view_name=url_name)
    return request


def send(request, result):
    """The middleware around a view that answers with `result`; tells whether the view ran."""
    ran = []

    def view(request):
        early = middleware.process_view(request)
        if early is not None:
            return early
        ran.append(True)
        return result

    middleware = IdempotencyMiddleware(view)
    return middleware(request), bool(ran)


@pytest.mark.django_db
def test_a_repeated_write_answers_with_the_first_result():
    key = uuid4()
    send(a_write(key), HttpResponseRedirect("/plans/1/"))

    response, ran = send(a_write(key), HttpResponseRedirect("/plans/2/"))

    assert not ran
    assert response["Location"] == "/plans/1/"


@pytest.mark.django_db
def test_a_repeat_by_htmx_goes_where_the_first_one_led():
    key = uuid4()
    send(a_write(key), HttpResponseRedirect("/plans/1/"))

    response, ran = send(a_write(key, **{"HX-Request": "true"}), HttpResponse())

    assert not ran
    assert response["HX-Redirect"] == "/plans/1/"


@pytest.mark.django_db
def test_a_repeat_of_a_fragment_shows_the_page_as_it_is_now():
    key = uuid4()
    send(a_write(key), HttpResponse("a fragment"))

    by_htmx, _ran = send(a_write(key, **{"HX-Request": "true"}), HttpResponse())
    without, _ran = send(a_write(key, Referer="http://testserver/plans/1/"), HttpResponse())
    lured, _ran = send(a_write(key, Referer="http://evil.example/"), HttpResponse())

    assert by_htmx["HX-Refresh"] == "true"
    assert without["Location"] == "http://testserver/plans/1/"
    assert lured["Location"] == "/goals/"


@pytest.mark.django_db
def test_a_form_that_was_refused_may_be_sent_again_with_the_same_key():
    key = uuid4()
    send(a_write(key), HttpResponse(status=422))

    _response, ran = send(a_write(key), HttpResponseRedirect("/plans/1/"))

    assert ran


@pytest.mark.django_db
def test_keys_of_other_people_and_other_forms_are_their_own():
    key = uuid4()
    send(a_write(key), HttpResponseRedirect("/plans/1/"))

    _response, other_person = send(a_write(key, user=uuid4()), HttpResponse())
    _response, other_form = send(a_write(key, url_name="plans:goal-new"), HttpResponse())

    assert (other_person, other_form) == (True, True)


@pytest.mark.django_db
def test_a_form_that_was_changed_after_going_back_is_another_write():
    key = uuid4()
    send(a_write(key), HttpResponseRedirect("/plans/1/"))

    _response, other_text = send(a_write(key, title="mended"), HttpResponse())
    _response, other_row = send(a_write(key, path="/goals/2/"), HttpResponse())

    assert (other_text, other_row) == (True, True)


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "not a key", "1; DROP TABLE"])
def test_a_write_without_a_proper_key_is_carried_out(key):
    _response, ran = send(a_write(key), HttpResponse())

    assert ran
    assert not IdempotencyKey.objects.exists()


@pytest.mark.parametrize(
    ("error", "status", "told"),
    [
        (RuleViolation("Add at least one goal first."), 422, "Add at least one goal first."),
        (Conflict(2, [FieldConflict("Goal", "their text", "your text")]), 409, "your text"),
        (IntegrityError(), 409, ""),
    ],
)
def test_what_is_refused_becomes_a_page_and_undoes_the_request(error, status, told):
    request = RequestFactory().post("/goals/")

    response = SpokenErrorsMiddleware(lambda _request: HttpResponse()).process_exception(request, error)

    assert response is not None
    assert response.status_code == status
    assert told in response.content.decode()
    assert request.was_refused


def test_an_unknown_error_is_left_to_the_error_page():
    request = RequestFactory().post("/goals/")

    assert (
        SpokenErrorsMiddleware(lambda _request: HttpResponse()).process_exception(request, ZeroDivisionError()) is None
    )
    assert request.was_refused


@pytest.mark.django_db
@pytest.mark.parametrize(("method", "tries"), [("get", 2), ("post", 1)])
def test_only_reading_is_tried_again_when_the_database_was_away(method, tries):
    answers = []

    def away_once(_request):
        answers.append(True)
        response = HttpResponse(status=503 if len(answers) == 1 else 200)
        response.database_was_away = len(answers) == 1
        return response

    response = DatabaseAwayMiddleware(away_once)(getattr(RequestFactory(), method)("/"))

    assert len(answers) == tries
    assert response.status_code == (200 if method == "get" else 503)
