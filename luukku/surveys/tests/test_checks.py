"""Promises of surveys, each tried from the outside: by the pages and files that people get."""

import pytest
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.surveys.models import Box, Wave
from luukku.surveys.rules.criteria import Status
from luukku.surveys.services import instruments
from luukku.surveys.services.assessing import statuses_of
from luukku.surveys.services.walls import wall_of
from luukku.surveys.tests import factories as make
from luukku.surveys.tests.test_answering import Visitor, name_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def shown(worker, path):
    desk = Client()
    desk.force_login(worker.user)
    return desk.get(worker.url(path)).content.decode()


def a_round(worker, *values):
    wave = make.an_open_wave(worker, make.an_instrument(worker, make.a_statement()))
    for value in values:
        make.answer(wave, value)
    return make.publish(worker, wave)


def test_check_3_four_answers_are_masked_and_a_fifth_shows_four_twenty(worker):
    """Six people say 5, 5, 4, can't say, 3, nothing; in the other round somebody says 4 too."""
    few = a_round(worker, "s5", "s5", "s4", "na", "s3", None)
    enough = a_round(worker, "s5", "s5", "s4", "na", "s3", None, "s4")

    masked, page = (shown(worker, f"/surveys/{wave.pk}/results/") for wave in (few, enough))
    masked_file, file = (shown(worker, f"/surveys/{wave.pk}/results.csv") for wave in (few, enough))

    assert ("4,25" in masked + masked_file, "4,20" in masked + masked_file) == (False, False)
    assert "4,20" in page
    assert ";5;4,20;" in file


def test_check_6_figures_under_old_words_stay_in_their_file(worker):
    actor = worker.as_actor()
    instrument = make.an_instrument(worker, make.a_statement("Vanha sana."))
    first = make.an_open_wave(worker, instrument)
    for _person in range(6):
        make.answer(first, "s4")
    make.answer(first, "s3")
    make.publish(worker, first)
    before = shown(worker, f"/surveys/{first.pk}/results.csv")

    version = instruments.start_version(actor, instrument.pk)
    instruments.change_question(actor, version.placements.get().pk, make.a_statement("Uusi sana."))

    assert "Vanha sana." in before
    assert shown(worker, f"/surveys/{first.pk}/results.csv") == before


def test_check_8_a_centre_with_one_criterion_at_nothing_does_not_fulfil_them(worker):
    row = make.a_sent_assessment(worker, level=3, fit=0)

    told = statuses_of(row, worker.as_actor().day)
    wall = wall_of(worker.as_actor(), row.criteria_set)

    assert [key for key, status in told.items() if status is not Status.MET] == ["fit"]
    assert [one.is_met for one in wall.rows if one.assessments] == [False]
    assert "Not met" in shown(worker, "/criteria/")


def test_check_10_nobody_is_a_dash_and_never_a_nought(worker):
    wave = a_round(worker, *[None] * 6)

    page = shown(worker, f"/surveys/{wave.pk}/results/").split("<main")[1]

    assert ">–<" in page
    assert not [one for one in ("NaN", "0,00", "0.00", ">0<") if one in page]


# ---------------------------------------------------------------- bad input


def test_back_after_sending_and_another_answer_counts_once_and_says_so(worker):
    """The browser shows the filled form again; its code is the same, so the second is told to have come already."""
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave)
    form = dict(visitor.hidden) | {"go": "send"}

    visitor.client.post(f"/s/{wave.code}/fi/", form | {name_of(wave): "s4"})
    again = visitor.client.post(f"/s/{wave.code}/fi/", form | {name_of(wave): "s1"})

    assert "o=already" in again.url
    assert "<form" not in visitor.client.get(again.url).content.decode().split("<main")[1].split("</main")[0]
    assert Box.objects.filter(wave=wave, is_late=False).count() == 1


def test_closed_while_somebody_answers_the_page_says_that_the_answer_was_kept(worker):
    wave = make.an_open_wave(worker)
    visitor = Visitor(wave, language="en")
    make.close(worker, wave)

    sent = visitor.press("send", **{name_of(wave): "s4"})
    told = visitor.client.get(sent.url).content.decode()

    assert "o=late" in sent.url
    assert "closed" in told.split("<main")[1]


@pytest.mark.parametrize("part", ["close", "publish", "open"])
def test_a_button_pressed_twice_changes_a_round_once_and_breaks_nothing(worker, part):
    desk = Client()
    desk.force_login(worker.user)
    wave = make.a_wave(worker) if part == "open" else make.an_open_wave(worker)
    if part == "publish":
        make.close(worker, wave)

    first, second = (desk.post(worker.url(f"/surveys/{wave.pk}/{part}/")) for _time in range(2))

    assert (first.status_code, second.status_code) == (302, 422)
    assert Wave.objects.get().state == {"open": "open", "close": "closed", "publish": "published"}[part]


def test_what_somebody_was_asked_is_not_removed_and_the_page_says_why(worker):
    wave = make.an_open_wave(worker)
    desk = Client()
    desk.force_login(worker.user)
    placement = make.placements(wave)[0]

    question = desk.post(worker.url(f"/surveys/questions/{placement.pk}/remove/"))
    whole = desk.post(worker.url(f"/surveys/{wave.pk}/remove/"))

    assert (question.status_code, whole.status_code) == (404, 422)
    assert "The survey has been opened and stays." in whole.content.decode()
    assert wave.version.placements.filter(pk=placement.pk).exists()
