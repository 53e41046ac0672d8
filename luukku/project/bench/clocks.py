"""`luukku bench clocks`: the night's run over every family of a large world, in a copy of its own."""

import json
import os
import subprocess
import sys
import time
from typing import Any, Final

from luukku.project import databases
from luukku.project.bench.pages import say
from luukku.project.generate import running
from luukku.project.generate.running import Order

MOST_SECONDS: Final = 180


def run(*, families: int, seed: int = 1) -> dict[str, Any]:
    """Run the first night of a world, which has the most to do, and the same night once more."""
    from luukku.core import clock

    server = databases.Urls.from_environment()
    running.sweep(server)
    template, figures = running.ensure_template(server, Order(families, seed, clock.today()))
    copy = running.passing_name("large")
    try:
        made = databases.create(server, copy, template)
        first = _night(made)
        again = _night(made)
    finally:
        databases.drop(server, copy)
    say(f"first night {first['seconds']} s, again {again['seconds']} s")
    within = first["seconds"] <= MOST_SECONDS
    summary = {
        "first_night_seconds": {"value": first["seconds"], "at_most": MOST_SECONDS, "within": within},
        "again_changes_nothing": again["rows"] == first["rows"],
        "all_within": within and again["rows"] == first["rows"],
    }
    return {"summary": summary, "families": figures.families, "first": first, "again": again}


def _night(made: databases.Urls) -> dict[str, Any]:
    """One run in a process of its own, as the worker would do it."""
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-m", "luukku.project.bench.night"],
        env=os.environ | made.as_environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return {"seconds": round(time.monotonic() - began, 1), **json.loads(done.stdout)}


def as_table(told: dict[str, Any]) -> str:
    """The same for a person at a terminal."""
    first, seconds = told["first"], told["summary"]["first_night_seconds"]
    unchanged = "yes" if told["summary"]["again_changes_nothing"] else "NO"
    lines = [
        f"{told['families']:,} families: {first['cases']:,} open cases, {first['running']:,} dates that run",
        f"the first night: {seconds['value']} s (at most {seconds['at_most']} s)",
        f"{first['started']:,} dates started, {first['late']:,} late, {first['told']:,} workers told",
        f"the same night again: {told['again']['seconds']} s, changes nothing: {unchanged}",
    ]
    return "\n".join(lines)
