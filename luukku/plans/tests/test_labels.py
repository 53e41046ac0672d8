import dataclasses
from datetime import date

import pytest

from luukku.language.languages import FAMILY_LANGUAGES
from luukku.plans.labels import day, plan_labels


@pytest.mark.parametrize("language", [code for code in FAMILY_LANGUAGES if code != "en"])
def test_every_family_language_has_words_of_its_own(language):
    words = dataclasses.asdict(plan_labels(language))

    assert all(text for key, text in words.items() if key != "draft_note")
    assert words["voluntary"] != plan_labels("en").voluntary


def test_arabic_is_written_from_the_right_and_says_that_it_is_a_draft():
    labels = plan_labels("ar")

    assert labels.direction == "rtl"
    assert labels.our_plan == "خطتنا"
    assert labels.draft_note


def test_finnish_carries_no_draft_note():
    assert plan_labels("fi").draft_note == ""


def test_dari_speakers_get_the_persian_words():
    assert plan_labels("prs").language == "fa"


@pytest.mark.parametrize(
    ("language", "years", "text"),
    [
        ("fi", 1, "1 vuosi"),
        ("fi", 7, "7 vuotta"),
        ("ru", 3, "3 года"),
        ("ar", 2, "سنتان"),
        ("so", 0, "in ka yar hal sano"),
    ],
)
def test_ages_follow_the_grammar_of_the_language(language, years, text):
    assert plan_labels(language).age(years) == text


def test_codes_become_words():
    labels = plan_labels("fi")

    assert (labels.method("read"), labels.result("not_yet")) == (
        "Luki suunnitelman omalla kielellään",
        "Ei vielä ymmärretty. Käymme sen läpi uudelleen.",
    )


def test_a_day_looks_the_same_in_every_language():
    assert day(date(2026, 11, 7)) == "7.11.2026"
