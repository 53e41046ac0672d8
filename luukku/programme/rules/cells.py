"""Cells of a file or of a pasted table, line breaks inside them kept; nothing is cut and nothing is guessed."""

import csv
import io
import re
from typing import Final

from luukku.core import text as texts
from luukku.core.exports import unguarded
from luukku.programme.rules.rows import LONGEST_TEXT, MOST_ROWS, Fault, Wrong

MOST_BYTES: Final = 8_000_000
MOST_COLUMNS: Final = 60
_MARKS: Final = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_NOT_TEXT: Final = (b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"\x89PNG", b"\xff\xd8\xff")
_SEPARATORS: Final = ";\t,|"
_FORMULA: Final = re.compile(r"^\s*(=|@[A-Za-z]+\(|[+-][A-Za-z$]+[\d$(!])")
"""What a spreadsheet would work out. A bullet ("- Koulutus") and a number are none."""

Cells = list[tuple[int, list[str]]]


def decoded(raw: bytes) -> str | Fault:
    """The letters of a file: UTF-8, UTF-16 with its mark, or the code page of western computers."""
    if len(raw) > MOST_BYTES:
        return Fault(Wrong.TOO_BIG)
    if raw.startswith(_NOT_TEXT):
        return Fault(Wrong.NOT_ROWS)
    encoding = next((name for mark, name in _MARKS if raw.startswith(mark)), "utf-8")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        if encoding != "utf-8":
            return Fault(Wrong.NOT_TEXT)
    try:
        told = raw.decode("cp1252")
    except UnicodeDecodeError:
        return Fault(Wrong.NOT_TEXT)
    # ä and ö of UTF-16 without its mark, or of an old DOS page, come out as signs that no plan has
    odd = sum(not sign.isprintable() and sign not in "\r\n\t" for sign in told) + told.count("„") + told.count("””")
    return Fault(Wrong.NOT_TEXT) if odd * 50 > len(told) else told


def table(written: str, *, separator: str = "") -> Cells | Fault:
    """Numbered rows of cleaned cells; empty rows left out.

    Args:
        separator: the sign between cells; the one that the first line has most of unless told.
    """
    if "\x00" in written:
        return Fault(Wrong.NOT_TEXT)
    chosen = separator or max(_SEPARATORS, key=written.partition("\n")[0].count)
    csv.field_size_limit(MOST_BYTES)  # larger than any file that is read
    lines = list(csv.reader(io.StringIO(written, newline=""), delimiter=chosen))
    rows = [(number, [_cell(one) for one in line]) for number, line in enumerate(lines, 1)]
    rows = [(number, row) for number, row in rows if any(row)]
    if not rows:
        return Fault(Wrong.EMPTY)
    if len(rows) > MOST_ROWS:
        return Fault(Wrong.TOO_MANY, told={"rows": str(len(rows)), "most": str(MOST_ROWS)})
    if max(len(row) for _number, row in rows) > MOST_COLUMNS:
        return Fault(Wrong.NOT_ROWS)
    return rows


def wrong_cells(rows: Cells) -> list[Fault]:
    """Formulas, and texts that are too long, each with its row and column."""
    faults = []
    for number, row in rows:
        for column, cell in enumerate(row):
            place = f"{number}{_letter(column)}"
            if _FORMULA.match(cell):
                faults.append(Fault(Wrong.FORMULA, place, {"cell": cell[:40]}))
            elif len(cell) > LONGEST_TEXT:
                faults.append(Fault(Wrong.TOO_LONG, place, {"field": _letter(column), "most": str(LONGEST_TEXT)}))
    return faults


def _cell(written: str) -> str:
    lines = (" ".join(line.split()) for line in unguarded(texts.clean(written)).splitlines())
    return "\n".join(line for line in lines if line)


def _letter(column: int) -> str:
    """A column as spreadsheets name it: A, B … AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
