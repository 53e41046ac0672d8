"""What is sent wrongly, twice or too late: told in words, nothing lost, nothing that others rest on removed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.test import Client
from django.utils import translation

from luukku.programme.labels import fault_line
from luukku.programme.models import CorrectiveAction, Goal, ImportRun, Measure, Meeting, Theme
from luukku.programme.tests import factories as make
from luukku.programme.tests.factories import a_file, a_theme

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(worker):
    client = Client()
    client.force_login(worker.user)
    return client


def looked_at(worker, desk, name, content, programme=None, **headers):
    """The page that says what a file would change, or why it can't be brought in."""
    form = {"file": SimpleUploadedFile(name, content), "programme": str(programme.pk) if programme else ""}
    return desk.post(worker.url("/programme/import/"), form, follow=True, headers=headers).content.decode()


# ---------------------------------------------------------------- files


CSV = "laji;koodi;teksti;tavoitteet\n"


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ("tavoite;G;Arki;\ntavoite;G;Jotain muuta;\n", "stands here twice and says different things"),
        ("toimenpide;M;Kahvila;G9\n", "points to “G9”"),
        ("tavoite;G;=HYPERLINK(1);\n", "A cell holds a formula"),
        ("tavoite;G;@SUM(A1);\n", "A cell holds a formula"),
    ],
)
def test_a_table_with_something_wrong_in_it_says_what_and_writes_nothing(worker, desk, programme, rows, words):
    page = looked_at(worker, desk, "plan.csv", (CSV + rows).encode(), programme)

    assert words in page, page[page.index("<main") :]
    assert not Goal.objects.exists()


def test_what_is_wrong_is_said_in_the_language_of_the_page(worker, desk, programme):
    looked_at(worker, desk, "plan.csv", f"{CSV}tavoite;G;=1+1;\n".encode(), programme)
    told = ImportRun.objects.get().faults[0]

    with translation.override("fi"):
        line = fault_line(told)

    assert "=1+1" in line
    assert "A cell" not in line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_finnish_letters_arrive_whatever_a_spreadsheet_saved_them_in(worker, programme, encoding):
    make.bring(worker, f"{CSV}tavoite;G;Äidinkieli ja öinen työ;\n".encode(encoding), "csv", programme_id=programme.pk)

    assert Goal.objects.get().text == "Äidinkieli ja öinen työ"


@pytest.mark.parametrize("raw", [b"\x00" * 400, b"\xff\xfe\xff", b"PK\x03\x04" + b"\x00" * 60, b""])
def test_bytes_that_are_no_file_of_ours_are_told_so(worker, desk, programme, raw):
    for name in ("plan.csv", "plan.json"):
        answer = desk.post(
            worker.url("/programme/import/"), {"file": SimpleUploadedFile(name, raw), "programme": str(programme.pk)}
        )
        assert answer.status_code in {302, 422}

    assert not Goal.objects.exists()


def test_a_column_that_we_do_not_know_is_told_before_anything_is_brought_in(worker, desk, programme):
    page = looked_at(worker, desk, "plan.csv", b"laji;teksti;budjetti\ntavoite;Arki;100\n", programme)

    assert "parts that we do not know" in page
    assert ImportRun.objects.get().left_out == {"unknown_part": 1}


def test_a_circle_of_references_in_a_file_is_told_as_a_way_and_writes_nothing(worker, desk):
    measures = [{"id": f"M{n}", "fi": "x", "depends_on": [f"M{(n + 1) % 3}"]} for n in range(3)]
    goal = {"id": "G1", "fi": "y", "measures": measures}

    run = make.bring(worker, a_file(themes=[a_theme(goal)]))

    assert [one["code"] for one in run.faults] == ["circle"]
    assert "M0 → M1 → M2" in desk.get(worker.url(f"/programme/import/{run.pk}/")).content.decode()
    assert not Measure.objects.exists()


def test_bring_pressed_twice_brings_in_once_and_goes_back_to_the_same_page(worker, desk, programme):
    looked_at(worker, desk, "plan.csv", f"{CSV}tavoite;G;Arki;\n".encode(), programme)
    run = ImportRun.objects.get()

    answers = [desk.post(worker.url(f"/programme/import/{run.pk}/bring/")) for _time in range(2)]

    assert max(one.status_code for one in answers) < 500
    assert Goal.objects.count() == 1


# ---------------------------------------------------------------- pages


def test_a_step_that_somebody_else_took_meanwhile_is_told_and_nothing_changes(worker, desk, programme):
    """Back button: the form to agree on a suggestion is sent again after it was agreed."""
    action = CorrectiveAction.objects.create(programme=programme, text="x")
    place = worker.url(f"/programme/{programme.pk}/corrections/{action.pk}/")
    form = {"decision": "agree", "party": "other", "name": "Työryhmä", "due_on": "1.3.2099"}

    desk.post(place, form)
    again = desk.post(place, form | {"name": "Toinen ryhmä"})

    action.refresh_from_db()
    assert again.status_code == 404
    assert action.owner.text == "Työryhmä"


def test_done_pressed_twice_is_told_in_words(worker, desk, programme):
    party = make.a_party(worker, programme)
    action = CorrectiveAction.objects.create(
        programme=programme, text="x", state="agreed", owner=party, due_on=date(2099, 1, 1)
    )
    place = worker.url(f"/programme/{programme.pk}/corrections/{action.pk}/done/")

    first, second = desk.post(place), desk.post(place)

    assert first.status_code == 302
    assert second.status_code in {302, 422}
    assert CorrectiveAction.objects.get().state == "done"


# ---------------------------------------------------------------- what others rest on


def a_row_with_something_on_it(worker, programme, kind):
    theme_goal = make.a_goal(worker, programme, theme_name="Arki")
    measure = make.a_measure(worker, programme, theme_goal)
    party = make.a_party(worker, programme)
    make.a_duty(worker, party)
    make.an_owner(worker, "measure", measure, party, date(2026, 1, 1))
    meeting = Meeting.objects.create(programme=programme, text="Kokous")
    CorrectiveAction.objects.create(programme=programme, text="x", meeting=meeting)
    rows = {"programme": programme, "theme": Theme.objects.get(), "measure": measure, "party": party}
    return (rows | {"meeting": meeting, "organisation": worker.organisation, "user": worker.user})[kind]


@pytest.mark.parametrize("kind", ["programme", "theme", "measure", "party", "meeting", "organisation"])
def test_what_others_rest_on_is_not_deleted(worker, programme, kind):
    row = a_row_with_something_on_it(worker, programme, kind)

    with pytest.raises((ProtectedError, IntegrityError)), transaction.atomic():
        row.delete()
    assert type(row)._default_manager.filter(pk=row.pk).exists()


@pytest.mark.parametrize("kind", ["programme", "theme", "measure", "party", "meeting"])
def test_the_database_itself_refuses_to_delete_it(worker, programme, kind):
    row = a_row_with_something_on_it(worker, programme, kind)

    with pytest.raises(IntegrityError), transaction.atomic():
        removed_by_sql(row)


def removed_by_sql(row):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"DELETE FROM {row._meta.db_table} WHERE id = %s", [row.pk])
