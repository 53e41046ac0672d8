"""No published table lets a reader place a hidden count closely: tried against an attacker who tries everything."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.numbers.rules.answers import everything_hidden
from luukku.numbers.rules.systems import system_of
from luukku.numbers.rules.tables import Safety, Table, Zeros
from luukku.numbers.solving.answering import solve
from luukku.numbers.solving.audit import Auditor
from luukku.numbers.solving.intervals import intervals
from luukku.numbers.tests import attackers
from luukku.numbers.tests.tables import flat, four_cells, table, tables

SLOW = settings(
    deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


def answered(one: Table, seconds: float = 10):
    """The answers in the order in which they are told."""
    system, answers = system_of(one), []
    solve(system, seconds, answers.append)
    return system, answers


def published(one: Table, hidden):
    return {key: None if number in hidden else value for number, (key, value) in enumerate(one.values.items())}


def test_check_2_the_four_cells_of_the_example_are_found():
    system, answers = answered(four_cells())
    best = answers[-1]

    told = {system.keys[cell]: (best.intervals[cell].low, best.intervals[cell].high) for cell in best.hidden}
    assert told == {
        ("Nokia", "neuvola"): (0, 8),
        ("Nokia", "koulu"): (1, 9),
        ("Hämeenkyrö", "neuvola"): (0, 8),
        ("Hämeenkyrö", "koulu"): (2, 10),
    }
    assert best.is_safe


def test_the_example_with_its_other_pair_is_found_exposed():
    """Hiding the vaka cells of the two rows leaves all four to be worked out."""
    system = system_of(four_cells())
    keys = {("Nokia", "koulu"), ("Hämeenkyrö", "neuvola"), ("Nokia", "vaka"), ("Hämeenkyrö", "vaka")}
    hidden = frozenset(number for number, key in enumerate(system.keys) if key in keys)

    found = Auditor(system, time.monotonic() + 10).exposed(hidden)

    assert {system.keys[one.cell] for one in found} == keys
    assert all(one.high == one.low for one in intervals(system, hidden, time.monotonic() + 10).values())


@SLOW
@given(tables())
def test_every_answer_is_safe_from_an_attacker_who_tries_every_table(one):
    _system, answers = answered(one)

    assert answers
    for answer in answers:
        shown = published(one, answer.hidden)
        assert answer.is_safe
        assert list(attackers.exposed(one, shown)) == []
        assert all(value is None or value == 0 or value >= one.safety.threshold for value in shown.values())


@SLOW
@given(tables(), st.data())
def test_the_audit_finds_what_the_attacker_finds_in_any_pattern(one, data):
    system = system_of(one)
    hidden = system.primary | {cell for cell in system.free if data.draw(st.booleans())}

    found = {system.keys[one.cell] for one in Auditor(system, time.monotonic() + 10).exposed(hidden)}

    assert found == {key for key, _insider in attackers.exposed(one, published(one, hidden))}


@SLOW
@given(tables(), st.data())
def test_intervals_are_those_that_the_attacker_finds(one, data):
    system = system_of(one)
    hidden = frozenset(system.primary | {cell for cell in system.free if data.draw(st.booleans())})
    tried = attackers.possible(one, published(one, hidden))

    found = intervals(system, hidden, time.monotonic() + 10)

    roof = max(one.values.values()) + attackers.ROOM
    for cell, interval in found.items():
        low, high = attackers.ends(one, tried, system.keys[cell])
        assert interval.is_exact
        assert interval.low == low
        assert interval.high == high if interval.high is not None else high >= roof


@pytest.mark.parametrize("zeros", list(Zeros))
def test_a_table_of_zeros(zeros):
    one = table(flat("x", "a", "b"), flat("y", "c", "d"), values=[0] * 4, zeros=zeros)

    system, answers = answered(one)

    assert answers[-1].is_safe
    assert len(answers[-1].hidden) == (0 if zeros == Zeros.PUBLISH else len(system.values))


def test_a_table_of_small_counts_alone_is_hidden_whole():
    system, answers = answered(table(flat("x", "a", "b"), values=[1, 2]))

    assert answers[-1].hidden == system.everything()
    assert answers[-1].is_safe
    assert all(one.high is None for one in answers[-1].intervals.values())


def test_structural_zeros_are_shown_where_others_are_protected():
    structural = frozenset({("a",)})
    one = table(flat("x", "a", "b", "c", "d"), values=[0, 0, 9, 8], structural=structural, zeros=Zeros.PROTECT)

    system, answers = answered(one)

    hidden = {system.keys[cell] for cell in answers[-1].hidden}
    assert ("a",) not in hidden
    assert ("b",) in hidden


def test_a_reader_who_knows_that_hidden_counts_are_not_zero_is_answered_too():
    one = table(flat("x", "a", "b", "c"), values=[3, 3, 9])
    knowing = Table(one.dimensions, one.counts, safety=Safety(least=1))

    assert len(answered(one)[1][-1].hidden) == 2
    assert len(answered(knowing)[1][-1].hidden) == 3


def test_without_an_answer_everything_is_hidden_and_that_is_safe():
    system = system_of(four_cells())

    answer = everything_hidden(system)

    assert answer.is_safe
    assert len(answer.hidden) == len(system.values)
