"""Addresses of lists: another page, one choice more or less."""

import pytest
from django.http import QueryDict

from luukku.core.http import at_page, page_of, with_choice


@pytest.mark.parametrize(
    ("asked", "page"),
    [
        ("", 1),
        ("page=3", 3),
        ("page=0", 1),
        ("page=99", 9),
        ("page=9999", 1),
        ("page=-1", 1),
        ("page=x", 1),
        ("page=²", 1),
    ],
)
def test_a_page_that_there_is_not_is_the_first_or_the_last(asked, page):
    assert page_of(QueryDict(asked), 9) == page


def test_another_page_keeps_everything_else():
    assert at_page(QueryDict("q=a&type=b&type=c&page=1"), 2) == "?q=a&type=b&type=c&page=2"


def test_a_choice_is_added_or_taken_away_and_leads_to_the_first_page():
    asked = QueryDict("q=a&type=b&page=4")

    assert with_choice(asked, "type", "c") == ("?q=a&type=b&type=c", False)
    assert with_choice(asked, "type", "b") == ("?q=a", True)
    assert asked.urlencode() == "q=a&type=b&page=4"
