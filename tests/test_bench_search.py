"""The benchmark of search runs, at a size that says nothing about speed."""

import json
import os
import subprocess
import sys

import pytest

from luukku.project import databases


@pytest.mark.slow
def test_bench_search_prints_one_object_and_leaves_nothing_behind(test_database):
    server = databases.Urls.from_environment()
    command = [sys.executable, "-m", "luukku.project.cli", "bench", "search", "--json"]
    without_shared_data = {name: told for name, told in os.environ.items() if name != "LUUKKU_SHARED_DATA"}

    done = subprocess.run(
        [*command, "--documents", "40", "--questions", "10"],
        capture_output=True,
        text=True,
        check=False,
        env=without_shared_data,
    )

    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert next(iter(told)) == "summary"
    assert {"search_p95_ms_40", "suggest_p95_ms_40", "not_measured"} <= set(told["summary"])
    assert databases.names(server, f"luukku_bench_small_{os.getpid()}") == []
