"""`luukku plain` needs no database and prints what docs/rules/plain.md fixes."""

import json
from pathlib import Path

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
