"""The worked example of a table with two small counts, in every form in which it leaves."""

import json

from luukku.numbers.tests import attackers
from luukku.numbers.tests.tables import four_cells, written
from luukku.project.cli import main

THRESHOLD = 5
HIDDEN = {("Nokia", "neuvola"), ("Nokia", "koulu"), ("Hämeenkyrö", "neuvola"), ("Hämeenkyrö", "koulu")}


def told_by(capsys, *words):
    assert main(["suppress", *map(str, words)]) == 0
    return capsys.readouterr().out


def test_check_2_the_example_hides_its_four_cells_in_every_form(tmp_path, capsys):
    file = written(four_cells(), tmp_path / "table.json")

    cells = json.loads(told_by(capsys, file, "--json"))["cells"]
    lines = told_by(capsys, file).splitlines()

    assert {tuple(one["key"]) for one in cells if one["published"] is None} == HIDDEN
    for row, column in HIDDEN:
        line = next(one for one in lines if f"{row} × {column}" in one)
        assert str(four_cells().counts[row, column]) not in line.replace("×", "").split("[")[0]


def test_check_2_who_tries_every_table_recovers_nothing_narrower_than_the_threshold(tmp_path, capsys):
    table = four_cells()
    cells = json.loads(told_by(capsys, written(table, tmp_path / "table.json"), "--json"))["cells"]
    published = {tuple(one["key"]): one["published"] for one in cells}

    tables = attackers.possible(table, published)

    widths = {key: high - low for key in HIDDEN for low, high in [attackers.ends(table, tables, key)]}
    assert min(widths.values()) >= THRESHOLD
