"""A repetition that began long ago is the same whether its past is walked through or passed over."""

from datetime import datetime, timedelta

from dateutil.rrule import rrulestr
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.directory.rules.recurrence import DAYS, HELSINKI, occurrences

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
