"""Interview templates are published once and never changed."""

from datetime import date

import pytest
from django.core.exceptions import ImproperlyConfigured

from luukku.plans.models import InterviewTemplate
from luukku.plans.services import templates

pytestmark = pytest.mark.django_db
NAME = "initial_interview.v1"


@pytest.fixture(autouse=True)
def nothing_published():
    InterviewTemplate.objects.all().delete()


def test_loading_twice_publishes_once():
    assert templates.load_templates() == len(templates.NAMES)
    assert templates.load_templates() == 0
    assert InterviewTemplate.objects.count() == len(templates.NAMES)


def test_a_changed_text_under_the_same_version_is_an_error(monkeypatch):
    templates.load_templates()
    content = templates.read_template(NAME)
    monkeypatch.setattr(templates, "NAMES", (NAME,))
    texts = {**content["words"]["fi"]["texts"], "title": "Jotain muuta"}
    changed = {**content, "words": {**content["words"], "fi": {**content["words"]["fi"], "texts": texts}}}
    monkeypatch.setattr(templates, "read_template", lambda name: changed)

    with pytest.raises(ImproperlyConfigured, match="new version"):
        templates.load_templates()


def test_that_a_translation_was_reviewed_is_no_change(monkeypatch):
    templates.load_templates()
    monkeypatch.setattr(templates, "NAMES", (NAME,))
    InterviewTemplate.objects.exclude(key="initial_interview").delete()
    content = templates.read_template(NAME)
    reviewed = {**content, "words": {**content["words"], "so": {**content["words"]["so"], "state": "reviewed"}}}
    monkeypatch.setattr(templates, "read_template", lambda name: reviewed)

    assert templates.load_templates() == 0
    assert InterviewTemplate.objects.get().content["words"]["so"]["state"] == "reviewed"


def test_the_version_in_use_on_the_day_is_taken():
    templates.load_templates()

    assert templates.current_template("initial_interview", date(2026, 11, 21)).version == 1
    assert templates.current_template("initial_interview", date(2024, 12, 31)) is None


def test_a_version_that_is_out_of_use_is_not_taken():
    templates.load_templates()
    InterviewTemplate.objects.update(valid_to=date(2026, 1, 1))

    assert templates.current_template("initial_interview", date(2026, 11, 21)) is None
