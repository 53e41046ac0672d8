"""How closely single answers could be placed by whoever has n, the mean and the scale: tried out on all of them."""

from collections import Counter, defaultdict
from decimal import Decimal
from itertools import combinations_with_replacement, permutations
from uuid import uuid4

import pytest

from luukku.surveys.rules import beside, figures
from luukku.surveys.rules.beside import Counted
from luukku.surveys.rules.figures import Tally
from luukku.surveys.rules.openness import mean_stays_open, numbers_stay_open, ranking_stays_open, stays_open
from luukku.surveys.rules.questions import Kind, Option, Question

FIVE = range(1, 6)


def of(*values, scale=FIVE):
    found = Counter(values)
    return {value: found[value] for value in scale}


@pytest.mark.parametrize(
    ("values", "is_open"),
    [
        ((5, 5, 5, 5, 4), False),  # 4,80: one way
        ((5, 5, 5, 4, 4), False),  # 4,60: two ways
        ((5, 5, 4, 4, 4), False),
        ((5, 5, 4, 3, 4), True),  # 4,20
        ((5, 5, 5, 5, 1), False),  # 4,20 as well, but whoever said 1 knows what all others said
        ((1, 1, 1, 1, 2), False),
        ((5,) * 9 + (4,), False),
        ((5,) * 6 + (4,) * 4, True),
        ((5,) * 9 + (1,), True),
        ((5,) * 8 + (1,), False),
        ((5,) * 5 + (1,) * 5, True),
        ((5,) * 4990 + (4,) * 3, False),
        ((5,) * 4000 + (4,) * 4, True),
        ((1, 2, 3, 4, 5) * 500 + (3,), True),
    ],
)
def test_a_mean_near_an_end_of_the_scale_is_told_only_if_the_answers_stay_open(values, is_open):
    assert stays_open(of(*values), 5) is is_open


def test_two_steps_tell_exactly_how_many_chose_each():
    assert not stays_open({0: 8, 1: 2}, 5)
    assert stays_open({0: 8, 1: 5}, 5)


def test_a_scale_that_is_too_wide_to_be_tried_is_not_told():
    assert not stays_open({0: 3, 1: 4, 10**9: 4}, 5)


def test_where_too_many_people_would_have_to_be_tried_on_a_wide_scale_nothing_is_told():
    assert not stays_open(dict.fromkeys(range(21), 25), 26)
    assert stays_open(dict.fromkeys(range(5), 100) | {0: 4}, 5)


@pytest.mark.parametrize("people", [5, 6, 7, 8, 9, 10])
def test_no_mean_that_is_told_tells_a_small_count(people):
    """Every way in which so many people may answer, for a reader of n and the mean who knows these rules."""
    told = defaultdict(list)
    for values in combinations_with_replacement(FIVE, people):
        tally = Tally(people, tuple(map(Decimal, values)), {str(value): values.count(value) for value in FIVE})
        question = Question("a", Kind.AGREEMENT, tuple(Option(str(value), value) for value in FIVE))
        if figures.may_tell(tally, question, 5):
            told[figures.mean(tally.numbers)].append(values)

    assert told
    for ways in told.values():
        for value in FIVE:
            counts = {way.count(value) for way in ways}
            assert len(counts) > 1 or not any(0 < few < 5 for few in (min(counts), people - min(counts)))


def test_no_ranking_that_is_told_tells_how_few_gave_an_option_a_place():
    """Every way in which ten people may rank three things."""
    ways = defaultdict(set)
    told = set()
    for order in combinations_with_replacement(list(permutations("abc")), 10):
        places = {code: Counter(one.index(code) + 1 for one in order) for code in "abc"}
        sums = tuple(sum(place * count for place, count in one.items()) for one in places.values())
        ways[sums].add(tuple(places[code][place] for code in "abc" for place in (1, 2, 3)))
        if ranking_stays_open(places, 5):
            told.add(sums)

    assert told
    for sums in told:
        for counts in zip(*ways[sums], strict=True):
            low, high = min(counts), max(counts)
            assert low == 0 or high == 10 or high - low >= 3 or not any(0 < few < 5 for few in (low, 10 - high))


def test_a_ranking_on_which_all_but_one_agree_is_not_told():
    alike = {"a": Counter({1: 10}), "b": Counter({2: 10})}
    one_else = {"a": Counter({1: 9, 2: 1}), "b": Counter({2: 9, 1: 1})}
    last_known = {"a": Counter({1: 8, 2: 2}), "b": Counter({2: 8, 1: 2}), "c": Counter({3: 10})}

    rest_known = {"a": Counter({1: 16, 2: 4}), "b": Counter({2: 16, 1: 4})} | {
        code: Counter({place: 20}) for place, code in enumerate("cde", start=3)
    }

    told = [ranking_stays_open(one, 5) for one in (alike, one_else, last_known, rest_known)]

    assert told == [True, False, False, False]


@pytest.mark.parametrize(
    ("people", "average", "scale", "is_open"),
    [
        (5, "4.80", FIVE, False),
        (5, "4.20", FIVE, True),
        (300, "3.33", FIVE, True),
        (15, "3.67", (1, 5), True),
        (9, "3.67", (1, 5), False),
        (10, "3.67", (1, 10**9), True),
    ],
)
def test_an_attacker_has_nothing_but_n_the_mean_and_the_scale(people, average, scale, is_open):
    assert mean_stays_open(people, Decimal(average), scale, 5) is is_open


@pytest.mark.parametrize(
    ("numbers", "lowest", "highest", "is_open"),
    [
        ((20, 20, 20, 20, 19), 0, 20, False),
        ((1, 1, 1, 2, 1), 1, None, False),
        ((0, 0, 1, 0, 1, 0), None, None, False),
        ((300, 300, 300, 300, 299), 0, 300, False),
        ((3, 5, 8, 2, 4), 0, 300, True),
        ((3, 5, 8, 2, 4), None, None, True),
        ((-3, 5, 8, 2, 4), None, None, True),
        (("0.2", "0", "0", "0", "0"), 0, None, False),
    ],
)
def test_a_mean_of_numbers_near_a_bound_is_not_told(numbers, lowest, highest, is_open):
    low, high = (None if one is None else Decimal(one) for one in (lowest, highest))

    assert numbers_stay_open([Decimal(one) for one in numbers], low, high, 5) is is_open


def asked(key, n, *, condition=None, kind=Kind.SINGLE, counts=None, is_told=True, is_required=False):
    question = Question(key, kind, (Option("x"), Option("y")), is_required, condition=condition or {})
    return Counted(question, Tally(n, counts=counts or {}), is_told)


YES = {"question": "a", "is": ["x"]}


@pytest.mark.parametrize(
    ("parent", "branch", "hidden"),
    [
        (asked("a", 20, counts={"x": 12, "y": 8}), asked("b", 12, condition=YES), set()),
        (asked("a", 15, counts={"x": 12, "y": 3}), asked("b", 12, condition=YES), {"b"}),
        (asked("a", 20, counts={"x": 12, "y": 8}), asked("b", 17, condition=YES), {"b"}),
        (asked("a", 17, counts={"x": 6, "y": 3, "z": 8}), asked("b", 6, condition=YES), {"b"}),
        (asked("a", 7, counts={"x": 7}, is_told=False), asked("b", 7, condition=YES), {"b"}),
        (asked("a", 20, counts={"x": 18, "y": 9}, kind=Kind.MULTIPLE), asked("b", 9, condition=YES), {"b"}),
        (asked("a", 20, counts={"x": 15, "y": 9}, kind=Kind.MULTIPLE), asked("b", 9, condition=YES), set()),
    ],
)
def test_how_many_answered_a_branch_tells_no_masked_count(parent, branch, hidden):
    assert beside.exposing([parent, branch], 5) == hidden


def test_cant_say_is_not_told_as_the_difference_from_a_question_that_all_had_to_answer():
    everybody = asked("a", 20, is_required=True)

    assert beside.exposing([everybody, asked("b", 18), asked("c", 20), asked("d", 12)], 5) == {"b"}
    assert beside.exposing([asked("a", 20), asked("b", 18)], 5) == set()


def test_two_waves_are_told_apart_when_few_came_or_left():
    assert [beside.tells_apart(n, [20, 31], 5) for n in (20, 22, 25, 26, 28)] == [False, True, False, False, True]
    assert not beside.tells_apart(20, [], 5)


def test_how_many_answered_goes_in_steps_of_what_is_shown():
    assert [figures.stepped(shown, count, 5) for shown, count in (((9, 8), 9), ((), 12), ((21, 24), 29), ((), 4))] == [
        5, 10, 20, None,
    ]  # fmt: skip


def test_waves_that_share_some_of_those_asked_by_name_are_told_from_equal_and_separate_ones():
    first, second, third = (uuid4() for _number in range(3))
    some = ({first}, {first, second}, {second, third})
    pairs = [(some[0], some[0]), (some[0], {second}), (some[1], some[2]), (None, some[0]), (some[0], None)]

    assert [beside.may_share(*pair) for pair in pairs] == [True, False, True, True, True]
    assert [beside.shares_in_part(*pair) for pair in pairs] == [False, False, True, False, False]
