"""One Chromium for all tests of a process, and what is asked of everything that it shows."""

import json
import os
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTROLS = (
    "button, summary, .ds-button, .lk-plain, .lk-tool, .lk-choice, .lk-nav a, .lk-crumbs a, .lk-filters a, "
    ".lk-menu__panel a, .lk-brand, select, textarea, input:not([type=hidden], [type=radio], [type=checkbox])"
)
SMALL_CONTROLS = """controls => controls
    .filter(one => one.checkVisibility({ visibilityProperty: true }) && !one.closest("[aria-hidden=true]"))
    .map(one => [one.outerHTML.slice(0, 90), one.getBoundingClientRect()])
    .filter(([, box]) => box.height < 43.5 || box.width < 43.5).map(([html]) => html)"""
STATIC_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
ARGUMENTS = [
    "--no-sandbox",  # tests run as root in some gates; the browser sees only our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Tests with a browser last: Playwright's event loop stays in the thread, and no test can run its own beside it."""
    items.sort(key=lambda item: "browser" in getattr(item, "fixturenames", ()))


@pytest.fixture(scope="session")
def browser(chromium):
    """Playwright keeps an event loop in this thread; Django's guard against it would stop every later test."""
    from playwright.sync_api import sync_playwright

    guard = "DJANGO_ALLOW_ASYNC_UNSAFE"
    before = os.environ.get(guard)
    os.environ[guard] = "1"
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield launched
        launched.close()
    if before is None:
        del os.environ[guard]
    else:
        os.environ[guard] = before


def violations(page, rules: list[str] | None = None) -> str:
    """What axe finds wrong on the page, as text to compare with "[]"; of these rules alone, if some are named."""
    if not AXE.exists():
        pytest.skip("There is no axe-core. Mended by: npm ci")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"], "runOnly": rules or STANDARDS}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    told = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
    return json.dumps(told, indent=1, ensure_ascii=False)


def sideways_scroll(page) -> int:
    """By how many pixels the page is wider than the screen."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def small_controls(page) -> list[str]:
    """Controls under 44 pixels, as they begin in the page's source."""
    return page.eval_on_selector_all(CONTROLS, SMALL_CONTROLS)


@dataclass(frozen=True, slots=True)
class StaticFile:
    """A style, script, picture or font of the source tree."""

    content: bytes
    kind: str


def static_file(path: str) -> StaticFile | None:
    """What lies at a path of the site below /static/."""
    found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
    return StaticFile(Path(found).read_bytes(), STATIC_TYPES[Path(found).suffix]) if found else None
