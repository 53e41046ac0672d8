"""Lines of observations as people paste them: a day, a value, a note."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final

from luukku.core.exports import unguarded
from luukku.programme.rules.partial_dates import FIRST_YEAR, LAST_YEAR

MOST_LINES: Final = 500
_DAY: Final = re.compile(r"^(\d{1,2})[.-](\d{1,2})[.-](\d{4})$")
_ISO: Final = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_LARGEST: Final = Decimal(9999999999)


@dataclass(frozen=True, slots=True)
class Seen:
    """One line that could be read."""

    on: date
    value: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class Unread:
    """One line that could not. Attributes: what: "day", "value", "twice" or "many"."""

    line: int
    what: str


def read(written: str) -> tuple[list[Seen], list[Unread]]:
    """The lines that could be read, and those that could not, each with its number. A line of headings is passed over.

    Cells stand apart by semicolons or tabs; a number may have a comma or a point.
    """
    found: dict[date, Seen] = {}
    wrong: list[Unread] = []
    for number, cells in _lines(written):
        day = _day(cells[0])
        if day is None and number == 1 and not any(sign.isdigit() for sign in cells[0]):
            continue
        value = _value(cells[1] if len(cells) > 1 else "")
        if number > MOST_LINES:
            wrong.append(Unread(number, "many"))
            break
        if day is None or value is None:
            wrong.append(Unread(number, "day" if day is None else "value"))
        elif day in found:
            wrong.append(Unread(number, "twice"))
        else:
            found[day] = Seen(day, value, unguarded(" ".join(cells[2:]).strip())[:500])
    return list(found.values()), wrong


def _lines(written: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(written.splitlines(), 1):
        if line.strip():
            yield number, [cell.strip().strip('"') for cell in re.split(r"[;\t]", line)]


def _day(cell: str) -> date | None:
    if told := _DAY.match(cell):
        day, month, year = (int(one) for one in told.groups())
    elif told := _ISO.match(cell):
        year, month, day = (int(one) for one in told.groups())
    else:
        return None
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _value(cell: str) -> Decimal | None:
    told = cell.replace("\u00a0", "").replace(" ", "").replace(",", ".").removesuffix("%").replace("−", "-")
    try:
        value = Decimal(told)
    except InvalidOperation:
        return None
    return value if value.is_finite() and abs(value) <= _LARGEST else None
