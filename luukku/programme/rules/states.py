"""The ways of measures, corrective actions, meetings, programmes and operating models from state to state."""

from typing import Final

MEASURE: Final[dict[str, frozenset[str]]] = {
    "proposed": frozenset({"planned", "interrupted", "replaced"}),
    "planned": frozenset({"ongoing", "done", "interrupted", "replaced"}),
    "ongoing": frozenset({"done", "interrupted", "replaced"}),
    "done": frozenset({"ongoing", "assessed"}),
    "assessed": frozenset(),
    "interrupted": frozenset({"planned"}),
    "replaced": frozenset(),
}
"""What may follow each state of a measure. A proposal is decided on before anything else happens to it."""

CORRECTION: Final[dict[str, frozenset[str]]] = {
    "open": frozenset({"agreed", "dropped"}),
    "agreed": frozenset({"done", "dropped"}),
    "done": frozenset({"assessed", "agreed"}),
    "assessed": frozenset(),
    "dropped": frozenset({"open"}),
}
"""What may follow each state of a corrective action. It ends only when its effect has been looked at."""

MEETING: Final[dict[str, frozenset[str]]] = {
    "planned": frozenset({"open"}),
    "open": frozenset({"closed"}),
    "closed": frozenset(),
}
"""What may follow each state of a meeting. A closed one is never written in again."""

PROGRAMME: Final[dict[str, frozenset[str]]] = {
    "running": frozenset({"closed"}),
    "closed": frozenset({"running"}),
}

MODEL: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"in_review"}),
    "in_review": frozenset({"draft", "published"}),
    "published": frozenset({"superseded"}),
    "superseded": frozenset(),
}
"""What may follow each state of an operating model's version. A published one never changes again."""

UNDECIDED: Final = frozenset({"proposed"})
LEFT: Final = frozenset({"replaced"})
COMPLETED: Final = frozenset({"done", "assessed"})
BEGUN: Final = frozenset({"ongoing", "done", "assessed"})
ALIVE: Final = frozenset({"proposed", "planned", "ongoing"})
"""Measures for which somebody should still answer."""


def may_follow(ways: dict[str, frozenset[str]], state: str, following: str) -> bool:
    return following in ways[state]
