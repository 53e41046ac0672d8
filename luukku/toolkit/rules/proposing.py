"""What taking one piece of a translator's file would do, or why it is left out."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from luukku.toolkit.rules.blocks import LONGEST_TEXT, Unit


class Outcome(StrEnum):
    """NEW and CHANGED are made from the present wording, OUTDATED from an older one; the others are left out."""

    NEW = "new"
    CHANGED = "changed"
    OUTDATED = "outdated"
    SAME = "same"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    UNKNOWN = "unknown"


TAKEN: Final = frozenset({Outcome.NEW, Outcome.CHANGED, Outcome.OUTDATED})


def outcome(unit: Unit | None, words: Mapping[str, str], now: Mapping[str, str], source: Mapping[str, str]) -> Outcome:
    """What one piece would do.

    Args:
        unit: the piece of the present text; None when there is none.
        words: of the file, by field of the unit. now: what stands here. source: the wording that the file translates.
    """
    if unit is None:
        return Outcome.UNKNOWN
    if not any(words.values()):
        return Outcome.EMPTY
    if max(len(text) for text in words.values()) > LONGEST_TEXT:
        return Outcome.TOO_LONG
    if dict(now) == dict(words):
        return Outcome.SAME
    made_from = Unit(unit.id, unit.kind, {name: source.get(name, "") for name in unit.words})
    if made_from.wording != unit.wording:
        return Outcome.OUTDATED
    return Outcome.CHANGED if any(now.values()) else Outcome.NEW
