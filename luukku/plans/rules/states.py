"""Which state of a plan may follow which. Everything else is refused, here and by the database."""

from typing import Final

FOLLOWERS: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"offered"}),
    "offered": frozenset({"in_force", "withdrawn"}),
    "in_force": frozenset({"superseded", "ended"}),
    "withdrawn": frozenset(),
    "superseded": frozenset(),
    "ended": frozenset(),
}
"""An offer that is taken back stays as it was shown; the changed text is the next version."""


def may_follow(state: str, following: str) -> bool:
    return following in FOLLOWERS.get(state, frozenset())
