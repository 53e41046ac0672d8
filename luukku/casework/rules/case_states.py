"""Which state of a case may follow which. Everything else is refused, here and by the database."""

from typing import Final

OPEN: Final = frozenset({"intake", "active", "reopened"})
"""The states in which work goes on."""

FOLLOWERS: Final[dict[str, frozenset[str]]] = {
    "intake": frozenset({"active", "closed"}),
    "active": frozenset({"closed"}),
    "closed": frozenset({"reopened"}),
    "reopened": frozenset({"closed"}),
}
"""A closed case never becomes active again: it is opened again, with a reason, and that stays visible."""


def may_follow(state: str, following: str) -> bool:
    return following in FOLLOWERS.get(state, frozenset())
