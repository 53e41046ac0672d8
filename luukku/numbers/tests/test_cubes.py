"""What is called safe by a box alone is safe from an attacker who tries everything."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.numbers.rules.systems import system_of
from luukku.numbers.rules.tables import Dimension
from luukku.numbers.solving.cubes import Boxes
from luukku.numbers.tests import attackers
from luukku.numbers.tests.tables import flat, table, tables

SLOW = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)


@SLOW
@given(tables(), st.data())
def test_cells_on_a_box_are_safe(one, data):
    system = system_of(one)
    hidden = system.primary | {cell for cell in system.free if data.draw(st.booleans())}

    settled = Boxes(system, system.grid).settled(hidden)

    published = {key: None if cell in hidden else value for cell, (key, value) in enumerate(one.values.items())}
    exposed = {key for key, _insider in attackers.exposed(one, published)}
    assert not exposed & {system.keys[cell] for cell in settled}


def test_a_rectangle_of_large_counts_is_found():
    one = table(flat("x", "a", "b"), flat("y", "c", "d"), values=[2, 9, 9, 30])
    system = system_of(one)
    boxes = Boxes(system, system.grid)

    pattern = boxes.pattern(system.primary)

    assert boxes.settled(pattern) == pattern
    assert len(pattern) == 4
    assert boxes.settled(system.primary) == set()


def test_boxes_go_through_trees_and_totals():
    tree = Dimension("x", "all", {"all": ("a", "b"), "a": ("a1", "a2"), "b": ("b1", "b2")})
    system = system_of(table(tree, flat("y", "c", "d"), values=[2, 20, 0, 30, 25, 40, 8, 9]))
    boxes = Boxes(system, system.grid)

    pattern = boxes.pattern(system.primary)

    assert boxes.settled(pattern) == pattern
    assert system.primary < pattern
