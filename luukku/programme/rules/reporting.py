"""What a report tells beside the figures: what moved since the report before, what stood still, and its hashes."""

import hashlib
import json
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
    """Every text in a report, for looking through it."""
    if isinstance(told, str):
        yield told
    elif isinstance(told, Mapping):
        for one in told.values():
            yield from words_in(one)
    elif isinstance(told, list):
        for one in told:
            yield from words_in(one)


def names_in(told: Any, names: Iterable[str]) -> list[str]:
    """Those of the names that stand in the texts as whole words, whatever their case."""
    everything = "\n".join(words_in(told)).casefold()
    return sorted({name for name in names if name.strip() and _stands_in(name.casefold().strip(), everything)})


def _stands_in(name: str, text: str) -> bool:
    place = text.find(name)
    while place >= 0:
        before, after = text[place - 1 : place], text[place + len(name) : place + len(name) + 1]
        if not before.isalnum() and not after.isalnum():
            return True
        place = text.find(name, place + 1)
    return False
