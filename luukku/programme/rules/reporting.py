"""What a report tells beside the figures: what moved since the report before, what stood still, and its hashes."""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Final

from luukku.programme.rules import states

SCHEMA: Final = "luukku-report/1"

PUBLIC: Final = (
    "schema", "programme", "number", "day", "made_at", "standing", "done", "shares", "themes", "parties", "outputs",
    "visions",
)  # fmt: skip
"""The parts of a report that stand on the public site as they are. The rest is for whoever works with the programme."""


OURS: Final = frozenset({
    "schema", "id", "code", "source", "hash", "kind", "state", "level", "role", "standing", "figure", "direction",
    "day", "made_at", "starts_on", "ends_on", "held_on", "last_day", "since_on", "as_of", "by", "value",
})  # fmt: skip
"""What of a report nobody typed as words."""
_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def hash_of(text: str) -> str:
    """By which anybody sees that words are the source's own: SHA-256 of their UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()


def sealed(kept: Mapping[str, Any]) -> str:
    """The hash of a whole report: of its JSON with sorted keys and no spaces."""
    plain = json.dumps(kept, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hash_of(plain)


def moved(before: Mapping[str, str] | None, now: Mapping[str, str], begun: frozenset[str]) -> dict[str, str]:
    """What is in another state than the report before told, each with that state; empty for what is new since.

    Args:
        before: states by id in the report before; None when this is the first, which tells what has begun.
        begun: the states in which something has begun.
    """
    if before is None:
        return {key: "" for key, state in now.items() if state in begun}
    return {key: before.get(key, "") for key, state in now.items() if before.get(key) != state}


def standing_still(
    before: Mapping[str, str] | None, now: Mapping[str, str], told_on: Mapping[str, date], since: date | None
) -> list[str]:
    """Measures that are planned or going on, in the same state as before, of which nobody has told anything since.

    Args:
        told_on: on which day each was last told of.
        since: the day of the report before; without one only what nobody has ever told of stands still.
    """
    gone = moved(before, now, states.BEGUN)
    waiting = states.ALIVE - states.UNDECIDED
    return [
        key for key, state in now.items()
        if state in waiting and key not in gone and not _told_since(told_on.get(key), since)
    ]  # fmt: skip


def _told_since(told: date | None, since: date | None) -> bool:
    return told is not None and (since is None or told >= since)


def one_of_each(kinds: Iterable[Iterable[str]], most: int) -> list[str]:
    """The first of each kind, then the second of each, until there are enough."""
    rows = [list(kind) for kind in kinds]
    longest = max(map(len, rows), default=0)
    found = [row[place] for place in range(longest) for row in rows if place < len(row)]
    return found[:most]


def public_part(kept: Mapping[str, Any]) -> dict[str, Any]:
    """What of a report stands on the public site.

    Counts of holes without what they are; of indicators those alone that `numbers` has published.
    """
    found = {key: kept[key] for key in PUBLIC}
    found["holes"] = [{"kind": one["kind"], "count": one["count"]} for one in kept["holes"]]
    found["indicators"] = [
        {key: one[key] for key in ("row", "unit", "direction", "definition", "figure", "published", "targets")}
        for one in kept["indicators"]
        if one["published"]
    ]
    return found


def words_in(told: Any) -> Iterator[str]:
    """Every text that somebody typed, for looking through it: no ids, codes, hashes, days or numbers."""
    if isinstance(told, str):
        if not _ID.fullmatch(told):
            yield told
    elif isinstance(told, Mapping):
        for key, one in told.items():
            if key not in OURS:
                yield from words_in(one)
    elif isinstance(told, list):
        for one in told:
            yield from words_in(one)
