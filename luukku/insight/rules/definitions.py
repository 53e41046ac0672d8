"""What a figure counts, as data: read from `definitions/figures.toml` and checked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from luukku.numbers.rules import LOWEST_THRESHOLD


class Dimension(StrEnum):
    """By what a figure may be broken down, beside months."""

    ORGANISATION = "organisation"
    UNIT = "unit"
    LANGUAGE = "language"


class Direction(StrEnum):
    UP = "up"
    DOWN = "down"


class Time(StrEnum):
    """Whether a figure tells how things stood on a month's last day, or what happened in the month."""

    STANDS = "stands"
    HAPPENS = "happens"


class DefinitionError(ValueError):
    """The file of definitions says something that can't be so."""


@dataclass(frozen=True, slots=True)
class Definition:
    """One figure: a share, as how many out of how many.

    Attributes:
        code: what it is called everywhere; never given to another figure.
        version: raised when the same word begins to mean something else.
        counts: what is counted, as a code: "families", "children", "meetings" …
        time: how it stood on the month's last day, or what happened in it.
        direction: which way is better.
        registers: the tables from which it is counted.
        dimensions: by what it may be broken down, beside months.
        is_about_people: whether small counts are hidden; of guides and services they are not.
        threshold: the smallest count that is shown.
        awaits: the part of the product that will supply it; empty when it is counted today.
        within: the figure whose numerator is this one's whole; empty when it counts people of its own. Both are one
            table, so that neither tells what the other hides.
    """

    code: str
    version: int
    counts: str
    time: Time
    direction: Direction
    registers: tuple[str, ...]
    dimensions: tuple[Dimension, ...]
    is_about_people: bool
    threshold: int
    awaits: str = ""
    within: str = ""

    @property
    def is_counted(self) -> bool:
        return not self.awaits

    def breaks_down_by(self, dimension: Dimension) -> bool:
        return dimension in self.dimensions


FIELDS: Final = {
    "code": str, "version": int, "counts": str, "time": str, "direction": str, "registers": list, "dimensions": list,
    "is_about_people": bool, "threshold": int,
}  # fmt: skip
"""What every table of the file tells, and how."""


def read(tables: Iterable[Mapping[str, Any]]) -> dict[str, Definition]:
    """The definitions by code, in the order of the file.

    Raises:
        DefinitionError: a field is missing, unknown or of the wrong kind; a code stands twice; the threshold is too
            low; a figure that is counted names no register; or one lies within what it can't lie in.
    """
    found: dict[str, Definition] = {}
    for table in tables:
        one = _definition(table)
        if one.code in found:
            msg = f"The figure {one.code!r} is defined twice."
            raise DefinitionError(msg)
        found[one.code] = one
    for one in found.values():
        _check_within(one, found)
    return found


def _check_within(one: Definition, found: Mapping[str, Definition]) -> None:
    """A figure within another is told of the same people, by the same, at the same time, and no deeper."""
    if not one.within:
        return
    whole = found.get(one.within)
    names = ("counts", "time", "dimensions", "is_about_people", "threshold", "is_counted")
    if whole is None or whole.within or any(getattr(one, name) != getattr(whole, name) for name in names):
        msg = f"The figure {one.code!r} can't lie within {one.within!r}: there is none, or it is told otherwise."
        raise DefinitionError(msg)
    if sum(other.within == one.within for other in found.values()) > 1:
        msg = f"More than one figure lies within {one.within!r}."
        raise DefinitionError(msg)


def _definition(table: Mapping[str, Any]) -> Definition:
    code = table.get("code", "?")
    if unknown := sorted(table.keys() - FIELDS.keys() - {"awaits", "within"}):
        msg = f"The figure {code!r} says what nobody reads: {', '.join(unknown)}."
        raise DefinitionError(msg)
    if wrong := [name for name, kind in FIELDS.items() if type(table.get(name)) is not kind]:
        msg = f"The figure {code!r} lacks, or tells in another form: {', '.join(wrong)}."
        raise DefinitionError(msg)
    if table["threshold"] < LOWEST_THRESHOLD:
        msg = f"The figure {code!r} has the threshold {table['threshold']}: below {LOWEST_THRESHOLD} it exposes people."
        raise DefinitionError(msg)
    if not table["registers"] and not table.get("awaits"):
        msg = f"The figure {code!r} names no register and waits for nothing."
        raise DefinitionError(msg)
    try:
        told = {
            "time": Time(table["time"]),
            "direction": Direction(table["direction"]),
            "dimensions": tuple(Dimension(one) for one in table["dimensions"]),
            "registers": tuple(table["registers"]),
        }
    except ValueError as error:
        msg = f"The figure {code!r}: {error}."
        raise DefinitionError(msg) from error
    return Definition(**{**table, **told})
