"""A system as plain data, for the process that solves it."""

from collections.abc import Mapping
from typing import Any

from luukku.numbers.rules.systems import System
from luukku.numbers.rules.tables import Safety, Zeros


def as_data(system: System) -> dict[str, Any]:
    """Everything but what the cells are: the process needs their numbers only."""
    safety = system.safety
    return {
        "values": system.values,
        "sums": system.sums,
        "primary": sorted(system.primary),
        "shown": sorted(system.shown),
        "own": sorted(system.own),
        "safety": [safety.threshold, safety.width, safety.zeros.value, safety.least],
        "grid": system.grid,
    }


def from_data(told: Mapping[str, Any]) -> System:
    threshold, width, zeros, least = told["safety"]
    return System(
        keys=tuple(range(len(told["values"]))),
        values=tuple(told["values"]),
        sums=tuple((total, tuple(parts)) for total, parts in told["sums"]),
        primary=frozenset(told["primary"]),
        shown=frozenset(told["shown"]),
        own=frozenset(told["own"]),
        safety=Safety(threshold, width, Zeros(zeros), least),
        grid=tuple(tuple(parents) for parents in told["grid"]) if told["grid"] else None,
    )
