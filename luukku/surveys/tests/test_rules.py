"""Reading answers, branching, figures, boxes: the edges."""

import json
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from luukku.surveys.rules import boxes, figures
from luukku.surveys.rules.boxes import Contents
from luukku.surveys.rules.figures import Tally
from luukku.surveys.rules.questions import Fault, Kind, Option, Question, applies, collect, named_in, names_of, read
from luukku.surveys.rules.waves import may_move, rounded_count

SCALE = (*(Option(f"s{value}", value) for value in range(1, 6)), Option("na", None, is_na=True))
STATEMENT = Question("a", Kind.AGREEMENT, SCALE)
NUMBER = Question("n", Kind.NUMBER, lowest=Decimal(0), highest=Decimal(20))
MANY = Question("m", Kind.MULTIPLE, (Option("x"), Option("y"), Option("no", is_na=True)))
RANK = Question("r", Kind.RANK, (Option("x"), Option("y"), Option("z")))


@pytest.mark.parametrize(
    ("question", "sent", "value", "fault"),
    [
        (STATEMENT, {"q.a": ["s4"]}, "s4", None),
        (STATEMENT, {"q.a": ["s9"]}, None, Fault.UNKNOWN),
        (STATEMENT, {"q.a": [""]}, None, None),
        (STATEMENT, {}, None, None),
        (NUMBER, {"q.n": ["3,5"]}, "3.5", None),
        (NUMBER, {"q.n": [" ٣ "]}, "3", None),
        (NUMBER, {"q.n": ["-1"]}, None, Fault.TOO_SMALL),
        (NUMBER, {"q.n": ["21"]}, None, Fault.TOO_LARGE),
        (NUMBER, {"q.n": ["kolme"]}, None, Fault.NO_NUMBER),
        (NUMBER, {"q.n": ["NaN"]}, None, Fault.NO_NUMBER),
        (NUMBER, {"q.n": ["1e9"]}, None, Fault.NO_NUMBER),
        (NUMBER, {"q.n": ["²"]}, None, Fault.NO_NUMBER),
        (MANY, {"q.m": ["y", "x"]}, ["x", "y"], None),
        (MANY, {"q.m": ["no", "x"]}, ["x"], None),
        (MANY, {"q.m": ["no"]}, ["no"], None),
        (MANY, {"q.m": ["w"]}, None, Fault.UNKNOWN),
        (RANK, {"q.r.x": ["2"], "q.r.y": ["1"], "q.r.z": ["3"]}, ["y", "x", "z"], None),
        (RANK, {"q.r.x": ["1"], "q.r.y": ["1"], "q.r.z": ["3"]}, None, Fault.RANKS),
        (RANK, {"q.r.x": ["1"]}, None, Fault.RANKS),
        (RANK, {}, None, None),
        (Question("t", Kind.TEXT), {"q.t": ["x" * 4001]}, None, Fault.TOO_LONG),
        (Question("t", Kind.TEXT, is_required=True), {"q.t": ["  "]}, None, Fault.MISSING),
    ],
)
def test_one_answer_is_read(question, sent, value, fault):
    answer = read(question, sent)

    assert (answer.value, answer.fault) == (value, fault)


def test_a_ranking_has_a_field_for_each_option():
    assert names_of(RANK) == ("q.r.x", "q.r.y", "q.r.z")
    assert names_of(STATEMENT) == ("q.a",)


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ({}, True),
        ({"question": "a", "is": ["s4", "s5"]}, True),
        ({"question": "a", "is": ["s1"]}, False),
        ({"question": "m", "is": ["y"]}, True),
        ({"question": "n", "at_least": 2}, True),
        ({"question": "n", "at_least": 3}, False),
        ({"question": "m", "at_least": 1}, False),
        ({"question": "gone", "is": ["x"]}, False),
        ({"not": {"question": "a", "is": ["s1"]}}, True),
        ({"all": [{"question": "a", "is": ["s4"]}, {"question": "n", "at_least": 3}]}, False),
        ({"any": [{"question": "a", "is": ["s4"]}, {"question": "n", "at_least": 3}]}, True),
    ],
)
def test_a_question_is_asked_when_its_condition_holds(condition, holds):
    assert applies(condition, {"a": "s4", "m": ["x", "y"], "n": "2"}) is holds


def test_a_condition_tells_on_which_questions_it_rests():
    assert named_in({}) == set()
    assert named_in({"all": [{"question": "a", "is": []}, {"not": {"question": "b", "is": []}}]}) == {"a", "b"}
    assert named_in({"any": [{"question": "c", "is": []}]}) == {"c"}


def test_what_was_answered_to_a_question_that_is_not_asked_is_left_out():
    then = Question("then", Kind.SINGLE, (Option("x"),), is_required=True, condition={"question": "a", "is": ["s1"]})

    sheet = collect([STATEMENT, then], {"q.a": ["s4"], "q.then": ["x"]})

    assert (sheet.values, sheet.faults, sheet.asked) == ({"a": "s4"}, {}, ("a",))


def test_check_3_six_answers_with_na_and_a_skip_are_four_and_one_more_shows_four_twenty():
    """Six people: 5, 5, 4, can't say, 3, skipped; then a seventh says 4."""
    four = figures.tally(STATEMENT, ["s5", "s5", "s4", "na", "s3"])
    five = figures.tally(STATEMENT, ["s5", "s5", "s4", "na", "s3", "s4"])

    assert four.n == 4
    assert not figures.may_tell(four, STATEMENT, 5)
    assert figures.may_tell(five, STATEMENT, 5)
    assert (five.n, figures.mean(five.numbers)) == (5, Decimal("4.20"))


def test_no_answers_have_no_mean():
    nobody = figures.tally(STATEMENT, [])

    assert (nobody.n, figures.mean(nobody.numbers)) == (0, None)
    assert not figures.may_tell(nobody, STATEMENT, 5)
    assert not figures.is_unanimous(nobody)


def test_halves_are_rounded_upwards():
    assert figures.mean([Decimal(1), Decimal(2)] * 100 + [Decimal(1)]) == Decimal("1.50")
    assert figures.mean([Decimal(1)] * 7 + [Decimal(2)]) == Decimal("1.13")


@pytest.mark.parametrize(("people", "tells"), [(9, False), (10, True)])
def test_everybody_alike_is_masked_when_they_are_few(people, tells):
    assert figures.may_tell(figures.tally(STATEMENT, ["s3"] * people), STATEMENT, 5) is tells


def test_a_number_that_makes_up_most_of_the_sum_is_masked():
    even = Tally(6, tuple(map(Decimal, (1, 2, 3, 2, 1, 2))))
    one_large = Tally(6, tuple(map(Decimal, (1, 2, 3, 2, 1, 20))))
    two_large = Tally(6, tuple(map(Decimal, (1, 2, 1, 2, 11, -12))))
    zeros = Tally(10, (Decimal(0),) * 10)

    assert figures.may_tell(even, NUMBER, 5)
    assert not figures.may_tell(one_large, NUMBER, 5)
    assert not figures.may_tell(two_large, NUMBER, 5)
    assert figures.may_tell(zeros, NUMBER, 5)


def test_two_masked_counts_beside_a_mean_could_be_solved_and_are_found_out():
    told = figures.tally(STATEMENT, ["s1"] * 2 + ["s2"] * 4 + ["s5"] * 10)
    worth = {one.code: one.value or 0 for one in SCALE}

    assert not figures.tells_no_masked({"s1": None, "s2": None, "s3": 0, "s4": 0, "s5": 10}, worth, told, 5)
    assert figures.tells_no_masked(dict(told.counts), worth, told, 5)


def test_masked_counts_of_a_question_without_a_mean_are_left_to_the_publishing_service():
    told = Tally(12, (), {"x": 4, "y": 8})

    assert figures.tells_no_masked({"x": None, "y": None}, {"x": 0, "y": 0}, told, 5)


def test_too_many_ways_are_not_tried_and_not_told():
    codes = {f"c{place}": None for place in range(9)}
    told = Tally(900, tuple(Decimal(place % 9) for place in range(900)))

    assert not figures.tells_no_masked(codes, dict.fromkeys(codes, 1), told, 5)


@pytest.mark.parametrize(
    ("sizes", "tells"), [((7, 6), True), ((7, 4), False), ((7, 0), False), ((7, 6, 0), True), ((7, 6, 1), False)]
)
def test_groups_are_told_when_each_is_empty_or_large_enough(sizes, tells):
    groups = {str(place): figures.tally(STATEMENT, (["s4", "s2"] * size)[:size]) for place, size in enumerate(sizes)}

    assert figures.may_tell_groups(groups, STATEMENT, 5) is tells


def test_answers_of_a_ranking_add_their_places_up():
    told = figures.tally(RANK, [["x", "y", "z"], ["y", "x", "z"]])

    assert (told.n, told.counts) == (2, {"x": 3, "y": 3, "z": 6})


def test_numbers_are_counted_as_numbers():
    assert figures.tally(NUMBER, ["1.5", "2"]).numbers == (Decimal("1.5"), Decimal(2))


answers = st.lists(st.tuples(st.sampled_from(["s1", "s2", "s3"]), st.sampled_from(["", "g1"])), max_size=8)


@settings(deadline=None)  # the first box of a run takes longer
@given(answers, st.randoms())
def test_a_box_is_the_same_in_whatever_order_people_came(told, chance):
    shuffled = list(told)
    chance.shuffle(shuffled)

    def filled(order):
        contents = Contents()
        for value, group in order:
            contents = boxes.put(contents, {"a": value, "b": value}, {"t": value}, group)
        return boxes.to_text(contents)

    assert filled(told) == filled(shuffled)


def test_a_box_is_written_and_read_and_joined():
    one = boxes.put(Contents(), {"a": "s1", "m": ["x"]}, {"t": "terve"}, "g")
    other = boxes.put(Contents(), {"a": "s2"}, {}, "g")

    both = boxes.joined(one, other)

    assert boxes.from_text(boxes.to_text(both)) == both
    assert (both.count, both.answers["a"], both.texts) == (2, {"g": ["s1", "s2"]}, {"t": ["terve"]})
    assert json.loads(boxes.to_text(both))["count"] == 2


@pytest.mark.parametrize(
    ("before", "after", "may"),
    [("draft", "open", True), ("open", "closed", True), ("closed", "published", True), ("closed", "open", False),
     ("published", "closed", False), ("open", "draft", False), ("published", "open", False)],
)  # fmt: skip
def test_a_wave_goes_one_way(before, after, may):
    assert may_move(before, after) is may


def test_how_many_answered_goes_up_in_steps():
    assert [rounded_count(count, 5) for count in (0, 4, 5, 9, 10)] == [0, 0, 5, 5, 10]
