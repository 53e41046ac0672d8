"""Every page behind the doors of a workplace, as somebody who may open it sees it: nobody is shut out.

The pages are those of the scene on which the table of rights stands, so that each of them is there, always the same.
"""

import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from luukku.accounts.models import User
from tests.access.cast import Cast, When, answer
from tests.access.scene import MOMENTS, Scene, build
from tests.access.table import WORK
from tests.browser.visit import DESK, HEIGHTS, PHONE
from tests.chromium import sideways_scroll, small_controls, static_file, violations
from tests.crawl import INSIDE
from tests.database import undone

pytestmark = [pytest.mark.browser, pytest.mark.slow]

LANGUAGES = ("fi", "en")
FAMILY_PAGES = {"plans:plan-family": "ar", "plans:plan-pictures": "ar", "plans:plan-read": "ar"}
"""Pages in the family's language, whoever reads them."""

OPENED = {
    name: next(cast for cast in Cast if answer(row.answers[cast], When.DURING) == 200)
    for name, row in WORK.items()
    if row.method == "GET" and any(answer(row.answers[cast], When.DURING) == 200 for cast in Cast)
}
"""Who opens each page: the first of the cast who may."""


@dataclass(frozen=True, slots=True)
class Door:
    """What was answered at a door."""

    html: str
    policy: str


@pytest.fixture(scope="session")
def doors(django_db_setup, django_db_blocker) -> dict[tuple[str, str], Door]:
    """Each page in each language, by name and language; files and answers to scripts are left out."""
    pages: dict[tuple[str, str], Door] = {}
    moment = time_machine.travel(MOMENTS[When.DURING], tick=False)
    with moment, django_db_blocker.unblock(), undone():
        scene = build()
        for language in LANGUAGES:
            User.objects.update(language=language)
            pages |= {(name, language): page for name in OPENED if (page := _open(scene, name))}
    return pages


def _open(scene: Scene, name: str) -> Door | None:
    worker, row = scene.cast[OPENED[name]], WORK[name]
    client = Client()
    client.force_login(worker.user)
    path = reverse(name, urlconf=INSIDE, kwargs={key: scene.ids[which] for key, which in row.of.items()})
    with transaction.atomic():
        response = client.get(f"/w/{worker.organisation.code}{path}")
        transaction.set_rollback(True)
    if not response.headers["Content-Type"].startswith("text/html"):
        return None
    return Door(response.content.decode(), response.headers["Content-Security-Policy"])


@pytest.fixture(scope="session")
def address(doors):
    """A server on this machine that hands out the pages, `/<name>/<language>`, and what they are drawn with."""

    class Counter(BaseHTTPRequestHandler):
        def do_GET(self):
            path = urlsplit(self.path).path
            name, _slash, language = path.strip("/").partition("/")
            if door := doors.get((name, language)):
                self._say(door.html.encode(), "text/html; charset=utf-8", door.policy)
            elif found := static_file(path):
                self._say(found.content, found.kind)
            else:
                self.send_response(204)
                self.end_headers()

        def do_POST(self):
            self.do_GET()

        def _say(self, content: bytes, kind: str, policy: str = "") -> None:
            self.send_response(200)
            self.send_header("Content-Type", kind)
            self.send_header("Cache-Control", "no-store" if policy else "max-age=3600")
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_told: object) -> None:
            """Nothing: what matters is what the browser says."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Counter)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def screen(browser):
    """One page for all tests: styles and scripts are loaded once."""
    context = browser.new_context(reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.fixture
def look(screen, address):
    """Look at a page on a phone or at a desk; what the browser complained about meanwhile fails the test."""
    complaints: list[str] = []

    def note_message(message):
        complaints.append(message.text)

    def note_error(error):
        complaints.append(str(error))

    def at(name: str, language: str, width: int, scheme="light"):
        screen.emulate_media(color_scheme=scheme)
        screen.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        screen.goto(f"{address}/{name}/{language}")
        return screen

    screen.on("console", note_message)
    screen.on("pageerror", note_error)
    yield at
    screen.remove_listener("console", note_message)
    screen.remove_listener("pageerror", note_error)
    assert complaints == []


def test_every_door_is_opened_by_somebody(doors):
    """A page that none of the cast can open would be looked at by nobody."""
    shown = {name for name, _language in doors}

    assert shown >= {name for name in OPENED if name not in NO_PAGE}
    assert {name for name, row in WORK.items() if row.method == "GET"} - set(OPENED) <= LEADS_ON


NO_PAGE = {
    # files, and parts that a script asks for
    "plans:plan-pdf", "plans:plan-pictures-pdf", "plans:plan-export-json", "plans:plan-export-csv",
    "casework:access-log-print", "casework:meeting-print", "casework:permit-print", "casework:correction-letter",
    "toolkit:file", "toolkit:picture", "toolkit:xliff-out", "desk:suggestions",
    "surveys:wave-paper", "surveys:wave-qr", "surveys:results-csv", "surveys:results-json", "surveys:results-pdf",
    "surveys:criteria-csv", "programme:measures-csv", "programme:indicator-csv",
    "programme:meeting-pdf", "programme:report-board", "programme:report-pdf", "programme:report-xlsx",
    "programme:report-json", "programme:model-package", "programme:adoption-report",
    "insight:chart-file", "insight:equality-file",
    "programme:thread-svg", "programme:thread-pdf", "programme:thread-csv",
    "casework:document-download", "casework:export-download", "casework:import-template", "casework:import-faults",
}  # fmt: skip

LEADS_ON = {
    # answered with another page, or with what is missing: read by their apps' own tests
    "casework:register", "plans:case-plan", "plans:plan-start", "plans:plan-withdraw", "plans:plan-confirm",
    "plans:plan-difference", "plans:plan-review", "plans:interview-start", "casework:pointer-moved",
    "surveys:comparable", "insight:county",
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", sorted(set(OPENED) - NO_PAGE))
def test_nobody_is_shut_out_of_a_page(look, name, language):
    page = look(name, language, DESK)

    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("html").get_attribute("lang") == FAMILY_PAGES.get(name, language)
    assert violations(page) == "[]"
    assert sideways_scroll(page) <= 0
    page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
    assert violations(page) == "[]"
    assert sideways_scroll(page) <= 0
    assert small_controls(page) == []


@pytest.mark.parametrize("name", sorted(set(OPENED) - NO_PAGE))
def test_nobody_is_shut_out_in_the_dark(look, name):
    page = look(name, "fi", PHONE, scheme="dark")

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(251, 247, 239)"
    assert violations(page, ["color-contrast"]) == "[]"
