"""When the largest thing of a first view is painted, on a slow phone with a slow network. Used by `bench.public`.

LCP as docs/speed.md defines it: 150 ms latency, 1.6 Mbit/s down, processor four times slower, cold cache, median of 5.
"""

import importlib
import statistics
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Final

from luukku.project import machine

TIMES: Final = 5
LCP_MS: Final = 2000
LATENCY_MS: Final = 150
DOWN_BYTES, UP_BYTES = 1_600_000 / 8, 750_000 / 8
SLOWER: Final = 4
SETTLING_MS: Final = 500
LATIN_BYTES, ARABIC_BYTES, SCRIPT_BYTES = 150_000, 220_000, 60_000
ARABIC: Final = ("/ar/", "/fa/", "/ckb/")
PHONE: Final = {
    "viewport": {"width": 360, "height": 740},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
LARGEST = """() => new Promise(done => {
    new PerformanceObserver(list => done(list.getEntries().at(-1).startTime))
        .observe({ type: "largest-contentful-paint", buffered: true });
    setTimeout(() => done(null), 10000);
})"""


@dataclass(frozen=True, slots=True)
class FirstView:
    """One page opened with an empty cache; bytes as they came over the wire."""

    lcp_ms: float
    bytes: int
    script_bytes: int
    requests: int


def measure(address: str, paths: Sequence[str], times: int = TIMES) -> dict[str, dict[str, Any]]:
    """Figures by path, each beside its bar; nothing where this machine has no browser or no Playwright."""
    found = {}
    with _browser() as browser:
        if browser is None:
            return {}
        for path in paths:
            views = [_open(browser, address + path) for _time in range(times)]
            found[path] = _judged(path, views)
    return found


@contextmanager
def _browser() -> Iterator[Any]:
    program = machine.browser()
    try:
        playwright: Any = importlib.import_module("playwright.sync_api")  # of the developers' packages alone
    except ImportError:
        program = None
    if program is None:
        yield None
        return
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()


def _open(browser: Any, url: str) -> FirstView:
    context = browser.new_context(**PHONE)
    try:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        sizes: dict[str, int] = {}
        scripts: set[str] = set()
        devtools.on(
            "Network.loadingFinished", lambda told: sizes.update({told["requestId"]: told["encodedDataLength"]})
        )
        devtools.on(
            "Network.responseReceived", lambda told: scripts.add(told["requestId"]) if _is_script(told) else None
        )
        devtools.send("Network.enable")
        slow = {"offline": False, "latency": LATENCY_MS, "downloadThroughput": DOWN_BYTES, "uploadThroughput": UP_BYTES}
        devtools.send("Network.emulateNetworkConditions", slow)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.goto(url, wait_until="load")
        page.evaluate("() => document.fonts.ready.then(() => null)")
        page.wait_for_timeout(SETTLING_MS)
        largest = page.evaluate(LARGEST)
        if largest is None:
            msg = f"{url} painted nothing."
            raise RuntimeError(msg)
        in_scripts = sum(size for one, size in sizes.items() if one in scripts)
        return FirstView(float(largest), sum(sizes.values()), in_scripts, len(sizes))
    finally:
        context.close()


def _is_script(told: dict[str, Any]) -> bool:
    return bool(told["type"] == "Script")


def _judged(path: str, views: Sequence[FirstView]) -> dict[str, Any]:
    bar = ARABIC_BYTES if path.startswith(ARABIC) else LATIN_BYTES
    lcp = statistics.median(view.lcp_ms for view in views)
    size, script = max(view.bytes for view in views), max(view.script_bytes for view in views)
    return {
        "lcp_ms": round(lcp),
        "lcp_ms_at_most": LCP_MS,
        "bytes": size,
        "bytes_at_most": bar,
        "script_bytes": script,
        "script_bytes_at_most": SCRIPT_BYTES,
        "requests": max(view.requests for view in views),
        "within": lcp <= LCP_MS and size <= bar and script <= SCRIPT_BYTES,
    }
