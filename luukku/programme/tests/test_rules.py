"""What programmes work out: partial dates, shares, differences, and reading files."""

import json
from datetime import date

import pytest

from luukku.programme.rules import merging, pasted, programme_json, progress, table_rows
from luukku.programme.rules.merging import Known, What
from luukku.programme.rules.partial_dates import Precision, read
from luukku.programme.rules.rows import Kind, LeftOut, Row, Wrong, circles, unknown_ids
from luukku.programme.tests.factories import a_file, a_theme

AUTUMN = (date(2018, 9, 1), date(2018, 11, 30))
WHOLE_2020 = (date(2020, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("written", "precision", "days"),
    [
        ("15.5.", Precision.YEARLESS, (None, None)),
        ("29.2.", Precision.YEARLESS, (None, None)),
        ("15.5.2018", Precision.DAY, (date(2018, 5, 15), date(2018, 5, 15))),
        ("2018-05-15", Precision.DAY, (date(2018, 5, 15), date(2018, 5, 15))),
        ("31.12.2018 asti", Precision.DAY, (date(2018, 12, 31), date(2018, 12, 31))),
        ("2/2018", Precision.MONTH, (date(2018, 2, 1), date(2018, 2, 28))),
        ("2018-02", Precision.MONTH, (date(2018, 2, 1), date(2018, 2, 28))),
        ("toukokuussa 2018", Precision.MONTH, (date(2018, 5, 1), date(2018, 5, 31))),
        ("kesäkuu", Precision.YEARLESS, (None, None)),
        ("syksyllä 2018", Precision.SEASON, AUTUMN),
        ("hösten 2018", Precision.SEASON, AUTUMN),
        ("autumn 2018", Precision.SEASON, AUTUMN),
        ("syksyllä", Precision.YEARLESS, (None, None)),
        ("v. 2020 loppuun", Precision.YEAR, WHOLE_2020),
        ("vuonna 2020", Precision.YEAR, WHOLE_2020),
        ("1.1.2024 – 31.12.2026", Precision.SPAN, (date(2024, 1, 1), date(2026, 12, 31))),
        ("15.5. – 20.5.", Precision.YEARLESS, (None, None)),
        ("31.12.2026 – 1.1.2024", Precision.WORDS, (None, None)),
        ("talvella 2018", Precision.WORDS, (None, None)),
        ("31.2.2018", Precision.WORDS, (None, None)),
        ("99.99.", Precision.WORDS, (None, None)),
        ("13/2018", Precision.WORDS, (None, None)),
        ("1.1.9999", Precision.WORDS, (None, None)),
        ("ensi vuonna – ehkä", Precision.WORDS, (None, None)),
    ],
)
def test_a_date_is_read_only_as_far_as_it_is_told(written, precision, days):
    found = read(written)

    assert found is not None
    assert (found.text, found.precision, (found.first, found.last)) == (written, precision, days)


def test_nothing_written_is_no_date():
    assert read("  ") is None


def test_a_day_without_its_year_is_never_over():
    without, year = read("15.5."), read("v. 2020 loppuun")

    assert without is not None
    assert year is not None
    assert not without.is_over(date(2999, 1, 1))
    assert (year.is_over(date(2020, 12, 31)), year.is_over(date(2021, 1, 1))) == (False, True)


@pytest.mark.parametrize(
    ("states", "standing", "done"),
    [
        ([], progress.Standing.NO_MEASURES, (0, 0)),
        (["proposed", "replaced"], progress.Standing.NO_MEASURES, (0, 0)),
        (["planned", "proposed"], progress.Standing.NOT_STARTED, (0, 1)),
        (["planned", "ongoing"], progress.Standing.STARTED, (0, 2)),
        (["planned", "done"], progress.Standing.STARTED, (1, 2)),
        (["done", "assessed", "replaced"], progress.Standing.COMPLETED, (2, 2)),
        (["done", "interrupted"], progress.Standing.STARTED, (1, 2)),
    ],
)
def test_where_a_plan_stands_follows_from_its_measures(states, standing, done):
    share = progress.completion(states)

    assert progress.standing(states) is standing
    assert (share.count, share.of) == done


def test_there_is_no_percentage_of_nothing():
    assert progress.Share(0, 0).percent is None
    assert progress.Share(1, 8).percent == 13  # 12.5 rounded half up


def test_a_field_changed_here_and_not_in_the_file_stays():
    here = Known({"text": "A", "due": ""}, {"text": "A", "due": "15.5."})

    change = merging.compare([a_row(text="A", due="")], {(Kind.MEASURE, "M"): here}).changes[0]

    assert change.what is What.SAME


def test_a_field_changed_in_the_file_alone_follows_it():
    here = Known({"text": "A"}, {"text": "A"})

    change = merging.compare([a_row(text="B")], {(Kind.MEASURE, "M"): here}).changes[0]

    assert (change.what, change.updates) == (What.CHANGED, {"text": "B"})


def test_a_field_changed_in_both_differently_stays_and_both_are_shown():
    here = Known({"text": "A", "due": ""}, {"text": "C", "due": ""})

    difference = merging.compare([a_row(text="B", due="5/2027")], {(Kind.MEASURE, "M"): here})

    change = difference.changes[0]
    assert (change.what, change.updates, change.clashes) == (What.KEPT, {"due": "5/2027"}, {"text": "B"})
    assert {"field": "text", "before": "C", "after": "B"} in difference.readable()[0]["fields"]


def test_a_field_that_the_file_does_not_tell_is_left_alone():
    here = Known({"text": "A", "text_en": "a"}, {"text": "A", "text_en": "a"})

    assert merging.compare([a_row(text="A")], {(Kind.MEASURE, "M"): here}).readable() == []


def a_row(**fields):
    return Row(Kind.MEASURE, "M", "P", "1", fields)


def faults_of(told):
    raw = told if isinstance(told, bytes) else json.dumps(told).encode()
    reading = programme_json.read(raw)
    return [fault.wrong for fault in [*reading.faults, *unknown_ids(reading, {}), *circles(reading)]]


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"", Wrong.NOT_JSON),
        (b"{", Wrong.NOT_JSON),
        (b"[" * 100_000, Wrong.NOT_JSON),
        (b"[]", Wrong.UNKNOWN_SHAPE),
        (b'"x"', Wrong.UNKNOWN_SHAPE),
        (b'{"meta": []}', Wrong.UNKNOWN_SHAPE),
        (b'{"meta": {"schema": "other/9"}}', Wrong.UNKNOWN_SHAPE),
        ('{"meta": "ä"}'.encode("latin-1"), Wrong.NOT_TEXT),
        (b" " * (programme_json.MOST_BYTES + 1), Wrong.TOO_BIG),
        (b'{"meta": {"schema": "luukku-programme/1"}}', Wrong.EMPTY),
    ],
)
def test_what_is_no_programme_is_told_so(raw, wrong):
    assert wrong in faults_of(raw)


@pytest.mark.parametrize(
    ("theme", "wrong"),
    [
        ("x", Wrong.WRONG_TYPE),
        ({"fi": "x"}, Wrong.NO_CODE),
        ({"id": 7, "fi": "x"}, Wrong.NO_CODE),
        ({"id": "T1", "fi": " "}, Wrong.NO_TEXT),
        ({"id": "T1", "fi": "x" * 5000}, Wrong.TOO_LONG),
        ({"id": "T1", "fi": "x", "goals": {}}, Wrong.WRONG_TYPE),
        ({"id": "T1", "fi": "x", "src": 3}, Wrong.WRONG_TYPE),
        ({"id": "T1", "fi": "x", "more": "y" * 5000}, Wrong.TOO_LONG),
        (a_theme({"id": "G", "fi": "x", "level": "cosmic"}), Wrong.WRONG_TYPE),
        (a_theme({"id": "G", "fi": "x", "parent": "G"}), Wrong.CIRCLE),
        (a_theme({"id": "G", "fi": "x", "parent": "none"}), Wrong.UNKNOWN_ID),
        (a_theme({"id": "T1", "fi": "x"}), Wrong.TWICE),
        (a_theme({"id": "G", "fi": "x", "measures": [{"id": "M", "fi": "m", "refers_to": ["G"]}]}), Wrong.UNKNOWN_ID),
        (
            a_theme({"id": "G", "fi": "x", "measures": [{"id": "M", "fi": "m", "municipalities": [1]}]}),
            Wrong.WRONG_TYPE,
        ),
    ],
)
def test_a_wrong_part_is_told_and_nothing_is_guessed(theme, wrong):
    assert wrong in faults_of(a_file(themes=[theme]))


def test_a_day_that_is_none_is_told_with_its_place():
    reading = programme_json.read(json.dumps(a_file(meeting={"id": "M", "title_fi": "x", "date": "5.4.2018"})).encode())

    assert [(fault.wrong, fault.place) for fault in reading.faults] == [(Wrong.NOT_A_DAY, "meeting.date")]


def test_a_circle_of_many_steps_is_found_and_told_as_a_way():
    measures = [{"id": f"M{number}", "fi": "m", "depends_on": [f"M{(number + 1) % 3000}"]} for number in range(3000)]

    told = a_file(themes=[a_theme({"id": "G", "fi": "g", "measures": measures})])
    faults = circles(programme_json.read(json.dumps(told).encode()))

    assert len(faults) == 1
    assert faults[0].told["way"].startswith("M0 → M1 → M2")


def test_a_row_told_twice_alike_is_told_once():
    goal = {"id": "G", "fi": "x"}
    reading = programme_json.read(json.dumps(a_file(themes=[a_theme(goal, goal)])).encode())

    assert (reading.faults, reading.left_out[LeftOut.REPEATED]) == ([], 1)


def test_names_of_people_are_not_read():
    project = {"id": "KP", "name_fi": "Hanke", "staff": [{"name": "Anu Esimerkki"}]}
    reading = programme_json.read(json.dumps(a_file(kotopohde=project)).encode())

    assert reading.left_out == {LeftOut.PERSONAL: 1}
    assert "Esimerkki" not in str(reading.rows)


CSV = "laji;tunnus;teksti;tavoite;ehdotus;ajankohta;vastuutaho\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_letters_it_was_saved_in(encoding):
    reading = table_rows.read(f"{CSV}tavoite;G1;Äidit ja isät;;;;\n".encode(encoding))

    assert [(row.kind, row.code, row.fields["text"]) for row in reading.rows] == [(Kind.GOAL, "G1", "Äidit ja isät")]


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"", Wrong.EMPTY),
        (b"PK\x03\x04workbook", Wrong.NOT_ROWS),
        (b"%PDF-1.7", Wrong.NOT_ROWS),
        (f"{CSV}tavoite;;Ääkköset;;;;\n".encode("utf-16-le"), Wrong.NOT_TEXT),
        (f"{CSV}tavoite;;Ääkköset öljyä ääni;;;;\n".encode("cp437"), Wrong.NOT_TEXT),
        (b"a;b\n1;2\n", Wrong.NO_COLUMN),
        (f"{CSV}lause;;x;;;;\n".encode(), Wrong.UNKNOWN_KIND),
        (f"{CSV}tavoite;;;;;;\n".encode(), Wrong.NO_TEXT),
        (f"{CSV}toimenpide;;=HYPERLINK(1);;;;\n".encode(), Wrong.FORMULA),
        (f"{CSV}toimenpide;;+A1+B2;;;;\n".encode(), Wrong.FORMULA),
        (f"{CSV}toimenpide;;@SUM(A1);;;;\n".encode(), Wrong.FORMULA),
        (f"{CSV}toimenpide;;{'x' * 5000};;;;\n".encode(), Wrong.TOO_LONG),
        (f"{CSV}tavoite;G;a;;;;\ntavoite;G;b;;;;\n".encode(), Wrong.TWICE),
        (CSV.encode(), Wrong.EMPTY),
    ],
)
def test_a_table_that_can_not_be_read_is_told_why(raw, wrong):
    assert wrong in [fault.wrong for fault in table_rows.read(raw).faults]


def test_a_question_mark_and_an_owner_in_a_table_are_what_they_say():
    reading = table_rows.read(f"{CSV}tavoite;G;g;;;;\ntoimenpide;M;Ryhmä?;G;;15.5.;Kunta\n".encode())

    measure = next(row for row in reading.rows if row.kind is Kind.MEASURE)
    party = next(row for row in reading.rows if row.kind is Kind.PARTY)
    assert measure.fields["is_tentative"]
    assert (measure.fields["due"], measure.fields["owner"], party.fields["text"]) == ("15.5.", party.code, "Kunta")


def test_a_bullet_in_a_table_is_no_formula():
    assert table_rows.read(f"{CSV}toimenpide;;- Koulutus;;;;\n".encode()).faults == []


PASTED = (
    "Tavoite\tToimenpiteet\tHuomioitavaa\n"
    'Uudistetaan osaamista\t"- Koulutus\n- Työkalupakin\njalkauttaminen?"\t- Vanhemmuus?\n'
    "Tuetaan arkea\tks. ed.\t\n"
    "\tKerho\t\n"
)


def test_a_pasted_table_becomes_goals_measures_and_remarks():
    rows = pasted.cells_of(PASTED)
    reading = pasted.read(PASTED, pasted.guessed(rows))

    told = [(row.kind.value, row.fields["text"], row.fields.get("is_tentative")) for row in reading.rows]
    assert told == [
        ("goal", "Uudistetaan osaamista", None),
        ("measure", "Koulutus", False),
        ("measure", "Työkalupakin jalkauttaminen?", True),
        ("passage", "Vanhemmuus?", True),
        ("goal", "Tuetaan arkea", None),
        ("measure", "ks. ed.", False),
        ("measure", "Kerho", False),
    ]


def test_see_above_points_to_the_measures_of_the_goal_above():
    reading = pasted.read(PASTED, ["goal", "measures", "remarks"])

    above = [row.code for row in reading.rows if row.fields["text"].startswith(("Koulutus", "Työkalupakin"))]
    pointing = next(row for row in reading.rows if row.fields["text"] == "ks. ed.")
    assert (pointing.fields["refers_to"], pointing.fields["is_reference"]) == (above, True)


def test_pasting_the_same_twice_gives_the_same_codes():
    first, second = pasted.read(PASTED, ["goal", "measures"]), pasted.read(PASTED, ["goal", "measures"])

    assert [row.code for row in first.rows] == [row.code for row in second.rows]


def test_a_pasted_table_without_a_goal_or_measure_column_is_refused():
    assert [fault.wrong for fault in pasted.read(PASTED, ["nothing", "theme"]).faults] == [Wrong.NO_COLUMN]


def test_ten_thousand_rows_are_read():
    lines = "".join(f"tavoite;G{number};Tavoite {number};;;;\n" for number in range(10_000))

    reading = table_rows.read(f"{CSV}{lines}".encode())

    assert (len(reading.rows), reading.faults) == (10_000, [])


def test_more_rows_than_fit_are_refused_whole():
    lines = "".join(f"tavoite;G{number};Tavoite {number};;;;\n" for number in range(20_001))

    assert [fault.wrong for fault in table_rows.read(f"{CSV}{lines}".encode()).faults] == [Wrong.TOO_MANY]
