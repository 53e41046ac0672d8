"""Opening hours of both versions of the catalogue as lines: every kind, and whatever odd thing is told."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.directory.ptv import hours
from luukku.directory.rules.opening import Line, hours_on, is_open_at

DAYS = hours.WEEKDAYS
MONDAY = date(2026, 11, 23)


def lines_of(told):
    return [
        Line(
            kind=one.kind,
            weekdays=tuple(one.weekdays),
            weeks=one.weeks,
            opens=one.opens,
            closes=one.closes,
            is_closed=one.is_closed,
            by_appointment=one.by_appointment,
            holiday=one.holiday,
            valid_from=one.valid_from,
            valid_to=one.valid_to,
        )
        for one in told
    ]


def on(told, day=MONDAY):
    return hours_on(day, lines_of(told))


def v12(**row):
    return hours.v12({"hours": [row], "holidayServiceHours": None})


def weekly(status="Open", repetition="Weekly", **days):
    return {
        name: {"hours": [{"start": start, "end": end, "openingStatus": status, "repetition": repetition}]}
        for name, (start, end) in days.items()
    }


def test_a_week_until_further_notice():
    told = v12(type="WeeklyUntilFurtherNoticeServiceHour", weeklyHours=weekly(monday=("08:00", "16:00")))

    assert on(told).spans == ((time(8), time(16)),)
    assert on(told, MONDAY + timedelta(days=1)).spans == ()


def test_a_week_of_a_season_holds_in_the_season_only():
    told = v12(
        type="WeeklyDateRangeServiceHour",
        fromDate="2026-06-01",
        toDate="2026-08-31",
        weeklyHours=weekly(monday=("10:00", "14:00")),
    )

    assert on(told, date(2026, 6, 1)).spans == ((time(10), time(14)),)
    assert on(told).spans == ()


@pytest.mark.parametrize(("repetition", "is_open"), [("OddWeeks", False), ("EvenWeeks", True), ("Weekly", True)])
def test_odd_and_even_weeks(repetition, is_open):
    told = v12(
        type="WeeklyUntilFurtherNoticeServiceHour", weeklyHours=weekly(repetition=repetition, monday=("08:00", "16:00"))
    )

    assert MONDAY.isocalendar().week == 48
    assert bool(on(told).spans) is is_open


def test_always_open_and_open_for_some_days():
    always = v12(type="ContinuousAlwaysValidServiceHour")
    some = v12(type="ContinuousDateRangeServiceHour", fromDate="2026-11-20", toDate="2026-11-23")

    assert on(always).spans == on(some).spans == ((None, None),)
    assert on(some, MONDAY + timedelta(days=1)).spans == ()


def test_open_without_a_break_from_one_day_to_another():
    told = v12(
        type="ContinuousWeekdaysUntilFurtherNoticeServiceHour",
        fromDay="Friday",
        toDay="Monday",
        fromTime="18:00",
        toTime="06:00",
    )
    lines = lines_of(told)

    assert is_open_at(datetime(2026, 11, 20, 17, 59), lines) is False  # noqa: DTZ001 - local time of the place
    assert is_open_at(datetime(2026, 11, 20, 18, 0), lines) is True  # noqa: DTZ001
    assert is_open_at(datetime(2026, 11, 21, 3, 0), lines) is True  # noqa: DTZ001
    assert is_open_at(datetime(2026, 11, 23, 5, 59), lines) is True  # noqa: DTZ001
    assert is_open_at(datetime(2026, 11, 23, 6, 0), lines) is False  # noqa: DTZ001


@pytest.mark.parametrize(
    ("week", "spans"),
    [({}, ()), (weekly("Closed", monday=("", "")), ()), (weekly(monday=("10:00", "12:00")), ((time(10), time(12)),))],
)
def test_exceptional_days_go_before_the_week(week, spans):
    told = hours.v12(
        {
            "hours": [
                {"type": "WeeklyUntilFurtherNoticeServiceHour", "weeklyHours": weekly(monday=("08:00", "16:00"))},
                {
                    "type": "ExceptionalDateRangeServiceHour",
                    "fromDate": "2026-11-23",
                    "toDate": "2026-11-29",
                    "weeklyHours": week,
                },
            ]
        }
    )

    assert (on(told).spans, on(told).is_exception) == (spans, True)
    assert on(told, MONDAY + timedelta(days=7)).spans == ((time(8), time(16)),)


@pytest.mark.parametrize(
    ("rows", "spans"),
    [
        ([], ()),
        ([{"openingStatus": "Closed"}], ()),
        ([{"start": "10:00", "end": "12:00", "openingStatus": "Open"}], ((time(10), time(12)),)),
    ],
)
def test_holidays_by_their_names(rows, spans):
    told = hours.v12({"hours": [], "holidayServiceHours": {"holidays": [{"holidayName": "MayDay", "hours": rows}]}})

    assert on(told, date(2026, 5, 1)).spans == spans


def test_by_appointment_and_notes():
    told = v12(
        type="WeeklyUntilFurtherNoticeServiceHour",
        additionalInformation={"fi": "Soita ensin."},
        weeklyHours=weekly("OpenOnReservation", monday=("08:00", "16:00")),
    )

    assert on(told).by_appointment is True
    assert told[0].note == {"fi": "Soita ensin."}


def v11(**row):
    return hours.v11([row])


def opening(first, last, start="09:00:00", end="15:00:00"):
    return [{"dayFrom": first, "dayTo": last, "from": start, "to": end}]


@pytest.mark.parametrize(
    ("row", "spans"),
    [
        ({"serviceHourType": "DaysOfTheWeek", "openingHour": opening("Monday", "Friday")}, ((time(9), time(15)),)),
        ({"serviceHourType": "DaysOfTheWeek", "openingHour": opening("Saturday", "Monday")}, ((time(9), time(15)),)),
        ({"serviceHourType": "DaysOfTheWeek", "openingHour": opening("Tuesday", None)}, ()),
        ({"serviceHourType": "DaysOfTheWeek", "isAlwaysOpen": True}, ((None, None),)),
        ({"serviceHourType": "DaysOfTheWeek", "isClosed": True}, ()),
        (
            {"serviceHourType": "DaysOfTheWeek", "validForNow": True, "validFrom": "2030-01-01T00:00:00Z",
             "openingHour": opening("Monday", "Monday")},
            ((time(9), time(15)),),
        ),
    ],
)  # fmt: skip
def test_hours_of_version_11(row, spans):
    assert on(v11(**row)).spans == spans


def test_an_exception_of_version_11_without_an_end_is_one_day():
    told = v11(serviceHourType="Exceptional", isClosed=True, validFrom="2026-11-23T00:00:00Z")

    assert (told[0].valid_from, told[0].valid_to) == (MONDAY, MONDAY)


minutes = st.integers(0, 95).map(lambda one: time(one // 4, one % 4 * 15))


@given(st.sampled_from(DAYS), st.sampled_from(DAYS), minutes, minutes, st.integers(0, 7 * 96 - 1))
def test_from_one_day_to_another_is_open_exactly_between(first, last, opens, closes, quarter):
    """The model: minutes of a week from the beginning to the end, the week being a circle."""
    told = v12(
        type="ContinuousWeekdaysUntilFurtherNoticeServiceHour",
        fromDay=first, toDay=last, fromTime=f"{opens:%H:%M}", toTime=f"{closes:%H:%M}",
    )  # fmt: skip
    at = datetime.combine(MONDAY, time(0)) + timedelta(minutes=15 * quarter)
    start = DAYS.index(first) * 96 + opens.hour * 4 + opens.minute // 15
    end = DAYS.index(last) * 96 + closes.hour * 4 + closes.minute // 15
    if first == last:
        end = start + (end - start if closes > opens else end - start + 96)  # on one day it goes over midnight at most
    length = (end - start) % (7 * 96) or 7 * 96
    expected = (quarter - start) % (7 * 96) < length

    assert bool(is_open_at(at, lines_of(told))) is expected


odd = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from([*DAYS, "25:00", "24:00", "x"]),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["hours", "type", "weeklyHours", "monday", "start", "end", "fromDay", "toDay", "fromTime", "holidays",
             "holidayServiceHours", "holidayName", "openingHour", "dayFrom", "dayTo", "from", "validFrom", "isClosed"]
        ),
        inner,
        max_size=4,
    ),
    max_leaves=12,
)  # fmt: skip


@given(odd)
def test_whatever_is_told_gives_lines_or_nothing(told):
    for one in [*hours.v12(told), *hours.v11(told)]:
        assert one.kind in ("usual", "exception", "holiday")
        assert all(0 <= day <= 6 for day in one.weekdays)
