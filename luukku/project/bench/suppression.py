"""`luukku bench suppression`: how little has to be hidden for a table to be safe, how surely, and how soon.

Each answer is audited while it is made. Then it is attacked once more by somebody who has nothing but what was
published: intervals by linear programmes of its own. No database.
"""

import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

import highspy
import numpy as np

from luukku.numbers.rules.answers import Answer, How
from luukku.numbers.rules.systems import System, system_of
from luukku.numbers.solving import programmes
from luukku.numbers.solving.asking import solve
from luukku.project.bench.reporting import at_least, at_most
from luukku.project.bench.suppression_tables import Case, cases

TWO_SECONDS: Final = 10.0
LARGE_SECONDS: Final = 60.0
THREE_GAP: Final = 0.05
CLOSE: Final = 1e-4
START_SECONDS: Final = 3.0
"""The start and the end of the solving process, which count."""

LIMITS: Final = {"two": TWO_SECONDS, "large": LARGE_SECONDS - START_SECONDS}


def run(*, seed: int, seconds: float) -> dict[str, Any]:
    """Everything, as it is printed. Args: seconds: for each table of three dimensions."""
    tables = []
    for case in cases(seed):
        print(f"luukku bench suppression: {case.name} …", file=sys.stderr)
        tables.append(_measured(case, seconds))
    two, three, large = ([one for one in tables if one["kind"] == kind] for kind in ("two", "three", "large"))
    summary = {
        "audits_passed": at_least(sum(one["audit_ok"] for one in tables) / len(tables), 1.0),
        "attacks_failed": at_least(sum(one["attack_fails"] for one in tables) / len(tables), 1.0),
        "two_dimensions_proved": at_least(sum(one["is_optimum"] for one in two) / len(two), 1.0),
        "two_dimensions_seconds": at_most(max(one["seconds"] for one in two), TWO_SECONDS),
        "three_dimensions_gap": at_most(max(one["gap"] for one in three), THREE_GAP),
        "large_seconds": at_most(max(one["seconds"] for one in large), LARGE_SECONDS),
        "fewer_than_heuristic": _saved([*two, *three]),
    }
    return {"summary": summary, "tables": tables}


def _measured(case: Case, seconds: float) -> dict[str, Any]:
    system = system_of(case.table)
    answer = solve(system, LIMITS.get(case.kind, seconds), only_fast=case.kind == "large")
    hidden = len(answer.hidden)
    inner = sum(case.table.counts.values())
    lost = sum(case.table.counts.get(case_key, 0) for case_key in _hidden_keys(system, answer))
    fast = answer.notes.get("heuristic", {"suppressed": hidden, "value_suppressed": _value(system, answer)})
    return {
        "name": case.name,
        "kind": case.kind,
        "cells": len(system.values),
        "primary": len(system.primary),
        "suppressed": hidden,
        "value_suppressed": _value(system, answer),
        "information_lost": round(lost / inner, 4) if inner else 0.0,
        "heuristic_suppressed": fast["suppressed"],
        "heuristic_value": fast["value_suppressed"],
        "bound": answer.bound,
        "gap": round((hidden - answer.bound) / hidden, 4) if hidden else 0.0,
        "is_optimum": answer.how == How.OPTIMUM,
        "how": answer.how.value,
        "audit_ok": answer.is_safe,
        "attack_fails": not attacked(system, answer.hidden),
        "intervals_exact": all(one.is_exact for one in answer.intervals.values()),
        "seconds": round(answer.seconds, 2),
    }


def _hidden_keys(system: System, answer: Answer) -> list[Any]:
    return [system.keys[cell] for cell in answer.hidden]


def _value(system: System, answer: Answer) -> int:
    return sum(system.values[cell] for cell in answer.hidden)


def attacked(system: System, hidden: frozenset[int]) -> list[int]:
    """Hidden cells that somebody places too closely who sees the shown cells and nothing else."""
    cells = sorted(hidden)
    place = {cell: number for number, cell in enumerate(cells)}
    model = programmes.empty()
    programmes.keep_warm(model)
    roof = 10.0 * (max(system.values, default=0) + 1000)
    model.addVars(len(cells), np.zeros(len(cells)), np.full(len(cells), roof))
    for total, parts in system.sums:
        inside = [place[part] for part in parts if part in hidden]
        signs = [1.0] * len(inside)
        known = -float(sum(system.values[part] for part in parts if part not in hidden))
        if total in hidden:
            inside.append(place[total])
            signs.append(-1.0)
        else:
            known += system.values[total]
        if inside:
            model.addRow(known, known, len(inside), np.array(inside, dtype=np.int32), np.array(signs))
    low, high = np.full(len(cells), roof), np.zeros(len(cells))
    width, threshold = system.safety.width, system.safety.threshold
    found = []
    for number, cell in enumerate(cells):
        for sense in (highspy.ObjSense.kMaximize, highspy.ObjSense.kMinimize):
            if high[number] - low[number] < width - CLOSE or high[number] < threshold - CLOSE:
                _push(model, number, sense, low, high)
        if high[number] - low[number] < width - CLOSE or high[number] < threshold - CLOSE:
            found.append(cell)
    return found


def _push(model: highspy.Highs, number: int, sense: highspy.ObjSense, low: Any, high: Any) -> None:
    model.changeObjectiveSense(sense)
    model.changeColCost(number, 1.0)
    model.run()
    if model.getModelStatus() == highspy.HighsModelStatus.kOptimal:
        point = np.array(model.getSolution().col_value)
        np.minimum(low, point, out=low)
        np.maximum(high, point, out=high)
    model.changeColCost(number, 0.0)


def _saved(tables: Sequence[Mapping[str, Any]]) -> float:
    """By how large a share fewer cells are hidden for others' sake than the fast way hides."""
    best = sum(one["suppressed"] - one["primary"] for one in tables)
    fast = sum(one["heuristic_suppressed"] - one["primary"] for one in tables)
    return round(1 - best / fast, 4) if fast else 0.0


def as_table(told: Mapping[str, Any]) -> str:
    """The same for a person at a terminal."""
    columns = ("cells", "prim.", "supp.", "fast", "bound", "gap", "lost", "s")
    lines = [f"{'':62}" + "".join(f"{one:>7}" for one in columns) + "  how, audit, attack"]
    for one in told["tables"]:
        marks = (
            f"{one['how']}, {'ok' if one['audit_ok'] else 'NOT OK'}, {'fails' if one['attack_fails'] else 'SUCCEEDS'}"
        )
        lines.append(
            f"{one['name']:62}{one['cells']:>7}{one['primary']:>7}{one['suppressed']:>7}{one['heuristic_suppressed']:>7}"
            f"{one['bound']:>7}{one['gap']:>7.1%}{one['information_lost']:>7.1%}{one['seconds']:>7.1f}  {marks}"
        )
    for name, value in told["summary"].items():
        lines.append(f"{name}: {value if isinstance(value, float) else _told(value)}")
    return "\n".join(lines)


def _told(value: Mapping[str, Any]) -> str:
    bar = f"at most {value['at_most']}" if "at_most" in value else f"at least {value['at_least']}"
    return f"{value['value']} ({bar}){'' if value['within'] else ' !'}"
