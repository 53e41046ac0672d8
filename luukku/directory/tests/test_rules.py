"""Opening hours, repetition, coordinates, merged texts and responsibility: the tables of edge cases."""

from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest
from django.template import Context, Template

from luukku.directory.law import responsibilities
from luukku.directory.models import Term
from luukku.directory.responsible_words import ANSWERS, AUTHORITIES, CHOICES, QUESTIONS
from luukku.directory.rules import responsible
from luukku.directory.rules.coordinates import distance_m, to_degrees
from luukku.directory.rules.holidays import holiday_on, is_public_holiday
from luukku.directory.rules.opening import Line, hours_on, is_open_at, next_open_day
from luukku.directory.rules.recurrence import RuleError, next_occurrence, normalised, occurrences, repeated, weekly
from luukku.directory.rules.telling import Text, inherited, tell
from luukku.directory.services.terms import code_lists

USUAL = Line("usual", weekdays=(0, 1, 2, 3, 4), opens=time(9), closes=time(16))
NIGHT = Line("usual", weekdays=(4,), opens=time(20), closes=time(2))


@pytest.mark.parametrize("year", range(2020, 2040))
def test_our_public_holidays_are_those_of_the_holiday_library(year):
    known = {day for day, _name in holidays.Finland(years=year).items() if day.month != 12 or day.day != 24}
    ours = {date(year, 1, 1) + timedelta(days=step) for step in range(366)}
    ours = {day for day in ours if day.year == year and is_public_holiday(day)}

    eves = {day for day in known if holiday_on(day) == "MidsummerEve"}
    assert ours == known - eves


@pytest.mark.parametrize(
    ("day", "lines", "spans", "more"),
    [
        (date(2026, 11, 23), [USUAL], ((time(9), time(16)),), {}),
        (date(2026, 11, 22), [USUAL], (), {"known": True}),
        (date(2026, 11, 23), [], (), {"known": False}),
        (date(2026, 12, 25), [USUAL], ((time(9), time(16)),), {"may_differ": True}),
        (date(2026, 12, 25), [USUAL, Line("holiday", holiday="ChristmasDay", is_closed=True)], (), {}),
        (
            date(2026, 11, 23),
            [USUAL, Line("exception", is_closed=True, valid_from=date(2026, 11, 20), valid_to=date(2026, 11, 24))],
            (),
            {"is_exception": True},
        ),
        (date(2026, 11, 23), [Line("usual")], ((None, None),), {}),
        (date(2026, 11, 23), [Line("usual", weeks="odd", opens=time(9), closes=time(10))], (), {}),
        (date(2026, 11, 16), [Line("usual", weeks="odd", opens=time(9), closes=time(10))], ((time(9), time(10)),), {}),
        (date(2026, 11, 23), [Line("usual", valid_to=date(2026, 11, 1))], (), {}),
        (date(2026, 11, 23), [Line("usual", by_appointment=True)], ((None, None),), {"by_appointment": True}),
    ],
)
def test_what_is_open_on_a_day(day, lines, spans, more):
    if lines and lines[0].weeks == "odd":
        assert (day.isocalendar().week % 2 == 1) is bool(spans)

    told = hours_on(day, lines)

    assert told.spans == spans
    assert {name: getattr(told, name) for name in more} == more


@pytest.mark.parametrize(
    ("at", "is_open"),
    [
        (datetime(2026, 11, 20, 21, tzinfo=UTC), True),
        (datetime(2026, 11, 21, 1, tzinfo=UTC), True),
        (datetime(2026, 11, 21, 3, tzinfo=UTC), False),
        (datetime(2026, 11, 20, 19, tzinfo=UTC), False),
    ],
)
def test_hours_that_cross_midnight(at, is_open):
    assert is_open_at(at, [NIGHT]) is is_open


def test_nothing_told_is_not_closed():
    assert is_open_at(datetime(2026, 11, 20, 21, tzinfo=UTC), []) is None


def test_an_open_ended_day_is_open_and_the_next_open_day_is_found():
    assert is_open_at(datetime(2026, 11, 20, 21, tzinfo=UTC), [Line("usual")]) is True
    assert next_open_day(date(2026, 11, 21), [USUAL]).day == date(2026, 11, 23)
    assert next_open_day(date(2026, 11, 21), [Line("usual", is_closed=True)]) is None


def test_what_begins_at_ten_begins_at_ten_on_both_sides_of_a_clock_change():
    first = datetime(2026, 10, 20, 7, tzinfo=UTC)  # ten o'clock in summer

    found = list(occurrences(first, weekly([1]), after=first, before=first + timedelta(days=8)))

    assert [one.hour for one in found] == [10, 10]
    assert [one.astimezone(UTC).hour for one in found] == [7, 8]


def test_cancelled_and_extra_times():
    first = datetime(2026, 11, 3, 8, tzinfo=UTC)
    week = timedelta(weeks=1)

    found = occurrences(
        first,
        weekly([1]),
        after=first,
        before=first + 3 * week,
        exdates=[first + week],
        rdates=[first + week / 7, first],
    )

    assert list(found) == [first, first + week / 7, first + 2 * week]


def test_the_next_time_of_something_over_is_none():
    first = datetime(2026, 11, 3, 8, tzinfo=UTC)

    assert next_occurrence(first, "", first + timedelta(days=1)) is None
    assert next_occurrence(first, normalised("FREQ=DAILY;UNTIL=20261110T100000Z", first), first) == first


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=WEEKLY;INTERVAL=0",
        "FREQ=WEEKLY;FREQ=DAILY",
        "BYDAY=MO",
        "FREQ=WEEKLY;UNTIL=x",
        "FREQ=WEEKLY;UNTIL=20269999",
        "FREQ=WEEKLY;BYDAY=XX",
        "nothing",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=-300",
        "FREQ=DAILY;INTERVAL=14;BYDAY=MO",
    ],
)
def test_what_cannot_be_followed_is_refused(rule):
    with pytest.raises(RuleError):
        normalised(rule, datetime(2026, 11, 3, 8, tzinfo=UTC))


@pytest.mark.parametrize(
    "rule",
    ["FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=DAILY;INTERVAL=14;BYDAY=TU", "FREQ=DAILY;UNTIL=20200101T000000Z"],
)
def test_what_comes_seldom_is_followed(rule):
    assert normalised(rule, datetime(2026, 11, 3, 8, tzinfo=UTC)) == rule


def test_rules_are_brought_into_one_spelling():
    first = datetime(2026, 11, 3, 8, tzinfo=UTC)

    assert normalised("", first) == ""
    assert normalised("rrule:freq=weekly;until=20261201T120000", first) == "FREQ=WEEKLY;UNTIL=20261201T100000Z"
    assert weekly([3, 1], until=date(2026, 12, 1)).endswith("BYDAY=TU,TH;UNTIL=20261201T215959Z")
    with pytest.raises(RuleError):
        normalised("FREQ=WEEKLY", datetime(1990, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("rhythm", "first", "rule"),
    [
        ("weekly", date(2026, 11, 3), "FREQ=WEEKLY;BYDAY=TU"),
        ("biweekly", date(2026, 11, 3), "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU"),
        ("monthly", date(2026, 11, 28), "FREQ=MONTHLY;BYDAY=4SA"),
        ("monthly", date(2026, 11, 29), "FREQ=MONTHLY;BYDAY=-1SU"),
        ("", date(2026, 11, 3), ""),
    ],
)
def test_a_rhythm_becomes_a_rule_of_the_first_day(rhythm, first, rule):
    assert repeated(rhythm, first) == rule


def test_the_national_grid_becomes_degrees():
    assert to_degrees(503879, 6834688) == pytest.approx((61.6455, 27.0732), abs=1e-4)
    assert to_degrees(500000, 6_900_000)[1] == pytest.approx(27)
    with pytest.raises(ValueError, match="Finland"):
        to_degrees(6834688, 503879)


def test_distance_from_tampere_to_nokia():
    assert distance_m((61.498, 23.76), (61.477, 23.508)) == pytest.approx(13_600, rel=0.02)


FI = {"name": "Neuvonta", "summary": "Neuvoja.", "conditions": "Kaikille."}


def test_our_words_go_before_the_sources_and_plain_ones_when_asked():
    texts = [
        Text("fi", FI),
        Text("fi", {"summary": "Meiltä."}, is_local=True),
        Text("fi", {"summary": "Selkeästi.", "costs": "Maksaa."}, is_local=True, is_plain=True),
    ]

    usual, plain = tell(texts, "fi"), tell(texts, "fi", plain=True)

    assert (usual["summary"], usual["costs"], usual.local) == ("Meiltä.", "Maksaa.", frozenset({"summary", "costs"}))
    assert (plain["summary"], plain.is_plain) == ("Selkeästi.", True)
    assert plain["name"] == "Neuvonta"


def test_a_general_description_comes_before_the_services_own_words():
    general = Text("fi", {"name": "Yleinen", "description": "Yleistä.", "conditions": "Ehdot."}, is_general=True)

    told = tell([Text("fi", FI | {"description": "Omaa."}), general], "fi")

    assert (told["name"], told["description"], told["conditions"]) == (
        "Neuvonta",
        "Yleistä.\n\nOmaa.",
        "Ehdot.\n\nKaikille.",
    )


def test_an_empty_word_of_the_source_hides_nothing():
    general = Text("fi", {"conditions": "Ehdot.", "costs": "Maksaa."}, is_general=True)

    told = tell([Text("fi", FI | {"conditions": "", "costs": ""}), general], "fi")

    assert (told["conditions"], told["costs"]) == ("Ehdot.", "Maksaa.")


def test_what_is_told_never_hides_behind_a_field_of_the_same_name():
    """A template asks for `told.languages` and `told.summary` alike."""
    told = tell([Text("fi", FI | {"languages": "kaikki"})], "fi")

    read = Template("{{ told.summary }} {{ told.languages.0 }}[{{ told.costs }}]").render(Context({"told": told}))

    assert read == "Neuvoja. fi[]"
    with pytest.raises(KeyError):
        told["languages"]


def test_a_language_that_is_missing_is_said_to_be():
    told = tell([Text("fi", FI), Text("sv", {"name": "Råd"})], "ar")

    assert (told.language, told.is_fallback, told.languages) == ("fi", True, ("fi", "sv"))
    assert tell([], "ar").language == "ar"
    assert tell([Text("so", {"name": "x"})], "fi").language == "so"


def test_the_charge_of_a_general_description_goes_first():
    assert (inherited("charged", "free"), inherited("charged", "")) == ("free", "charged")


OF_AGE = {"urgent": "no", "permit": "valid", "home": "yes", "age": "adult"}


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        ({"urgent": "yes", "permit": "unknown", "age": "adult"}, ["urgent", "guidance"]),
        ({"urgent": "no", "permit": "applied", "age": "adult"}, ["reception", "guidance"]),
        (
            {"urgent": "no", "permit": "applied", "age": "child", "alone": "yes"},
            ["reception", "representative_of_applicant", "child_worry", "guidance"],
        ),
        (
            {"urgent": "no", "permit": "temporary", "home": "no", "age": "adult"},
            ["protected", "home_municipality", "guidance"],
        ),
        ({"urgent": "no", "permit": "valid", "home": "reception", "age": "adult"}, ["moving", "guidance"]),
        (
            {"urgent": "no", "permit": "valid", "home": "yes", "age": "child", "alone": "yes"},
            ["unaccompanied", "representative", "early_education", "child_worry", "guidance"],
        ),
        (
            {"urgent": "no", "permit": "long", "home": "yes", "age": "young", "alone": "yes"},
            ["unaccompanied", "past_three_years", "guidance"],
        ),
        (
            {"urgent": "no", "permit": "valid", "home": "yes", "age": "child", "alone": "no"},
            ["early_education", "child_worry", "guidance"],
        ),
        (OF_AGE | {"situation": "jobseeker"}, ["jobseeker", "guidance"]),
        (OF_AGE | {"situation": "home_care"}, ["home_parent", "guidance"]),
        (OF_AGE | {"situation": "assistance"}, ["on_assistance", "guidance"]),
        (OF_AGE | {"age": "young", "alone": "no", "situation": "other"}, ["outside_work", "guidance"]),
        ({"urgent": "no", "permit": "long", "home": "yes", "age": "adult"}, ["past_three_years", "guidance"]),
        ({"urgent": "no", "permit": "unknown", "age": "adult"}, ["guidance"]),
    ],
)
def test_who_is_responsible_now(told, codes):
    assert responsible.needed(told) == ""
    assert [one.code for one in responsible.fitting(told, responsibilities.answers())] == codes


def test_whatever_is_told_questions_end_and_somebody_answers():
    ways, ends = [{}], 0
    while ways:
        told = ways.pop()
        if question := responsible.needed(told):
            assert question not in told
            ways += [told | {question: value} for value in responsible.QUESTIONS[question]]
            continue
        ends += 1
        assert responsible.fitting(told, responsibilities.answers())[-1].code == "guidance"

    assert ends > 50


@pytest.mark.parametrize(
    ("told", "question"),
    [
        ({}, "permit"),
        ({"permit": "valid"}, "home"),
        ({"permit": "applied"}, "age"),
        ({"permit": "applied", "age": "child"}, "alone"),
        ({"permit": "long", "home": "yes", "age": "young"}, "alone"),
        ({"permit": "applied", "age": "young"}, ""),
        ({"permit": "valid", "home": "yes", "age": "child", "alone": "no"}, ""),
        ({"permit": "valid", "home": "yes", "age": "adult"}, "situation"),
        ({"permit": "valid", "home": "no", "age": "adult"}, ""),
    ],
)
def test_only_what_still_matters_is_asked(told, question):
    assert responsible.needed({"urgent": "no"} | told) == question


def test_every_answer_has_words_and_a_section():
    for one in responsibilities.answers():
        assert one.code in ANSWERS
        assert one.authority in AUTHORITIES
        source = responsibilities.source_of(one)
        assert source.url.startswith("https://www.finlex.fi/")
        assert source.verified is one.verified
        assert all(value in responsible.QUESTIONS[name] for name, values in one.when.items() for value in values)
    assert set(ANSWERS) == {one.code for one in responsibilities.answers()}
    assert set(QUESTIONS) == set(responsible.QUESTIONS)
    assert set(CHOICES) == {(name, value) for name, values in responsible.QUESTIONS.items() for value in values}


def test_code_lists_are_named_in_three_languages():
    terms = code_lists()["terms"]

    assert terms["service_class P4.11"]["names"]["sv"] == "Integration"
    assert Term(scheme="ontology", code="x", names={}).name_in("fi") == "x"
