"""Workbooks: what was typed is text, numbers are numbers, the same table gives the same file."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from lxml import etree

from luukku.core.spreadsheets import XLSX, Sheet, xlsx_bytes, xlsx_download

AT = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def parts(made: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(made)) as book:
        return {name: book.read(name).decode() for name in book.namelist()}


def of_one(*rows, **others) -> dict[str, str]:
    return parts(xlsx_bytes([Sheet("Suunnitelmat", ["Kunta", "Määrä"], rows, **others)], at=AT))


@pytest.mark.parametrize("typed", ["=1+1", "+1", "-1", "@SUM(A1)", "{=1}", "http://example.org", "=HYPERLINK(1)"])
def test_what_was_typed_is_a_text_and_never_a_formula_or_a_link(typed):
    made = of_one([typed, 1])

    assert "<f>" not in made["xl/worksheets/sheet1.xml"]
    assert "hyperlink" not in made["xl/worksheets/sheet1.xml"].lower()
    assert typed in "".join(etree.fromstring(made["xl/sharedStrings.xml"].encode()).itertext())


def test_numbers_days_and_truths_keep_their_kind_and_nothing_stays_nothing():
    made = of_one([None, 7], [date(2026, 11, 22), Decimal("3.5")], [True, AT], [0.25, "ei näytetä"])

    sheet = etree.fromstring(made["xl/worksheets/sheet1.xml"].encode())
    cells = {one.get("r"): (one.get("t"), one.findtext(f"{MAIN}v")) for one in sheet.iter(f"{MAIN}c")}
    assert "A2" not in cells
    assert cells["B2"] == (None, "7")
    assert cells["B3"] == (None, "3.5")
    assert cells["A3"] == (None, "46348")
    assert cells["A4"] == ("b", "1")
    assert cells["A5"] == (None, "0.25")
    assert cells["B5"][0] == "s"


def test_equal_tables_give_equal_bytes():
    sheets = [Sheet("A", ["B"], [["c"]], notes=["Lähde: Luukku"])]

    assert xlsx_bytes(sheets, at=AT) == xlsx_bytes(sheets, at=AT)


def test_names_of_sheets_are_made_fit_and_kept_apart():
    names = ["Tulkkaus: [kaikki]/kunnat", "TULKKAUS  kaikki  kunnat", "", "x" * 40, "x" * 40]

    made = parts(xlsx_bytes([Sheet(name, ["A"], []) for name in names], at=AT))

    told = [one.get("name") for one in etree.fromstring(made["xl/workbook.xml"].encode()).iter(f"{MAIN}sheet")]
    assert len({name.casefold() for name in told}) == 5
    assert all(0 < len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in told)


def test_a_sheet_in_arabic_begins_at_the_right_and_its_notes_stand_below():
    made = of_one(["أ", 1], notes=["ملاحظة"], right_to_left=True)

    assert 'rightToLeft="1"' in made["xl/worksheets/sheet1.xml"]
    assert "ملاحظة" in made["xl/sharedStrings.xml"]


def test_the_download_is_named_and_kept_nowhere():
    answer = xlsx_download("Tulkkaus 2026", [Sheet("A", ["B"], [])], at=AT)

    assert answer.headers["Content-Type"] == XLSX
    assert answer.headers["Content-Disposition"] == 'attachment; filename="Tulkkaus-2026.xlsx"'
    assert answer.headers["Cache-Control"] == "no-store"
