"""What changed inside a short text, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

MOST_WORDS = 80
"""A longer text is shown whole on both sides: marks all over it help nobody."""

LEAST_LIKENESS = 0.35
"""Texts less alike than this have hardly a word in common, and are shown whole too."""

_TOKENS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\s\u3040-\u30ff\u3400-\u9fff]+|\s+")
"""Words and the spaces between them; each Chinese or Japanese sign by itself, because they have no spaces."""


class Mark(StrEnum):
    SAME = "same"
    CAME = "came"
    WENT = "went"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text that stayed, came or went."""

    text: str
    mark: Mark


def words_of(text: str) -> list[str]:
    return _TOKENS.findall(text)


def likeness(before: str, after: str) -> float:
    """How much of two texts is the same, from 0 to 1, by words."""
    if before == after:
        return 1.0
    return SequenceMatcher(a=_said(before), b=_said(after), autojunk=False).ratio()


def _said(text: str) -> list[str]:
    return [word for word in words_of(text) if not word.isspace()]


def pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts in pieces: the older with what went, the newer with what came. Joined they give the texts back."""
    if not before or not after:
        return _whole(before, Mark.WENT), _whole(after, Mark.CAME)
    old, new = words_of(before), words_of(after)
    if before == after:
        return _whole(before, Mark.SAME), _whole(after, Mark.SAME)
    if max(len(_said(before)), len(_said(after))) > MOST_WORDS or likeness(before, after) < LEAST_LIKENESS:
        return _whole(before, Mark.WENT), _whole(after, Mark.CAME)
    left: list[Piece] = []
    right: list[Piece] = []
    for step, old_from, old_to, new_from, new_to in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        is_same = step == "equal"
        left += _whole("".join(old[old_from:old_to]), Mark.SAME if is_same else Mark.WENT)
        right += _whole("".join(new[new_from:new_to]), Mark.SAME if is_same else Mark.CAME)
    return tuple(left), tuple(right)


def _whole(text: str, mark: Mark) -> tuple[Piece, ...]:
    return (Piece(text, mark),) if text else ()
