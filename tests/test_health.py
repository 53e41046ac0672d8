"""What machines ask the site, and what the site tells its log."""

import logging

import pytest
import structlog
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import RequestFactory

from luukku.project import health
from luukku.project.logging import RequestLogMiddleware, frames_only, without_values


def test_healthz_answers_without_the_database(client):
    # no database fixture: a query would fail this test
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readiness_tells_that_the_worker_is_silent_and_still_lets_people_in(client):
    response = client.get("/readiness")

    assert response.status_code == 200
    assert response.json() == {"database": True, "migrations": True, "worker": False}


@pytest.mark.django_db
def test_readiness_hears_a_worker(client):
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now())")

    response = client.get("/readiness")

    assert response.json()["worker"] is True


def test_readiness_keeps_people_away_while_the_database_is(monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(health, "_database_answers", away)

    response = health.readiness(RequestFactory().get("/readiness"))

    assert response.status_code == 503


@pytest.mark.django_db
def test_readiness_keeps_people_away_while_a_migration_is_missing(monkeypatch):
    def missing():
        raise LookupError

    monkeypatch.setattr(health, "_migrated", missing)

    response = health.readiness(RequestFactory().get("/readiness"))

    assert response.status_code == 503


def test_a_request_is_logged_without_its_path_and_query(client):
    with structlog.testing.capture_logs() as lines:
        client.get("/no-such-page/Aino-Esimerkki?name=Aino")

    (line,) = [line for line in lines if line["event"] == "request"]
    assert {"method", "url", "status", "ms"} <= set(line)
    assert "Aino" not in str(line)


def test_every_answer_carries_the_id_that_its_log_lines_have():
    def page(request):
        return HttpResponse(structlog.contextvars.get_contextvars()["request"])

    response = RequestLogMiddleware(page)(RequestFactory().get("/"))

    assert isinstance(response, HttpResponse)
    assert response.headers["X-Request-ID"] == response.content.decode()


def test_an_error_is_logged_by_its_kind_and_place_not_its_text(monkeypatch):
    monkeypatch.delenv("LUUKKU_DEMO", raising=False)
    try:
        try:
            raise KeyError("Aino")
        except KeyError as error:
            raise ValueError("Aino Esimerkki") from error
    except ValueError as error:
        line = frames_only(None, "error", {"exc_info": (ValueError, error, error.__traceback__)})

    assert line["error"] == "ValueError < KeyError"
    assert "test_health.py" in line["frames"][-1]
    assert "Aino" not in str(line)


@pytest.mark.parametrize(("name", "event"), [("django.security", "Not Found: %s"), ("luukku.core", "Not Found: /Aino")])
def test_lines_of_other_packages_lose_the_values_they_would_fill_in(name, event):
    record = logging.LogRecord(name, logging.WARNING, "", 1, "Not Found: %s", ("/Aino",), None)

    line = without_values(None, "warning", {"_record": record, "event": record.getMessage()})

    assert line["event"] == event


def test_a_job_is_logged_by_name_without_its_arguments():
    record = logging.LogRecord("procrastinate.worker", logging.ERROR, "", 1, "Job x(name='Aino') failed", (), None)
    record.action, record.job = "job_error", {"task_name": "plans.remind", "id": 7, "task_kwargs": {"name": "Aino"}}

    line = without_values(None, "error", {"_record": record, "event": record.getMessage()})

    del line["_record"]
    assert line == {"event": "job_error", "task": "plans.remind", "job": 7}
