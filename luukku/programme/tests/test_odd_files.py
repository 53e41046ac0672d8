"""Odd files, read without a database: every part in every wrong shape, and what is only counted."""

import json
from datetime import date
from pathlib import Path

import pytest

import luukku
from luukku.programme.rules import asking, cells, merging, pasted, programme_json, states, table_rows
from luukku.programme.rules.merging import Known, What
from luukku.programme.rules.programme_json_parts import PARTS
from luukku.programme.rules.rows import Kind, LeftOut, Reading, Row, Wrong, circles, reversed_days, unknown_ids
from luukku.programme.tests.factories import a_file, a_theme


def read(**parts):
    return programme_json.read(json.dumps(a_file(**parts)).encode())


def wrongs(reading):
    return {fault.wrong for fault in reading.faults}


@pytest.mark.parametrize("part", sorted(set(PARTS) - {"meta", "programme"}))
@pytest.mark.parametrize("value", ["x", 7, [7], [{}], {"id": "X"}, {"items": "x", "questions": "x"}, [None]])
def test_a_part_of_another_shape_is_told_or_left_and_never_breaks_the_reading(part, value):
    reading = read(**{part: value})

    assert all(row.code in ("P", "X") or row.kind is Kind.CONFLICT for row in reading.rows)


def test_a_part_that_is_nothing_is_nothing():
    assert read(themes=None, headings=None).faults == []


def test_parts_that_we_do_not_know_are_counted():
    assert read(weather="sunny").left_out == {LeftOut.UNKNOWN_PART: 1}


def test_survey_rows_are_counted_and_may_be_pointed_to():
    survey = {"items": [{"id": "Q1", "fi": "x", "mean": 3.0}, "x"], "open_answers": [{"id": "O1", "fi": "y"}]}

    reading = read(survey=survey)

    assert (reading.left_out, reading.spared) == ({LeftOut.SURVEY: 3}, {"Q1", "O1"})


def test_a_file_without_a_programme_is_no_programme():
    told = {"meta": {"schema": "luukku-programme/1", "source_titles_fi": {"A": "x"}, "sources": {"A": "y"}}}

    reading = programme_json.read(json.dumps(told | {"headings": [{"id": "H", "fi": "x"}]}).encode())

    assert [(fault.wrong, fault.place) for fault in reading.faults] == [(Wrong.NO_PROGRAMME, "headings[H]")]


def test_documents_belong_to_the_programme_that_their_lines_are_about():
    told = a_file(
        headings=[{"id": "H", "fi": "x", "src": "A:1"}],
        project={"id": "K", "name_fi": "Hanke", "goals": [{"id": "KG", "fi": "y", "src": "C:4"}]},
    )
    told["meta"] |= {"source_titles_fi": {"A": "Ensimmäinen", "C": "Toinen"}, "sources": {"A": {"file": "a.txt"}}}

    rows = programme_json.read(json.dumps(told).encode()).rows

    found = {row.code: (row.programme, row.fields["file_name"]) for row in rows if row.kind is Kind.SOURCE}
    assert found == {"A": ("P", "a.txt"), "C": ("K", "")}


def test_an_address_that_is_none_is_told():
    plan = {"id": "EP", "title_fi": "x", "outputs": {"other": [{"id": "O", "fi": "y", "url": "javascript:alert(1)"}]}}

    assert wrongs(read(embedding_plan=plan)) == {Wrong.NOT_AN_ADDRESS}


def test_a_file_in_utf_16_is_read():
    raw = json.dumps(a_file(headings=[{"id": "H", "fi": "Äiti"}]), ensure_ascii=False).encode("utf-16")

    assert [row.fields["text"] for row in programme_json.read(raw).rows] == ["Ohjelma", "Äiti"]


def test_more_rows_than_fit_are_told_first():
    goals = [{"id": f"G{number}", "fi": "x"} for number in range(20_001)]

    assert read(themes=[a_theme(*goals)]).faults[0].wrong is Wrong.TOO_MANY


def test_many_faults_are_told_up_to_a_number_that_people_read():
    assert len(read(themes=[a_theme(*[{"fi": "x"}] * 500)]).faults) == programme_json.MOST_FAULTS


def test_a_circle_that_does_not_touch_the_file_is_none_of_its_faults():
    reading = Reading([Row(Kind.GOAL, "G", "P", "1", {"text": "x", "parent": ""})])

    assert circles(reading, {"A": ["B"], "B": ["A"]}) == []


def test_differences_are_shown_as_people_read_them():
    row = Row(Kind.PASSAGE, "H", "P", "1", {"is_tentative": True, "details": {"a": ["b", "c"]}, "due": None})
    here = {(Kind.PASSAGE, "H"): Known({}, {"is_tentative": False, "details": {}, "due": ""})}

    told = merging.compare([row], here).readable()

    assert told[0]["what"] == What.CHANGED
    assert told[0]["fields"] == [
        {"field": "is_tentative", "before": "–", "after": "✓"},
        {"field": "details", "before": "", "after": "a: b, c"},
    ]


CSV = "laji;tunnus;teksti;tavoite;päättyy;viittaa;vastuutaho\n"


def test_parties_remarks_and_references_of_a_table_are_read():
    lines = (
        "tavoite;G;Arki;;;;\ntoimija;A;Ryhmä;;v. 2020 loppuun;;\nhuomio;H;Vertaisryhmä?;G;;;\nhuomio;;Muu;;;;\n"
        "toimenpide;M;Kahvila;G;;;Ryhmä\ntoimenpide;N;ks. ed.;G;;M;\ntehtävä;D;Tilat;;;;Ryhmä\ntehtävä;E;Muu;;;;\n"
        "mittari;I;Kävijät;G;;;\ntuotos;O;Opas;;;;Ryhmä\n"
    )
    rows = {row.code: row.fields for row in table_rows.read(f"sep=;\n{CSV}{lines}".encode()).rows}

    assert rows["A"]["ends_on"] == "2020-12-31"
    assert (rows["H"]["goal"], rows["H"]["is_tentative"], rows["N"]["is_reference"]) == ("G", True, True)
    assert rows["D"]["parties"] == [rows["M"]["owner"]]
    assert rows["E"]["parties"] == []
    assert rows["O"]["owner"] == rows["M"]["owner"]


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("toimija;A;Ryhmä;;joskus;;\n", Wrong.NOT_A_DAY),
        (f"toimija;{'x' * 50};Ryhmä;;;;\n", Wrong.NO_CODE),
    ],
)
def test_a_wrong_cell_is_told_with_its_row(line, wrong):
    reading = table_rows.read(f"{CSV}{line}".encode())

    assert [(fault.wrong, fault.place) for fault in reading.faults] == [(wrong, "2")]


def test_a_source_that_is_too_long_is_told():
    raw = f"laji;teksti;lähde\ntavoite;x;{'y' * 50}\n".encode()

    assert wrongs(table_rows.read(raw)) == {Wrong.TOO_LONG}


@pytest.mark.parametrize(
    ("raw", "wrong"),
    [
        (b"x" * (cells.MOST_BYTES + 1), Wrong.TOO_BIG),
        (b"\xff\xfe\xd8", Wrong.NOT_TEXT),
        (b"\x81\x8d\x8f" * 20, Wrong.NOT_TEXT),
        (b"laji;teksti\x00\n", Wrong.NOT_TEXT),
        (b"a;" * 80 + b"\n", Wrong.NOT_ROWS),
    ],
)
def test_bytes_that_are_no_table_are_told_so(raw, wrong):
    assert wrong in wrongs(table_rows.read(raw))


def test_columns_far_to_the_right_are_named_as_spreadsheets_name_them():
    rows = cells.table(";".join(["x"] * 27 + ["=A1"]))

    assert [fault.place for fault in cells.wrong_cells(rows)] == ["1AB"]


def test_a_pasted_table_without_headings_is_guessed_and_one_with_owner_and_time_is_read():
    plain = pasted.cells_of("Arki sujuu|Kahvila\n")
    full = "Teema;Tavoite;Toimenpiteet;Vastuutaho;Milloin;Muuta\nArki;Arki sujuu;Kahvila;Ryhmä;15.5.;x\n;;Kerho;;;\n"

    rows = pasted.read(full, pasted.guessed(pasted.cells_of(full))).rows

    assert pasted.guessed(plain) == ["goal", "measures"]
    told = {row.fields["text"]: row for row in rows}
    measure, goal = told["Kahvila"].fields, told["Arki sujuu"]
    assert (measure["due"], measure["owner"], measure["goals"]) == ("15.5.", told["Ryhmä"].code, [goal.code])
    assert (goal.fields["theme"], measure["theme"]) == (told["Arki"].code, told["Arki"].code)
    assert told["Kerho"].fields["goals"] == [goal.code]


@pytest.mark.parametrize(
    ("written", "wrong"),
    [("x\t" * 70, Wrong.NOT_ROWS), ("Tavoite\n", Wrong.EMPTY), ("Tavoite\tx\n=1+1\ty\n", Wrong.FORMULA)],
)
def test_what_was_pasted_and_is_no_table_is_told_so(written, wrong):
    assert wrong in wrongs(pasted.read(written, ["goal", "measures"]))


def test_see_above_with_nothing_above_is_a_measure_of_its_own_words():
    rows = pasted.read("Tavoite\tToimenpiteet\nArki\tks. ed.\n\t\n", ["goal", "measures"]).rows

    assert [row.fields.get("is_reference") for row in rows if row.kind is Kind.MEASURE] == [None]


def test_a_month_later_is_the_same_day_or_the_last_of_the_month():
    assert asking.asked_on(date(2026, 11, 30), 3) == date(2027, 2, 28)


def test_a_whole_programme_is_read_with_everything_in_its_place():
    raw = (Path(luukku.__file__).parent / "project" / "demo" / "programme.json").read_bytes()
    told = json.loads(raw)
    told["meeting"] = {
        "id": "MT", "title_fi": "Kokous", "date": "2026-04-05", "agenda": [{"id": "AG", "fi": "Asia"}],
        "decisions": [{"id": "DE", "fi": "Päätös"}], "discussion_questions": [{"id": "DQ", "fi": "Mitä?"}],
        "empty_headings_in_source": [{"id": "EH", "fi": "Tyhjä"}],
    }  # fmt: skip
    told["group_review"] = {
        "id": "GR",
        "questions": [{"id": "Q", "fi": "Missä?", "answers": [{"id": "A", "fi": "Tässä"}]}],
    }
    told["corrective_suggestions"] = [{"id": "C", "fi": "Korjataan", "from": "A"}]
    told["project"]["responds_to"] = [{"id": "D2.R1", "fi": "Tarve"}]
    told["gaps"] = {"clash": "B:1 and B:2", "measures_total": 31}

    reading = programme_json.read(json.dumps(told).encode())

    assert (reading.faults, unknown_ids(reading, {}), circles(reading)) == ([], [], [])
    rows = {row.code: row for row in reading.rows}
    assert (rows["A"].fields["parent"], rows["C"].fields["passage"], rows["DE"].fields["meeting"]) == ("Q", "A", "MT")
    assert rows["V3.A.1"].fields["section"] == "V3.A"
    assert rows["T2.G4.M3"].fields["due"] == "15.5."
    assert rows["T6.G2.M1"].fields["refers_to"] == ["T6.G1.M1", "T6.G1.M2", "T6.G1.M3"]
    assert rows["D2.O1"].programme == "D2"
    assert rows["D-RT1"].programme == ""


def test_an_item_of_a_thread_that_is_nowhere_is_told():
    reading = read(red_threads=[{"id": "R", "fi": "x", "items": ["nowhere"]}])

    assert [fault.wrong for fault in unknown_ids(reading, {})] == [Wrong.UNKNOWN_ID]


def test_a_span_of_days_that_runs_backwards_is_told():
    reading = read(project={"id": "K", "name_fi": "x", "start": "2026-01-01", "end": "2025-01-01"})

    assert [fault.wrong for fault in reversed_days(reading)] == [Wrong.DAYS_REVERSED]


def test_what_may_follow_a_state_is_told_by_one_table():
    assert states.may_follow(states.MEASURE, "proposed", "planned")
    assert not states.may_follow(states.MEASURE, "proposed", "done")
    assert asking.answer_by(date(2026, 11, 1)) == date(2026, 11, 15)


def test_wrong_things_inside_a_part_are_told_one_by_one():
    reading = read(
        group_review={"id": "GR", "questions": [7]},
        themes=[a_theme({"fi": "ilman tunnusta"})],
        embedding_plan={"id": "EP", "title_fi": "x", "outputs": [], "actors": [7, {"id": "A", "fi": "y"}]},
        project={"id": "K", "name_fi": "Hanke", "goals": [7]},
    )

    assert [fault.wrong for fault in reading.faults] == [
        Wrong.WRONG_TYPE, Wrong.NO_CODE, Wrong.WRONG_TYPE, Wrong.WRONG_TYPE
    ]  # fmt: skip


def test_what_happens_to_rows_is_counted_by_kind():
    rows = [Row(Kind.GOAL, code, "P", "1", {"text": code}) for code in ("A", "B")]

    difference = merging.compare(rows, {(Kind.GOAL, "A"): Known({"text": "A"}, {"text": "A"})})

    assert difference.counts() == {"goal": {"same": 1, "new": 1}}
    assert [(one["code"], one["fields"]) for one in difference.readable()] == [("B", [])]
    assert Reading(rows).counts() == {"goal": 2}
    assert (merging.shown(None), merging.shown(["a", "b"])) == ("", "a, b")
