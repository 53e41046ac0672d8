"""The demo's pages of every day, found by following links as each of its readers: nobody is shut out of them."""

import pytest
from playwright.sync_api import expect

from tests import crawl
from tests.browser.visit import DESK, PHONE
from tests.chromium import violations
from tests.reading import read

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READERS = ("maija", "tiina", "anders", "olli", "fatima", "ilona", "sari", "")
STARTS = ("/me/", "/workplaces/", "/sign-in/", "/accessibility/", "/demo/tour/", "/demo/outbox/", "/hsds/docs/")
SEVERAL = {"plans:plan": 8, "desk:family": 12}
"""Of these kinds several are opened, since plans and families in different states lead to different pages."""

LEADING = set(SEVERAL) | {"desk:my-day", "desk:families", "people"}
"""Opened again as everybody, for what else they lead to."""

NO_PAGE = {
    # sent, led on, or answered with something else than a page
    "front", "let_in", "set_language", "demo-sign-in", "own-session-end", "own-sessions-end-all", "calendar-feed",
    "openid_connect_login", "openid_connect_callback", "still-here", "healthz", "readiness", "events-feed",
    "machine-answer",
}  # fmt: skip

EVERY_DAY = {
    "desk:my-day", "desk:families", "desk:family", "desk:clocks", "casework:person", "casework:address",
    "casework:deadlines", "casework:sharing", "plans:plan", "plans:plan-family", "plans:plan-history", "people",
}  # fmt: skip
"""Pages of work, here with the demo's families; `test_doors` has every page."""

STAGES = ("mfa_", "account_", "invitation", "second-factor")
"""Stages of signing in, tried with the people of `luukku.accounts`."""
PUBLIC = ("portal:", "public-reports:", "hsds:", "plain-api:", "answer:")
"""Pages whose language stands in their address, tried by their own apps, and answers to programs."""

OUTSIDE = {name for name in crawl.names(crawl.OUTSIDE) if not name.startswith((*STAGES, *PUBLIC))}
PAGES = sorted(OUTSIDE - NO_PAGE | EVERY_DAY)


@pytest.fixture(scope="session")
def found(site, browser, entered):
    """Where each page is, and who reads it: by following links, as everybody in turn."""
    from tests.browser.visit import Visit

    places: dict[str, tuple[str, str]] = {}
    for who in READERS:
        if set(PAGES) <= set(places):
            break
        person = Visit(site, browser, entered, who)
        home = person.open("/").url.removeprefix(site.address) if who else "/sign-in/"
        known = set(places) - LEADING
        for name, path in _walk(person.context.request, site.address, [home, *STARTS], known | NO_PAGE):
            places.setdefault(name, (path, who))
        person.leave()
    code, plan, email = site.sql(ARABIC_PLAN)[0]
    for name, end in (("plans:plan", ""), ("plans:plan-family", "family/")):
        places[name] = (f"/w/{code}/plans/{plan}/{end}", email.split("@")[0])
    return places


ARABIC_PLAN = """
    SELECT o.code, p.id, u.email FROM plans_familyplan p JOIN casework_case c ON c.id = p.case_id
    JOIN accounts_organisation o ON o.id = c.organisation_id
    JOIN casework_responsibleworker r ON r.case_id = c.id AND upper_inf(r.during)
    JOIN accounts_user u ON u.id = r.user_id
    WHERE left(u.email, 6) <> 'worker'  -- they never sign in
    AND p.family_language = 'ar' AND p.state IN ('offered', 'in_force') ORDER BY p.state DESC, p.id
"""


def _walk(request, address, starts, closed):
    waiting, seen, opened = list(starts), set(), {}
    while waiting:
        path = waiting.pop(0)
        name = crawl.name_of(path.split("?")[0])
        if path in seen or opened.get(name, 0) >= SEVERAL.get(name, 1) or name in closed:
            continue
        seen.add(path)
        answer = request.get(path)
        if answer.status != 200 or "text/html" not in answer.headers.get("content-type", ""):
            continue
        landed = answer.url.removeprefix(address)
        opened[name] = opened.get(name, 0) + 1
        if crawl.name_of(landed.split("?")[0]) == name:
            yield name, path
        links = [link.removeprefix(address) for link in read(answer.text(), address + landed).links]
        waiting += [link for link in links if link.startswith("/") and not link.startswith("/static/")]


@pytest.mark.parametrize("language", ["fi", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_nobody_is_shut_out_of_a_page(visit, found, language_of, name, language):
    assert name in found, f"No link leads to {name}."
    path, who = found[name]
    if who:
        language_of(who, language)

    person = visit(who, width=DESK, locale=f"{language}-FI")
    page = person.open(path)

    expect(page.locator("h1")).to_have_count(1)
    assert page.locator("html").get_attribute("lang") == (language if name != "plans:plan-family" else "ar")
    assert violations(page) == "[]"
    assert person.sideways_scroll() <= 0
    person.look_at(PHONE)
    assert violations(page) == "[]"
    assert person.sideways_scroll() <= 0
    assert person.small_controls() == []


@pytest.mark.parametrize("name", ["desk:my-day", "desk:family", "plans:plan"])
def test_nobody_is_shut_out_in_the_dark(visit, found, name):
    path, who = found[name]

    page = visit(who, scheme="dark").open(path)

    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(251, 247, 239)"
    assert violations(page) == "[]"


def test_an_address_is_shown_once_and_nobody_is_shut_out_of_it(visit, found):
    path, who = found["casework:address"]
    person = visit(who)
    page = person.open(path)

    page.locator("input[name=purpose]").first.check()
    person.press("Show the address")

    assert violations(page) == "[]"
    person.look_at(PHONE)
    assert person.sideways_scroll() <= 0
    assert person.small_controls() == []


def test_an_address_that_is_nobodys_is_told_calmly(visit):
    person = visit("maija", width=PHONE)

    page = person.open("/w/nowhere/")

    expect(page.locator("h1")).to_have_count(1)
    assert violations(page) == "[]"
