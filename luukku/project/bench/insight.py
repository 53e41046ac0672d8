"""`luukku bench insight`: the read model of the figures in a small and a large world, each in a copy of its own.

From nothing, after some families changed, when a month has ended, and the pages as a browser gets them from the
production server: a county's dashboard, one figure by places, by languages and by both, the equality view, and a town's
dashboard with its region beside it.
"""

import json
import os
import subprocess
import sys
from http import HTTPStatus
from typing import Any, Final

from luukku.project import databases
from luukku.project.bench.pages import MILLISECONDS, Timed, say
from luukku.project.bench.reporting import at_most
from luukku.project.bench.serving import Site, Visit
from luukku.project.generate import running
from luukku.project.generate.running import Order

P95_MS: Final = 150
WARM_UP: Final = 8
PAGES: Final = ("county", "figure", "equality", "municipality")


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
    pages = {name: [one["pages"][name] for one in worlds.values()] for name in PAGES}
    summary: dict[str, Any] = {
        f"{name}_p95_ms": at_most(max(one["p95_ms"] for one in found), P95_MS) for name, found in pages.items()
    }
    summary["queries_identical"] = all(len({one["queries"] for one in found}) == 1 for found in pages.values())
    summary["same_rows_as_a_rebuild"] = all(one["same_rows_as_a_rebuild"] for one in worlds.values())
    return {"summary": summary, **worlds}


def _measured(made: databases.Urls, requests: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "luukku.project.bench.insight_world"],
        env=os.environ | made.as_environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    told: dict[str, Any] = json.loads(done.stdout)
    visits: dict[str, tuple[str, str]] = told.pop("visits")
    with Site(made) as site:
        pages = {name: _visited(site, *asked, requests) for name, asked in visits.items()}
    return told | {"pages": pages}


def _visited(site: Site, path: str, session: str, requests: int) -> dict[str, Any]:
    """A page asked for again and again, after some visits that don't count."""
    for _request in range(min(WARM_UP, requests)):
        _visit(site, path, session)
    counted = _visit(site, path, session, count=True)
    processor = -site.processor_seconds()
    times = Timed([_visit(site, path, session).seconds for _request in range(requests)])
    processor += site.processor_seconds()
    queries, rows = counted.counted or (0, 0)
    return {
        "p50_ms": round(times.at(0.5), 1),
        "p95_ms": round(times.at(0.95), 1),
        "cpu_ms": round(processor / requests * MILLISECONDS, 1),
        "queries": queries,
        "rows_read": rows,
        "bytes": len(counted.body),
    }


def _visit(site: Site, path: str, session: str, *, count: bool = False) -> Visit:
    visit = site.visit(path, session, count=count)
    if visit.status != HTTPStatus.OK:
        msg = f"{path} answered {visit.status}."
        raise RuntimeError(msg)
    return visit


def as_table(told: dict[str, Any]) -> str:
    """The same for a person at a terminal."""
    lines = []
    for name in ("small", "large"):
        one = told[name]
        lines.append(f"{name}: {one['families']:,} families, {one['facts']:,} facts, {one['cells']:,} cells")
        changed = f"{one['changed']:,} families changed: {one['changed_seconds']} s"
        lines.append(f"  from nothing {one['from_nothing_seconds']} s; {changed}")
        lines.append(f"  a month ended: {one['month_seconds']} s; a region published: {one['published_seconds']} s")
        lines += [f"  {page}: {_page_words(one['pages'][page])}" for page in PAGES]
    summary = told["summary"]
    is_quick = all(summary[f"{page}_p95_ms"]["within"] for page in PAGES)
    lines.append(f"p95 at most {P95_MS} ms: {'yes' if is_quick else 'NO'}")
    lines.append(f"the same queries at both sizes: {'yes' if summary['queries_identical'] else 'NO'}")
    lines.append(f"the same rows as a rebuild: {'yes' if summary['same_rows_as_a_rebuild'] else 'NO'}")
    return "\n".join(lines)


def _page_words(one: dict[str, Any]) -> str:
    times = f"p50 {one['p50_ms']} ms, p95 {one['p95_ms']} ms, cpu {one['cpu_ms']} ms"
    return f"{times}, {one['queries']} queries, {one['bytes']:,} bytes"
