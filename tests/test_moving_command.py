"""`luukku import integreat`, as somebody at a terminal meets it."""

import json

import pytest

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.moving.tests import region as told
from luukku.moving.tests.fake_integreat import Server, serving
from luukku.project.cli import main
from luukku.toolkit.models import ToolkitItem

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tables_are_there(monkeypatch):
    monkeypatch.setattr("luukku.project.commands.migrate.ensure_tables", lambda: None)


@pytest.fixture
def worker():
    worker = a_worker()
    a_unit(worker.organisation, name_fi="Neuvonta")
    return worker


def bring(place, worker, *options):
    where = ["--organisation", worker.organisation.name_fi, "--unit", "Neuvonta"]
    return main(["import", "integreat", str(place), *where, *options])


def test_a_try_tells_everything_and_changes_nothing(tmp_path, worker, capsys):
    folder = told.write(tmp_path / "region")

    assert bring(folder, worker, "--dry-run") == 0

    output = capsys.readouterr()
    assert "page: 12 new" in output.out
    assert "new: page Wohnen" in output.out
    assert "Nothing was changed: this was a try." in output.out
    assert "pages 14/14" in output.err
    assert not ToolkitItem.objects.exists()


def test_a_move_answers_with_one_json_object(tmp_path, worker, capsys):
    folder = told.write(tmp_path / "region")

    status = bring(folder, worker, "--owner", worker.user.email, "--review-months", "6", "--json")

    output = json.loads(capsys.readouterr().out)
    item = ToolkitItem.objects.filter(kind="material").first()
    assert status == 0
    assert next(iter(output)) == "summary"
    assert output["summary"]["page"] == {"new": 12}
    assert (item.unit.name_fi, item.review_months, item.state) == ("Neuvonta", 6, "in_review")
    assert item.ownerships.get().person == worker.user


def test_from_a_server(worker, capsys):
    with serving(Server()) as server:
        status = bring(server.url.removesuffix("/api/v3"), worker, "--region", "lindenau", "--languages", "de", "ar")

    assert status == 0
    assert "region lindenau: de, ar (originals: de)" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("content", "options", "why"),
    [
        (b'[{"title": "Kita"', (), "cut short"),
        (b"{}", (), "no pages"),
        (b"[]", ("--review-months", "0"), "from 1 to 36"),
        (json.dumps(told.pages("de")).encode(), ("--languages", "ar"), "'ar'"),
        (json.dumps(told.pages("de")).encode(), ("--region", "ulmenau"), "no region 'ulmenau'"),
        (json.dumps(told.pages("de")).encode(), ("--owner", "nobody@example.org"), "nobody here"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(tmp_path, worker, capsys, content, options, why):
    (tmp_path / "region.json").write_bytes(content)

    status = bring(tmp_path / "region.json", worker, *options)

    output = capsys.readouterr()
    assert status == 2
    assert why in output.err
    assert "Traceback" not in output.err
    assert not ToolkitItem.objects.exists()


def test_somebody_elses_worker_answers_for_nothing(tmp_path, worker, capsys):
    folder = told.write(tmp_path / "region")

    assert bring(folder, worker, "--owner", a_worker().user.email) == 2
    assert "--owner" in capsys.readouterr().err
    assert not ToolkitItem.objects.exists()


def test_a_place_that_is_not_there_is_told(tmp_path, worker, capsys):
    assert bring(tmp_path / "nowhere", worker) == 2
    assert "nowhere" in capsys.readouterr().err


def test_the_organisation_and_its_unit_are_chosen(tmp_path, worker, capsys):
    a_worker()
    folder = told.write(tmp_path / "region")

    assert main(["import", "integreat", str(folder)]) == 2
    assert "--organisation" in capsys.readouterr().err
