"""The plain-language check as a worker meets it: beside what they write for a family, and on its own page."""

import logging

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luukku.language import views
from luukku.language.plain.limiting import Turns
from tests.access.cast import Cast
from tests.access.scene import build

HTMX = {"HX-Request": "true"}
TEXT = "Hakemus käsitellään viipymättä sen saavuttua kirjaamoon."


def worker() -> tuple[Client, str]:
    """Somebody at work, and the address of the check there."""
    scene = build()
    client = Client()
    client.force_login(scene.cast[Cast.RESPONSIBLE_WORKER].user)
    path = reverse("language:plain", urlconf="luukku.project.urls_work")
    return client, f"/w/{scene.ids['code']}{path}"


def test_without_javascript_the_button_opens_a_page_with_the_text_and_its_findings(db, voikko):
    client, address = worker()

    response = client.post(f"{address}?field=agreed&asked=1", {"agreed": TEXT, "_key": "x"})

    html = response.content.decode()
    assert response.status_code == 200
    assert TEXT in html
    assert 'href="#plain-agreed-1"' in html
    assert 'id="plain-agreed-1"' in html


def test_to_htmx_only_the_findings_are_answered(db, voikko):
    client, address = worker()

    html = client.post(f"{address}?field=text", {"text": TEXT}, headers=HTMX).content.decode()

    assert "<html" not in html
    assert "<mark>" in html


def test_the_same_form_may_be_checked_twice_with_one_idempotency_key(db, voikko):
    client, address = worker()
    key = "2b6f6a52-3f0c-4b67-9a0a-0d9e6f3d8a11"

    first = client.post(f"{address}?field=text", {"text": TEXT, "_key": key})
    second = client.post(f"{address}?field=text", {"text": f"{TEXT} Toinen virke.", "_key": key})

    assert (first.status_code, second.status_code) == (200, 200)
    assert "Toinen virke." in second.content.decode()


def test_hostile_fields_and_texts_are_answered_calmly(db, voikko):
    client, address = worker()

    for text in ("", "\x00", "a" * 100_000, "<script>alert(1)</script> käsitellään", "\u202eabc", "ترجمة"):
        response = client.post(f'{address}?field="><b>&lang=xx&asked=1', {"text": text})
        assert response.status_code == 200
        assert "<script>alert" not in response.content.decode()


def test_very_many_checks_are_asked_to_wait(db, voikko, monkeypatch):
    client, address = worker()
    monkeypatch.setattr(views, "_turns", Turns(1))
    client.post(address, {"text": TEXT})

    response = client.post(address, {"text": TEXT}, headers=HTMX)

    assert response.status_code == 429
    assert response["X-Notice"]


def test_the_text_is_in_no_log_and_no_table(db, voikko, caplog):
    client, address = worker()
    with caplog.at_level(logging.DEBUG), CaptureQueriesContext(connection) as asked:
        client.post(f"{address}?field=text", {"text": "salaisuus käsitellään"}, headers=HTMX)

    assert "salaisuus" not in caplog.text
    assert not [one["sql"] for one in asked if "salaisuus" in one["sql"]]
