"""Bringing two people's answers together: each change counts, and only what both changed is asked about."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

MARK: Final = 12
"""Hexadecimal digits that stand for a value in the page."""


@dataclass(frozen=True, slots=True)
class Merged:
    """Answers brought together.

    Attributes:
        answers: what stands now; where both changed the same, the writer's own.
        disputed: keys that both changed, differently.
    """

    answers: dict[str, Any]
    disputed: tuple[str, ...]


def mark(value: Any) -> str:
    """A short fingerprint of one answer, so that a page can tell later what its writer had seen."""
    plain = "" if value in (None, [], ()) else value
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:MARK]


def marks(answers: Mapping[str, Any]) -> dict[str, str]:
    return {key: mark(value) for key, value in answers.items()}


def merge(seen: Mapping[str, str], yours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """Answers written from an older state of the page beside what others saved meanwhile.

    Args:
        seen: the marks of the answers that the writer had in front of them; a missing one was empty.
        yours: what the writer sent: all answers of the page.
        theirs: what is stored now.
    """
    answers, disputed = dict(theirs), []
    for key, value in yours.items():
        before, now, new = seen.get(key, mark("")), mark(theirs.get(key)), mark(value)
        if new in (now, before):
            continue
        answers[key] = value
        if now != before:
            disputed.append(key)
    return Merged(answers, tuple(disputed))
