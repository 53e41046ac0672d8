"""The ways of an item and of its versions from state to state."""

from typing import Final

ITEM: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"in_review", "archived"}),
    "in_review": frozenset({"draft", "published", "archived"}),
    "published": frozenset({"due", "outdated", "archived"}),
    "due": frozenset({"published", "outdated", "archived"}),
    "outdated": frozenset({"published", "archived"}),
    "archived": frozenset({"draft"}),
}
"""What may follow each state of an item. A text that is out goes on being read while its next version is written."""

VERSION: Final[dict[str, frozenset[str]]] = {
    "draft": frozenset({"in_review"}),
    "in_review": frozenset({"draft", "approved"}),
    "approved": frozenset({"draft", "published"}),
    "published": frozenset({"superseded"}),
    "superseded": frozenset(),
}
"""What may follow each state of a version. An approved one waits for its day; a published one never changes again."""

READ_BY_ALL: Final = frozenset({"published", "due", "outdated"})
OPEN_VERSIONS: Final = frozenset({"draft", "in_review", "approved"})


def may_follow(ways: dict[str, frozenset[str]], state: str, following: str) -> bool:
    return following in ways[state]
