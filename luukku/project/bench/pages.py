"""`luukku bench pages`: every important page at two sizes, against the bars that the product promises."""

import json
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from typing import Any

import psycopg

from luukku.project import databases
from luukku.project.bench.filling import form_with
from luukku.project.bench.serving import Site, Visit
from luukku.project.bench.weighing import first_view
from luukku.project.generate import running
from luukku.project.generate.running import Order
from luukku.project.generate.world import PROBE_FAMILIES, PROBES, make_world

WARM_UP = 32
SEARCHES_A_MINUTE = 55
"""For each probe; the site itself stops somebody who searches more than sixty times a minute."""
MILLISECONDS = 1000.0
VISITED = ("plans", "draft")
"""What a worker must have to be visited."""
PLAN_WORDS = "Olemme puhuneet tästä yhdessä. Kirjaus {number}."


@dataclass(slots=True)
class Town:
    """One database under test: its site, its probes, and what each of them visits."""

    name: str
    site: Site
    probes: list[dict[str, Any]]
    database: str
    visits: int = 0

    def probe(self, number: int) -> dict[str, Any]:
        return self.probes[number % len(self.probes)]

    def having(self, what: str) -> "Town":
        """The same town, with only those probes who have this to visit."""
        return replace(self, probes=[probe for probe in self.probes if probe[what]]) if what else self


@dataclass(frozen=True, slots=True)
class Page:
    """One page and its promise.

    Attributes:
        visit: makes the request of one number for a town.
        p95: milliseconds that 95 of 100 visits must keep to.
        status: what a good answer says.
        needs: what a worker must have to be visited; a page that nobody in a small town has is left out.
    """

    name: str
    visit: Callable[[Town, int, bool], Visit]
    p95: float = 60
    status: int = 200
    is_weighed: bool = True
    needs: str = ""


@dataclass(slots=True)
class Timed:
    """What was measured of one page in one town.

    Attributes:
        counted: statements and rows by probe. scanned: rows the database read for one visit. size: bytes of the
            largest answer. processor: seconds of the web worker for all timed visits. memory: resident bytes after.
    """

    seconds: list[float] = field(default_factory=list)
    counted: list[tuple[int, int]] = field(default_factory=list)
    scanned: int = 0
    size: int = 0
    processor: float = 0.0
    memory: int = 0

    def at(self, share: float) -> float:
        """Milliseconds within which this share of the visits was answered."""
        ranked = sorted(self.seconds)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))] * MILLISECONDS


def _get(path: Callable[[dict[str, Any], int], str]) -> Callable[[Town, int, bool], Visit]:
    def visit(town: Town, number: int, count: bool) -> Visit:
        probe = town.probe(number)
        return town.site.visit(probe["base"] + path(probe, number // len(town.probes)), probe["session"], count=count)

    return visit


def _search(town: Town, number: int, count: bool) -> Visit:
    probe = town.probe(number)
    asked = probe["names"][(number // len(town.probes)) % len(probe["names"])]
    return town.site.visit(f"{probe['base']}families/search/", probe["session"], form={"q": asked}, count=count)


def _save(town: Town, number: int, count: bool) -> Visit:
    """A write with a key of its own, of a text that is new each time."""
    probe = town.probe(number)
    draft = probe["draft"]
    form = {
        "_key": str(uuid.uuid4()),
        "version": str(draft["version"]),
        "view": PLAN_WORDS.format(number=draft["version"]),
        "view_family": draft["family"],
    }
    visit = town.site.visit(f"{probe['base']}plans/parts/{draft['id']}/view/", probe["session"], form=form, count=count)
    draft["version"] += 1
    return visit


def _answer(town: Town, number: int, count: bool) -> Visit:
    """One section of an interview saved, with words that are new each time; only the saving is timed."""
    probe = town.probe(number)
    path = probe["base"] + probe["interview"]
    form, texts = form_with(town.site.visit(path, probe["session"]).body, "version")
    told = form | {"_key": str(uuid.uuid4()), texts[0]: PLAN_WORDS.format(number=number)}
    del told["csrfmiddlewaretoken"]
    return town.site.visit(path, probe["session"], form=told, count=count)


def _clocks(town: Town, number: int, count: bool) -> Visit:
    """The supervisor of the probes' unit, in turns what is late, due and past its target."""
    probe = town.probe(number)
    shown = _of(["late", "today", "week", "past_target"], number // len(town.probes))
    return town.site.visit(f"{probe['base']}clocks/?show={shown}", probe["chief"], count=count)


def _of(things: list[str], number: int) -> str:
    return things[number % len(things)]


PAGES = (
    Page("my_day", _get(lambda _probe, _number: "")),
    Page("case_list", _get(lambda _probe, _number: "families/")),
    Page("search_first", _search, p95=120),
    Page("family_page", _get(lambda probe, number: f"cases/{_of(probe['cases'], number)}/")),
    Page("plan_page", _get(lambda probe, number: f"plans/{_of(probe['plans'], number)}/")),
    Page(
        "plan_difference",
        _get(lambda probe, number: f"plans/{_of(probe['differences'], number)}/"),
        needs="differences",
    ),
    Page("assessment_save", _answer, status=302, is_weighed=False, needs="interview"),
    Page("timeline", _get(lambda probe, _number: f"cases/{probe['story']}/")),
    Page("timeline_later", _get(lambda probe, number: f"cases/{probe['story']}/?before={_of(probe['days'], number)}")),
    Page("supervisor_clocks", _clocks),
    Page("plan_save", _save, status=302, is_weighed=False),
    Page("pdf", _get(lambda probe, number: f"plans/{_of(probe['plans'], number)}/pdf/"), p95=300, is_weighed=False),
)


def run(*, small: int, large: int, requests: int, seed: int = 1) -> dict[str, Any]:
    """Measure, and answer what is printed: `summary` first, each figure beside its bar."""
    from luukku.core import clock

    server = databases.Urls.from_environment()
    running.sweep(server)
    probe_families = PROBE_FAMILIES if small >= PROBE_FAMILIES * PROBES else max(1, small * 4 // 5)
    probes = min(PROBES, small // probe_families)
    today = clock.today()
    orders = {name: Order(size, seed, today, probe_families) for name, size in (("small", small), ("large", large))}
    for name, order in orders.items():
        say(f"{name}: {order.families:,} families")
        running.ensure_template(server, order)
    with ExitStack() as stack:
        towns = [_open_town(stack, server, name, order, probes) for name, order in orders.items()]
        timed = {page.name: found for page in PAGES if (found := _time_where_it_is(page, towns, requests))}
        weights = first_view(towns[0].site, towns[0].probes[0]["base"], towns[0].probes[0]["session"])
        memory = {town.name: town.site.memory_bytes() | {"press": town.site.press_bytes()} for town in towns}
    from luukku.project.bench.reporting import report

    measured = [page for page in PAGES if page.name in timed]
    return report(
        measured, timed, weights, memory, {"requests": requests, "families": {"small": small, "large": large}}
    )


def _open_town(stack: ExitStack, server: databases.Urls, name: str, order: Order, probes: int) -> Town:
    """A copy of the kept world with a server before it; both are gone when the stack closes.

    Args:
        probes: how many workers are visited: as many as have the same families in both towns.
    """
    template, figures = running.ensure_template(server, order)
    copy = running.passing_name(name)
    began = time.monotonic()
    stack.callback(databases.drop, server, copy)
    made = databases.create(server, copy, template)
    say(f"{name}: copied in {time.monotonic() - began:.1f} s")
    world = make_world(order.families, order.seed, order.probe_families)
    ids = [probe.id for probe in world.probes[:probes]]
    told = {"probes": ids, "code": world.municipalities[0].code, "day": figures.day}
    done = subprocess.run(
        [sys.executable, "-m", "luukku.project.bench.preparing", json.dumps(told)],
        env=os.environ | made.as_environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    visited = [probe for probe in json.loads(done.stdout)["probes"] if all(probe[what] for what in VISITED)]
    if not visited:
        msg = "No probe has both a plan in force and a draft: ask for more families."
        raise ValueError(msg)
    return Town(name, stack.enter_context(Site(made)), visited, made.owner)


def _time_where_it_is(page: Page, towns: list[Town], requests: int) -> dict[str, Timed]:
    having = [town.having(page.needs) for town in towns]
    if all(town.probes for town in having):
        return _time(page, having, requests)
    say(f"  {page.name}: nobody has one")
    return {}


def _time(page: Page, towns: list[Town], requests: int) -> dict[str, Timed]:
    """Warm up, count once for each probe, then visit the towns in turns."""
    timed = {town.name: Timed() for town in towns}
    for town in towns:
        for number in range(min(WARM_UP, 4 * requests)):
            _good(page, page.visit(town, number, False))
        before = _rows_scanned(town.database)
        counted = [_good(page, page.visit(town, number, True)) for number in range(len(town.probes))]
        timed[town.name].counted = [visit.counted for visit in counted if visit.counted]
        timed[town.name].scanned = (_rows_scanned(town.database) - before) // len(counted)
        timed[town.name].size = max(len(visit.body) for visit in counted)
    for town in towns:
        timed[town.name].processor = -town.site.processor_seconds()
    pause = max(0.0, 60 / SEARCHES_A_MINUTE / len(towns[0].probes) / 2) if page.visit is _search else 0.0
    for number in range(requests):
        for town in towns if number % 2 else reversed(towns):
            timed[town.name].seconds.append(_good(page, page.visit(town, number, False)).seconds)
        if pause and requests > SEARCHES_A_MINUTE * len(towns[0].probes) // 2:
            time.sleep(pause)
    for town in towns:
        timed[town.name].processor += town.site.processor_seconds()
        timed[town.name].memory = town.site.memory_bytes().get("VmRSS", 0)
    told = ", ".join(f"{name} p50 {one.at(0.5):.1f} p95 {one.at(0.95):.1f}" for name, one in timed.items())
    say(f"  {page.name}: {told} ms")
    return timed


def _good(page: Page, visit: Visit) -> Visit:
    if visit.status != page.status:
        msg = f"The page {page.name} answered {visit.status} instead of {page.status}."
        raise RuntimeError(msg)
    return visit


def _rows_scanned(url: str) -> int:
    """Rows that the server has read from all tables so far, by its own statistics."""
    with psycopg.connect(url) as connection:
        (rows,) = connection.execute(
            "SELECT coalesce(sum(seq_tup_read + idx_tup_fetch), 0)::bigint FROM pg_stat_user_tables"
        ).fetchall()[0]
    return int(rows)


def say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
