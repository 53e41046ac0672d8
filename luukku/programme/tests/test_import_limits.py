"""What an import refuses, and what it costs: closed programmes, days without a next one, thousands of rows."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_worker
from luukku.programme import labels
from luukku.programme.models import ImportRun, Measure, MeasureLink, Programme, SourceConflict
from luukku.programme.rules import observed, package_shapes, pasted, table_rows
from luukku.programme.rules.rows import Kind, Wrong
from luukku.programme.services import programmes
from luukku.programme.services.importing import bringing
from luukku.programme.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    return a_worker()


def a_plan(count=1, text="Kahvila", **parts):
    measures = [
        {"id": f"M{number}", "fi": f"{text} {number}", "owner": "A1", "src": f"A:{number}"} for number in range(count)
    ]
    goal = {"id": "G1", "fi": "Arki sujuu", "measures": measures}
    plan = {"id": "EP", "title_fi": "Juurruttaminen", "actors": [{"id": "A1", "fi": "Kunta"}]}
    return make.a_file(themes=[make.a_theme(goal)], embedding_plan=plan) | parts


def looked_at(worker, told):
    content = json.dumps(told).encode()
    return bringing.look_at(worker.as_actor(), bringing.Told("plan.json", ImportRun.Form.JSON, content))


# ---------------------------------------------------------------- closed programmes


def test_nothing_is_brought_into_a_closed_programme(worker):
    make.bring(worker, a_plan())
    programmes.close(worker.as_actor(), Programme.objects.get().pk, closed_on=date(2026, 11, 22))

    run = make.bring(worker, a_plan(text="Uusi"))

    assert (run.state, [one["code"] for one in run.faults]) == ("refused", ["closed"])
    assert "“Ohjelma” is closed" in labels.fault_line(run.faults[0])
    assert Measure.objects.get().text == "Kahvila 0"


def test_a_programme_that_was_closed_after_the_look_stays_as_it_is(worker):
    make.bring(worker, a_plan())
    run = looked_at(worker, a_plan(text="Uusi"))
    programmes.close(worker.as_actor(), Programme.objects.get().pk, closed_on=date(2026, 11, 22))

    assert bringing.bring_in(worker.as_actor(), run.pk).state == "refused"
    assert Measure.objects.get().text == "Kahvila 0"


# ---------------------------------------------------------------- days


@pytest.mark.parametrize("day", ["9999-12-31", "0001-01-01", "2200-01-01", "1899-12-31"])
def test_a_day_far_from_now_is_told_and_not_brought_in(worker, day):
    run = looked_at(worker, make.a_file(programme={"id": "P", "fi": "Ohjelma", "end": day}))

    assert [one["code"] for one in run.faults] == ["far_day"]
    assert day in labels.fault_line(run.faults[0])


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_the_last_days_that_are_read_break_no_page(worker, day):
    make.bring(worker, make.a_file(programme={"id": "P", "fi": "Ohjelma", "end": day}))
    client = Client()
    client.force_login(worker.user)

    assert client.get(worker.url(f"/programme/{Programme.objects.get().pk}/")).status_code == 200


def test_other_tables_and_packages_read_no_day_far_from_now_either():
    assert observed.read("31.12.9999;1")[0] == []
    assert [package_shapes._is_day(day) for day in ("9999-12-31", "x", "2026-11-22")] == [False, False, True]
    reading = table_rows.read("laji;teksti;päättyy\ntoimija;Kunta;31.12.9999".encode())
    assert [fault.wrong for fault in reading.faults] == [Wrong.NOT_A_DAY]


# ---------------------------------------------------------------- many rows


def queries_of_bringing(worker, told):
    run = looked_at(worker, told)
    with CaptureQueriesContext(connection) as queries:
        bringing.bring_in(worker.as_actor(), run.pk)
    return len(queries)


def test_more_rows_take_no_more_queries_new_changed_or_contradicting():
    def counted(count):
        worker = a_worker()
        gaps = {f"c{number}": f"A:{number} ja A:{number + 1} eroavat" for number in range(count)}
        new = queries_of_bringing(worker, a_plan(count, gaps=gaps))
        changed = queries_of_bringing(worker, a_plan(count, text="Kerho"))
        Measure.objects.filter(organisation=worker.organisation).update(text="Täällä muutettu")
        return new, changed, queries_of_bringing(worker, a_plan(count, text="Toinen"))

    assert counted(3) == counted(40)
    assert SourceConflict.objects.count() == 2 * (3 + 40)


def test_looking_at_a_file_locks_nothing(worker):
    make.bring(worker, a_plan())

    with CaptureQueriesContext(connection) as queries:
        looked_at(worker, a_plan(text="Kerho"))

    assert not [one for one in queries if "FOR UPDATE" in one["sql"] and "programme_" in one["sql"]]


def test_what_a_file_no_longer_tells_is_taken_away_and_what_it_tells_anew_is_added(worker):
    def told(home, waits):
        first = {"id": "M1", "fi": "Kahvila"} | ({"depends_on": ["M2"]} if waits else {})
        second = {"id": "M2", "fi": "Kerho"}
        goals = [
            {"id": code, "fi": code, "measures": [first] * (home == code) + [second] * (code == "G2")}
            for code in ("G1", "G2")
        ]
        return make.a_file(themes=[make.a_theme(*goals)])

    make.bring(worker, told("G1", waits=True))
    assert MeasureLink.objects.count() == 1
    make.bring(worker, told("G2", waits=False))

    assert [one.code for one in Measure.objects.get(code="M1").goals.all()] == ["G2"]
    assert not MeasureLink.objects.exists()


def test_an_owner_is_noted_once_however_often_a_table_names_it():
    lines = "\n".join(f"toimenpide;Kerho {number};Kunta" for number in range(5))

    rows = table_rows.read(f"laji;teksti;vastuutaho\n{lines}".encode()).rows

    assert [row.fields["text"] for row in rows if row.kind is Kind.PARTY] == ["Kunta"]


def test_rows_that_point_above_share_what_is_above():
    table = "A\tYksi\nB\tks. ed.\nC\tkatso ed."

    rows = pasted.read(table, ["goal", "measures"]).rows

    first, second = (row.fields["refers_to"] for row in rows if row.fields.get("refers_to"))
    assert first is second
