"""Tables for tests."""

import json
from itertools import product
from pathlib import Path

from hypothesis import strategies as st

from luukku.numbers.rules.tables import Dimension, Safety, Table, Zeros

SERVICES = ("neuvola", "vaka", "koulu", "sos")
ROWS = {"Tampere": (12, 9, 14, 8), "Nokia": (6, 5, 3, 7), "Hämeenkyrö": (2, 6, 8, 5)}


def flat(name: str, *codes: str) -> Dimension:
    return Dimension(name, "all", {"all": codes})


def four_cells() -> Table:
    """Two small counts; of all pairs of further cells only one makes them safe."""
    counts = {
        (row, column): value for row, values in ROWS.items() for column, value in zip(SERVICES, values, strict=True)
    }
    return Table((flat("municipality", *ROWS), flat("service", *SERVICES)), counts)


def table(*dimensions: Dimension, values: list[int], structural: frozenset = frozenset(), **safety) -> Table:
    keys = list(product(*(one.leaves for one in dimensions)))
    return Table(dimensions, dict(zip(keys, values, strict=True)), structural, safety=Safety(**safety))


def written(table: Table, path: Path) -> Path:
    """The table as a file for the command."""
    content = {
        "dimensions": [
            {
                "name": one.name,
                "total": one.total,
                "children": {code: list(below) for code, below in one.children.items()},
            }
            for one in table.dimensions
        ],
        "cells": [
            {"key": list(key), "value": value, "structural_zero": key in table.structural}
            for key, value in table.counts.items()
        ],
        "threshold": table.safety.threshold,
        "safe_width": table.safety.width,
        "zeros": table.safety.zeros.value,
    }
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


TREES = [
    {"all": ("a", "b")},
    {"all": ("a", "b", "c")},
    {"all": ("a",)},
    {"all": ()},
    {"all": ("a", "b"), "a": ("a1", "a2")},
    {"all": ("a", "b"), "b": ("b1",)},
    {"all": ("a",), "a": ("a1",), "a1": ("a2", "a3"), "a2": ()},
]


@st.composite
def tables(draw: st.DrawFn, most_inner: int = 6, largest: int = 9) -> Table:
    """Small tables in one to three dimensions, with trees of every shape, in both ways of treating zeros."""
    count = draw(st.integers(1, 3))
    dimensions = tuple(Dimension(name, "all", draw(st.sampled_from(TREES))) for name in "xyz"[:count])
    keys = list(product(*(one.leaves for one in dimensions)))
    while len(keys) > most_inner:
        dimensions = dimensions[:-1] if len(dimensions) > 1 else (Dimension("x", "all", TREES[0]),)
        keys = list(product(*(one.leaves for one in dimensions)))
    counts = {key: draw(st.integers(0, largest)) for key in keys}
    structural = frozenset(key for key, value in counts.items() if value == 0 and draw(st.booleans()))
    threshold = draw(st.integers(3, 5))
    safety = Safety(threshold, draw(st.integers(1, 5)), draw(st.sampled_from(Zeros)))
    return Table(dimensions, counts, structural, safety=safety)
