"""The text of an item: blocks with ids that stay, what may stand in each, and the wordings that are translated."""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

MOST_BLOCKS: Final = 300
"""Of one item. A page of ten thousand words has about two hundred."""

LONGEST_TEXT: Final = 10_000
"""Characters of one block."""

TITLE: Final = "title"
SUMMARY: Final = "summary"
"""The ids of an item's title and summary, which are translated like blocks."""


class Kind(StrEnum):
    """What a block is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST = "list"
    STEPS = "steps"
    LINK = "link"
    CALLOUT = "callout"
    CARD = "card"
    CONTACT = "contact"
    PICTURE = "picture"
    EMBED = "embed"


class Fault(StrEnum):
    """Why blocks can't be kept."""

    TOO_MANY = "too_many"
    TOO_LONG = "too_long"
    ADDRESS = "address"
    REFERENCE = "reference"
    ALTERNATIVE = "alternative"
    CYCLE = "cycle"
    LAW = "law"


WITH_TEXT: Final = frozenset(
    {Kind.HEADING, Kind.PARAGRAPH, Kind.LIST, Kind.STEPS, Kind.LINK, Kind.CALLOUT, Kind.PICTURE}
)
CARDS: Final = frozenset({Kind.CARD, Kind.CONTACT})
REFERRING: Final = CARDS | {Kind.PICTURE, Kind.EMBED}
TONES: Final = ("info", "needs", "important")

_REFERENCE = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LAW = re.compile(r"\d{1,4}/\d{4}, \d{1,3}( [a-z])? §")
_ADDRESS = re.compile(r"(https?://[^\s<>\"']+|mailto:[^\s<>\"'@]+@[^\s<>\"'@]+|tel:\+?[\d ()-]{3,20})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a text.

    Attributes:
        id: stays the same from version to version; translations, comments and broken links point at it.
        text: the words, with **strong** and [link](https://…) as only marks; a line of a list or of steps each.
        level: of a heading, 2 or 3.
        tone: of a callout.
        url: of a link.
        ref: the id of a card's service or contact, of a picture's file, of another item.
        alt: what a picture shows, for those who do not see it.
        law: the section that it rests on, such as "681/2023, 22 §"; of a block with words.
    """

    id: str
    kind: Kind
    text: str = ""
    level: int = 2
    tone: str = "info"
    url: str = ""
    ref: str = ""
    alt: str = ""
    law: str = ""

    @property
    def words(self) -> dict[str, str]:
        """What is translated, by field."""
        return {name: value for name, value in (("text", self.text), ("alt", self.alt)) if value.strip()}

    @property
    def lines(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]

    def with_words(self, words: Mapping[str, str]) -> "Block":
        return replace(self, text=words.get("text", ""), alt=words.get("alt", ""))


@dataclass(frozen=True, slots=True)
class Unit:
    """Something to translate: the title, the summary, or the words of a block."""

    id: str
    kind: str
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def wording(self) -> str:
        return wording_of(self.words)


def wording_of(words: Mapping[str, str]) -> str:
    """A short fingerprint of words (64 bits of SHA-256), spaces around them left out: which wording it was."""
    told = "\x1f".join(f"{name}={words[name].strip()}" for name in sorted(words) if words[name].strip())
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def fingerprint(block: Block) -> str:
    """Of all that stands in a block, so that two editors of it notice each other."""
    told = [block.kind.value, block.text.strip(), str(block.level), block.tone, block.url, block.ref, block.alt.strip()]
    told += [block.law] if block.law else []
    return hashlib.sha256("\x1f".join(told).encode()).hexdigest()[:16]


def units(title: str, summary: str, blocks: Iterable[Block]) -> list[Unit]:
    """What of an item is translated, in reading order; blocks without words are left out."""
    found = [Unit(TITLE, TITLE, {"text": title}), Unit(SUMMARY, SUMMARY, {"text": summary})]
    found += [Unit(block.id, block.kind.value, block.words) for block in blocks]
    return [one for one in found if any(text.strip() for text in one.words.values())]


def as_data(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Blocks as they are kept: only what their kind has."""
    return [_kept(block) for block in blocks]


def _kept(block: Block) -> dict[str, Any]:
    told: dict[str, Any] = {"id": block.id, "kind": block.kind.value}
    if block.kind in WITH_TEXT:
        told["text"] = block.text
    if block.kind is Kind.HEADING:
        told["level"] = block.level
    if block.kind is Kind.CALLOUT:
        told["tone"] = block.tone
    if block.kind is Kind.LINK:
        told["url"] = block.url
    if block.kind in REFERRING:
        told["ref"] = block.ref
    if block.kind is Kind.PICTURE:
        told["alt"] = block.alt
    if block.kind in WITH_TEXT and block.law:
        told["law"] = block.law
    return told


def from_data(kept: Iterable[Mapping[str, Any]]) -> list[Block]:
    """The blocks of what `as_data` kept.

    Raises:
        ValueError: a kind that is none.
    """
    return [
        Block(
            id=str(one["id"]),
            kind=Kind(one["kind"]),
            text=str(one.get("text", "")),
            level=3 if one.get("level") == 3 else 2,
            tone=one["tone"] if one.get("tone") in TONES else "info",
            url=str(one.get("url", "")),
            ref=str(one.get("ref", "")),
            alt=str(one.get("alt", "")),
            law=str(one.get("law", "")),
        )
        for one in kept
    ]


def faults(blocks: Sequence[Block]) -> list[tuple[str, Fault]]:
    """What is wrong with blocks, each with the id of the block; nothing when they can be kept as a draft."""
    found = [("", Fault.TOO_MANY)] if len(blocks) > MOST_BLOCKS else []
    for block in blocks:
        if max(len(block.text), len(block.alt)) > LONGEST_TEXT:
            found.append((block.id, Fault.TOO_LONG))
        if block.kind is Kind.LINK and block.url and not is_address(block.url):
            found.append((block.id, Fault.ADDRESS))
        if block.law and not _LAW.fullmatch(block.law):
            found.append((block.id, Fault.LAW))
        if block.ref and not _REFERENCE.fullmatch(block.ref):
            found.append((block.id, Fault.REFERENCE))
    return found


def gaps(blocks: Sequence[Block]) -> list[tuple[str, Fault]]:
    """What keeps blocks from being published: a link without an address, a card of nothing, a picture without words."""
    found = []
    for block in blocks:
        if block.kind is Kind.LINK and not is_address(block.url):
            found.append((block.id, Fault.ADDRESS))
        if block.kind in REFERRING and not block.ref:
            found.append((block.id, Fault.REFERENCE))
        if block.kind is Kind.PICTURE and not block.alt.strip():
            found.append((block.id, Fault.ALTERNATIVE))
    return found


def is_address(url: str) -> bool:
    """Whether this may stand in a link: a web page, a mail address or a telephone number, nothing that runs."""
    return len(url) <= 500 and _ADDRESS.fullmatch(url) is not None


def closes_circle(start: str, embeds: Mapping[str, Iterable[str]]) -> bool:
    """Whether an item shows itself through what it shows.

    Args:
        start: the item.
        embeds: of every item, the items that it shows.
    """
    waiting, seen = list(embeds.get(start, ())), set()
    while waiting:
        one = waiting.pop()
        if one == start:
            return True
        if one not in seen:
            seen.add(one)
            waiting.extend(embeds.get(one, ()))
    return False


def moved(blocks: Sequence[Block], block_id: str, step: int) -> list[Block]:
    """The blocks with one of them a step further up (-1) or down (1); at the ends it stays."""
    found = list(blocks)
    place = next((index for index, block in enumerate(found) if block.id == block_id), None)
    if place is None or not 0 <= place + step < len(found):
        return found
    found.insert(place + step, found.pop(place))
    return found


def placed(blocks: Sequence[Block], block: Block, after: str) -> list[Block]:
    """The blocks with a new one after another, at the end when that one is gone, at the beginning after ""."""
    found = list(blocks)
    places = [index + 1 for index, one in enumerate(found) if one.id == after]
    found.insert(places[0] if places else (0 if after == "" else len(found)), block)
    return found
