"""Bringing in clients in the browser: each step on one page, nothing typed lost, nothing told to others."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import ClientImport, Person
from luukku.casework.tests.factories import a_family, a_member
from luukku.casework.tests.test_imports import FAMILY, HEADER

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client):
    worker = a_worker()
    client.force_login(worker.user)
    return worker


def upload(client, worker, written, **more):
    file = SimpleUploadedFile("vanhat.csv", written.encode() if isinstance(written, str) else written)
    told = {"file": file, "ground": "assessment", "origin": "municipality", "told_by": "Entinen"} | more
    return client.post(worker.url("/imports/"), told)


def columns(batch):
    return {f"c{place}": code for code, place in batch.mapping.items()}


def go(client, worker, batch, step):
    return client.post(worker.url(f"/imports/{batch.pk}/go/"), {"step": step})


def page(client, worker, batch):
    return client.get(worker.url(f"/imports/{batch.pk}/"))


@override("en")
def test_a_file_is_brought_named_tried_and_taken_in(client, worker):
    answer = upload(client, worker, FAMILY)
    batch = ClientImport.objects.get()
    assert answer.headers["Location"].endswith(f"/imports/{batch.pk}/")

    assert page(client, worker, batch).status_code == 200
    client.post(worker.url(f"/imports/{batch.pk}/"), columns(batch))
    go(client, worker, batch, "try")
    assert b'value="take_in"' in page(client, worker, batch).content
    go(client, worker, batch, "take_in")

    assert Person.objects.count() == 3
    assert page(client, worker, batch).status_code == 200
    assert client.get(worker.url("/imports/")).status_code == 200


@pytest.mark.parametrize(
    "written", [b"", b"PK\x03\x04x", b"Nimi\n", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x00\x00" * 20, b"\x00" * 50]
)
def test_what_is_no_table_is_refused_in_words(client, worker, written):
    answer = upload(client, worker, written)

    assert answer.status_code == 422
    assert not ClientImport.objects.exists()


def test_a_file_whose_name_hides_something_is_called_plainly(client, worker):
    file = SimpleUploadedFile("../\u202evsc.exe\x00=cmd.csv", FAMILY.encode())

    client.post(worker.url("/imports/"), {"file": file, "ground": "assessment", "origin": "migri"})

    name = ClientImport.objects.get().file_name
    assert name.endswith(".csv")
    assert not set(name) & set("\u202e\x00/=")


def test_attack_58_hostile_cells_are_shown_as_text_and_break_nothing(client, worker):
    spell = "<script>alert(1)</script>{{7*7}}"
    written = HEADER.replace("Kotiosoite", spell) + (
        f";{spell};;;;;;;;;\n;=HYPERLINK(1);;xx;;;;;;;\n;محمد \u202eعلي;;;;;;;;;\n;😀;;;;;;;;;\n;{'Ы' * 400};;;;;;;;;\n"
    )
    upload(client, worker, written)
    batch = ClientImport.objects.get()

    first = page(client, worker, batch).content.decode()
    client.post(worker.url(f"/imports/{batch.pk}/"), columns(batch))
    second = page(client, worker, batch).content.decode()
    told = client.get(worker.url(f"/imports/{batch.pk}/faults/")).content.decode()

    assert "<script>alert(1)" not in first + second
    assert "\u202e" not in first + second
    assert "HYPERLINK" not in told  # what stood in a cell is not repeated in the list of faults


@override("en")
def test_a_likeness_is_decided_on_the_page_and_leaves_a_line(client, worker):
    family = a_family(worker, adults=0, children=0)
    known = a_member(family, name="Zahra Karimi", birth_on="1990-05-01")
    upload(client, worker, HEADER + ";Zahra Karimi;;1.5.1990;;;;;;;\n")
    batch = ClientImport.objects.get()
    client.post(worker.url(f"/imports/{batch.pk}/"), columns(batch))

    shown = page(client, worker, batch).content.decode()
    assert str(known.pk) in shown
    assert AuditEvent.objects.get(action="import.compared").case_ids == [family.cases.get().pk]
    row = batch.rows.get()
    answer = client.post(
        worker.url(f"/imports/{batch.pk}/decide/"), {"row": row.pk, "decision": "same", "same_as": known.pk}
    )

    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.same_as == known


def test_attack_02_a_row_of_another_file_is_not_decided(client, worker):
    upload(client, worker, FAMILY)
    mine = ClientImport.objects.get()
    client.post(worker.url(f"/imports/{mine.pk}/"), columns(mine))
    other = a_worker()
    client.force_login(other.user)
    upload(client, other, FAMILY)
    theirs = ClientImport.objects.exclude(pk=mine.pk).get()
    client.post(other.url(f"/imports/{theirs.pk}/"), columns(theirs))

    row = mine.rows.first()
    told = [
        client.post(other.url(f"/imports/{pk}/decide/"), {"row": row.pk, "decision": "leave"}).status_code
        for pk in (mine.pk, theirs.pk)
    ]

    row.refresh_from_db()
    assert (told, row.decision) == ([404, 404], "")


@pytest.mark.parametrize("step", ["", "x", "import"])
def test_a_step_that_is_none_is_not_found(client, worker, step):
    upload(client, worker, FAMILY)

    assert go(client, worker, ClientImport.objects.get(), step).status_code == 404


@override("en")
def test_faults_are_told_by_row_on_the_page_and_as_a_file(client, worker):
    upload(client, worker, HEADER + ";Zahra;;31.2.1990;;;;;;;\n;Omar;;;010590-9011;;;;;;\n")
    batch = ClientImport.objects.get()
    client.post(worker.url(f"/imports/{batch.pk}/"), columns(batch))

    shown = page(client, worker, batch).content.decode()
    told = client.get(worker.url(f"/imports/{batch.pk}/faults/")).content.decode()

    assert "<bdi>Zahra</bdi>" in shown
    assert "“31.2.1990”" in shown
    assert "31.2.1990" not in told
    assert "010590" not in shown + told
    assert told.count("\r\n") == 3


@override("en")
def test_an_identity_code_in_a_wrong_column_is_not_shown_as_what_is_wrong(client, worker):
    upload(client, worker, HEADER + ";Zahra 010590-9011;;010590-9011;;;;;;;\n")
    batch = ClientImport.objects.get()
    client.post(worker.url(f"/imports/{batch.pk}/"), columns(batch))

    assert "010590" not in page(client, worker, batch).content.decode()


@override("en")
def test_the_template_is_a_table_that_can_be_brought_back(client, worker):
    template = client.get(worker.url("/imports/template/"))
    assert template.headers["Content-Disposition"] == 'attachment; filename="clients.csv"'

    upload(client, worker, template.content)
    batch = ClientImport.objects.get()
    client.post(worker.url(f"/imports/{batch.pk}/"), columns(batch))

    batch.refresh_from_db()
    assert batch.state == "checked"
    assert not batch.rows.faulty().exists()


def test_a_file_that_is_left_is_forgotten(client, worker):
    upload(client, worker, FAMILY)
    batch = ClientImport.objects.get()

    go(client, worker, batch, "cancel")

    batch.refresh_from_db()
    assert (batch.state, batch.rows.count(), Person.objects.count()) == ("cancelled", 0, 0)


def test_the_page_asks_as_little_of_the_database_for_many_rows_as_for_few(client, worker):
    counts = []
    for rows in (2, 200):
        upload(client, worker, HEADER + "".join(f";Testi{n};;1.5.1990;;;;;;;\n" for n in range(rows)))
        batch = ClientImport.objects.latest("created_at")
        client.post(worker.url(f"/imports/{batch.pk}/"), columns(batch))
        with CaptureQueriesContext(connection) as queries:
            assert page(client, worker, batch).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 30
