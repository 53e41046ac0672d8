"""`luukku bench suppression` needs no database, sets each figure beside its bar, and attacks what was published."""

import json

from luukku.numbers.rules.systems import system_of
from luukku.numbers.tests.tables import flat, four_cells, table
from luukku.project.bench import suppression, suppression_tables
from luukku.project.bench.suppression_tables import Case
from luukku.project.cli import main


def small_cases(seed):
    three = table(*(flat(name, "a", "b", "c") for name in "xyz"), values=[7, 9, 3, 12, 8, 6, 9, 2, 11] * 3)
    return [Case("four", "two", four_cells()), Case("three", "three", three), Case("large", "large", four_cells())]


def test_the_benchmark_prints_one_object(capsys, monkeypatch):
    monkeypatch.setattr(suppression, "cases", small_cases)

    assert main(["bench", "suppression", "--json", "--seconds", "10"]) == 0

    told = json.loads(capsys.readouterr().out)
    assert next(iter(told)) == "summary"
    assert told["summary"]["audits_passed"] == {"value": 1.0, "at_least": 1.0, "within": True}
    assert told["summary"]["attacks_failed"]["within"]
    assert told["summary"]["two_dimensions_proved"]["within"]
    assert told["tables"][0]["suppressed"] == 4
    assert "attack" in suppression.as_table(told)


def test_the_attack_finds_what_two_sums_tell():
    system = system_of(four_cells())

    exposed = suppression.attacked(system, system.primary)

    assert set(exposed) == set(system.primary)


def test_the_same_seed_gives_the_same_tables():
    first, second = suppression_tables.cases(3), suppression_tables.cases(3)

    assert [one.table.counts for one in first] == [one.table.counts for one in second]
    assert {one.kind for one in first} == {"two", "three", "large"}
    assert all(len(one.table.counts) <= 400 for one in first if one.kind == "two")
    assert all(len(one.table.values) >= 5000 for one in first if one.kind == "large")
