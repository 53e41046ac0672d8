"""Tables that leave the product as XLSX: numbers stay numbers, and what somebody typed is text and never a formula."""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Final

import xlsxwriter
from django.http import HttpResponse
from django.utils.functional import Promise
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from luukku.core import text
from luukku.core.clock import HELSINKI
from luukku.core.exports import Cell, download

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]+")
_LONGEST_NAME = 31
_WIDEST, _NARROWEST = 60, 8


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        header: the names of the columns; the row stays in sight.
        notes: sentences under the table: what was counted, from where, when.
        right_to_left: columns begin at the right, as the language is read.
    """

    name: str
    header: Sequence[str | Promise]
    rows: Sequence[Sequence[Cell]]
    notes: Sequence[str | Promise] = ()
    right_to_left: bool = False


@dataclass(frozen=True)
class _Formats:
    head: Format
    day: Format
    moment: Format


def xlsx_bytes(sheets: Iterable[Sheet], *, at: datetime) -> bytes:
    """The sheets as one workbook; equal sheets made at an equal moment give equal bytes."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": at.astimezone(HELSINKI).replace(tzinfo=None)})
    formats = _Formats(
        head=book.add_format({"bold": True, "text_wrap": True, "bottom": 1}),
        day=book.add_format({"num_format": "d.m.yyyy"}),
        moment=book.add_format({"num_format": "d.m.yyyy hh:mm"}),
    )
    taken: set[str] = set()
    for sheet in sheets:
        _write(book.add_worksheet(_sheet_name(sheet.name, taken)), sheet, formats)
    book.close()
    return out.getvalue()


def xlsx_download(name: str, sheets: Iterable[Sheet], *, at: datetime) -> HttpResponse:
    """The workbook as an answer that the browser saves and keeps in no cache. The name tells nobody's name."""
    return download(xlsx_bytes(sheets, at=at), name, "xlsx", XLSX)


def _write(page: Worksheet, sheet: Sheet, formats: _Formats) -> None:
    if sheet.right_to_left:
        page.right_to_left()
    header = [text.clean(str(one)) for one in sheet.header]
    for column, name in enumerate(header):
        page.write_string(0, column, name, formats.head)
    for place, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            _put(page, (place, column), value, formats)
    for place, note in enumerate(sheet.notes, start=len(sheet.rows) + 2):
        page.write_string(place, 0, text.clean(str(note)))
    page.freeze_panes(1, 0)
    for column, name in enumerate(header):
        cells = [str(row[column]) for row in sheet.rows if column < len(row) and row[column] is not None]
        page.set_column(column, column, min(_WIDEST, max(_NARROWEST, *map(len, [name, *cells])) + 2))


def _put(page: Worksheet, where: tuple[int, int], value: Cell, formats: _Formats) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        page.write_boolean(*where, value)
    elif isinstance(value, datetime):
        page.write_datetime(*where, value.astimezone(HELSINKI).replace(tzinfo=None), formats.moment)
    elif isinstance(value, date):
        page.write_datetime(*where, value, formats.day)
    elif isinstance(value, int | float | Decimal):
        page.write_number(*where, value)
    else:
        page.write_string(*where, text.clean(str(value)))


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that spreadsheets take: short, without the signs they keep for themselves, unlike the others."""
    plain = _NOT_IN_NAMES.sub(" ", text.clean(name)).strip("' ")[:_LONGEST_NAME].strip() or "1"
    number, found = 2, plain
    while found.casefold() in taken:
        tail = f" {number}"
        found, number = plain[: _LONGEST_NAME - len(tail)] + tail, number + 1
    taken.add(found.casefold())
    return found
