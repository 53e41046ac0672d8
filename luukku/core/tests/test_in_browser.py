"""The shell, components and script in Chromium, without a server: every request is answered by the test itself."""

import re
from urllib.parse import urlsplit

import pytest
from django.test import RequestFactory
from playwright.sync_api import expect

from luukku.core import error_pages
from luukku.core.errors import Conflict, FieldConflict
from luukku.core.tests import showcase
from tests.chromium import small_controls, static_file, violations

pytestmark = pytest.mark.browser

SITE = "http://localhost"
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'"
)


class Site:
    """What the browser would get from the real site; `saved` collects what autosave sent."""

    def __init__(self, browser, **context_options):
        self.context = browser.new_context(**context_options)
        self.page = self.context.new_page()
        self.page.set_default_timeout(10_000)
        self.html = showcase.html()
        self.saved = []
        self.pings = 0
        self.answers = []
        self.complaints: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.route("**/*", self.answer)

    def answer(self, route):
        path = urlsplit(route.request.url).path
        found = static_file(path)
        if found:
            route.fulfill(body=found.content, content_type=found.kind)
        elif path == "/save":
            self.saved.append(_fields(route.request.post_data or ""))
            reply = self.answers.pop(0) if self.answers else {"version": len(self.saved) + 1, "saved_at": "13.15"}
            self.reply(route, reply)
        elif path == "/ping":
            self.pings += 1
            route.fulfill(status=204)
        else:
            route.fulfill(body=self.html, content_type="text/html", headers={"Content-Security-Policy": CSP})

    def reply(self, route, reply):
        if reply == "no connection":
            route.abort()
        elif isinstance(reply, dict):
            route.fulfill(json=reply)
        else:
            route.fulfill(status=reply.status_code, body=reply.content.decode(), content_type="text/html")

    def open(self, **options):
        self.html = showcase.html(**options)
        self.page.goto(f"{SITE}/page")
        return self.page


def _fields(multipart):
    return dict(re.findall(r'name="(\w+)"\r\n\r\n(.*?)\r\n--', multipart, re.DOTALL))


@pytest.fixture
def site(browser):
    opened = []

    def make(**options):
        opened.append(Site(browser, **options))
        return opened[-1]

    yield make
    for one in opened:
        one.context.close()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["fi", "ar"])
def test_nobody_is_shut_out(site, language, scheme, width):
    it = site(viewport={"width": width, "height": 800})

    page = it.open(language=language, scheme=scheme, wrong=True)

    assert violations(page) == "[]"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert small_controls(page) == []
    assert it.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_more_contrast_stays_readable(site, scheme):
    it = site(viewport={"width": 1280, "height": 800}, contrast="more")

    page = it.open(scheme=scheme, wrong=True)

    assert violations(page) == "[]"
    soft = page.locator(".lk-soft").first.evaluate("one => getComputedStyle(one).color")
    assert soft == page.evaluate("getComputedStyle(document.body).color")


def test_nobody_is_shut_out_of_open_menus(site):
    phone = site(viewport={"width": 320, "height": 800}).open()
    phone.get_by_text("Menu", exact=True).click()
    desktop = site(viewport={"width": 1280, "height": 800}).open()
    desktop.locator(".lk-menu--me > summary").click()

    assert violations(phone) == "[]"
    assert violations(desktop) == "[]"
    assert small_controls(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("page", [error_pages.not_found, error_pages.unavailable])
def test_nobody_is_shut_out_of_an_error_page(site, page):
    it = site(viewport={"width": 320, "height": 800})
    it.html = page(RequestFactory().get("/")).content.decode()

    it.page.goto(f"{SITE}/gone")

    assert violations(it.page) == "[]"
    assert it.page.evaluate("document.documentElement.scrollWidth") <= 320


def test_twice_as_large_text_needs_no_sideways_scroll(site):
    page = site(viewport={"width": 1280, "height": 800}).open()

    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_everything_is_there_without_script(site):
    page = site(java_script_enabled=False, viewport={"width": 320, "height": 800}).open(wrong=True)

    page.get_by_text("Menu", exact=True).click()

    expect(page.get_by_role("link", name="Perheet").first).to_be_visible()
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    expect(page.get_by_role("alert")).to_contain_text("things to check")


def test_paper_is_light_even_when_the_screen_is_dark(site):
    page = site(viewport={"width": 1280, "height": 800}).open(scheme="dark")

    page.emulate_media(media="print")

    heading, nav = page.locator("h1"), page.get_by_role("navigation", name="Main menu")
    assert heading.evaluate("one => getComputedStyle(one).color") == "rgb(16, 51, 42)"
    expect(nav).to_be_hidden()


def test_errors_get_the_focus_and_lead_to_their_fields(site):
    page = site().open(wrong=True)

    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.get_by_role("link", name="Tarvitaanko tulkkia?: Choose one.").click()

    expect(page.get_by_label("Aina", exact=True)).to_be_focused()


def test_escape_closes_a_menu_and_gives_the_focus_back(site):
    page = site(viewport={"width": 1280, "height": 800}).open()
    summary = page.locator(".lk-menu--me > summary")
    summary.press("Enter")
    page.get_by_role("link", name="My settings").focus()

    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="My settings")).to_be_hidden()
    expect(summary).to_be_focused()


def test_writing_is_saved_after_a_pause(site):
    it = site()
    page = it.open()

    page.get_by_label("Omin sanoin").fill("Haluan oppia")
    expect(page.get_by_text("Saved 13.15")).to_be_visible()
    page.get_by_label("Omin sanoin").fill("Haluan oppia suomea")
    expect(page.locator("[name=version]")).to_have_value("3")

    first, second = it.saved
    assert (first["words"], first["version"]) == ("Haluan oppia", "1")
    assert (second["words"], second["version"]) == ("Haluan oppia suomea", "2")
    assert first["_key"] != second["_key"]


def test_a_lost_connection_is_told_and_the_same_write_is_tried_again(site):
    it = site()
    it.answers = ["no connection"]
    page = it.open()

    page.get_by_label("Omin sanoin").fill("Haluan oppia")

    expect(page.get_by_text("Not saved yet: no connection.")).to_be_visible()
    expect(page.get_by_text("Saved 13.15")).to_be_visible()
    first, second = it.saved
    assert first["_key"] == second["_key"]


def test_two_writers_see_both_texts_and_go_on_from_the_newer_version(site):
    it = site()
    conflict = Conflict(version=7, fields=[FieldConflict("Omin sanoin", "Hän haluaa töihin", "Haluan oppia")])
    it.answers = [error_pages.conflict(RequestFactory().get("/", headers={"X-Autosave": "1"}), conflict)]
    page = it.open()

    page.get_by_label("Omin sanoin").fill("Haluan oppia")
    expect(page.locator("[data-autosave-conflict] section")).to_be_focused()
    expect(page.get_by_text("Hän haluaa töihin")).to_be_visible()
    page.get_by_label("Omin sanoin").fill("Haluan oppia ja töihin")

    expect(page.get_by_text("Saved 13.15")).to_be_visible()
    expect(page.get_by_text("Hän haluaa töihin")).to_have_count(0)
    assert [one["version"] for one in it.saved] == ["1", "7"]


def test_leaving_with_unsaved_text_asks_first(site):
    it = site()
    it.answers = ["no connection"] * 3
    page = it.open()
    asked = []

    def agree(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.get_by_label("Omin sanoin").fill("Haluan oppia")
    page.get_by_label("Omin sanoin").press("End")

    page.goto(f"{SITE}/other")

    assert asked == ["beforeunload"]


def test_a_quiet_session_is_told_a_minute_before_it_ends(site):
    it = site()
    it.page.clock.install()
    page = it.open(idle_minutes=10)
    dialog = page.get_by_role("dialog")

    page.clock.fast_forward("08:30")
    expect(dialog).to_be_hidden()
    page.clock.fast_forward("00:40")
    expect(dialog).to_be_visible()
    with page.expect_response(f"{SITE}/ping"):
        page.get_by_role("button", name="Continue working").click()
    expect(dialog).to_be_hidden()
    assert it.pings == 1

    page.clock.fast_forward("10:05")
    page.wait_for_url(f"{SITE}/signed-out")
