"""The board's page: what moved, what stands still, what is missing, and what the board is asked to decide."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from luukku.core.actor import Actor
from luukku.programme import policies
from luukku.programme.models import Programme
from luukku.programme.rules import states
from luukku.programme.rules.reporting import moved, one_of_each, standing_still
from luukku.programme.services import gaps
from luukku.programme.services.reporting.telling import Told, row_of

BEGUN: Final[dict[str, frozenset[str]]] = {
    "measure": states.BEGUN,
    "correction": frozenset({"done", "assessed"}),
    "step": frozenset({"2", "3", "4"}),
}
"""What can move, and from which state on something has begun: of a municipality's step, from trying it on."""


def holes_of(found: gaps.Gaps) -> list[Told]:
    """What is missing, by kind, as the page of gaps has it."""
    kinds: dict[str, list[Any]] = {
        "goals": [hole.row for group in found.goals for hole in group.holes],
        "duties": [hole.row for hole in found.duties],
        "unlinked": [hole.row for hole in found.unlinked],
        "outputs": [hole.row for hole in found.outputs],
        "idle": [hole.row for hole in found.idle],
        "proposals": [hole.row for hole in found.proposals],
        "remarks": [hole.row for hole in found.remarks],
        "uncertain_duties": [hole.row for hole in found.uncertain_duties],
        "incomplete": [hole.row for group in found.incomplete for hole in group.holes],
        "silent": [one.measure for one in found.silent],
    }
    told = [{"kind": kind, "count": len(rows), "rows": [row_of(row) for row in rows]} for kind, rows in kinds.items()]
    conflicts = {"kind": "conflicts", "count": len(found.conflicts), "rows": []}
    return [one for one in [*told, conflicts] if one["count"]]


def board_of(kept: Mapping[str, Any], before: Mapping[str, Any] | None, day: date) -> Told:
    """What moved and what stands still, beside the report before or, in the first, beside nothing.

    Args:
        kept: what this report tells so far.
        before: what the report before told.
    """
    went: list[Told] = []
    for kind, begun in BEGUN.items():
        rows = _rows(kind, kept)
        found = moved(_states(kind, before), _states(kind, kept) or {}, begun)
        went += [_went(kind, rows[key], was) for key, was in found.items()]
    return {"moved": went, "still": [*_late(kept, day), *_still(kept, before)]}


def _went(kind: str, one: Mapping[str, Any], was: str) -> Told:
    return {"kind": kind, "row": one["row"], "from": was, "to": one["state"], "place": one.get("place", "")}


def _late(kept: Mapping[str, Any], day: date) -> list[Told]:
    return [
        {"kind": "correction", "row": one["row"], "state": one["state"], "since": one["due_on"]}
        for one in kept["corrections"]
        if one["state"] == "agreed" and one["due_on"] < day.isoformat()
    ]


def _still(kept: Mapping[str, Any], before: Mapping[str, Any] | None) -> list[Told]:
    rows = _rows("measure", kept)
    told_on = {key: date.fromisoformat(one["told"]["on"]) for key, one in rows.items() if one["told"]}
    since = date.fromisoformat(before["day"]) if before else None
    found = standing_still(_states("measure", before), _states("measure", kept) or {}, told_on, since)
    return [{"kind": "measure", "row": rows[key]["row"], "state": rows[key]["state"], "since": ""} for key in found]


def _states(kind: str, kept: Mapping[str, Any] | None) -> dict[str, str] | None:
    """The states of one kind that a report tells, by id; None without a report."""
    return None if kept is None else {key: one["state"] for key, one in _rows(kind, kept).items()}


def _rows(kind: str, kept: Mapping[str, Any]) -> dict[str, Told]:
    """What can move, by its id. A row that only points to other measures is no measure."""
    if kind == "measure":
        return {one["row"]["id"]: one for one in kept["measures"] if not one["is_reference"]}
    return {one["row"]["id"]: one for one in kept["corrections"]} if kind == "correction" else _steps(kept)


def _steps(kept: Mapping[str, Any]) -> dict[str, Told]:
    """Each municipality's step with each output."""
    return {
        f"{output['row']['id']} {step['place']}": {
            "row": output["row"], "place": step["place"], "state": str(step["level"])
        }
        for output in kept["outputs"] for step in output["steps"]
    }  # fmt: skip


def suggested(actor: Actor, programme: Programme, most: int) -> list[tuple[str, str]]:
    """What a board could be asked to decide: kinds of holes with their words, one of each kind first.

    No private measure is among them, also where the actor's organisation keeps it: the report is for others.
    """
    reader = policies.OpenReader(None, None, frozenset(), actor.at)
    found = holes_of(gaps.find(reader, programme, actor.day))
    by_kind = {one["kind"]: one["rows"] for one in found}
    asked = ("duties", "outputs", "goals", "proposals", "unlinked", "idle")
    rows = {row["id"]: (kind, row["text"]) for kind in asked for row in by_kind.get(kind, ())}
    chosen = one_of_each(([row["id"] for row in by_kind.get(kind, ())] for kind in asked), most)
    return [rows[key] for key in chosen]
