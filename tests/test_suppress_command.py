"""`luukku suppress` needs no database and prints what docs/numbers.md fixes."""

import json
import subprocess
import sys

import pytest

from luukku.numbers.rules.systems import system_of
from luukku.numbers.solving import asking
from luukku.numbers.tests.tables import flat, four_cells, table, written
from luukku.project.cli import main

FIXED = ["cells", "suppressed", "value_suppressed", "bound", "gap", "seconds", "audit_ok"]


def test_the_command_prints_one_json_object(tmp_path, capsys):
    assert main(["suppress", str(written(four_cells(), tmp_path / "table.json")), "--json"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert next(iter(told)) == "summary"
    assert list(told["summary"])[: len(FIXED)] == FIXED
    summary = told["summary"]
    assert (summary["cells"], summary["suppressed"], summary["value_suppressed"]) == (20, 4, 19)
    assert (summary["bound"], summary["gap"], summary["audit_ok"]) == (4, 0.0, True)
    hidden = {tuple(one["key"]): one for one in told["cells"] if one["published"] is None}
    assert hidden[("Nokia", "neuvola")] == {
        "key": ["Nokia", "neuvola"],
        "published": None,
        "reason": "complementary",
        "interval": [0, 8],
    }
    assert hidden[("Nokia", "koulu")]["reason"] == "primary"
    shown = next(one for one in told["cells"] if one["key"] == ["all", "all"])
    assert shown == {"key": ["all", "all"], "published": 85, "reason": None, "interval": [85, 85]}


def test_the_command_tells_people_a_line_for_each_cell(tmp_path, capsys):
    assert main(["suppress", str(written(four_cells(), tmp_path / "table.json")), "--fast"]) == 0

    told = capsys.readouterr().out
    assert "Nokia × koulu" in told
    assert "audit_ok True" in told


@pytest.mark.parametrize("content", [b"{", b"\xff", b'{"dimensions": [], "cells": []}'])
def test_the_command_says_what_is_wrong_with_a_file(tmp_path, capsys, content):
    file = tmp_path / "table.json"
    file.write_bytes(content)

    assert main(["suppress", str(file), "--json"]) == 2

    told = capsys.readouterr()
    assert told.out == ""
    assert str(file) in told.err


@pytest.mark.parametrize("seconds", ["0", "-1", "nan", "inf", "soon"])
def test_the_command_wants_a_time_that_ends(tmp_path, capsys, seconds):
    with pytest.raises(SystemExit) as ended:
        main(["suppress", str(written(four_cells(), tmp_path / "table.json")), f"--seconds={seconds}"])

    assert ended.value.code == 2
    assert "seconds" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("values", "hidden"), [([3], 4), ([0], 0), ([10**9], 0), ([10**9 - 3, 2, 10**9, 5, 10**9, 7, 10**9, 1, 10**9], 6)]
)
def test_odd_tables_are_answered(tmp_path, capsys, values, hidden):
    """One cell with its three totals; counts so large that a solver's numbers get coarse."""
    codes = "abc"[: 1 if len(values) == 1 else 3]
    odd = table(flat("x", *codes), flat("y", *codes), values=values)

    assert main(["suppress", str(written(odd, tmp_path / "table.json")), "--json", "--seconds", "10"]) == 0

    told = capsys.readouterr()
    summary = json.loads(told.out)["summary"]
    assert (summary["suppressed"], summary["audit_ok"], told.err) == (hidden, True, "")


def test_the_command_says_that_there_is_no_file(tmp_path, capsys):
    assert main(["suppress", str(tmp_path / "none.json")]) == 2

    assert "can't be read" in capsys.readouterr().err


def test_a_process_that_never_answers_is_ended_and_everything_hidden(monkeypatch):
    monkeypatch.setattr(asking, "GRACE_SECONDS", 0.0)
    system = system_of(four_cells())

    answer = asking.solve(system, 0.01)

    assert answer.hidden == system.everything()
    assert answer.is_safe
    assert answer.seconds < 5


def test_nothing_but_the_process_loads_the_solver():
    """Neither the site nor its services: HiGHS would stay in every web worker."""
    code = (
        "import sys, django; django.setup(); import luukku.project.urls, luukku.project.wsgi;"
        "import luukku.numbers.services, luukku.numbers.solving.asking;"
        "print([name for name in ('highspy', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert done.stdout.strip().splitlines()[-1:] == ["[]"], done.stderr
