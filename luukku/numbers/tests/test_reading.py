"""A file that can't be read as a table is answered with where and why."""

import json

import pytest

from luukku.numbers.rules.reading import table_from, table_from_text
from luukku.numbers.rules.tables import Dimension, Safety, TableError, Zeros


def content(**changed):
    told = {
        "dimensions": [{"name": "x", "total": "all", "children": {"all": ["a", "b"], "b": ["b1", "b2"]}}],
        "cells": [{"key": [code], "value": value} for code, value in (("a", 9), ("b1", 3), ("b2", 0))],
    }
    return told | changed


def cell(**changed):
    return [{"key": ["a"], "value": 9} | changed, {"key": ["b1"], "value": 3}, {"key": ["b2"], "value": 0}]


def dimension(**changed):
    return [{"name": "x", "total": "all", "children": {"all": ["a", "b1", "b2"]}} | changed]


def test_totals_follow_from_the_trees():
    one = table_from(content())

    assert one.values == {("all",): 12, ("a",): 9, ("b",): 3, ("b1",): 3, ("b2",): 0}
    assert one.safety == Safety(5, 5, Zeros.PUBLISH)


def test_the_width_follows_the_threshold_unless_told():
    assert table_from(content(threshold=7)).safety.width == 7
    assert table_from(content(threshold=7, safe_width=4)).safety.width == 4


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ([], "must be an object"),
        ({"cells": []}, "'dimensions' is missing"),
        ({"dimensions": []}, "'cells' is missing"),
        (content(dimensions=[], cells=[]), "1 to 3 dimensions"),
        (content(dimensions=dimension() * 2, cells=[]), "same name"),
        (content(dimensions=[dimension(name=name)[0] for name in "wxyz"], cells=[]), "1 to 3 dimensions"),
        (content(extra=1), "'extra' is not known"),
        (content(dimensions="x"), "dimensions must be a list"),
        (content(dimensions=["x"]), "must be an object"),
        (content(dimensions=[{"name": "x", "total": "all"}]), "'children' is missing"),
        (content(dimensions=dimension(name="")), "empty text"),
        (content(dimensions=dimension(children={"all": ["a", "a", "b1", "b2"]})), "stands twice"),
        (content(dimensions=dimension(children={"all": ["a", "b1", "b2"], "a": ["all"]})), "is the total"),
        (content(dimensions=dimension(children={"all": ["a", "b1"], "b2": ["c"]})), "is not below the total"),
        (content(dimensions=dimension(children={"all": ["a", "b1", "b2"], "c": ["d"], "d": ["c"]})), "not below"),
        (content(dimensions=dimension(children={"all": "ab"})), "must be a list"),
        (content(dimensions=dimension(children={"all": [1]})), "must be a text"),
        (content(cells={}), "cells must be a list"),
        (content(cells=cell()[:2]), "1 inner cells are missing"),
        (content(cells=cell() + cell()[:1]), "told twice"),
        (content(cells=cell(key=["c"])), "missing"),
        (content(cells=[*cell(), {"key": ["all"], "value": 1}]), "no inner cell"),
        (content(cells=cell(key=["a", "b"])), "2 codes for 1 dimensions"),
        (content(cells=cell(key="a")), "must be a list"),
        (content(cells=[{"key": ["a"]}]), "'value' is missing"),
        (content(cells=cell(value=-1)), "between 0 and"),
        (content(cells=cell(value=10**10)), "between 0 and"),
        (content(cells=cell(value=1.5)), "whole number"),
        (content(cells=cell(value=True)), "whole number"),
        (content(cells=cell(value="9")), "whole number"),
        (content(cells=cell(value=None)), "whole number"),
        (content(cells=cell(structural_zero=True)), "structural zero with the value 9"),
        (content(cells=cell(structural_zero=1)), "true or false"),
        (content(threshold=2), "below 3"),
        (content(threshold="5"), "whole number"),
        (content(safe_width=0), "at least 1 wide"),
        (content(threshold=10**7), "hides everything"),
        (content(safe_width=10**7), "hides everything"),
        (content(cells=[]), "3 inner cells are missing"),
        (content(cells=[None]), "must be an object"),
        (content(zeros="hide"), "publish, protect"),
        (content(zeros=[]), "publish, protect"),
    ],
)
def test_what_is_wrong_with_a_table_is_said(told, words):
    with pytest.raises(TableError, match=words):
        table_from(told)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "no JSON"),
        ("[" * 100_000, "nested too deeply"),
        ('{"cells": [], "cells": []}', "'cells' is told twice"),
        ('{"threshold": NaN}', "NaN is no number"),
        ("", "no JSON"),
        ('{"threshold": ' + "9" * 5000 + "}", "5000 digits is too large"),
        (json.dumps(content(cells=cell(key=["\ud800"]))), "half of a letter"),
        (json.dumps(content(cells=cell())).replace("9", "1e400"), "whole number"),
    ],
)
def test_what_is_wrong_with_a_text_is_said(text, words):
    with pytest.raises(TableError, match=words):
        table_from_text(text)


def test_a_text_is_read():
    assert table_from_text(json.dumps(content())).values[("all",)] == 12


def test_a_table_has_an_end():
    many = Dimension("x", "all", {"all": tuple(str(one) for one in range(500))})

    with pytest.raises(TableError, match="more than"):
        table_from(
            content(
                dimensions=[
                    {"name": name, "total": "all", "children": {"all": list(many.leaves)}} for name in ("x", "y")
                ],
                cells=[],
            )
        )


def test_nobody_knows_that_a_protected_zero_is_none():
    with pytest.raises(TableError, match="at least 0"):
        Safety(zeros=Zeros.PROTECT, least=1)
