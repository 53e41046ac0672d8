"""Figures of an earlier survey: brought in as they are, kept, and in no output."""

import json
import os
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core.actor import SystemActor
from luukku.core.errors import RuleViolation
from luukku.surveys.models import LegacyAggregate
from luukku.surveys.services import legacy

pytestmark = pytest.mark.django_db

SEED = Path(os.environ.get("LUUKKU_SHARED_DATA", "/nowhere")) / "seed_programme.json"
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


def test_no_page_shows_the_figures(worker):
    row = legacy.import_survey(worker.as_actor(), legacy.read(SMALL))
    desk = Client()
    desk.force_login(worker.user)

    for path in ("", "trend/"):
        page = desk.get(worker.url(f"/surveys/questionnaires/{row.pk}/{path}")).content.decode()
        assert "3,21" not in page
        assert "3.21" not in page
        assert "4,56" not in page
    page = desk.get(worker.url(f"/surveys/questionnaires/{row.pk}/")).content.decode()
    assert "2018-02" in page
    assert "not shown" in page


@pytest.mark.parametrize(
    "data", [{}, {"survey": {}}, {"survey": None}, [], {"survey": SMALL["survey"] | {"items": []}},
             {"survey": SMALL["survey"] | {"items": [{"id": "x", "fi": "y", "mean": "paljon", "n": 2}]}}],
)  # fmt: skip
def test_a_file_that_is_no_survey_is_refused_in_words(data):
    with pytest.raises(RuleViolation):
        legacy.read(data)


@pytest.mark.skipif(not SEED.exists(), reason="LUUKKU_SHARED_DATA is not set")
def test_check_1_none_of_the_sixteen_means_or_numbers_of_the_seed_is_in_any_page(worker):
    told = legacy.read(json.loads(SEED.read_text(encoding="utf-8")))
    row = legacy.import_survey(SystemActor.now(), told, organisation_id=worker.organisation.pk)
    desk = Client()
    desk.force_login(worker.user)

    assert (len(told.items), {one[3] for one in told.items}) == (16, {2})
    assert sum(one[2] for one in told.items) == Decimal("54.5")
    for path in (f"/surveys/questionnaires/{row.pk}/", f"/surveys/questionnaires/{row.pk}/trend/", "/surveys/"):
        page = desk.get(worker.url(path)).content.decode()
        assert not [mean for mean in ("3,00", "3,50", "4,00", "3.00", "3.50", "4.00") if mean in page]
