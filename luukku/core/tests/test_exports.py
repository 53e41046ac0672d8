"""What leaves as CSV: texts stay texts in any spreadsheet."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.core.exports import cell, csv_bytes, csv_download, csv_text, file_name, unguarded

FORMULAS = [
    "=1+1",
    "+358401234567",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\ufeff=1",
    "\u200b=1",
    "\u202e=1",
    " =1",
    "\u00a0=1",
    "＝1",
    "＋1",
    "－1",
    "＠A1",
    "−1",
    "|calc",
    '=HYPERLINK("http://evil.example","x")',
]


@pytest.mark.parametrize("written", FORMULAS)
def test_attack_59_no_text_is_a_formula_in_a_spreadsheet(written):
    assert cell(written).startswith("'")


@pytest.mark.parametrize("written", FORMULAS)
def test_attack_59_a_whole_table_guards_its_header_and_its_cells(written):
    read = list(csv.reader(io.StringIO(csv_text([written], [[written], ["Zahra"]])), delimiter=";"))

    assert [row[0][:1] for row in read] == ["'", "'", "Z"]


@pytest.mark.parametrize("written", ["Zahra Karimi", "محمد", "Al-Amin", "O'Brien", "a=b", "1.2.2026", "…"])
def test_ordinary_words_stay_as_they_are(written):
    assert cell(written) == written


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, ""),
        (True, "1"),
        (-5, "-5"),
        (Decimal("-4.20"), "-4.20"),
        (date(2026, 11, 21), "2026-11-21"),
        (datetime(2026, 11, 21, 22, 30, tzinfo=UTC), "2026-11-22T00:30+02:00"),
    ],
)
def test_numbers_and_days_of_our_own_are_no_texts(value, written):
    assert cell(value) == written


@given(st.text())
def test_attack_59_whatever_is_typed_no_cell_begins_like_a_formula(written):
    made = cell(written)

    assert made[:1] not in set("=+-@\t\r\n")
    assert unguarded(made) == made.removeprefix("'") or unguarded(made) == made


def test_what_was_guarded_is_read_back_as_it_was():
    assert [unguarded(cell(one)) for one in ("+358 40", "Zahra", "'quoted'")] == ["+358 40", "Zahra", "'quoted'"]


def test_a_file_is_known_as_utf_8_and_kept_in_no_cache():
    answer = csv_download("x", ["Nimi"], [["Õie"]])

    assert answer.content == csv_bytes(["Nimi"], [["Õie"]])
    assert answer.content.startswith(b"\xef\xbb\xbf")
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ("Perheet 2026", "Perheet-2026.csv"),
        ("../../etc/passwd", "etc-passwd.csv"),
        ("kuva\u202efdp.exe", "kuvafdp-exe.csv"),
        ('a"; filename="b', "a-filename-b.csv"),
        ("x\r\nSet-Cookie: a=b", "x-Set-Cookie-a-b.csv"),
        ("محمد 😀", "luukku.csv"),
        ("a" * 300, "a" * 80 + ".csv"),
        ("", "luukku.csv"),
        ("Äö", "Ao.csv"),
    ],
)
def test_attack_58_a_files_name_is_plain_whatever_it_was_made_of(told, named):
    assert file_name(told, "csv") == named
