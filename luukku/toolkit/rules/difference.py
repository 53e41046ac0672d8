"""What changed between two versions, block by block and inside a block word by word, as a reader follows it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from luukku.toolkit.rules.blocks import Block, fingerprint


class Change(StrEnum):
    """What happened to a block, or to words in it."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One block of either version.

    Attributes:
        block: as the new version has it; as the old one had it when it was removed.
        old: as the old version had it; None when it was added.
    """

    change: Change
    block: Block
    old: Block | None
    words: tuple[Words, ...] = ()


_WORD = re.compile(r"\s+|[^\s]+")
LONGEST_COMPARED = 2_000
"""Words of one text that are compared one by one; a longer text is shown whole, old and new."""


def differences(old: Sequence[Block], new: Sequence[Block]) -> list[Difference]:
    """Every block of both versions in the new order, what was removed standing where it stood."""
    before = {block.id: block for block in old}
    after = {block.id for block in new}
    stayed = _in_order([one.id for one in old], [one.id for one in new])
    found: list[Difference] = []
    for block in new:
        earlier = before.get(block.id)
        if earlier is None:
            found.append(Difference(Change.ADDED, block, None, word_changes("", block.text)))
        elif fingerprint(earlier) != fingerprint(block):
            found.append(Difference(Change.CHANGED, block, earlier, word_changes(earlier.text, block.text)))
        else:
            found.append(Difference(Change.SAME if block.id in stayed else Change.MOVED, block, earlier))
    for place, block in enumerate(old):
        if block.id not in after:
            gone = Difference(Change.REMOVED, block, block, word_changes(block.text, ""))
            found.insert(_place_of(old[:place], found), gone)
    return found


def word_changes(old: str, new: str) -> tuple[Words, ...]:
    """What stayed, came and went between two texts."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) > LONGEST_COMPARED or len(after) > LONGEST_COMPARED:
        told = (Words(Change.REMOVED, old), Words(Change.ADDED, new)) if old != new else (Words(Change.SAME, new),)
        return tuple(one for one in told if one.text)
    found: list[Words] = []
    for what, first, last, start, end in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if what == "equal":
            found.append(Words(Change.SAME, "".join(after[start:end])))
            continue
        if first < last:
            found.append(Words(Change.REMOVED, "".join(before[first:last])))
        if start < end:
            found.append(Words(Change.ADDED, "".join(after[start:end])))
    return tuple(found)


def _in_order(old: list[str], new: list[str]) -> set[str]:
    """Ids that kept their order among those that both versions have."""
    matcher = SequenceMatcher(a=old, b=new, autojunk=False)
    return {old[run.a + step] for run in matcher.get_matching_blocks() for step in range(run.size)}


def _place_of(earlier: Sequence[Block], found: list[Difference]) -> int:
    """After the nearest earlier block that is shown."""
    places = {one.block.id: index for index, one in enumerate(found)}
    return next((places[block.id] + 1 for block in reversed(earlier) if block.id in places), 0)
