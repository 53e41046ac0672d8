"""What moved, what stands still, and what of a report is public: pure values."""

from datetime import date

import pytest

from luukku.programme.rules import reporting

BEGUN = frozenset({"ongoing", "done"})
JANUARY, MARCH = date(2026, 1, 1), date(2026, 3, 1)


def test_the_first_report_tells_what_has_begun():
    assert reporting.moved(None, {"a": "planned", "b": "done"}, BEGUN) == {"b": ""}


def test_a_later_one_tells_what_is_in_another_state_and_what_is_new():
    before = {"a": "planned", "b": "planned"}

    assert reporting.moved(before, {"a": "done", "b": "planned", "c": "planned"}, BEGUN) == {"a": "planned", "c": ""}


@pytest.mark.parametrize(
    ("told", "since", "still"),
    [
        (None, None, ["a"]),
        (JANUARY, None, []),
        (JANUARY, MARCH, ["a"]),
        (MARCH, MARCH, []),
    ],
)
def test_what_nobody_has_told_of_since_stands_still(told, since, still):
    before = {"a": "planned"} if since else None

    found = reporting.standing_still(before, {"a": "planned"}, {"a": told} if told else {}, since)

    assert found == still


def test_what_moved_is_done_or_is_only_proposed_does_not_stand_still():
    now = {"moved": "ongoing", "done": "done", "proposed": "proposed"}

    assert reporting.standing_still({"moved": "planned", "done": "done"}, now, {}, JANUARY) == []


def test_the_first_of_each_kind_comes_before_a_second():
    assert reporting.one_of_each([["a", "b"], [], ["c"]], 2) == ["a", "c"]
    assert reporting.one_of_each([["a", "b"], [], ["c"]], 9) == ["a", "c", "b"]
    assert reporting.one_of_each([], 3) == []


def test_equal_reports_have_equal_seals_whatever_the_order_of_their_keys():
    assert reporting.sealed({"a": 1, "b": ["ö"]}) == reporting.sealed({"b": ["ö"], "a": 1})
    assert reporting.sealed({"a": 1}) != reporting.sealed({"a": 2})


ID = "00000000-0000-4000-8000-000000000000"


def test_words_are_what_somebody_typed_and_nothing_of_ours():
    told = {
        "row": {"id": "1", "hash": "0401234567", "text": "Aino"},
        "rows": [{"owner": "Virta"}, 3, None, ID],
        "day": "x",
    }

    assert list(reporting.words_in(told)) == ["Aino", "Virta"]
