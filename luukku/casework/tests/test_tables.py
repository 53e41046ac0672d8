"""Files as spreadsheets save them: letters, separators, quotes and rubbish."""

import csv

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luukku.casework.rules.import_rows import recognise
from luukku.casework.rules.tables import MOST_BYTES, MOST_ROWS, NotATableError, TableFault, read_table
from luukku.core.exports import csv_bytes

ROWS = "Nimi;Syntymäaika\r\nÕie Mägi;3.4.1992\r\nÅke Öberg;1.1.2000\r\n"


@pytest.mark.parametrize(
    "raw",
    [
        ROWS.encode(),
        ROWS.encode("utf-8-sig"),
        ROWS.encode("utf-16"),
        ROWS.replace("\r\n", "\n").encode(),
        ROWS.replace(";", ",").encode(),
        ROWS.replace(";", "\t").encode(),
        b"sep=;\r\n" + ROWS.encode(),
        ROWS.replace("Õie", "Oie").encode("cp1252"),
        ROWS.replace("Õie Mägi", '"Õie Mägi"').encode(),
        (ROWS + ";\r\n\r\n").encode(),
        ROWS.replace("Õie", "\u200bÕ\u202eie\x00").encode(),
    ],
)
def test_the_same_rows_are_read_however_they_were_saved(raw):
    table = read_table(raw)

    assert table.header == ("Nimi", "Syntymäaika")
    assert [cells[0].replace("Oie", "Õie") for _number, cells in table.rows] == ["Õie Mägi", "Åke Öberg"]


def test_cyrillic_of_an_old_code_page_is_read():
    rows = "Имя;Дата\n" + "Олена Бондаренко;3.4.1992\nИван Петрович Сидоров;1.1.1990\n" * 5

    table = read_table(rows.encode("cp1251"))

    assert table.rows[0][1][0] == "Олена Бондаренко"


def test_a_cell_may_hold_the_separator_and_a_line_end():
    table = read_table(b'Nimi;Puhelin\n"Karimi; Zahra";"040\n123"\n')

    assert table.rows == ((2, ("Karimi; Zahra", "040 123")),)


def test_what_was_exported_from_here_is_read_back_without_its_guard():
    table = read_table(csv_bytes(["Nimi", "Puhelin"], [["Zahra", "+358 40 123"]]))

    assert table.rows[0][1] == ("Zahra", "+358 40 123")


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", TableFault.EMPTY),
        (b"  \n ", TableFault.EMPTY),
        (b";;\n1;2;3\n", TableFault.EMPTY),
        (b"sep=;\n", TableFault.EMPTY),
        (b"Nimi;Puhelin\n", TableFault.NO_ROWS),
        (b"Nimi\n\n;;\n", TableFault.NO_ROWS),
        (b"PK\x03\x04rest", TableFault.WORKBOOK),
        (b"x" * (MOST_BYTES + 1), TableFault.TOO_BIG),
        (b"a;" * 100 + b"a\n1;2\n", TableFault.TOO_MANY_COLUMNS),
        (b"Nimi\n" + b"x\n" * 20_001, TableFault.TOO_MANY_ROWS),
    ],
)
def test_what_is_no_table_says_why(raw, fault):
    with pytest.raises(NotATableError) as refused:
        read_table(raw)

    assert refused.value.fault == fault


@given(st.binary(max_size=2000))
def test_attack_58_no_bytes_break_the_reading(raw):
    try:
        table = read_table(raw)
    except NotATableError:
        return
    assert all(len(cells) == len(table.header) for _number, cells in table.rows)


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (["Etunimet", "Sukunimi", "Hetu"], {"given_name": 0, "surname": 1, "identity_code": 2}),
        (["Namn", "Personbeteckning", "Språk"], {"name": 0, "identity_code": 1, "contact_language": 2}),
        (["Full name", "Date of birth", "E-mail"], {"name": 0, "birth": 1, "email": 2}),
        (["Lähiosoite", "Postinumero", "Kotikunta", "Municipality", "Address"], {}),
        (["Nimi", "nimi"], {"name": 0}),
    ],
)
def test_columns_are_recognised_by_their_names_and_addresses_never(header, found):
    assert recognise(header) == found


def test_a_first_row_without_any_name_of_a_column_is_no_table():
    with pytest.raises(NotATableError) as refused:
        read_table(b";;;\r\nZahra;;;\r\n")

    assert refused.value.fault is TableFault.EMPTY


def test_reading_stops_long_before_the_end_of_far_too_many_rows():
    with pytest.raises(NotATableError) as refused:
        read_table(b"Nimi\n" + b"A\n" * (2 * MOST_ROWS + 1))

    assert refused.value.fault is TableFault.TOO_MANY_ROWS


def test_what_the_reader_of_rows_refuses_is_told_as_no_rows(monkeypatch):
    def refuse(*_args, **_options):
        yield ["Nimi"]
        raise csv.Error

    monkeypatch.setattr(csv, "reader", refuse)

    with pytest.raises(NotATableError) as refused:
        read_table(ROWS.encode())

    assert refused.value.fault is TableFault.NOT_ROWS
