from datetime import date

import pytest

from luukku.portal import needs, rules
from luukku.toolkit.models.items import Theme


@pytest.mark.parametrize(
    ("asked", "available", "shown"),
    [
        ("so", ["fi", "so"], "so"),
        ("so", ["en", "fi"], "fi"),
        ("so", ["en", "sv"], "en"),
        ("so", ["ru", "ar"], "ar"),
        ("fi", ["fi"], "fi"),
    ],
)
def test_a_text_is_shown_in_the_language_or_in_plain_finnish_or_in_what_there_is(asked, available, shown):
    assert rules.shown_language(asked, available) == shown


def test_something_in_no_language_at_all_can_not_be_shown():
    with pytest.raises(ValueError, match="some language"):
        rules.shown_language("fi", [])


def test_every_door_has_themes_that_the_toolkit_knows():
    assert set(rules.THEMES) == set(needs.BY_SLUG)
    assert set().union(*rules.THEMES.values()) <= set(Theme.values)


def test_a_text_stands_behind_every_door_of_its_themes():
    assert rules.needs_of(["trauma", "unknown"]) == ["health", "safety"]
    assert rules.needs_of([]) == []


def test_feedback_on_accessibility_is_answered_within_two_weeks():
    assert rules.answer_due(date(2026, 12, 20)) == date(2027, 1, 3)
