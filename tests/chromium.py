"""One Chromium for all tests of a process, and axe-core to judge what it shows."""

import json
import os
from pathlib import Path

import pytest

AXE = Path(__file__).resolve().parent.parent / "node_modules" / "axe-core" / "axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ARGUMENTS = [
    "--no-sandbox",  # tests run as root in some gates; the browser sees only our own pages
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


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


def violations(page) -> str:
    """What axe finds wrong on the page, as text to compare with "[]"."""
    if not AXE.exists():
        pytest.skip("There is no axe-core. Mended by: npm ci")
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    options = {"resultTypes": ["violations"], "runOnly": STANDARDS}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    told = [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
    return json.dumps(told, indent=1, ensure_ascii=False)
