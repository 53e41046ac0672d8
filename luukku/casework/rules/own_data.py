"""A copy of one person's data: what it consists of, and what stays out of it for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is written, with the words for what it is."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Facts that belong together: one meeting, one note, one need."""

    title: str
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """One kind of data. `code` names it for programs."""

    code: str
    title: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Shield:
    """What stays out of a copy.

    Attributes:
        whereabouts: places, units and workers' names, because somebody of the family is protected.
        own_words: what a young person has said, because they forbade giving it to the guardian who asks.
        for_another: the copy goes to somebody else than whom it is about.
        outside: the cases of families to which whoever gets the copy does not belong now.
    """

    whereabouts: bool
    own_words: bool
    for_another: bool
    outside: frozenset[UUID] = frozenset()


def fact(label: str, text: str) -> tuple[Fact, ...]:
    """The fact, or nothing where nothing is written."""
    return (Fact(label[:1].upper() + label[1:], text),) if text else ()


def filled(chapters: Sequence[Chapter]) -> tuple[Chapter, ...]:
    """Chapters that hold something."""
    return tuple(chapter for chapter in chapters if chapter.entries)
