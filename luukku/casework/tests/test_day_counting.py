"""Legal day counting against a table that was worked out by hand, and against what must always hold."""

import csv
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.casework.rules.clocks import Checked, ClockRule, Force, Kind, LengthUnit
from luukku.casework.rules.counting import Paused, count, due_moment
from luukku.casework.rules.urgency import Standing, end_of_week, standing
from luukku.casework.rules.working_days import DayRules, is_working_day, last_working_day, next_working_day

HELSINKI = ZoneInfo("Europe/Helsinki")
STANDARD = DayRules()
UNITS = {"wd": LengthUnit.WORKING_DAYS, "birthday": LengthUnit.YEARS} | {one.value: one for one in LengthUnit}


def a_rule(length: int = 14, unit: LengthUnit = LengthUnit.DAYS, **more: object) -> ClockRule:
    told = ClockRule(
        code="test",
        version=1,
        number=1,
        kind=Kind.DEADLINE,
        force=Force.LAW,
        act="681/2023",
        section="22 §",
        length=length,
        unit=unit,
        valid_from=date(2020, 1, 1),
        valid_to=None,
        checked=Checked.YES,
        checked_on=date(2026, 11, 21),
        trigger="case_opened",
    )
    return replace(told, **more)  # type: ignore[arg-type]


def the_table() -> list[dict[str, str]]:
    with (Path(__file__).parent / "data" / "day_counting.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter=";"))


def a_day(told: str) -> date:
    """A day of the table, whose weekday must be the one that stands before it."""
    weekday, day = told.split()
    found = date.fromisoformat(day)
    assert found.strftime("%a") == weekday, told
    return found


def pauses_of(told: str) -> list[Paused]:
    pairs = [one.split("..") for one in told.split()]
    return [Paused(date.fromisoformat(first), date.fromisoformat(last) if last else None) for first, last in pairs]


# attack 55: 31 August and 29 February, the nights of the clocks, Midsummer Eve, 6 December, 1 May, Saturdays
@pytest.mark.parametrize("row", the_table(), ids=lambda row: f"{row['length']} from {row['start']}: {row['because']}")
def test_attack_55_every_date_of_the_table_made_by_hand_is_found(row):
    number, unit = row["length"].split()
    switches = row["switches"].split(", ")
    today = next((date.fromisoformat(one.removeprefix("today ")) for one in switches if "today" in one), None)
    rule = a_rule(
        abs(int(number)),
        UNITS[unit],
        backward=int(number) < 0,
        kind=Kind.AGE if unit == "birthday" else Kind.DEADLINE,
        rolls="moves" in switches,
    )
    days = DayRules(eves_are_free="eves work" not in switches, ends_move="ends stay" not in switches)

    counted = count(rule, a_day(row["start"]), pauses=pauses_of(row["pauses"]), days=days, today=today)

    assert counted.due_on == a_day(row["due"]), row["because"]


def test_the_table_has_at_least_120_different_cases():
    rows = the_table()

    assert len({(row["length"], row["start"], row["pauses"], row["switches"]) for row in rows}) == len(rows) >= 120


@pytest.mark.parametrize(
    ("begins", "due"),
    [
        (datetime(2026, 10, 24, 12, tzinfo=HELSINKI), datetime(2026, 10, 27, 11, tzinfo=HELSINKI)),
        (datetime(2026, 3, 28, 12, tzinfo=HELSINKI), datetime(2026, 3, 31, 13, tzinfo=HELSINKI)),
        (datetime(2026, 11, 20, 12, tzinfo=HELSINKI), datetime(2026, 11, 23, 12, tzinfo=HELSINKI)),
        (datetime(2026, 10, 25, 3, 30, tzinfo=HELSINKI), datetime(2026, 10, 28, 2, 30, tzinfo=HELSINKI)),
        (datetime(2026, 10, 25, 3, 30, fold=1, tzinfo=HELSINKI), datetime(2026, 10, 28, 3, 30, tzinfo=HELSINKI)),
    ],
)
def test_attack_55_hours_are_those_that_really_pass_when_the_clocks_are_moved(begins, due):
    assert due_moment(a_rule(72, LengthUnit.HOURS), begins) == due


def test_hours_have_no_day():
    with pytest.raises(ValueError, match="moment"):
        count(a_rule(72, LengthUnit.HOURS), date(2026, 11, 21))


def test_what_stays_on_a_free_day_tells_the_last_working_day_before():
    counted = count(a_rule(6, LengthUnit.MONTHS), date(2026, 8, 31))

    assert (counted.due_on, counted.before_on, counted.has_moved) == (date(2027, 2, 28), date(2027, 2, 26), False)


def test_what_moves_tells_from_where():
    counted = count(a_rule(1, LengthUnit.MONTHS, rolls=True), date(2026, 4, 1))

    assert (counted.ends_on, counted.due_on, counted.has_moved) == (date(2026, 5, 1), date(2026, 5, 4), True)


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
SIMPLE = st.builds(
    a_rule,
    st.integers(1, 40),
    st.sampled_from([one for one in LengthUnit if one is not LengthUnit.HOURS]),
    rolls=st.booleans(),
)
WITHOUT_MOVING = SIMPLE.map(lambda rule: replace(rule, rolls=False))
IN_DAYS = st.builds(a_rule, st.integers(1, 400), st.just(LengthUnit.DAYS))
SWITCHES = st.builds(DayRules, eves_are_free=st.booleans(), ends_move=st.booleans())


@given(SIMPLE, DAYS, st.integers(0, 60), SWITCHES)
def test_a_later_start_is_never_due_earlier(rule, start, later, days):
    first = count(rule, start, days=days).due_on

    assert count(rule, start + timedelta(days=later), days=days).due_on >= first


@given(SIMPLE, DAYS, st.integers(0, 30), SWITCHES)
def test_a_longer_time_never_ends_earlier(rule, start, more, days):
    first = count(rule, start, days=days).due_on

    assert count(rule, start, length=rule.length + more, days=days).due_on >= first


@given(SIMPLE.map(lambda rule: replace(rule, rolls=True)), DAYS, st.booleans())
def test_where_the_end_moves_it_never_stands_on_a_free_day(rule, start, eves):
    days = DayRules(eves_are_free=eves, ends_move=True)

    assert is_working_day(count(rule, start, days=days).due_on, days)


@given(DAYS, st.integers(1, 40), SWITCHES)
def test_working_days_end_on_one_and_so_many_lie_between(start, length, days):
    due = count(a_rule(length, LengthUnit.WORKING_DAYS), start, days=days).due_on
    between = (start + timedelta(days=number) for number in range(1, (due - start).days + 1))

    assert is_working_day(due, days)
    assert sum(is_working_day(day, days) for day in between) == length


@given(IN_DAYS, DAYS, st.integers(1, 400), st.integers(0, 60))
def test_a_pause_within_the_time_adds_exactly_its_days(rule, start, after, more):
    plain = count(rule, start).due_on
    first = start + timedelta(days=min(after, rule.length))
    paused = count(rule, start, pauses=[Paused(first, first + timedelta(days=more))])

    assert paused.paused_days == more + 1
    assert paused.due_on == plain + timedelta(days=more + 1)


@given(WITHOUT_MOVING, DAYS, st.lists(st.tuples(st.integers(-20, 500), st.integers(0, 20)), max_size=4))
def test_pauses_never_bring_a_date_nearer(rule, start, told):
    pauses = [Paused(start + timedelta(days=a), start + timedelta(days=a + b)) for a, b in told]

    assert count(rule, start, pauses=pauses).due_on >= count(rule, start).due_on


@given(DAYS, SWITCHES)
def test_the_working_days_around_a_day_embrace_it(day, days):
    assert last_working_day(day, days) <= day <= next_working_day(day, days)
    assert is_working_day(day, days) == (last_working_day(day, days) == next_working_day(day, days))


@pytest.mark.parametrize(
    ("due", "more", "stands"),
    [
        (date(2026, 11, 24), {}, Standing.LATE),
        (date(2026, 11, 24), {"is_target": True}, Standing.PAST_TARGET),
        (date(2026, 11, 24), {"is_paused": True}, Standing.PAUSED),
        (date(2026, 11, 25), {}, Standing.TODAY),
        (date(2026, 11, 26), {}, Standing.WEEK),
        (date(2026, 11, 29), {}, Standing.WEEK),
        (date(2026, 11, 30), {}, Standing.LATER),
    ],
)
def test_how_a_clock_stands_on_a_wednesday(due, more, stands):
    assert standing(due, date(2026, 11, 25), **more) is stands


def test_the_week_ends_on_sunday():
    assert end_of_week(date(2026, 11, 29)) == date(2026, 11, 29)
    assert end_of_week(date(2026, 11, 30)) == date(2026, 12, 6)
