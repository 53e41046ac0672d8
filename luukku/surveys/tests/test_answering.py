"""Answering as people do it: without a script, on a phone and at a desk, in many languages."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.language.languages import FAMILY_LANGUAGES
from luukku.surveys.models import Box, Instrument, Wave
from luukku.surveys.services import instruments, inviting, waves
from luukku.surveys.services.boxes import contents_of
from luukku.surveys.services.instruments import Wording
from luukku.surveys.services.templates import load_templates
from luukku.surveys.tests import factories as make

pytestmark = pytest.mark.django_db

PHONE = "Mozilla/5.0 (Linux; Android 9) Mobile Safari/537.36"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Visitor:
    """Somebody with a browser: keeps what the page's form holds, as a browser does."""

    def __init__(self, wave, *, phone=False, language="fi", query=""):
        self.wave, self.language = wave, language
        self.client = Client(headers={"user-agent": PHONE if phone else "Desktop"})
        self.answer = self.client.get(f"/s/{wave.code}/{language}/{query}")

    @property
    def html(self):
        return self.answer.content.decode()

    @property
    def hidden(self):
        found = re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', self.html)
        return [(name, html.unescape(value)) for name, value in found]

    def press(self, go, to="", **typed):
        form = {}
        for name, value in [*self.hidden, *typed.items()]:
            form.setdefault(name, [])
            form[name] += value if isinstance(value, list) else [value]
        self.answer = self.client.post(f"/s/{self.wave.code}/{to or self.language}/", form | {"go": go})
        return self.answer


@pytest.fixture
def worker():
    return a_worker()


def name_of(wave, place=0):
    return f"q.{make.key_of(wave, place)}"


def box_of(wave, *, is_late=False):
    return contents_of(Box.objects.get(wave=wave, is_late=is_late))


def test_at_a_desk_everything_stands_on_one_page_and_is_sent_once(worker):
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave)

    assert visitor.html.count("<fieldset") == 1
    assert "<textarea" in visitor.html
    sent = visitor.press("send", **{name_of(wave): "s4", name_of(wave, 1): "Kiitos"})

    assert "o=counted" in sent.url
    assert (box_of(wave).count, list(box_of(wave).texts.values())) == (1, [["Kiitos"]])


def test_on_a_phone_one_question_is_shown_and_the_others_travel_along(worker):
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave, phone=True)
    assert "<textarea" not in visitor.html

    visitor.press("next", **{name_of(wave): "s4"})
    assert "<textarea" in visitor.html
    assert (name_of(wave), "s4") in visitor.hidden
    visitor.press("next", **{name_of(wave, 1): "Kiitos & <terveiset>"})
    sent = visitor.press("send")

    assert "o=counted" in sent.url
    assert list(box_of(wave).texts.values()) == [["Kiitos & <terveiset>"]]


def test_going_back_shows_what_was_chosen_and_it_can_be_changed(worker):
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave, phone=True)
    visitor.press("next", **{name_of(wave): "s4"})

    visitor.press("back", **{name_of(wave, 1): "Kesken"})

    assert re.search(r'value="s4" checked', visitor.html)
    assert (name_of(wave, 1), "Kesken") in visitor.hidden
    visitor.press("next", **{name_of(wave): "s2"})
    assert "Kesken" in visitor.html


def test_an_error_loses_nothing_and_says_what_to_do(worker):
    instrument = make.an_instrument(
        worker, make.a_statement(is_required=True), Wording("number", "Montako?"), Wording("text", "Mitä muuta?")
    )
    wave = make.an_open_wave(worker, instrument)
    visitor = Visitor(wave)

    refused = visitor.press("send", **{name_of(wave, 1): "paljon", name_of(wave, 2): "Sanani"})

    assert refused.status_code == 422
    assert "Sanani" in visitor.html
    assert 'value="paljon"' in visitor.html
    assert visitor.html.count("lk-field--error") == 2
    assert box_of(wave).count == 0


def test_on_a_phone_an_error_shows_the_question_that_has_it(worker):
    wave = make.an_open_wave(worker, make.an_instrument(worker, make.a_statement(is_required=True), make.a_statement()))
    visitor = Visitor(wave, phone=True)

    stopped = visitor.press("next")
    assert stopped.status_code == 422
    sent = visitor.press("send")

    assert sent.status_code == 422
    assert f'id="q-{make.key_of(wave)}"' in visitor.html


def test_what_was_typed_follows_into_another_language_and_another_view(worker):
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave)

    visitor.press("stay", to="ar", **{name_of(wave, 1): "Sanani"})
    assert 'dir="rtl"' in visitor.html
    assert "Sanani" in visitor.html
    visitor.press("one", **{name_of(wave, 1): "Sanani"})

    assert (name_of(wave, 1), "Sanani") in visitor.hidden


def test_a_form_sent_twice_counts_once(worker):
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave)
    form = dict(visitor.hidden) | {name_of(wave): "s4", "go": "send"}

    first = visitor.client.post(f"/s/{wave.code}/fi/", form)
    second = visitor.client.post(f"/s/{wave.code}/fi/", form)

    assert "o=counted" in first.url
    assert "o=already" in second.url
    assert box_of(wave).count == 1


def test_an_own_link_counts_once_and_a_code_that_is_not_known_is_told(worker):
    wave = make.a_wave(worker, reach="invited")
    inviting.invite(worker.as_actor(), wave.pk, codes=5)
    waves.open_wave(worker.as_actor(), wave.pk)
    code = wave.invitations.first().code

    asked, wrong = Visitor(wave), Visitor(wave, query="?i=nothing")
    first = Visitor(wave, query=f"?i={code.upper()}").press("send", **{name_of(wave): "s4"})
    again = Visitor(wave, query=f"?i={code}")

    assert 'name="i"' in asked.html
    assert (asked.answer.status_code, wrong.answer.status_code) == (200, 422)
    assert "o=counted" in first.url
    assert "o=already" in again.answer.url
    assert box_of(wave).count == 1


def test_a_forged_form_without_a_code_is_refused_with_its_answers_kept(worker):
    wave = make.a_wave(worker, reach="invited")
    inviting.invite(worker.as_actor(), wave.pk, codes=5)
    waves.open_wave(worker.as_actor(), wave.pk)

    refused = Client().post(f"/s/{wave.code}/fi/", {"go": "send", name_of(wave, 1): "Sanani"})

    assert refused.status_code == 422
    assert "Sanani" in refused.content.decode()


def test_a_survey_that_closes_while_somebody_answers_keeps_the_answer_and_says_so(worker):
    with time_machine.travel(NOW, tick=False):
        wave = make.an_open_wave(worker)
        for _person in range(5):
            make.answer(wave, "s3")
        visitor = Visitor(wave)
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        waves.close_wave(worker.as_actor(), wave.pk)
    with time_machine.travel(NOW + timedelta(minutes=9), tick=False):
        sent = visitor.press("send", **{name_of(wave): "s4"})
        told = visitor.client.get(sent.url).content.decode()

    assert "o=late" in sent.url
    assert box_of(wave, is_late=True).count == 1
    published = make.publish(worker, wave)
    assert published.responses.count() == 6
    assert "ne lasketaan mukaan" in told


def test_an_answer_after_the_results_are_out_is_refused_told_and_left_in_the_form(worker):
    with time_machine.travel(NOW, tick=False):
        wave = make.an_open_wave(worker)
        visitor = Visitor(wave)
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        make.publish(worker, wave)
        refused = visitor.press("send", **{name_of(wave): "s4", name_of(wave, 1): "Sanani"})

    assert refused.status_code == 422
    assert re.search(r'value="s4" checked', visitor.html)
    assert "Sanani" in visitor.html
    assert not wave.boxes.exists()
    assert not wave.responses.exists()


@pytest.mark.parametrize("minutes", [-10, 25 * 60])
def test_nobody_begins_after_the_closing(worker, minutes):
    """A form that was opened after the closing, or comes a day later, is not taken."""
    with time_machine.travel(NOW, tick=False):
        wave = make.an_open_wave(worker)
    with time_machine.travel(NOW + timedelta(minutes=max(0, -minutes)), tick=False):
        visitor = Visitor(wave)
    with time_machine.travel(NOW + timedelta(minutes=5), tick=False):
        waves.close_wave(worker.as_actor(), wave.pk)
    with time_machine.travel(NOW + timedelta(minutes=max(20, minutes)), tick=False):
        refused = visitor.press("send", **{name_of(wave): "s4"})

    assert refused.status_code == 422
    assert box_of(wave, is_late=True).count == 0


def test_after_its_last_day_a_survey_says_that_it_has_closed(worker):
    with time_machine.travel(NOW, tick=False):
        wave = make.an_open_wave(worker, closes_on=NOW.date())
    with time_machine.travel(NOW + timedelta(days=1), tick=False):
        page = Visitor(wave)

    assert page.answer.status_code == 200
    assert "<form" not in page.html


def test_a_draft_and_a_survey_that_is_not_there_are_not_found(worker):
    wave = make.a_wave(worker)

    assert Client().get(f"/s/{wave.code}/").status_code == 404
    assert Client().get("/s/nothing/").status_code == 404


def test_another_sites_form_is_refused(worker):
    wave = make.an_open_wave(worker)

    answer = Client().post(f"/s/{wave.code}/fi/", {"go": "send"}, headers={"origin": "https://elsewhere.example"})

    assert answer.status_code == 403


def test_a_question_is_asked_only_after_the_answer_on_which_it_rests(worker):
    load_templates()
    own = instruments.copy_template(worker.as_actor(), Instrument.objects.get(key="family-day").pk)
    wave = make.an_open_wave(worker, own)
    visitor = Visitor(wave, phone=True)
    for place in (0, 1):
        visitor.press("next", **{name_of(wave, place): "s4"})

    visitor.press("next", **{name_of(wave, 2): "no"})
    assert f'id="q-{make.key_of(wave, 4)}"' in visitor.html
    visitor.press("back")
    visitor.press("next", **{name_of(wave, 2): "yes"})

    assert f'id="q-{make.key_of(wave, 3)}"' in visitor.html


@pytest.mark.parametrize("language", [*FAMILY_LANGUAGES, "fi-plain"])
def test_families_answer_in_every_language_and_in_plain_finnish(worker, language):
    load_templates()
    own = instruments.copy_template(worker.as_actor(), Instrument.objects.get(key="family-day").pk)
    wave = make.an_open_wave(worker, own)

    page = Visitor(wave, language=language)

    title = own.titles[language]
    assert title in page.html
    assert page.html.count("hreflang") == 0
    assert ('dir="rtl"' in page.html.split("<body")[0]) is (language in ("ar", "fa", "ckb"))
    assert page.press("send", **{name_of(wave): "s3"}).status_code == 302


def test_the_first_page_offers_the_languages_and_with_one_goes_straight_on(worker):
    load_templates()
    own = instruments.copy_template(worker.as_actor(), Instrument.objects.get(key="family-day").pk)
    many, one = make.an_open_wave(worker, own), make.an_open_wave(worker)

    page = Client().get(f"/s/{many.code}/?how=kiosk").content.decode()

    assert page.count("hreflang") == 13
    assert page.count("how=kiosk") == 13
    assert Client().get(f"/s/{one.code}/").url == f"/s/{one.code}/fi/"


def test_with_an_interpreter_both_languages_stand_on_the_page(worker):
    load_templates()
    own = instruments.copy_template(worker.as_actor(), Instrument.objects.get(key="family-day").pk)
    wave = make.an_open_wave(worker, own)

    page = Visitor(wave, language="so", query="?how=assisted").html

    assert "Waa la i dhegaystay" in page
    assert "Minua kuunneltiin" in page


def test_a_shared_device_begins_anew_when_it_is_asked_to_and_keeps_no_page(worker):
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave, query="?how=kiosk")

    kept = visitor.answer.headers["Cache-Control"]
    sent = visitor.press("send", **{name_of(wave): "s4"})
    thanks = visitor.client.get(sent.url).content.decode()

    assert kept == "no-store"
    assert "http-equiv" not in thanks  # nothing moves on a timer while somebody reads
    assert f"/s/{wave.code}/?how=kiosk" in thanks


def test_answers_from_paper_are_keyed_in_one_after_another(worker):
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave, query="?how=paper")

    sent = visitor.press("send", **{name_of(wave): "s4"})

    assert f"/s/{wave.code}/fi/?how=paper" in visitor.client.get(sent.url).content.decode()
    assert box_of(wave).count == 1


def test_a_form_without_a_single_answer_counts_as_nobody(worker):
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave)

    sent = visitor.press("send")

    assert sent.status_code == 422
    assert "Vastaa ainakin yhteen" in visitor.html
    assert box_of(wave).count == 0


def test_groups_that_were_not_agreed_are_not_taken_in(worker):
    groups = {"labels": {"fi": "Missä?"}, "options": [{"code": "g1", "labels": {"fi": "Täällä"}}]}
    wave = make.an_open_wave(worker, groups=groups)

    Visitor(wave).press("send", **{name_of(wave): "s4", "group": "g1"})
    Visitor(wave).press("send", **{name_of(wave): "s5", "group": "secret"})

    by_group = next(iter(box_of(wave).answers.values()))
    assert by_group == {"g1": ["s4"], "": ["s5"]}


def test_a_page_says_how_many_must_answer_and_shows_each_options_words(worker):
    wave = make.an_open_wave(worker, threshold=7)

    page = Visitor(wave).html

    assert "7" in page
    assert "Jonkin verran" in page
    assert Wave.objects.get(pk=wave.pk).threshold == 7


def test_markup_in_questions_choices_and_answers_is_shown_as_text(worker):
    spell = "<script>alert(1)</script>{{ 123456789|add:111111111 }}"
    options = (("", 1, False, spell), ("", 2, False, "b"))
    instrument = make.an_instrument(
        worker, Wording("agreement", spell, help=spell, heading=spell, options=options), Wording("text", "Mitä?"),
        title=spell,
    )  # fmt: skip
    wave = make.an_open_wave(worker, instrument)
    visitor = Visitor(wave)

    visitor.press("stay", **{name_of(wave, 1): spell, name_of(wave): '"><script>alert(2)</script>'})

    assert "<script>" not in visitor.html
    assert visitor.html.count("&lt;script&gt;alert(1)") >= 5
    assert "234567900" not in visitor.html


FORGED = [
    {"go": "next", "at": "999"}, {"go": "back", "at": "-5"}, {"go": "", "at": "٣"}, {},
    {"go": "one", "view": "x", "how": "y", "began": "z", "once": "\\x00"},
]  # fmt: skip


@pytest.mark.parametrize("sent", FORGED)
def test_a_forged_form_breaks_nothing(worker, sent):
    wave = make.an_open_wave(worker)

    answer = Client().post(f"/s/{wave.code}/fi/", sent)

    assert answer.status_code in (200, 422)
    assert box_of(wave).count == 0
