"""Which piece of a translation belongs to which of the original, and which ids go on from a text's earlier form."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from luukku.toolkit.rules.blocks import LONGEST_TEXT, Block, Kind, fingerprint


@dataclass(frozen=True, slots=True)
class Paired:
    """The words of one piece in another language; unsure when the two texts are not built alike around it."""

    words: dict[str, str]
    is_sure: bool


def pair(original: Sequence[Block], translation: Sequence[Block]) -> dict[str, Paired]:
    """Words of the translation by the id of the original's piece. What has no piece of its own is added to the piece
    before it as long as it fits there, or to the first one.

    Texts are compared section by section when they have the same headings; a section that is built alike is sure.
    """
    ours, theirs = _sections(original), _sections(translation)
    if [_levels(one) for one in ours] != [_levels(one) for one in theirs]:
        ours, theirs = [list(original)], [list(translation)]
    found: dict[str, Paired] = {}
    for one, other in zip(ours, theirs, strict=True):
        _pair_section(one, other, found)
    return found


def keep_ids(before: Sequence[Block], now: Sequence[Block]) -> list[Block]:
    """The new pieces with the ids of the old ones that they continue, so that translations and comments stay theirs."""
    found = list(now)
    old, new = [_look(one) for one in before], [_look(one) for one in now]
    for what, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        pairs = zip(range(start, end), range(begin, stop), strict=False) if what in ("equal", "replace") else ()
        for here, there in pairs:
            if before[here].kind is now[there].kind:
                found[there] = replace(now[there], id=before[here].id)
    return found


def says_the_same(before: Sequence[Block], now: Sequence[Block]) -> bool:
    return [fingerprint(one) for one in before] == [fingerprint(one) for one in now]


def _look(block: Block) -> str:
    return fingerprint(block)


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    found: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind is Kind.HEADING and found[-1]:
            found.append([])
        found[-1].append(block)
    return found


def _levels(section: Sequence[Block]) -> int:
    return section[0].level if section and section[0].kind is Kind.HEADING else 0


def _pair_section(ours: Sequence[Block], theirs: Sequence[Block], found: dict[str, Paired]) -> None:
    is_alike = [one.kind for one in ours] == [one.kind for one in theirs]
    kinds = SequenceMatcher(None, [one.kind for one in ours], [one.kind for one in theirs], autojunk=False)
    last = next(reversed(found), "")
    for what, start, end, begin, stop in kinds.get_opcodes():
        here, there = list(ours[start:end]), list(theirs[begin:stop])
        for one, other in zip(here, there, strict=False):
            if one.words and other.words:
                first = found.get(one.id)  # words of theirs that came before anything of ours
                found[one.id] = Paired(_fitting(one, other), is_alike and what == "equal" and first is None)
                last = one.id
                if first is not None:
                    _put_before(found, one.id, first.words["text"])
        for more in there[len(here) :] if what != "equal" else ():
            last = last or next((one.id for one in ours if one.words), "")
            _append(found, last, more)


def _fitting(one: Block, other: Block) -> dict[str, str]:
    """The words by the fields that the original has."""
    told = other.words
    return {name: told.get(name) or " ".join(told.values()) for name in one.words}


def _put_before(found: dict[str, Paired], to: str, words: str) -> None:
    text = f"{words}\n{found[to].words.get('text', '')}".rstrip()
    if len(text) <= LONGEST_TEXT:
        found[to] = Paired({**found[to].words, "text": text}, is_sure=False)


def _append(found: dict[str, Paired], to: str, more: Block) -> None:
    if not to or not more.text:
        return
    before = found[to].words.get("text", "") if to in found else ""
    text = f"{before}\n{more.text}" if before else more.text
    if len(text) <= LONGEST_TEXT:
        found[to] = Paired({**(found[to].words if to in found else {}), "text": text}, is_sure=False)
