"""The public pages in Chromium: every request is answered by the product itself, in this process."""

import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.toolkit.tests import factories as make
from tests.chromium import sideways_scroll, small_controls, static_file, violations

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

SITE = "http://localhost"
PAGES = (
    "",
    "need/child/",
    "help/",
    "pages/",
    "places/",
    "search/?q=kerho",
    "accessibility/",
    "discrimination/",
    "keep/",
)


@pytest.fixture
def open_page(browser, db):
    """Open a path of the site: `open_page("/ar/", width=320)`; `also` are paths that somebody goes on to.

    The answers are made beforehand: in the browser's own turn the test's transaction is not seen.
    """
    client, contexts, complaints, answers = Client(), [], [], {}

    def answer(route):
        parts = urlsplit(route.request.url)
        if found := static_file(parts.path):
            route.fulfill(body=found.content, content_type=found.kind)
        elif made := answers.get(parts.path + (f"?{parts.query}" if parts.query else "")):
            headers = {name: value for name, value in made.headers.items() if name != "Content-Length"}
            route.fulfill(status=made.status_code, headers=headers, body=made.content)
        else:
            route.fulfill(status=204)

    def come(path, *, also=(), width=1280, script=True):
        answers.update({one: client.get(one) for one in (path, *also)})
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.route("**/*", answer)
        page.goto(SITE + path)
        return page

    yield come
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def text(db):
    worker = a_worker()
    item = make.published(worker, "Tule mukaan. Ota **lapset** mukaan.", title="Perhekerho")
    make.translated(worker, item, "ar")
    return item


@pytest.mark.parametrize("language", ["fi", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nobody_is_shut_out(open_page, text, language, width):
    for path in (*PAGES, f"pages/{text.pk}/", f"show/?to=/{language}/pages/{text.pk}/"):
        page = open_page(f"/{language}/{path}", width=width)

        assert violations(page) == "[]", path
        assert sideways_scroll(page) <= 0, path
        assert small_controls(page) == [], path


def test_text_twice_as_large_needs_no_sideways_scrolling(open_page, text):
    page = open_page(f"/fi/pages/{text.pk}/")
    page.evaluate("document.documentElement.style.fontSize = '200%'")

    assert sideways_scroll(page) <= 0


def test_languages_are_chosen_without_script(open_page, text):
    page = open_page(f"/fi/pages/{text.pk}/", also=[f"/ar/pages/{text.pk}/"], script=False)

    page.locator(".lk-menu > summary").click()
    page.get_by_role("navigation").get_by_role("link", name="العربية").first.click()

    assert urlsplit(page.url).path == f"/ar/pages/{text.pk}/"
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_the_script_is_small_and_the_first_view_light(client, text):
    html = client.get("/ar/", headers={"Accept-Encoding": "gzip"})
    sheets = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', client.get("/ar/").content.decode())

    script = sum(Path(finders.find(one)).stat().st_size for one in sheets if one.endswith(".js"))

    assert len(html.content) < 20_000
    assert script < 60_000
