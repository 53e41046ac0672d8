"""`luukku plain` needs no database and prints what docs/rules/plain.md fixes."""

import json
from pathlib import Path

from luukku.project.bench import plain
from luukku.project.cli import main

HARD = "Saadakseen tukea asiakkaan on toimitettava hakemus. Hakemus käsitellään viipymättä."


def test_the_command_prints_one_json_object(voikko, tmp_path: Path, capsys):
    file = tmp_path / "letter.txt"
    file.write_bytes(HARD.replace(". ", ".\r\n").encode())

    assert main(["plain", str(file), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    text = file.read_bytes().decode()
    assert all(text[one["start"] : one["end"]] == one["text"] for one in told["findings"])


def test_the_command_says_what_is_wrong_with_a_file(tmp_path: Path, capsys):
    file = tmp_path / "old.txt"
    file.write_bytes("äiti".encode("latin-1"))

    assert main(["plain", str(file)]) == 2
    assert main(["plain", str(tmp_path / "none.txt")]) == 2

    told = capsys.readouterr().err
    assert "UTF-8" in told
    assert "can't be read" in told


def test_the_benchmark_prints_one_object_and_needs_no_database(voikko, capsys, monkeypatch):
    monkeypatch.delenv("LUUKKU_SHARED_DATA", raising=False)  # without the texts: pairs and speed

    assert main(["bench", "plain", "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert next(iter(told)) == "summary"
    assert told["summary"]["pairs_right"]["within"]
    assert told["summary"]["pairs_right_held_back"]["within"]
    assert told["pairs"]["all"]["pairs"] >= 60


def test_known_texts_keep_their_order_and_judged_findings_their_precision(voikko, shared_data):
    told = plain.run()

    assert told["groups"]["contrasts"]["easier / harder"]["auc"] > 0.8
    assert told["precision"]["judged"] >= 200
    assert told["precision"]["all"] > 0.9
