"""Files of rows as spreadsheets save them: UTF-8 or an old code page, commas, semicolons or tabs.

Pure: bytes in, rows out. Every cell is cleaned of what nobody sees.
"""

import csv
import io
from dataclasses import dataclass
from enum import StrEnum

from charset_normalizer import from_bytes

from luukku.core import text
from luukku.core.exports import unguarded

MOST_BYTES = 8_000_000
MOST_ROWS = 20_000
MOST_COLUMNS = 80
LONGEST_CELL = 2_000

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_OTHER_SCRIPTS = ("cp1251", "cp1256")
_CODE_PAGES = ["cp1252", *_OTHER_SCRIPTS]
_SEPARATORS = ";,\t|"
_ARCHIVE = b"PK\x03\x04"


class TableFault(StrEnum):
    """Why a file can't be read as rows."""

    EMPTY = "empty"
    TOO_BIG = "too_big"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NOT_ROWS = "not_rows"
    WORKBOOK = "workbook"
    NO_ROWS = "no_rows"


class NotATableError(ValueError):
    """The file is no table. Says why, never what stood in it."""

    def __init__(self, fault: TableFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Table:
    """A header and its rows.

    Attributes:
        rows: each row's number as a spreadsheet counts it, and its cells, as many as the header has.
        encoding: how the letters were written.
    """

    header: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    encoding: str
    separator: str


def read_table(raw: bytes) -> Table:
    """The rows of a file. Empty rows are skipped; a row may lack cells at its end.

    Raises:
        NotATableError: it is empty, too big, a workbook or a picture, or has no rows.
    """
    if len(raw) > MOST_BYTES:
        raise NotATableError(TableFault.TOO_BIG)
    if raw.startswith(_ARCHIVE):
        raise NotATableError(TableFault.WORKBOOK)
    encoding = _encoding(raw)
    written = raw.decode(encoding, errors="replace").replace("\x00", "")
    first, _line, rest = written.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == len("sep=") + 1:
        separator, written, skipped = first.strip()[-1], rest, 1
    else:
        separator, skipped = _separator(first), 0
    lines = _lines(written, separator)
    if not lines:
        raise NotATableError(TableFault.EMPTY)
    header = tuple(_cell(one)[:200] for one in lines[0])
    while header and not header[-1]:
        header = header[:-1]
    if not header:
        raise NotATableError(TableFault.EMPTY)
    if len(header) > MOST_COLUMNS:
        raise NotATableError(TableFault.TOO_MANY_COLUMNS)
    rows = [(number, _fitted(row, len(header))) for number, row in enumerate(lines[1:], 2 + skipped)]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        raise NotATableError(TableFault.NO_ROWS)
    if len(rows) > MOST_ROWS:
        raise NotATableError(TableFault.TOO_MANY_ROWS)
    return Table(header, tuple(rows), encoding, separator)


def _encoding(raw: bytes) -> str:
    if not raw.strip():
        raise NotATableError(TableFault.EMPTY)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return encoding
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return _code_page(raw)
    if raw.count(0) > len(raw) // 10:
        raise NotATableError(TableFault.NOT_ROWS)
    return "utf-8"


def _code_page(raw: bytes) -> str:
    """Of old code pages the western one, unless the letters are plainly those of another script.

    Short texts of Latin letters look much alike in all of them, and files here come from western computers.
    """
    guess = from_bytes(raw[:200_000], cp_isolation=_CODE_PAGES).best()
    if guess is None:
        raise NotATableError(TableFault.NOT_ROWS)
    return guess.encoding if guess.encoding in _OTHER_SCRIPTS else "cp1252"


def _separator(first_line: str) -> str:
    """The sign that the header has most of; a header of one column has none."""
    return max(_SEPARATORS, key=first_line.count)


def _lines(written: str, separator: str) -> list[list[str]]:
    csv.field_size_limit(MOST_BYTES)
    reader = csv.reader(io.StringIO(written, newline=""), delimiter=separator)
    lines: list[list[str]] = []
    try:
        for line in reader:
            lines.append(line)
            if len(lines) > MOST_ROWS * 2:
                raise NotATableError(TableFault.TOO_MANY_ROWS)
    except csv.Error:
        raise NotATableError(TableFault.NOT_ROWS) from None
    return lines


def _fitted(row: list[str], width: int) -> tuple[str, ...]:
    cells = [_cell(one) for one in row[:width]]
    return tuple(cells + [""] * (width - len(cells)))


def _cell(written: str) -> str:
    return " ".join(unguarded(text.clean(written).strip()).split())[:LONGEST_CELL]
