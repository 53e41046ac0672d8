"""The benchmark runs, at a size that says nothing about speed."""

import json
import subprocess
import sys

import pytest

from luukku.project import databases
from luukku.project.bench import insight


@pytest.mark.slow
def test_bench_pages_prints_one_object_and_leaves_nothing_behind(test_database):
    server = databases.Urls.from_environment()
    command = [sys.executable, "-m", "luukku.project.cli", "bench", "pages", "--json", "--requests", "3"]

    done = subprocess.run(
        [*command, "--families-small", "20", "--families-large", "60"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert next(iter(told)) == "summary"
    assert all(told["summary"][page]["queries_identical"] for page in told["pages"])
    # a supervisor of so small a town has not yet a page full of dates, so the larger town shows more of them
    same = [page for page in told["pages"] if page != "supervisor_clocks"]
    assert all(told["summary"][page]["rows_identical"] for page in same)
    assert databases.names(server, "luukku_bench_small_") == []
    assert databases.names(server, "luukku_bench_large_") == []


@pytest.mark.slow
def test_bench_public_prints_one_object_and_leaves_nothing_behind(test_database, chromium, tmp_path, monkeypatch):
    monkeypatch.delenv("LUUKKU_STATIC_STORAGE")  # files travel as in production, compressed
    monkeypatch.setenv("LUUKKU_STATIC", str(tmp_path))
    server = databases.Urls.from_environment()
    command = [sys.executable, "-m", "luukku.project.cli", "bench", "public", "--json", "--texts", "6", "--visits", "4"]

    done = subprocess.run(command, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert next(iter(told)) == "summary"
    measured = [one for one in told["summary"].values() if isinstance(one, dict) and "queries" in one]
    assert all(one["queries"] <= 10 for one in measured)
    assert all(one["bytes"] <= one["bytes_at_most"] for one in told["summary"]["first_views"].values())
    assert databases.names(server, "luukku_bench_small_") == []


@pytest.mark.slow
def test_bench_insight_prints_one_object_and_leaves_nothing_behind(test_database):
    server = databases.Urls.from_environment()
    command = [sys.executable, "-m", "luukku.project.cli", "bench", "insight", "--json", "--requests", "3"]

    done = subprocess.run(
        [*command, "--families-small", "20", "--families-large", "60"], capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert next(iter(told)) == "summary"
    assert told["summary"]["same_rows_as_a_rebuild"]
    assert told["small"]["pages"].keys() == told["large"]["pages"].keys() == set(insight.PAGES)
    assert all(one["queries"] for one in told["large"]["pages"].values())
    assert databases.names(server, "luukku_bench_small_") == []
    assert databases.names(server, "luukku_bench_large_") == []
