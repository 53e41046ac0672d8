"""What is called the best is the best: every pattern of small tables is tried. And the proofs hold for all of them."""

import time
from itertools import product

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from luukku.numbers.rules.answers import How
from luukku.numbers.rules.systems import system_of
from luukku.numbers.rules.tables import Zeros
from luukku.numbers.solving import optimum
from luukku.numbers.solving.answering import solve
from luukku.numbers.solving.audit import Auditor
from luukku.numbers.solving.cuts import Separator
from luukku.numbers.solving.patterns import Mender
from luukku.numbers.solving.relaxing import Relaxation
from luukku.numbers.tests import attackers
from luukku.numbers.tests.tables import flat, table, tables

SLOW = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
MOST_FREE = 8


@SLOW
@given(tables(most_inner=4, largest=7))
def test_the_optimum_is_what_trying_every_pattern_finds(one):
    system = system_of(one)
    assume(len(system.free) <= MOST_FREE)
    answers = []
    solve(system, 20, answers.append)
    best = answers[-1]

    assert best.how == How.OPTIMUM
    assert (len(best.hidden), sum(system.values[cell] for cell in best.hidden)) == attackers.fewest(one)
    assert (best.bound, best.bound_value) == attackers.fewest(one)


@pytest.mark.parametrize("zeros", list(Zeros))
@pytest.mark.parametrize("values", [[1, 6, 7, 8, 2, 9], [3, 3, 9, 9, 9, 9], [0, 4, 12, 7, 6, 0]])
def test_the_optimum_of_two_rows_and_three_columns(values, zeros):
    one = table(flat("x", "a", "b"), flat("y", "c", "d", "e"), values=values, zeros=zeros)
    system, answers = system_of(one), []
    solve(system, 20, answers.append)

    assert answers[-1].how == How.OPTIMUM
    assert answers[-1].bound == len(answers[-1].hidden) == attackers.fewest(one)[0]


def test_mending_every_refused_proposal_comes_to_the_same_optimum(monkeypatch):
    three = (flat(name, "a", "b", "c") for name in "xyz")
    values = [3, 14, 2, 6, 2, 9, 9, 9, 8, 4, 2, 9, 1, 8, 8, 14, 1, 9, 6, 4, 14, 2, 7, 1, 1, 1, 11]
    system = system_of(table(*three, values=values))
    usual, eager, mended = [], [], []

    def noted(*told):
        mended.append(told)
        return Mender(*told)

    solve(system, 20, usual.append)
    monkeypatch.setattr(optimum, "MOST_REFUSALS", 1)
    monkeypatch.setattr(optimum, "FAR", 0)
    monkeypatch.setattr(optimum, "Mender", noted)
    solve(system, 20, eager.append)

    assert mended
    assert eager[-1].how == usual[-1].how == How.OPTIMUM
    assert eager[-1].bound == len(eager[-1].hidden) == len(usual[-1].hidden)
    assert Auditor(system, time.monotonic() + 10).exposed(eager[-1].hidden) == []


@SLOW
@given(tables(most_inner=5, largest=7), st.data())
def test_no_cut_forbids_a_safe_pattern(one, data):
    system = system_of(one)
    assume(len(system.free) <= MOST_FREE)
    hidden = system.primary | {cell for cell in system.free if data.draw(st.booleans())}
    relaxation = Relaxation(system)
    shares = [1.0 if cell in system.primary else data.draw(st.floats(0, 1)) for cell in relaxation.cells]
    cuts = relaxation.cuts(shares, time.monotonic() + 10)
    separator = Separator(system, hidden)
    for exposure in Auditor(system, time.monotonic() + 10).exposed(hidden):
        cuts += separator.cuts(exposure)
        assert not any(obeys(cut, hidden) for cut in separator.cuts(exposure))

    for choice in product((False, True), repeat=len(system.free)):
        pattern = system.primary | {cell for cell, chosen in zip(system.free, choice, strict=True) if chosen}
        if not all(obeys(cut, pattern) for cut in cuts):
            assert Auditor(system, time.monotonic() + 10).exposed(pattern)


def obeys(cut, hidden):
    is_asked = cut.cell is None or cut.cell in hidden
    return not is_asked or sum(weight for cell, weight in cut.weights.items() if cell in hidden) >= cut.need - 1e-6
