"""The public pages in Chromium: every request is answered by the product itself, in this process."""

import re
from datetime import time, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from luukku.accounts.tests.factories import a_worker
from luukku.core import clock
from luukku.directory.models import OpeningHours
from luukku.portal.tests.test_near import a_place, a_service
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
    "places/?near=33100",
    "events/",
    "services/",
    "counselling/",
    "counselling/so/",
    "search/?q=kerho",
    "search/?q=zzzz",
    "offline/",
    "nothing/here/",
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


@pytest.fixture
def directory(db):
    """A group, an event, counselling and a service, each of whose pages is of another kind."""
    begins = clock.now() + timedelta(days=1)
    group = a_place("Äitien ryhmä", kind="peer_group", starts_at=begins, rrule="FREQ=WEEKLY", languages=["ar"])
    a_place("Juhla", kind="event", starts_at=begins)
    counsellor = a_place("Neuvonta", kind="counselling", languages=["so", "ar"])
    for row in (group, counsellor):
        OpeningHours.objects.create(activity=row, weekdays=[0, 2], opens=time(9), closes=time(12))
    return {"group": group.pk, "counsellor": counsellor.pk, "service": a_service("Neuvola").pk}


@pytest.mark.parametrize("language", ["fi", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_nobody_is_shut_out(open_page, text, directory, language, width):
    of_one_thing = (
        f"pages/{text.pk}/",
        f"places/{directory['group']}/",
        f"places/{directory['counsellor']}/",
        f"services/{directory['service']}/",
        f"helped/place/{directory['group']}/",
        f"show/?to=/{language}/pages/{text.pk}/",
    )
    for path in (*PAGES, *of_one_thing):
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
