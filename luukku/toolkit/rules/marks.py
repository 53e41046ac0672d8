"""The two marks inside a text: **strong** and [words](https://…). Everything else is shown as it was written."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from luukku.toolkit.rules.blocks import Block, Kind, is_address

_MARK = re.compile(r"\*\*(?P<strong>[^*\n]+)\*\*|\[(?P<words>[^\[\]\n]{1,300})\]\((?P<url>[^\s()]{1,500})\)")


class Sort(StrEnum):
    """What a piece of a line is."""

    PLAIN = "plain"
    STRONG = "strong"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line."""

    sort: Sort
    text: str
    url: str = ""


def pieces(line: str) -> Iterator[Piece]:
    """The parts of a line in order. An address that may not stand in a link leaves the mark as it was written."""
    place = 0
    for mark in _MARK.finditer(line):
        if mark["url"] and not is_address(mark["url"]):
            continue
        if mark.start() > place:
            yield Piece(Sort.PLAIN, line[place : mark.start()])
        if mark["strong"]:
            yield Piece(Sort.STRONG, mark["strong"])
        else:
            yield Piece(Sort.LINK, mark["words"], mark["url"])
        place = mark.end()
    if place < len(line):
        yield Piece(Sort.PLAIN, line[place:])


def plain(text: str) -> str:
    """The text without its marks: what is read aloud, searched and counted."""
    return "\n".join("".join(piece.text for piece in pieces(line)) for line in text.splitlines())


def addresses(block: Block) -> list[str]:
    """Every address that a block leads to, each once, in order."""
    found = [block.url] if block.kind is Kind.LINK and block.url else []
    found += [piece.url for line in block.text.splitlines() for piece in pieces(line) if piece.sort is Sort.LINK]
    return list(dict.fromkeys(found))


def with_address(block: Block, old: str, new: str) -> Block:
    """The block leading to another address wherever it led to the old one; words stay."""
    return replace(block, url=new if block.url == old else block.url, text=text_with_address(block.text, old, new))


def text_with_address(text: str, old: str, new: str) -> str:
    return text.replace(f"]({old})", f"]({new})")
