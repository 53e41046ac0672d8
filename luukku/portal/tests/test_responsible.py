"""Who helps me? The same table as at the desk, in the words of families."""

import pytest
from django.test import Client

from luukku.directory import responsible_words
from luukku.portal import responsible_words as family

pytestmark = pytest.mark.django_db


def test_one_question_a_page_and_then_who_helps_and_by_which_section():
    asked = Client().get("/en/who-helps/").content.decode()
    told = Client().get("/en/who-helps/?urgent=no&permit=valid&home=yes&age=adult&situation=home_care").content.decode()

    assert "in danger" in asked
    assert "child home care allowance" in told
    assert "681/2023" in told
    assert "https://www.finlex.fi/" in told


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_every_family_language_has_the_page(language):
    page = Client().get(f"/{language}/who-helps/?urgent=yes&permit=unknown&age=adult")

    assert page.status_code == 200
    assert f"/{language}/help/" in page.content.decode()


@pytest.mark.parametrize("query", ["?urgent=perhaps&permit=x", "?urgent=%00", "?urgent=no&urgent=yes&age=<script>"])
def test_what_nobody_asked_is_left_aside(query):
    page = Client().get(f"/en/who-helps/{query}")

    assert page.status_code == 200
    assert "<script>" not in page.content.decode()


def test_families_are_told_as_much_as_the_desk():
    for name in ("QUESTIONS", "CHOICES", "AUTHORITIES", "ANSWERS"):
        assert set(getattr(family, name)) == set(getattr(responsible_words, name))
