"""The benchmark's answer: each figure beside its bar, then the details."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from luukku.project.bench.pages import Page, Timed

P50_RATIO: Final = 1.3
P95_RATIO: Final = 1.6
PAGE_BYTES: Final = 100_000
FIRST_VIEW_BYTES: Final = 250_000
WORKER_BYTES: Final = 250_000_000


def report(
    pages: "Sequence[Page]",
    timed: "Mapping[str, Mapping[str, Timed]]",
    weights: Mapping[str, int],
    memory: Mapping[str, Mapping[str, int]],
    told: Mapping[str, Any],
) -> dict[str, Any]:
    """Everything measured, as it is printed."""
    summary: dict[str, Any] = {page.name: _judged(page, timed[page.name]) for page in pages}
    summary["first_view_bytes"] = at_most(sum(weights.values()), FIRST_VIEW_BYTES)
    highest = max((one.get("VmHWM", 0) for one in memory.values()), default=0)
    summary["worker_memory_bytes"] = at_most(highest, WORKER_BYTES)
    summary["all_within"] = all(_within(value) for value in summary.values())
    details = {page.name: {name: _detail(one) for name, one in timed[page.name].items()} for page in pages}
    return {"summary": summary, **told, "pages": details, "first_view": dict(weights), "memory": dict(memory)}


def _judged(page: "Page", timed: "Mapping[str, Timed]") -> dict[str, Any]:
    small, large = timed["small"], timed["large"]
    judged = {
        "p95_ms": at_most(round(max(small.at(0.95), large.at(0.95)), 1), page.p95),
        "p50_ratio": at_most(round(large.at(0.5) / small.at(0.5), 2), P50_RATIO),
        "p95_ratio": at_most(round(large.at(0.95) / small.at(0.95), 2), P95_RATIO),
        "queries_identical": [queries for queries, _rows in small.counted] == [q for q, _rows in large.counted],
        "rows_identical": [rows for _queries, rows in small.counted] == [rows for _queries, rows in large.counted],
    }
    if page.is_weighed:
        judged["bytes"] = at_most(max(small.size, large.size), PAGE_BYTES)
    return judged


def at_most(value: float, bar: float) -> dict[str, Any]:
    """A figure beside the bar that it may reach."""
    return {"value": value, "at_most": bar, "within": value <= bar}


def at_least(value: float, bar: float) -> dict[str, Any]:
    """A figure beside the bar that it must reach."""
    return {"value": round(value, 4), "at_least": bar, "within": value >= bar}


def _within(told: Any) -> bool:
    if isinstance(told, bool):
        return told
    if "within" in told:
        return bool(told["within"])
    return all(_within(value) for value in told.values())


def _detail(one: "Timed") -> dict[str, Any]:
    return {
        "p50_ms": round(one.at(0.5), 2),
        "p95_ms": round(one.at(0.95), 2),
        "p99_ms": round(one.at(0.99), 2),
        "queries": max((queries for queries, _rows in one.counted), default=0),
        "rows_read": max((rows for _queries, rows in one.counted), default=0),
        "rows_scanned": one.scanned,
        "bytes": one.size,
        "processor_ms": round(one.processor / max(1, len(one.seconds)) * 1000, 2),
        "resident_bytes": one.memory,
    }


def as_table(told: Mapping[str, Any]) -> str:
    """The same for a person at a terminal."""
    lines = [
        f"{'':14}{'':>7}{'p50':>8}{'p95':>8}{'p99':>8}{'queries':>9}{'rows':>7}{'scanned':>9}{'bytes':>9}{'cpu ms':>8}"
    ]
    for page, sizes in told["pages"].items():
        for size, one in sizes.items():
            lines.append(
                f"{page:14}{size:>7}{one['p50_ms']:8.1f}{one['p95_ms']:8.1f}{one['p99_ms']:8.1f}"
                f"{one['queries']:>9}{one['rows_read']:>7}{one['rows_scanned']:>9}{one['bytes']:>9}{one['processor_ms']:>8.1f}"
            )
        judged = told["summary"][page]
        lines.append("  " + ", ".join(f"{name} {_told(value)}" for name, value in judged.items()))
    ends = ("first_view_bytes", "worker_memory_bytes", "all_within")
    lines += [f"{name}: {_told(told['summary'][name])}" for name in ends]
    return "\n".join(lines)


def _told(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "NO"
    mark = "" if value["within"] else " !"
    return f"{value['value']:,} (at most {value['at_most']:,}){mark}"
