"""Which cells several tables share, and what tells editions apart."""

import json
from dataclasses import replace
from decimal import Decimal

import pytest

from luukku.numbers.rules import is_dominated, wire
from luukku.numbers.rules.answers import unlimited
from luukku.numbers.rules.covering import covered
from luukku.numbers.rules.linking import Seen, cells_of, joint, strictest, told_apart, without_keys
from luukku.numbers.rules.systems import system_of
from luukku.numbers.rules.tables import Safety, Table, Zeros
from luukku.numbers.tests.tables import flat, four_cells, table


def test_one_table_alone_is_the_same_system():
    one = system_of(four_cells())
    alone = joint([], four_cells())

    assert alone.values == one.values
    assert set(alone.sums) == set(one.sums)
    assert (alone.primary, alone.shown, alone.own, alone.safety) == (one.primary, one.shown, one.own, one.safety)


def test_totals_of_linked_tables_are_the_same_cells():
    first = table(flat("place", "a", "b"), flat("x", "c", "d"), values=[9, 9, 9, 9])
    second = table(flat("place", "a", "b"), flat("y", "e", "f"), values=[8, 10, 7, 11])

    both = joint([Seen(first, frozenset(first.values))], second)

    assert len(both.values) == 9 + 9 - 3
    assert all(both.values[total] == sum(both.values[part] for part in parts) for total, parts in both.sums)


def test_what_was_hidden_is_to_be_hidden_and_what_was_shown_is_known():
    one = table(flat("x", "a", "b", "c"), values=[6, 7, 9])
    seen = Seen(one, frozenset({("all",), ("c",)}))

    system = joint([seen], one)

    assert {system.values[cell] for cell in system.primary} == {6, 7}
    assert {system.values[cell] for cell in system.shown} == {22, 9}
    assert joint([seen]).primary == system.primary


def test_a_count_once_shown_is_known_though_it_is_small_now():
    one = table(flat("x", "a", "b"), values=[6, 7])
    strict = Table(one.dimensions, one.counts, safety=Safety(8, 8))

    assert joint([Seen(one, frozenset(one.values))], strict).primary == frozenset()


@pytest.mark.parametrize(("more", "told"), [(0, 0), (1, 2), (4, 2), (5, 0), (-2, 2)])
def test_editions_that_differ_by_a_few_are_told_apart(more, told):
    before = table(flat("x", "a", "b"), values=[10, 20])
    after = table(flat("x", "a", "b"), values=[10 + more, 20])

    assert len(told_apart([Seen(before, frozenset(before.values))], after)) == told


@pytest.mark.parametrize(
    ("count", "cases", "told"), [(16, 10, 2), (16, 11, 2), (16, 14, 2), (16, 15, 0), (10, 11, 0), (14, 15, 2)]
)
def test_editions_that_differ_by_what_a_few_cases_hold_are_told_apart(count, cases, told):
    before, after = by_cases((10, 10), (20, 20)), by_cases((count, cases), (20, 20))

    assert len(told_apart([Seen(before, frozenset(before.values))], after)) == told


def by_cases(*cells: tuple[int, int]) -> Table:
    one = table(flat("x", "a", "b"), values=[count for count, _cases in cells])
    cases = {("a",): cells[0][1], ("b",): cells[1][1], ("all",): cells[0][1] + cells[1][1]}
    return replace(one, cases=cases)


def test_a_cell_of_which_no_cases_are_told_beside_others_has_none():
    one = replace(four_cells(), cases={("all", "all"): 7})

    assert one.count_of(("all", "all")) == (85, 7)
    assert one.count_of(("Nokia", "vaka")) == (5, 0)
    assert four_cells().count_of(("Nokia", "vaka")) == (5, 5)


def test_the_strictest_rules_hold_for_all():
    found = strictest([Safety(5, 3, Zeros.PUBLISH, 1), Safety(3, 7, Zeros.PROTECT)])

    assert found == Safety(5, 7, Zeros.PROTECT, 0)
    assert strictest([Safety(least=1), Safety()]).least == 1


@pytest.mark.parametrize(
    ("contributions", "dominated"),
    [
        ([], False),
        ([0, 0], False),
        ([10], True),
        ([5, 5], True),
        ([3, 3, 3, 3], False),
        ([80, 10, 5, 5], True),
        ([54, 18, 18, 10], True),
        ([50, 20, 20, 10], False),
        ([40, 36, 12, 12], True),
        ([10, 10, 10, 10], False),
    ],
)
def test_few_contributions_make_up_most_of_a_sum(contributions, dominated):
    assert is_dominated(contributions) is dominated
    assert is_dominated([Decimal(one) for one in contributions]) is dominated


def test_a_negative_contribution_is_none():
    with pytest.raises(ValueError, match="negative"):
        is_dominated([5, -1])


def test_a_dominated_cell_is_hidden_though_it_is_large():
    one = Table(flat_dimensions(), {("a",): 50, ("b",): 60, ("c",): 70}, sensitive=frozenset({("a",)}))

    assert system_of(one).primary == {1}


def flat_dimensions():
    return (flat("x", "a", "b", "c"),)


def test_what_readers_have_already_leaves_nothing_to_cover_with():
    one = table(flat("x", "a", "b", "c"), values=[3, 9, 9])
    system = joint([Seen(one, frozenset(set(one.values) - {("a",)}))])

    assert covered(system, system.primary) == system.primary


def test_a_total_without_hidden_parts_has_an_end():
    system = system_of(table(flat("x", "a", "b"), values=[8, 9]))

    assert unlimited(system, frozenset([0])) == frozenset()
    assert unlimited(system, frozenset([0, 1])) == {0, 1}
    assert system.everything() == {0, 1, 2}


def test_cells_of_a_linked_table_are_found_in_the_joint_system():
    first = table(flat("place", "a", "b"), flat("x", "c", "d"), values=[9, 0, 9, 9])
    second = table(flat("place", "a", "b"), flat("y", "e", "f"), values=[9, 0, 7, 11])
    system = joint([Seen(first, frozenset(first.values))], second)

    assert {key: system.values[cell] for key, cell in cells_of(system, second).items()} == second.values
    assert wire.from_data(json.loads(json.dumps(wire.as_data(without_keys(system))))) == without_keys(system)
    protected = Table(second.dimensions, second.counts, safety=Safety(zeros=Zeros.PROTECT))
    assert joint([], protected).shown == frozenset()
