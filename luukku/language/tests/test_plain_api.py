"""The check for other programs: findings with exact places, clear errors, turns, and nothing kept."""

import json
import logging

import pytest
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext

from luukku.language import api
from luukku.language.plain.limiting import Turns
from luukku.language.plain.page import LONGEST_TEXT
from luukku.language.plain.rules import all_rules

TEXT = "Hakemus käsitellään viipymättä sen saavuttua kirjaamoon. 😀 Saadakseen tukea perheen on toimitettava hakemus."


@pytest.fixture(autouse=True)
def fresh_turns(monkeypatch):
    monkeypatch.setattr(api, "_turns", Turns(api.TURNS_A_MINUTE))


def post(body, **headers):
    raw = body if isinstance(body, bytes) else json.dumps(body)
    client = Client(raise_request_exception=False)
    return client.post("/api/plain/check", raw, content_type="application/json", headers=headers)


def test_every_finding_tells_its_exact_place_rule_reason_and_suggestion(voikko):
    told = post({"text": TEXT, "lang": "fi"}).json()

    assert told["findings"]
    assert all(TEXT[one["start"] : one["end"]] == one["text"] for one in told["findings"])
    assert all(one["why"] and one["suggestion"] and one["title"] for one in told["findings"])
    assert {one["rule"] for one in told["findings"]} <= set(all_rules())
    assert told["score"] == told["summary"]["score"] < 60
    assert 1 <= len(told["summary"]["mend_first"]) <= 3


def test_the_advice_is_in_the_language_that_is_asked_for_else_in_the_readers(voikko):
    asked = post({"text": TEXT, "lang": "fi", "explain": "sv"}, **{"Accept-Language": "en"}).json()
    reader = post({"text": TEXT, "lang": "fi"}, **{"Accept-Language": "ar, en-GB;q=0.8"}).json()

    assert asked["summary"]["explained_in"] == "sv"
    assert reader["summary"]["explained_in"] == "en"
    assert "Passive" in {one["title"] for one in reader["findings"]}


def test_a_text_without_a_language_is_guessed_and_an_empty_one_has_no_score():
    assert post({"text": "Du kan få hjälp med det som är svårt för dig."}).json()["summary"]["language"] == "sv"
    assert post({"text": ""}).json()["score"] is None


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 422),
        (b"{", 400),
        (b'{"text": "\xff"}', 400),
        (b"[1]", 422),
        ({"words": "perhe"}, 422),
        ({"text": 5}, 422),
        ({"text": "salaisuus", "lang": "ru"}, 422),
        ({"text": "salaisuus", "langs": "fi"}, 422),
        (b'{"text": "salaisuus \\ud800"}', 422),
        ({"text": "salaisuus" * LONGEST_TEXT}, 413),
        (b'{"text": "' + b"a" * 3_000_000 + b'"}', 413),
    ],
    ids=["nothing", "half", "bytes", "list", "no text", "number", "language", "member", "surrogate", "long", "huge"],
)
def test_what_cannot_be_checked_is_answered_in_one_sentence_without_a_word_of_it(body, status):
    response = post(body, **{"Accept-Language": "en"})

    assert response.status_code == status
    assert set(response.json()) == {"message"}
    assert response.json()["message"].endswith(".")
    assert "salaisuus" not in response.content.decode()


def test_errors_are_in_the_readers_language():
    told = {code: post(b"{", **{"Accept-Language": code}).json()["message"] for code in ("fi", "sv", "en")}

    for code, message in told.items():
        with translation.override(code):
            assert message == gettext(told["en"])


def test_whoever_sends_very_many_texts_is_asked_to_wait(monkeypatch):
    monkeypatch.setattr(api, "_turns", Turns(2))

    codes = [post({"text": "Perhe."}).status_code for _ in range(3)]
    again = post({"text": "Perhe."})

    assert codes == [200, 200, 429]
    assert again["Retry-After"] == "60"


def test_those_behind_one_proxy_each_have_their_own_turns(monkeypatch, settings):
    monkeypatch.setattr(api, "_turns", Turns(1))
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1

    codes = [post({"text": "Perhe."}, **{"X-Forwarded-For": f"203.0.113.{last}"}).status_code for last in (1, 2, 1)]

    assert codes == [200, 200, 429]


def test_a_long_text_takes_several_turns(monkeypatch):
    monkeypatch.setattr(api, "_turns", Turns(4))

    assert post({"text": "perhe " * 8_000}).status_code == 429
    assert post({"text": "perhe " * 4_000}).status_code == 200
    assert post({"text": "perhe " * 4_000}).status_code == 429


def test_the_rules_are_told_with_source_and_example():
    told = Client().get("/api/plain/rules?explain=en").json()["rules"]

    assert [one["id"] for one in told] == list(all_rules())
    assert all(one["source"] and one["example"]["hard"] and one["suggestion"] for one in told)


def test_the_description_tells_both_addresses_and_every_answer():
    told = Client().get("/api/plain/openapi.json").json()

    assert set(told["paths"]) == {"/api/plain/check", "/api/plain/rules"}
    assert set(told["paths"]["/api/plain/check"]["post"]["responses"]) == {"200", "400", "413", "422", "429"}


def test_answers_are_as_they_are_described(voikko):
    from jsonschema import Draft202012Validator

    described = Client().get("/api/plain/openapi.json").json()
    for name, told in (
        ("Checked", post({"text": TEXT}).json()),
        ("Rules", Client().get("/api/plain/rules").json()),
        ("Refused", post(b"{").json()),
    ):
        schema = {"$ref": f"#/components/schemas/{name}", "components": described["components"]}
        assert [error.message for error in Draft202012Validator(schema).iter_errors(told)] == []


def test_no_cookie_is_asked_and_nothing_of_the_text_is_kept(caplog):
    with caplog.at_level(logging.DEBUG):
        response = post({"text": "salaisuus käsitellään"})

    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"
    assert "salaisuus" not in caplog.text
