"""A table from a file, checked word by word; the form is told in docs/numbers.md."""

import json
import re
from collections.abc import Mapping
from typing import Any, Final

from luukku.numbers.rules.tables import Dimension, Key, Safety, Table, TableError, Zeros, told

KNOWN = frozenset({"dimensions", "cells", "threshold", "safe_width", "zeros"})
MOST_DIGITS: Final = 40
SURROGATE: Final = re.compile("[\ud800-\udfff]")


def table_from_text(text: str) -> Table:
    """The table that a JSON text tells.

    Raises:
        TableError: it is no JSON, or something in it is missing, unknown, told twice or of another kind.
    """
    try:
        content = json.loads(text, object_pairs_hook=_once, parse_constant=_no_number, parse_int=_short)
    except json.JSONDecodeError as error:
        msg = f"This is no JSON: {error.msg} (line {error.lineno}, column {error.colno})."
        raise TableError(msg) from error
    except RecursionError as error:
        msg = "This is no table: it is nested too deeply."
        raise TableError(msg) from error
    return table_from(content)


def table_from(content: Any) -> Table:
    """The table that a JSON object tells.

    Raises:
        TableError: see `table_from_text`.
    """
    _is(content, dict, "The file")
    if unknown := sorted(set(content) - KNOWN):
        msg = f"{unknown[0]!r} is not known here. Known are: {', '.join(sorted(KNOWN))}."
        raise TableError(msg)
    for name in ("dimensions", "cells"):
        if name not in content:
            msg = f"{name!r} is missing."
            raise TableError(msg)
    dimensions = tuple(
        _dimension(one, f"dimensions[{place}]")
        for place, one in enumerate(_is(content["dimensions"], list, "dimensions"))
    )
    counts: dict[Key, int] = {}
    structural: set[Key] = set()
    for place, cell in enumerate(_is(content["cells"], list, "cells")):
        key, value, is_structural = _cell(cell, f"cells[{place}]", len(dimensions))
        if key in counts:
            msg = f"cells[{place}]: {told(key)} is told twice."
            raise TableError(msg)
        counts[key] = value
        if is_structural:
            structural.add(key)
    return Table(dimensions, counts, frozenset(structural), safety=_safety(content))


def _safety(content: Mapping[str, Any]) -> Safety:
    threshold = _whole(content.get("threshold", Safety().threshold), "threshold")
    width = _whole(content.get("safe_width", threshold), "safe_width")
    zeros = content.get("zeros", Zeros.PUBLISH)
    if zeros not in list(Zeros):
        msg = f"zeros is {zeros!r}; it is one of: {', '.join(Zeros)}."
        raise TableError(msg)
    return Safety(threshold, width, Zeros(zeros))


def _dimension(content: Any, where: str) -> Dimension:
    _is(content, dict, where)
    for name in ("name", "total", "children"):
        if name not in content:
            msg = f"{where}: {name!r} is missing."
            raise TableError(msg)
    children = {
        _text(parent, f"{where}.children"): tuple(
            _text(one, f"{where}.children[{parent!r}]") for one in _is(below, list, f"{where}.children[{parent!r}]")
        )
        for parent, below in _is(content["children"], dict, f"{where}.children").items()
    }
    return Dimension(_text(content["name"], f"{where}.name"), _text(content["total"], f"{where}.total"), children)


def _cell(content: Any, where: str, dimensions: int) -> tuple[Key, int, bool]:
    _is(content, dict, where)
    for name in ("key", "value"):
        if name not in content:
            msg = f"{where}: {name!r} is missing."
            raise TableError(msg)
    key = tuple(_text(one, f"{where}.key") for one in _is(content["key"], list, f"{where}.key"))
    if len(key) != dimensions:
        msg = f"{where}: the key has {len(key)} codes for {dimensions} dimensions."
        raise TableError(msg)
    structural = content.get("structural_zero", False)
    _is(structural, bool, f"{where}.structural_zero")
    return key, _whole(content["value"], f"{where}.value"), structural


def _is(value: Any, kind: type, where: str) -> Any:
    if not isinstance(value, kind):
        names = {dict: "an object", list: "a list", bool: "true or false", str: "a text"}
        msg = f"{where} must be {names[kind]}."
        raise TableError(msg)
    return value


def _text(value: Any, where: str) -> str:
    found = str(_is(value, str, where))
    if not found:
        msg = f"{where} has an empty text."
        raise TableError(msg)
    if SURROGATE.search(found):
        msg = f"{where} is {found!r}, which is half of a letter."
        raise TableError(msg)
    return found


def _whole(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        msg = f"{where} is {value!r}; it must be a whole number."
        raise TableError(msg)
    return value


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _value in pairs]
        msg = f"{next(name for name in names if names.count(name) > 1)!r} is told twice in one object."
        raise TableError(msg)
    return found


def _short(digits: str) -> int:
    """A whole number; Python itself refuses to read very long ones, with words of its own."""
    if len(digits) > MOST_DIGITS:
        msg = f"A number of {len(digits)} digits is too large."
        raise TableError(msg)
    return int(digits)


def _no_number(word: str) -> Any:
    msg = f"{word} is no number."
    raise TableError(msg)
