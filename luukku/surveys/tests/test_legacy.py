"""Figures of an earlier survey: brought in as they are, kept, and in no output."""

import json
import os
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client
from django.utils.html import strip_tags

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.core.errors import RuleViolation
from luukku.surveys.models import LegacyAggregate
from luukku.surveys.services import legacy
from luukku.surveys.tests import factories as surveys

pytestmark = pytest.mark.django_db

SEED = Path(os.environ.get("LUUKKU_SHARED_DATA", "/nowhere")) / "seed_programme.json"
ODD = re.compile(r"(?<![\d.,])(3[.,]21?|4[.,](56?|6))(?![\d.,])")
"""The means of `SMALL`, however they are rounded; no day of a month."""
MEAN = re.compile(r"(?<![\d.,])[34][.,](00?|50?)(?![\d.,])")
"""Whole and half means, however many decimals they are written with; no day of a month."""
SMALL = {
    "survey": {
        "wave": "2018-02", "title_fi": "Itsearviointi", "instruction_fi": "Arvioi.", "src": "lähde",
        "scale": [{"value": 1, "fi": "ei"}, {"value": 5, "fi": "kyllä"}],
        "items": [
            {"id": "Q1.1", "fi": "Ensimmäinen väite", "mean": 3.21, "n": 2},
            {"id": "Q1.2", "fi": "Toinen väite", "mean": 4.56, "n": 2},
        ],
        "open_answers": [{"question_id": "O1", "question_fi": "Mikä onnistui?", "fi": "Yhden ihmisen vastaus"}],
    }
}  # fmt: skip


@pytest.fixture
def worker():
    return a_worker()


def test_statements_become_a_questionnaire_and_figures_are_kept(worker):
    row = legacy.import_survey(worker.as_actor(), legacy.read(SMALL))

    kept = {one.item_key: (one.mean, one.n) for one in LegacyAggregate.objects.all()}
    assert kept == {"q1-1": (Decimal("3.21"), 2), "q1-2": (Decimal("4.56"), 2)}
    assert row.versions.get().placements.count() == 3
    assert legacy.import_survey(worker.as_actor(), legacy.read(SMALL)) == row
    assert LegacyAggregate.objects.count() == 2
    assert "Yhden ihmisen" not in json.dumps([one.wording.texts for one in row.versions.get().placements.all()])


def a_published_round(worker, instrument):
    """Five chose the lowest step of every statement and ten the highest: a mean of 3.67."""
    wave = surveys.an_open_wave(worker, instrument)
    for step in ("s1",) * 5 + ("s5",) * 10:
        surveys.answer(wave, *[step] * len(surveys.placements(wave)))
    return surveys.publish(worker, wave)


PLACES = ("/surveys/", "/surveys/questionnaires/", "{row}", "{row}trend/", "{wave}", "{wave}results/",
          "{wave}results.csv", "{wave}results.json")  # fmt: skip


def read_everywhere(worker, row, wave):
    """What each page and file says where the questionnaire and a round of it are shown."""
    desk = Client()
    desk.force_login(worker.user)
    at = {"row": f"/surveys/questionnaires/{row.pk}/", "wave": f"/surveys/{wave.pk}/"}
    answers = {place: desk.get(worker.url(place.format(**at))) for place in PLACES}
    assert {one.status_code for one in answers.values()} == {200}
    mains = {
        place: one.content.decode().rpartition("<main")[2].partition("</main")[0] for place, one in answers.items()
    }
    return {place: strip_tags(told) for place, told in mains.items()}


def test_no_page_shows_the_figures_where_those_of_a_round_of_ours_stand(worker):
    row = legacy.import_survey(worker.as_actor(), legacy.read(SMALL))
    wave = a_published_round(worker, row)

    pages = read_everywhere(worker, row, wave)

    assert [place for place, told in pages.items() if ODD.search(told)] == []
    assert [place for place, told in pages.items() if wave.name not in told] == [
        "/surveys/questionnaires/", "{wave}results.csv",
    ]  # fmt: skip
    assert re.search(r"3[.,](67|7)", pages["{wave}results.csv"])
    assert "2018-02" in pages["{row}"]
    assert "not shown" in pages["{row}"]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "'survey'"),
        ({"survey": {}}, "'items'"),
        ({"survey": None}, "no survey that we can read"),
        ([], "no survey that we can read"),
        ({"survey": SMALL["survey"] | {"items": []}}, "no statements"),
        ({"survey": SMALL["survey"] | {"items": [{"id": "x", "fi": "y", "mean": "paljon", "n": 2}]}}, "Missing or odd"),
    ],
)
def test_a_file_that_is_no_survey_is_refused_in_words(data, words):
    with pytest.raises(RuleViolation, match=words):
        legacy.read(data)


@pytest.mark.skipif(not SEED.exists(), reason="LUUKKU_SHARED_DATA is not set")
def test_check_1_none_of_the_sixteen_means_or_numbers_of_the_seed_is_in_any_page(worker):
    told = legacy.read(json.loads(SEED.read_text(encoding="utf-8")))
    row = legacy.import_survey(SystemActor.now(), told, organisation_id=worker.organisation.pk)
    wave = a_published_round(worker, row)

    pages = read_everywhere(worker, row, wave)

    assert (len(told.items), {one[3] for one in told.items}) == (16, {2})
    assert sum(one[2] for one in told.items) == Decimal("54.5")
    assert {one[2] for one in told.items} <= {Decimal(3), Decimal("3.5"), Decimal(4)}
    assert [place for place, page in pages.items() if MEAN.search(page)] == []
