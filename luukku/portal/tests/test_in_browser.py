"""The public pages in Chromium: every request is answered by the product itself, in this process."""

from datetime import time, timedelta
from urllib.parse import urlsplit

import pytest
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

    def come(path, *, also=(), width=1280, script=True, init=""):
        answers.update({one: client.get(one) for one in (path, *also)})
        context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=script)
        contexts.append(context)
        if init:
            context.add_init_script(init)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text) if _is_complaint(said) else None)
        page.route("**/*", answer)
        page.goto(SITE + path)
        return page

    yield come
    for context in contexts:
        context.close()
    assert complaints == []


def _is_complaint(said):
    """The browser notes an address that leads nowhere, which is what is asked for."""
    return said.type == "error" and "a status of 404" not in said.text


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


@pytest.mark.parametrize("language", ["fi", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_text_twice_as_large_needs_no_sideways_scrolling(open_page, text, language, width):
    for path in (*PAGES, f"pages/{text.pk}/", f"show/?to=/{language}/pages/{text.pk}/"):
        page = open_page(f"/{language}/{path}", width=width)
        page.evaluate("document.documentElement.style.fontSize = '200%'")

        assert sideways_scroll(page) <= 0, path


def test_languages_are_chosen_without_script(open_page, text):
    page = open_page(f"/fi/pages/{text.pk}/", also=[f"/ar/pages/{text.pk}/"], script=False)

    page.locator(".lk-menu > summary").click()
    page.get_by_role("navigation").get_by_role("link", name="العربية").first.click()

    assert urlsplit(page.url).path == f"/ar/pages/{text.pk}/"
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_everything_that_needs_a_script_is_hidden_without_one(open_page, text):
    for path in (f"pages/{text.pk}/", f"show/?to=/fi/pages/{text.pk}/", "keep/"):
        page = open_page(f"/fi/{path}", script=False)

        assert page.locator("main button:visible:not(form *)").count() == 0, path
        assert page.locator("main h1").is_visible()


VOICES = """
    const said = [], voice = (lang) => ({ lang, name: lang, localService: true });
    const speech = { speaking: false, addEventListener() {}, cancel() { this.speaking = false; },
        getVoices: () => VOICES.map(voice),
        speak(one) { this.speaking = true; said.push([one.lang, one.voice && one.voice.lang, one.text]); } };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
    window.said = said;
"""


def with_voices(*tags):
    return VOICES.replace("VOICES.map", f"{list(tags)}.map")


def test_a_text_is_read_aloud_by_the_phones_own_voice_and_can_be_stopped(open_page, text):
    page = open_page(f"/fi/pages/{text.pk}/", init=with_voices("fil-PH", "fi_FI"))
    button = page.locator("[data-listen]")

    button.click()
    said, stops = page.evaluate("said"), button.locator("span").nth(1).is_visible()
    button.click()

    assert [one[:2] for one in said] == [["fi", "fi_FI"]] * len(said)
    assert said[0][2] == "Perhekerho"
    assert said[-1][2] == "Tule mukaan. Ota lapset mukaan."
    assert stops
    assert button.locator("span").first.is_visible()
    assert page.evaluate("speechSynthesis.speaking") is False


def test_listening_is_not_offered_without_a_voice_of_the_language(open_page, text):
    page = open_page(f"/fi/pages/{text.pk}/", init=with_voices("fil-PH", "en-US"))

    assert not page.locator("[data-listen]").is_visible()


def test_on_paper_stands_the_text_and_nothing_to_press(open_page, text):
    page = open_page(f"/fi/pages/{text.pk}/")
    page.emulate_media(media="print")

    assert page.locator("article h1").is_visible()
    for gone in (".pt-emergency", ".lk-tool", ".lk-menu", ".lk-foot", "main .lk-acts"):
        assert not page.locator(gone).first.is_visible(), gone


def test_the_address_is_shared_as_it_is_and_with_nobody_else(open_page, text):
    path = f"/ar/pages/{text.pk}/"
    shared = "window.shared = []; navigator.share = async (what) => { shared.push(what); };"
    page = open_page(f"/fi/show/?to={path}", init=shared)
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.locator("[data-share]").click()

    assert [list(one) for one in page.evaluate("shared")] == [["url"]]
    assert page.evaluate("shared")[0]["url"].endswith(path)
    assert [url for url in asked if "/static/" not in url] == []  # the icon may still be on its way


def test_where_nothing_can_be_shared_the_address_is_copied_and_that_is_said(open_page, text):
    copied = """window.copied = []; Object.defineProperty(navigator, "share", { value: undefined });
        const clipboard = { writeText: async (text) => { copied.push(text); } };
        Object.defineProperty(navigator, "clipboard", { value: clipboard });"""
    page = open_page(f"/fi/show/?to=/ar/pages/{text.pk}/", init=copied)

    page.locator("[data-share]").click()
    page.locator("[data-share-done]").wait_for()

    assert page.evaluate("copied")[0].endswith(f"/ar/pages/{text.pk}/")
