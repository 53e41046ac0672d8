"""How far the translation of one block can be trusted, from four facts and nothing else."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from luukku.toolkit.rules.blocks import Unit


class Maker(StrEnum):
    """Who made a translation."""

    PERSON = "person"
    AGENCY = "agency"
    MACHINE = "machine"


class Status(StrEnum):
    """Where one translation stands."""

    MISSING = "missing"
    DRAFT = "draft"
    OUTDATED = "outdated"
    MACHINE = "machine"
    PERSON = "person"
    REVIEWED = "reviewed"


SHOWN: Final = frozenset({Status.OUTDATED, Status.MACHINE, Status.PERSON, Status.REVIEWED})
"""What a reader may be shown; outdated and machine-made only with a word that says so."""

GOOD: Final = frozenset({Status.PERSON, Status.REVIEWED})


@dataclass(frozen=True, slots=True)
class Made:
    """How a translation came about.

    Attributes:
        made_from: the fingerprint of the wording that it translates.
        maker: who made it.
        is_draft: its maker has not finished it.
        is_reviewed: somebody else has read it beside its source and found it right.
    """

    made_from: str
    maker: Maker
    is_draft: bool = False
    is_reviewed: bool = False


def status(current: str, made: Made | None) -> Status:
    """Where one translation stands.

    Args:
        current: the fingerprint of the source's wording now.
        made: how the newest translation came about; None when there is none.
    """
    if made is None:
        return Status.MISSING
    if made.is_draft:
        return Status.DRAFT
    if made.made_from != current:
        return Status.OUTDATED
    if made.is_reviewed:
        return Status.REVIEWED
    return Status.MACHINE if made.maker is Maker.MACHINE else Status.PERSON


def statuses(units: Iterable[Unit], made: Mapping[str, Made]) -> dict[str, Status]:
    """Where each unit of a text stands in one language."""
    return {unit.id: status(unit.wording, made.get(unit.id)) for unit in units}


def whole(found: Iterable[Status]) -> Status:
    """Where a whole text stands: the least good of its parts; missing only when nothing of it is there."""
    parts = list(found)
    if not parts or all(one is Status.MISSING for one in parts):
        return Status.MISSING
    order = (Status.DRAFT, Status.MISSING, Status.OUTDATED, Status.MACHINE, Status.PERSON, Status.REVIEWED)
    worst = min(parts, key=order.index)
    return Status.DRAFT if worst is Status.MISSING else worst
