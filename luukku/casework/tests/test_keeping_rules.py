"""How long records are kept: the classes as data, and the day on which the time is over."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.casework.law.records import keeping_rules, secrecy_bases
from luukku.casework.models import Document, RetentionClass
from luukku.casework.rules.keeping import After, is_over, kept_until

DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))


def test_every_class_and_every_reason_for_secrecy_has_its_section():
    assert {one.value for one in RetentionClass} <= set(keeping_rules())
    assert {one.value for one in Document.Secrecy} == set(secrecy_bases())
    assert all(one.checked_on for one in secrecy_bases().values())


@pytest.mark.parametrize(
    ("code", "days", "until"),
    [
        ("child_family", {"closed_on": date(2026, 3, 15)}, date(2056, 3, 15)),
        ("child_family", {"closed_on": date(2024, 2, 29)}, date(2054, 2, 28)),
        ("working_age", {"closed_on": date(2026, 12, 31)}, date(2036, 12, 31)),
        ("family_law", {"born_on": date(2018, 5, 4)}, date(2138, 5, 4)),
        ("logs", {"made_on": date(2026, 1, 1)}, date(2038, 1, 1)),
        ("child_protection", {"closed_on": date(2026, 1, 1), "born_on": date(2018, 5, 4)}, None),
        ("permits", {"closed_on": date(2026, 1, 1), "made_on": date(2026, 1, 1)}, None),
        ("child_family", {}, None),
        ("family_law", {"closed_on": date(2026, 1, 1)}, None),
    ],
)
def test_the_last_day_is_counted_from_what_starts_the_time(code, days, until):
    assert kept_until(keeping_rules()[code], **days) == until


@given(closed=DAYS)
def test_nothing_is_over_before_its_years_have_passed(closed):
    for rule in keeping_rules().values():
        until = kept_until(rule, closed_on=closed)
        if rule.after is not After.CLOSING:
            assert until is None
            assert not is_over(until, date(9999, 1, 1))
            continue
        assert until is not None
        assert until.year == closed.year + rule.years
        assert not is_over(until, until)
        assert is_over(until, until + timedelta(days=1))


@given(first=DAYS, second=DAYS)
def test_who_closed_later_is_kept_as_long_or_longer(first, second):
    rule = keeping_rules()["child_family"]
    one, other = sorted((first, second))

    assert kept_until(rule, closed_on=one) <= kept_until(rule, closed_on=other)
