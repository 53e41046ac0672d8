"""Files that leave the product, and tables as CSV: opened in a spreadsheet, no cell of them is a command.

Every export goes through here, so that a name such as "=HYPERLINK(…)" stays a name, and so that no file is named
something that its icon hides.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal

from django.http import HttpResponse
from django.utils.functional import Promise

from luukku.core import text
from luukku.core.clock import HELSINKI

Cell = str | Promise | int | float | Decimal | bool | date | datetime | None
"""What a cell may hold. Numbers and days are ours and stay as they are; texts were typed by somebody."""

BYTE_ORDER_MARK = "\ufeff"
SEPARATOR = ";"
"""What spreadsheets with Finnish or Swedish settings expect between cells."""

GUARD = "'"
_BEGINS_A_FORMULA = frozenset("=+-@|%\t\r\n＝＋－＠﹢﹣﹦﹫−")
_RESERVED = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|;,=\u2028\u2029]+')
_LONGEST_NAME = 80


def cell(value: Cell) -> str:
    """One cell as text, harmless in a spreadsheet.

    A text that a spreadsheet would read as a formula gets an apostrophe in front, which spreadsheets do not show.
    Spaces and invisible signs in front do not hide it. Days are written 2026-11-21: the same to every
    program.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        return value.astimezone(HELSINKI).isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int | float | Decimal):
        return str(value)
    return guarded(text.clean(str(value)))


def guarded(written: str) -> str:
    """The text with an apostrophe in front when a spreadsheet would take it for a formula."""
    first = _first_sign(written)
    begins = first in _BEGINS_A_FORMULA or unicodedata.normalize("NFKC", first)[:1] in _BEGINS_A_FORMULA
    return f"{GUARD}{written}" if begins or written[:1] in _BEGINS_A_FORMULA else written


def unguarded(written: str) -> str:
    """A cell as it was before it was guarded: for reading back what was exported from here."""
    return written[1:] if written[:1] == GUARD and guarded(written[1:]) == written else written


def csv_text(header: Sequence[str | Promise], rows: Iterable[Sequence[Cell]], *, separator: str = SEPARATOR) -> str:
    """A table with its header, in the lines that spreadsheets expect (CR LF), every cell guarded."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow([cell(one) for one in header])
    writer.writerows([cell(one) for one in row] for row in rows)
    return out.getvalue()


def csv_bytes(header: Sequence[str | Promise], rows: Iterable[Sequence[Cell]], *, separator: str = SEPARATOR) -> bytes:
    """The same as a file: UTF-8 with the mark by which spreadsheets know it."""
    return (BYTE_ORDER_MARK + csv_text(header, rows, separator=separator)).encode()


def csv_download(
    name: str, header: Sequence[str | Promise], rows: Iterable[Sequence[Cell]], *, separator: str = SEPARATOR
) -> HttpResponse:
    """The file as an answer that the browser saves and keeps in no cache. The name tells nobody's name."""
    return download(csv_bytes(header, rows, separator=separator), name, "csv", "text/csv; charset=utf-8")


def download(content: bytes | str, name: str, ending: str, kind: str) -> HttpResponse:
    """A file as an answer that the browser saves and keeps in no cache. `kind`: its content type."""
    answer = HttpResponse(content, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(name, ending)}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def pdf_page(content: bytes, name: str) -> HttpResponse:
    """A PDF as an answer that the browser shows, to be read or printed from there."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{file_name(name, "pdf")}"'
    return answer


def file_name(name: str, ending: str) -> str:
    """A file's name in plain signs: nothing turns its ending round, leads out of its folder or breaks a header."""
    plain = unicodedata.normalize("NFKD", text.clean(name)).encode("ascii", "ignore").decode()
    kept = re.sub(r"[\s.-]+", "-", _RESERVED.sub("-", plain)).strip("-_'`~")[:_LONGEST_NAME].rstrip("-")
    return f"{kept or 'luukku'}.{ending}"


def _first_sign(written: str) -> str:
    """The first sign that is seen: a spreadsheet skips spaces and marks before a formula."""
    for sign in written:
        if not sign.isspace() and unicodedata.category(sign) not in ("Cf", "Cc", "Zs", "Mn"):
            return sign
    return ""
