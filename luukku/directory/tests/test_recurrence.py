"""Repetition: how often, until which day; and its past may be walked through or passed over."""

from datetime import datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.directory.rules.recurrence import DAYS, HELSINKI, ending_on_a_day, occurrences, repeated, rhythm

FIRST = datetime(2015, 3, 25, 10, tzinfo=HELSINKI)
rules = st.builds(
    "FREQ={};INTERVAL={}{}{}".format,
    st.sampled_from(["DAILY", "WEEKLY", "MONTHLY"]),
    st.integers(1, 6),  # every seventh day is always the same weekday, and may never come
    st.sampled_from(["", f";BYDAY={','.join(DAYS[:5])}", f";BYDAY={','.join(DAYS)}"]),
    st.sampled_from(["", "", ";UNTIL=20180601T000000Z", ";COUNT=900", ";WKST=SU"]),
)


@settings(deadline=None, max_examples=300)
@given(rules, st.integers(-30, 2000), st.integers(0, 6))
def test_every_later_time_is_where_it_was(rule, days, weekday):
    first = FIRST + timedelta(days=weekday)
    after = first + timedelta(days=days, hours=3)
    before = after + timedelta(days=70)

    walked = []
    for one in rrulestr(rule, dtstart=first):
        if one >= before:
            break
        if one >= after:
            walked.append(one)

    assert list(occurrences(first, rule, after=after, before=before)) == walked


@pytest.mark.parametrize(
    ("rrule", "told"),
    [
        ("", ""),
        ("FREQ=WEEKLY", "weekly"),
        ("FREQ=WEEKLY;BYDAY=TU", "weekly"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "biweekly"),
        ("FREQ=WEEKLY;INTERVAL=3;BYDAY=TU", ""),
        ("FREQ=WEEKLY;BYDAY=TU,TH", ""),
        ("FREQ=MONTHLY;BYDAY=1TU", "monthly"),
        ("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=-1", "monthly"),
        ("FREQ=MONTHLY;BYDAY=TU", ""),
        ("FREQ=MONTHLY;BYMONTHDAY=15", ""),
        ("FREQ=MONTHLY", ""),
        ("FREQ=DAILY", ""),
    ],
)
def test_how_often_is_said_only_where_it_is_true(rrule, told):
    assert rhythm(rrule) == told


@pytest.mark.parametrize("told", ["weekly", "biweekly", "monthly"])
def test_a_rhythm_is_read_as_it_was_written(told):
    assert rhythm(repeated(told, FIRST.date())) == told


@pytest.mark.parametrize(
    ("rrule", "told"),
    [
        ("FREQ=WEEKLY;UNTIL=20261231T215959Z;BYDAY=TU", "FREQ=WEEKLY;UNTIL=20261231;BYDAY=TU"),
        ("FREQ=WEEKLY;UNTIL=20261231T220000Z", "FREQ=WEEKLY;UNTIL=20270101"),
        ("FREQ=YEARLY;COUNT=3", "FREQ=YEARLY;COUNT=3"),
    ],
)
def test_what_lasts_all_day_ends_on_a_day_of_helsinki(rrule, told):
    assert ending_on_a_day(rrule) == told
