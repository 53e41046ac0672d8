"""`luukku bench public`: processor time and requests a second of the public site, at a large region's size."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import quote

from luukku.language.languages import FAMILY_LANGUAGES
from luukku.project import databases
from luukku.project.bench import painting
from luukku.project.bench.pages import say
from luukku.project.bench.public_filling import EVENTS, LANGUAGES, PAGES, PLACES, WORDS
from luukku.project.bench.serving import PATIENCE_SECONDS, Site
from luukku.project.generate import running

SEQUENTIAL: Final = 1000
CONNECTIONS: Final = 8
KEPT_MS, MISS_MS, MOST_QUERIES = 2.0, 25.0, 10
MILLISECONDS: Final = 1000.0


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of request.

    Attributes:
        paths: asked in turn; of a miss each once, of the rest again and again.
        bar: processor milliseconds of one request; None prints without a bar.
        is_kept: every path is asked once before, so that it is kept. knows: the asker has it and asks for changes.
    """

    name: str
    paths: Sequence[str]
    bar: float | None = None
    is_kept: bool = False
    knows: bool = False


@dataclass(slots=True)
class Measured:
    cpu_ms: float = 0.0
    p50_ms: float = 0.0
    per_second: float = 0.0
    bytes: int = 0
    queries: int = 0
    status: int = 0
    requests: int = 0
    etags: dict[str, str] = field(default_factory=dict)


def run(*, requests: int = SEQUENTIAL, pages: int = PAGES, seed: int = 1) -> dict[str, Any]:
    """Measure, and answer what is printed: `summary` first, each figure beside its bar."""
    server = databases.Urls.from_environment()
    running.sweep(server)
    name = running.passing_name("small")
    made = databases.create(server, name)
    try:
        running.migrate(made)
        say(f"{pages} texts in {len(LANGUAGES)} languages")
        filled = _fill(made, pages, seed)
        with Site(made) as site:
            measured = {kind.name: _measure(site, kind, requests) for kind in _kinds(filled, requests)}
            memory = site.memory_bytes()
            say("first views on a slow phone")
            views = painting.measure(
                f"http://127.0.0.1:{site.port}", _opened(filled), painting.TIMES if requests > 99 else 1
            )
    finally:
        databases.drop(server, name)
    bars = {kind.name: kind.bar for kind in _kinds(filled, requests)}
    return _report(measured, bars, views, {"pages": pages, "text_bytes": filled["bytes"], "worker": memory})


def _opened(filled: dict[str, Any]) -> list[str]:
    """Where a reader may come from outside: the front page, a text, lists."""
    paths = ["", f"pages/{filled['ids'][0]}/", "pages/", "places/"]
    return [f"/{code}/{path}" for code in ("fi", "ar") for path in paths]


def _fill(made: databases.Urls, pages: int, seed: int) -> dict[str, Any]:
    places, events = (pages * whole // PAGES for whole in (PLACES, EVENTS))
    told = {"pages": pages, "places": places, "events": events, "seed": seed}
    done = subprocess.run(
        [sys.executable, "-m", "luukku.project.bench.public_filling", json.dumps(told)],
        env=os.environ | made.as_environment(),
        stdout=subprocess.PIPE,
        check=True,
    )
    return dict(json.loads(done.stdout))


def _kinds(filled: dict[str, Any], requests: int) -> list[Kind]:
    """Misses first: they fill what the others then find."""
    ids = filled["ids"]
    texts = [f"/{code}/pages/{one}/" for code in LANGUAGES for one in ids][:requests]
    lists = [f"/{code}/pages/?page={page}" for code in FAMILY_LANGUAGES for page in range(1, len(ids) // 50 + 2)]
    places = [f"/{code}/places/{one}/" for code in FAMILY_LANGUAGES for one in filled["places"]][:requests]
    asked = [f"/{code}/search/?q={quote(word)}" for code in LANGUAGES for word in WORDS[code].split()]
    return [
        Kind("page_miss", texts, MISS_MS),
        Kind("list_miss", lists),
        Kind("place_miss", places, MISS_MS),
        Kind("places_miss", [f"/{code}/places/" for code in FAMILY_LANGUAGES]),
        Kind("events_miss", [f"/{code}/events/" for code in FAMILY_LANGUAGES]),
        Kind("page_kept", texts[:50], KEPT_MS, is_kept=True),
        Kind("page_304", texts[:50], KEPT_MS, is_kept=True, knows=True),
        Kind("list_kept", lists[:8], KEPT_MS, is_kept=True),
        Kind("places_kept", ["/fi/places/", "/ar/places/"], KEPT_MS, is_kept=True),
        Kind("events_kept", ["/fi/events/", "/ar/events/"], KEPT_MS, is_kept=True),
        Kind("home_kept", ["/fi/", "/ar/"], KEPT_MS, is_kept=True),
        Kind("changes_kept", ["/fi/pages.json?since=1"], KEPT_MS, is_kept=True),
        Kind("texts_json_kept", ["/fi/pages.json", "/ar/pages.json"], None, is_kept=True),
        Kind("search", asked, None),
    ]


def _measure(site: Site, kind: Kind, requests: int) -> Measured:
    told = Measured()
    first = len(kind.paths) if kind.is_kept else 1
    for path in kind.paths[:first]:
        visit = site.visit(path, count=True)
        told.status, told.bytes = visit.status, max(told.bytes, len(visit.body))
        told.queries = max(told.queries, visit.counted[0] if visit.counted else 0)
        told.etags[path] = visit.headers.get("etag", "")
    again = kind.is_kept or kind.name == "search"
    paths = [kind.paths[number % len(kind.paths)] for number in range(requests)] if again else kind.paths[1:]
    before = site.processor_seconds()
    ask = _asker(site.port)
    seconds = [ask(path, told.etags.get(path, "") if kind.knows else "") for path in paths]
    told.cpu_ms = (site.processor_seconds() - before) / max(1, len(paths)) * MILLISECONDS
    told.p50_ms = sorted(seconds)[len(seconds) // 2] * MILLISECONDS
    told.requests = len(paths)
    if again:
        told.per_second = _together(site.port, kind, paths, told.etags)
    say(f"  {kind.name}: {told.cpu_ms:.2f} ms cpu, {told.per_second:.0f} requests/s, {told.queries} queries")
    return told


def _asker(port: int) -> Callable[[str, str], float]:
    """A kept connection that asks and answers in how many seconds; an error is not a figure."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)

    def ask(path: str, etag: str) -> float:
        headers = {"Accept-Encoding": "gzip"} | ({"If-None-Match": etag} if etag else {})
        began = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != (http.HTTPStatus.NOT_MODIFIED if etag else http.HTTPStatus.OK):
            msg = f"{path} answered {answer.status}."
            raise RuntimeError(msg)
        return time.perf_counter() - began

    return ask


def _together(port: int, kind: Kind, paths: Sequence[str], etags: dict[str, str]) -> float:
    """Requests a second with eight connections at once."""

    def ask_all(number: int) -> int:
        ask = _asker(port)
        own = paths[number::CONNECTIONS]
        for path in own:
            ask(path, etags.get(path, "") if kind.knows else "")
        return len(own)

    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        done = sum(pool.map(ask_all, range(CONNECTIONS)))
    return done / (time.perf_counter() - began)


def _report(
    measured: dict[str, Measured], bars: dict[str, float | None], views: dict[str, dict[str, Any]], told: dict[str, Any]
) -> dict[str, Any]:
    summary: dict[str, Any] = {}
    for name, one in measured.items():
        figure: dict[str, Any] = {
            "cpu_ms": round(one.cpu_ms, 2),
            "queries": one.queries,
            "queries_at_most": MOST_QUERIES,
        }
        bar = bars[name]
        if bar is not None:
            figure["cpu_ms_at_most"] = bar
        figure["within"] = one.queries <= MOST_QUERIES and (bar is None or one.cpu_ms <= bar)
        figure["requests_per_second"] = round(one.per_second)
        summary[name] = figure
    all_within = all(one["within"] for one in (*summary.values(), *views.values()))
    summary["first_views"] = views or "not measured: there is no Chromium with Playwright here"
    summary["all_within"] = all_within
    details = {
        name: {"p50_ms": round(one.p50_ms, 2), "bytes": one.bytes, "requests": one.requests}
        for name, one in measured.items()
    }
    return {"summary": summary, **told, "details": details}


def as_table(told: dict[str, Any]) -> str:
    """The same for a person at a terminal."""
    lines = [f"{told['pages']} texts, bytes of text: {told['text_bytes']}"]
    summary = dict(told["summary"])
    views = summary.pop("first_views")
    all_within = summary.pop("all_within")
    for name, one in summary.items():
        bar = f" (at most {one['cpu_ms_at_most']})" if "cpu_ms_at_most" in one else ""
        mark = "" if one["within"] else "  MORE"
        speed = f", {one['requests_per_second']} requests/s" if one["requests_per_second"] else ""
        lines.append(f"{name:<16} {one['cpu_ms']} ms cpu{bar}, {one['queries']} queries{speed}{mark}")
    if isinstance(views, str):
        lines.append(f"first views {views}")
    else:
        lines += [_line(path, one) for path, one in views.items()]
    return "\n".join([*lines, f"all within: {'yes' if all_within else 'NO'}"])


def _line(path: str, one: dict[str, Any]) -> str:
    figures = ", ".join(
        f"{name} {one[name]} (at most {one[f'{name}_at_most']})" for name in ("lcp_ms", "bytes", "script_bytes")
    )
    return f"{path}: {figures}{'' if one['within'] else '  MORE'}"
