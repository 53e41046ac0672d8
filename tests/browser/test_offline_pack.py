"""A family keeps the pages on a phone, loses the network, and gets only what changed when it is back."""

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from luukku.project.demo.toolkit_items import told_items
from tests import chromium, database
from tests.browser.pictures import Album

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE_SECONDS = 60
NOBODY = "00000000-0000-4000-8000-000000000000"
MARK = "caches.open('pages/{0}/').then((one) => one.match('/{0}/pack')).then((one) => one.json())"
WORDS = "Uudet sanat ilman verkkoa 4711."
ASKED = {"fi": "tulkki", "ar": "مترجم"}


@dataclass(frozen=True)
class Text:
    id: str
    title: str

    def path(self, language):
        return f"/{language}/pages/{self.id}/"


@pytest.fixture
def texts(own_site):
    """Two texts for families that stand in Arabic too, with their titles: `texts("ar")`."""

    def find(language):
        wanted = [told["title"] for told in told_items() if "ar" in told and told["audience"] != "professionals"]
        found = own_site.sql(
            "SELECT DISTINCT ON (fi.title) fi.source_id, own.title FROM portal_entry fi JOIN portal_entry own"
            " ON own.source_id = fi.source_id AND own.language = %s AND NOT own.is_gone"
            " WHERE fi.language = 'fi' AND NOT fi.is_gone AND fi.title = ANY(%s)"
            """ AND own.embeds = '{}' ORDER BY fi.title""",
            language,
            wanted,
        )
        return [Text(str(pk), title) for pk, title in found[:2]]

    return find


@pytest.mark.parametrize("language", ["fi", "ar"])
def test_a_phone_without_a_network_reads_what_it_kept_and_learns_what_changed(visit_own, own_site, texts, language):
    first, second = texts(language)
    album, phone = Album(320, f"offline-{language}"), visit_own(width=320)
    page = phone.page

    keep(phone, language, album)
    phone.context.set_offline(True)
    read_without_network(phone, language, first, second, album)
    phone.context.set_offline(False)
    publish(own_site, reword=first.id, archive=second.id)
    asked, changes = come_back(phone, language)
    phone.context.set_offline(True)

    page.goto(first.path(language))
    assert heading(page) == first.title
    if language == "fi":
        assert WORDS in page.locator("main").inner_text()
    page.goto(second.path(language))
    assert heading(page) == words_of(phone, "offline")
    album.take(page, "withdrawn-is-gone")
    assert [one["id"] for one in changes["pages"]] == [first.id]
    assert changes["gone"] == [second.id]
    assert not any(one.path(language) in url for one in (first, second) for url in asked)
    phone.complaints[:] = [one for one in phone.complaints if "Failed to load resource: net::ERR" not in one]


def keep(phone, language, album):
    """On the page that offers it, with its size told before and after."""
    page = phone.open(f"/{language}/keep/")
    album.take(page, "how-much-room")
    told = size_in(page.locator(".lk-lead").inner_text())
    page.locator("[data-pack-keep]").click()
    page.locator("[data-pack-done]").wait_for(timeout=120_000)
    kept = size_in(page.locator("[data-pack-size]").inner_text())
    album.take(page, "kept")
    phone.words = {"offline": page.request.get(f"/{language}/offline/").text()}
    assert 0.5 < kept / told < 2.5
    assert chromium.violations(page) == "[]"
    assert phone.sideways_scroll() <= 0
    assert phone.small_controls() == []


def read_without_network(phone, language, first, second, album):
    page = phone.open(f"/{language}/")
    assert page.locator(".pt-needs li").count() == 8
    album.take(page, "home-without-network")
    page.goto(first.path(language))
    assert heading(page) == first.title
    assert page.locator("html").get_attribute("dir") == ("rtl" if language == "ar" else "ltr")
    assert first.title in page.title()
    album.take(page, "a-text-without-network")
    other = "ar" if language == "fi" else "fi"
    assert page.locator(f'.pt-languages a[hreflang="{other}"]').first.get_attribute("href") == first.path(other)
    page.goto(f"/{language}/")
    page.locator("#q").fill(ASKED[language])
    page.locator("main form[role=search] button").click()
    page.locator("main .lk-list a").first.wait_for()
    assert page.locator("#q").input_value() == ASKED[language]
    album.take(page, "search-without-network")
    page.goto(f"/{language}/services/{NOBODY}/")
    assert heading(page) == words_of(phone, "offline")
    assert chromium.violations(page) == "[]"
    album.take(page, "not-on-this-phone")
    page.goto(second.path(language))
    assert heading(page) == second.title


def come_back(phone, language):
    """Open any page with the network: what changed comes by itself. Returns what was asked for, and what was told."""
    page = phone.page
    had = page.evaluate(MARK.format(language))
    before = had["edition"]
    page.goto(f"/{language}/help/")
    until = time.monotonic() + PATIENCE_SECONDS
    while page.evaluate(MARK.format(language))["state"] == had["state"] and time.monotonic() < until:
        page.wait_for_timeout(200)
    asked = page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    [changes] = [url for url in asked if "/pages.json" in url]
    assert changes.endswith(f"?since={before}")
    return asked, page.request.get(changes).json()


def heading(page):
    return page.locator("main h1").inner_text()


def words_of(phone, name):
    return re.findall(r"<h1>(.*?)</h1>", phone.words[name])[0]


def size_in(text):
    """Megabytes that a sentence tells."""
    number, unit = re.search(r"([\d.,٫]+)\s*([KkMмكمٔ]\S*)", text).groups()
    value = float(number.replace(",", ".").replace("٫", "."))
    return value if unit[0] in "Mмم" else value / 1000


def publish(site, **told):
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.publishing", json.dumps({"words": WORDS, **told})],
        env=os.environ | site.urls.as_environment(),
        cwd=database.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_pictures_and_cards_are_kept_and_a_changed_place_comes_by_itself(visit_own, own_site):
    with_picture = """SELECT source_id FROM portal_entry WHERE blocks @> '[{"kind": "picture"}]' AND language = 'fi'"""
    [(picture,)] = own_site.sql(f"{with_picture} AND NOT is_gone")
    activity, place = own_site.sql(
        "SELECT id, place_id FROM directory_activity WHERE kind = 'meeting_place' AND place_id IS NOT NULL LIMIT 1"
    )[0]
    phone, album = visit_own(width=320), Album(320, "offline-pictures")
    page = phone.page
    keep(phone, "fi", album)

    phone.context.set_offline(True)
    page.goto(f"/fi/pages/{picture}/")
    shown = page.locator(".lk-prose img")
    shown.scroll_into_view_if_needed()
    drawn = shown.evaluate("(one) => one.decode().then(() => one.naturalWidth)")
    album.take(page, "a-picture-without-network")
    page.goto("/fi/")
    page.locator("#q").fill("syrjintä kielletty")
    page.locator("main form[role=search] button").click()
    page.locator("main .lk-list a", has_text="Sinua kohdeltiin väärin").wait_for()
    phone.context.set_offline(False)
    publish(own_site, reword=None, archive=None, phone=[str(place), "03 000 0777"])
    come_back(phone, "fi")
    phone.context.set_offline(True)
    page.goto(f"/fi/places/{activity}/")

    assert drawn > 100
    assert "03 000 0777" in page.locator("main").inner_text()
    phone.complaints[:] = [one for one in phone.complaints if "Failed to load resource: net::ERR" not in one]


def test_the_pages_can_be_put_among_the_phones_apps(visit_own):
    phone = visit_own(width=320)
    page = phone.open("/fi/")
    devtools = phone.context.new_cdp_session(page)

    told = devtools.send("Page.getAppManifest")
    errors = devtools.send("Page.getInstallabilityErrors")["installabilityErrors"]

    assert (told["errors"], json.loads(told["data"])["scope"]) == ([], "/fi/")
    assert [one["errorId"] for one in errors if one["errorId"] != "in-incognito"] == []


def kept_whole(page):
    """The texts that a phone keeps as pages, since their pictures or cards belong to them."""
    told = {"next": "/fi/pages.json?since=0"}
    while told["next"]:
        told = page.evaluate("async (path) => (await fetch(path)).json()", told["next"])
    return set(told["fixed"])


AWAY = """() => {
    const ask = window.fetch.bind(window);
    window.isAway = true;
    window.fetch = (path, ...more) =>
        window.isAway && path === "/fi/help/" ? Promise.reject(new TypeError("away")) : ask(path, ...more);
}"""
"""One page of the pack can't be had: asked here, since what a service worker asks is beyond a test's reach."""


def test_a_keeping_that_was_interrupted_goes_on_where_it_was(visit_own):
    phone = visit_own(width=320)
    page = phone.open("/fi/keep/")
    page.evaluate(AWAY)

    page.locator("[data-pack-keep]").click()
    page.locator("[data-pack-failed]").wait_for(timeout=120_000)
    page.evaluate("() => { window.isAway = false; }")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("[data-pack-keep]").click()
    page.locator("[data-pack-done]").wait_for(timeout=120_000)
    phone.complaints.clear()

    assert len([url for url in asked if "/pages.json" in url]) == 1
    texts = {urlsplit(url).path for url in asked if re.search(r"/fi/pages/[0-9a-f-]{36}/$", url)}
    assert texts <= kept_whole(page)
