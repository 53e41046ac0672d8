"""Rules behind a family's course in time: spans of days, ages, lengths of protection. Some as properties."""

import itertools
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.casework.law.clocks import newest_rule
from luukku.casework.law.protection import protection_rule
from luukku.casework.law.records import log_reach_on
from luukku.casework.law.standing import standing_on, standing_rule, years_of_age
from luukku.casework.rules import ages
from luukku.casework.rules.ages import age
from luukku.casework.rules.protection import is_to_be_warned, longest_last_day
from luukku.casework.rules.spans import Span, uncovered
from luukku.casework.rules.standing import (
    OF_AGE,
    OWN_VOICE,
    REPRESENTATIVE_ENDS,
    SUPPORT_ENDS,
    birthday,
    coming,
    has_reached,
)

DAYS = st.dates(date(2000, 1, 1), date(2040, 12, 31))
YEAR = timedelta(days=366)
TODAY = date(2026, 11, 22)


@st.composite
def spans(draw):
    first = draw(DAYS)
    length = draw(st.one_of(st.none(), st.integers(1, 2000)))
    return Span(first, first + timedelta(days=length) if length else None)


@given(span=spans(), others=st.lists(spans(), max_size=5), day=DAYS)
def test_each_day_is_left_exactly_when_no_other_span_has_it(span, others, day):
    left = uncovered(span, others)

    is_left = day in span and not any(day in other for other in others)
    assert sum(day in part for part in left) == is_left


@given(span=spans(), others=st.lists(spans(), max_size=5))
def test_what_is_left_has_days_and_overlaps_nothing(span, others):
    left = uncovered(span, others)

    assert all(part.until is None or part.first < part.until for part in left)
    assert not any(part.overlaps(other) for part in left for other in others)
    assert all(one.until is not None and one.until <= two.first for one, two in itertools.pairwise(left))


@given(born=DAYS, years=st.integers(0, 90))
def test_on_the_birthday_somebody_is_so_old_and_the_day_before_not_yet(born, years):
    on = birthday(born, years)

    assert age(born, on) == years
    assert age(born, on - timedelta(days=1)) == years - 1


def test_ages_stand_in_the_data_with_their_sections():
    assert [(one.code, one.years) for one in standing_on(TODAY)] == [
        ("heard", 12), ("own_voice", 15), ("of_age", 18), ("representative_ends", 18), ("support_ends", 23),
    ]  # fmt: skip
    assert standing_rule(OWN_VOICE, TODAY).act == "434/2003"
    assert standing_rule(REPRESENTATIVE_ENDS, TODAY).act == "681/2023"
    with pytest.raises(LookupError, match="no_such"):
        standing_rule("no_such", TODAY)


def test_whose_birth_is_not_known_has_reached_no_age():
    rule = standing_rule(OF_AGE, TODAY)

    assert not has_reached(None, TODAY, rule)
    assert has_reached(date(2008, 11, 22), TODAY, rule)
    assert not has_reached(date(2008, 11, 23), TODAY, rule)


def test_coming_changes_are_told_soonest_first_and_support_only_to_who_came_alone():
    born, rules = date(2009, 4, 3), standing_on(TODAY)

    alone = coming(born, TODAY, rules, within=7 * YEAR, came_alone=True)
    others = coming(born, TODAY, rules, within=7 * YEAR)

    assert [(one.on, one.rule.code) for one in alone] == [
        (date(2027, 4, 3), REPRESENTATIVE_ENDS), (date(2032, 4, 3), SUPPORT_ENDS),
    ]  # fmt: skip
    assert [one.rule.code for one in others] == [OF_AGE]
    assert coming(None, TODAY, rules, within=YEAR) == []


def test_a_first_protection_usually_lasts_five_years_and_a_renewal_two():
    assert longest_last_day(date(2024, 2, 29), protection_rule(TODAY), is_renewal=False) == date(2029, 2, 28)
    assert longest_last_day(date(2026, 3, 1), protection_rule(TODAY), is_renewal=True) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("until", "is_told"),
    [(None, False), (TODAY + timedelta(days=61), False), (TODAY + timedelta(days=60), True), (TODAY, True)],
)
def test_sixty_days_before_the_end_somebody_is_told(until, is_told):
    assert is_to_be_warned(until, TODAY, protection_rule(TODAY)) is is_told


def test_the_ages_and_years_that_rules_take_for_granted_are_those_of_the_law():
    assert years_of_age(TODAY) == ages.OF_AGE
    assert years_of_age(date(1990, 1, 1)) == ages.OF_AGE


def test_the_right_to_an_assessment_lasts_as_long_in_every_file_of_law():
    assert newest_rule("right_to_assessment").length == 3
    assert log_reach_on(TODAY).years == 2
