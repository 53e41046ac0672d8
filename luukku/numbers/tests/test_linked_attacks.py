"""Linked tables and editions, against an attacker who has all of them and tries every count that fits."""

import time
from collections.abc import Iterator

from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from luukku.numbers.rules.linking import Seen, joint, told_apart
from luukku.numbers.rules.systems import System, system_of
from luukku.numbers.rules.tables import Safety, Table, Zeros
from luukku.numbers.solving.answering import solve
from luukku.numbers.solving.audit import Auditor
from luukku.numbers.tests.tables import flat, table

SLOW = settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
ROOM = 9
MOST_STEPS = 60_000


def worlds(system: System, hidden: frozenset[int]) -> list[dict[int, int]]:
    """Every way in which the hidden cells could be filled, up to a roof."""
    roof = max(system.values) + ROOM
    known = {cell: value for cell, value in enumerate(system.values) if cell not in hidden}
    sums = [(total, parts) for total, parts in system.sums if hidden & {total, *parts}]
    found: list[dict[int, int]] = []
    waiting, steps = [known], 0
    while waiting:
        chosen, steps = waiting.pop(), steps + 1
        if steps > MOST_STEPS:
            reject()
        if told := next(forced(sums, chosen), None):
            waiting += [chosen | dict([told])] if told[1] >= 0 else []
        elif len(chosen) == len(system.values):
            found.append(chosen)
        else:
            cell = min(hidden - chosen.keys())
            waiting += [chosen | {cell: value} for value in range(roof + 1)]
    return found


def forced(sums: list[tuple[int, tuple[int, ...]]], chosen: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Cells that a sum tells, for all else in it is known; a wrong sum tells that a cell is -1."""
    for total, parts in sums:
        unknown = [cell for cell in (total, *parts) if cell not in chosen]
        inside = sum(chosen.get(part, 0) for part in parts)
        if not unknown and inside != chosen[total]:
            yield total, -1
        elif unknown == [total]:
            yield total, inside
        elif len(unknown) == 1:
            yield unknown[0], chosen[total] - inside


def exposed(system: System, hidden: frozenset[int]) -> set[int]:
    """Hidden cells that an outsider, or somebody who is counted in a cell, places too closely."""
    everything, safety = worlds(system, hidden), system.safety
    found = set()
    for insider in (None, *sorted(system.own & hidden)):
        known = [one for one in everything if insider is None or one[insider]]
        for cell in hidden:
            low, high = min(one[cell] for one in known), max(one[cell] for one in known)
            if high - low < safety.width or high < safety.threshold:
                found.add(cell)
    return found


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Table, Table]:
    """Two tables of the same people: place × x and place × y, or an earlier edition and a later one."""
    places, zeros = ("a", "b"), draw(st.sampled_from(Zeros))
    safety = {"threshold": 3, "width": draw(st.integers(1, 4)), "zeros": zeros}
    first = [draw(st.integers(0, 7)) for _ in range(4)]
    left = table(flat("place", *places), flat("x", "c", "d"), values=first, **safety)
    if draw(st.booleans()):
        later = [value + draw(st.sampled_from((0, 0, 3, 5))) for value in first]
        return left, Table(left.dimensions, dict(zip(left.counts, later, strict=True)), safety=left.safety)
    second = []
    for total in (first[0] + first[1], first[2] + first[3]):
        share = draw(st.integers(0, total))
        second += [share, total - share]
    return left, table(flat("place", *places), flat("y", "e", "f"), values=second, **safety)


def seen(one: Table) -> Seen:
    """The table as it is published alone."""
    system, answers = system_of(one), []
    solve(system, 5, answers.append)
    return Seen(one, frozenset(key for cell, key in enumerate(system.keys) if cell not in answers[-1].hidden))


@SLOW
@given(pairs())
def test_what_is_published_beside_an_earlier_table_tells_nothing_of_either(pair):
    before, table_ = seen(pair[0]), pair[1]
    assume(not told_apart([before], table_))
    system, answers = joint([before], table_), []
    solve(system, 5, answers.append)
    best = answers[-1]

    assert exposed(system, best.hidden) == set(best.exposed)


@SLOW
@given(pairs(), st.data())
def test_the_audit_of_linked_tables_finds_what_the_attacker_finds(pair, data):
    keys = list(pair[0].values)
    before = Seen(pair[0], frozenset(key for key in keys if data.draw(st.booleans())))
    system = joint([before], Table(pair[1].dimensions, pair[1].counts, safety=Safety(3, 2, pair[1].safety.zeros)))
    hidden = system.primary | {cell for cell in system.free if data.draw(st.booleans())}

    found = {one.cell for one in Auditor(system, time.monotonic() + 10).exposed(hidden)}

    assert found == exposed(system, hidden)
