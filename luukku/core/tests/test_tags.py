from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from luukku.core.forms import Form

NOVEMBER = date(2026, 11, 27)
NOON = datetime(2026, 11, 27, 11, 15, tzinfo=UTC)
KEY = "0f0e0d0c-0b0a-4908-8706-050403020100"


def drawn(source, language="fi", request=None, **context):
    with translation.override(language):
        return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("fi", "pe\u00a027.11.2026"),
        ("sv", "fre\u00a027.11.2026"),
        ("en", "Fri\u00a027.11.2026"),
        ("ckb", "ھەینی\u00a027.11.2026"),
    ],
)
def test_a_day_has_its_weekday_in_the_pages_language_and_the_same_digits(language, shown):
    assert drawn("{{ on|fi_date }}", language, on=NOVEMBER) == shown


def test_a_weekday_stands_by_itself_at_the_top_of_a_page():
    assert drawn("{{ on|fi_long_date }}", on=NOVEMBER) == "Perjantai 27.11.2026"


def test_a_moment_is_told_in_helsinki_time():
    assert drawn("{{ at|fi_day }} {{ at|fi_time }}", at=NOON) == "27.11.2026 13.15"
    assert drawn("{{ at|fi_time }}", at=time(9, 5)) == "9.05"
    assert drawn("{{ at|fi_time:'at' }}", "en", at=NOON) == "at\u00a013.15"


def test_nothing_is_an_empty_text():
    assert drawn("{{ on|fi_day }}{{ on|fi_date }}{{ on|fi_long_date }}{{ on|fi_time }}{% day on %}", on=None) == ""


def test_a_day_isolates_its_digits():
    html = drawn("{% day on %}", on=NOVEMBER)

    assert html == '<time class="lk-num" datetime="2026-11-27">pe\u00a0<bdi>27.11.2026</bdi></time>'


def test_a_pictogram_is_hidden_from_screen_readers_and_arrows_turn():
    assert 'aria-hidden="true"' in drawn('{% pictogram "home" "big" %}')
    assert "lk-turn" in drawn('{% pictogram "arrow" %}')
    assert "<svg" in drawn('{% pictogram "not drawn yet" %}')


def test_directions_follow_the_language():
    assert drawn("{{ 'fa'|bidi }} {{ 'ckb-IQ'|bidi }} {{ 'so'|bidi }} {{ none|bidi }}", none=None) == "rtl rtl ltr ltr"


def test_an_empty_bar_takes_no_place():
    source = '{% wrapped "lk-hand" %}{{ inside }}{% endwrapped %}'

    assert drawn(source, inside=" ") == ""
    assert drawn(source, inside="<b>") == '<div class="lk-hand">&lt;b&gt;</div>'


class Note(Form):
    text = forms.CharField()


def key_in(html):
    return UUID(html.split('value="')[1].split('"')[0])


def test_a_fresh_form_gets_a_fresh_key():
    request = RequestFactory().get("/")

    first, second = (key_in(drawn("{% idempotency_key %}", request=request, form=Note())) for _ in range(2))

    assert first != second


def test_a_form_that_came_back_with_errors_keeps_its_key():
    request = RequestFactory().post("/", {"_key": KEY})

    assert key_in(drawn("{% idempotency_key %}", request=request, form=Note({"text": ""}))) == UUID(KEY)
    assert key_in(drawn("{% idempotency_key %}", request=request, form=Note({"text": "well"}))) != UUID(KEY)
    assert key_in(drawn("{% idempotency_key again %}", request=request, again=Note({"text": ""}))) == UUID(KEY)


def test_a_forged_key_is_not_kept():
    request = RequestFactory().post("/", {"_key": '"><script>'})

    assert "script" not in drawn("{% idempotency_key %}", request=request, form=Note({"text": ""}))
