"""`luukku bench insight`: the read model of the figures in a small and a large world, each in a copy of its own.

From nothing, after some families changed, and a dashboard as it is read: everything that a county's first page shows.
"""

import json
import os
import subprocess
import sys
from typing import Any, Final

from luukku.project import databases
from luukku.project.bench.pages import say
from luukku.project.generate import running
from luukku.project.generate.running import Order

P95_MS: Final = 150


def run(*, small: int, large: int, requests: int, seed: int = 1) -> dict[str, Any]:
    """Both worlds, and what is printed: `summary` first."""
    from luukku.core import clock

    server = databases.Urls.from_environment()
    running.sweep(server)
    worlds = {}
    for name, families in (("small", small), ("large", large)):
        template, _figures = running.ensure_template(server, Order(families, seed, clock.today()))
        copy = running.passing_name(name)
        try:
            worlds[name] = _measured(databases.create(server, copy, template), requests) | {"families": families}
        finally:
            databases.drop(server, copy)
        say(f"{name}: {worlds[name]}")
    p95 = max(one["dashboard_ms"]["p95"] for one in worlds.values())
    summary = {
        "dashboard_p95_ms": {"value": p95, "at_most": P95_MS, "within": p95 <= P95_MS},
        "queries_identical": worlds["small"]["dashboard_queries"] == worlds["large"]["dashboard_queries"],
        "same_rows_as_a_rebuild": all(one["same_rows_as_a_rebuild"] for one in worlds.values()),
    }
    return {"summary": summary, **worlds}


def _measured(made: databases.Urls, requests: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "luukku.project.bench.insight_world", str(requests)],
        env=os.environ | made.as_environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def as_table(told: dict[str, Any]) -> str:
    """The same for a person at a terminal."""
    lines = []
    for name in ("small", "large"):
        one = told[name]
        lines.append(f"{name}: {one['families']:,} families, {one['facts']:,} facts, {one['cells']:,} cells")
        changed = f"{one['changed']:,} families changed: {one['changed_seconds']} s"
        lines.append(
            f"  from nothing {one['from_nothing_seconds']} s; {changed}; published: {one['published_seconds']} s"
        )
        read = one["dashboard_ms"]
        lines.append(f"  dashboard: p50 {read['p50']} ms, p95 {read['p95']} ms, {one['dashboard_queries']} queries")
    summary = told["summary"]
    lines.append(f"p95 at most {P95_MS} ms: {'yes' if summary['dashboard_p95_ms']['within'] else 'NO'}")
    lines.append(f"the same queries at both sizes: {'yes' if summary['queries_identical'] else 'NO'}")
    lines.append(f"the same rows as a rebuild: {'yes' if summary['same_rows_as_a_rebuild'] else 'NO'}")
    return "\n".join(lines)
