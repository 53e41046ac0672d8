"""`luukku import documents`, `luukku search`, `luukku reindex`: the search tried from the terminal."""

import json

import pytest

from luukku.project import documents_file
from luukku.project.cli import main

LINES = [
    {"id": "a1", "lang": "fi", "title": "Tulkkauspalvelu", "text": "Tulkki auttaa.", "type": "service"},
    {"id": "a1", "lang": "sv", "title": "Tolktjänst", "text": "Tolken hjälper.", "type": "service"},
    {"id": "a2", "lang": "fi", "title": "Päiväkoti", "text": "Lapsi leikkii.", "type": "place"},
]


def written(tmp_path, *lines):
    path = tmp_path / "documents.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    return path


@pytest.mark.django_db
def test_documents_of_a_file_are_found_by_their_ids(tmp_path, capsys, voikko):
    assert main(["import", "documents", str(written(tmp_path, *LINES)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["summary"] == {"documents": 3, "indexed": 3}

    assert main(["search", "перекладача", "--lang", "fi", "--limit", "1", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert next(iter(told)) == "summary"
    assert set(told["summary"]) >= {"seconds", "hits"}
    assert [(one["source_id"], one["title"], one["lang"], one["type"]) for one in told["results"]] == [
        ("a1", "Tulkkauspalvelu", "fi", "service")
    ]
    assert told["results"][0]["why"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", "is not JSON"),
        ("[1]", "is not an object"),
        ({"lang": "fi", "title": "x", "type": "y"}, "has no id"),
        ({"id": "1", "lang": "xx", "type": "y"}, "is no language"),
        ({"id": "1" * 81, "lang": "fi", "type": "y"}, "at most"),
    ],
)
def test_a_file_with_a_line_that_cannot_be_read_changes_nothing(tmp_path, capsys, line, told):
    assert main(["import", "documents", str(written(tmp_path, LINES[0], line))]) == 2

    assert told in capsys.readouterr().err
    assert main(["search", "tulkki", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["results"] == []


def test_a_nul_and_an_empty_text_are_taken(tmp_path):
    line = {"id": 7, "lang": "ar", "title": "a\0b", "text": None}

    assert [(one.source_id, one.type, one.text) for one in documents_file.read(written(tmp_path, line, ""))] == [
        ("7", "document", "")
    ]
