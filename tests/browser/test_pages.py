"""Every page of the site, as each of its readers sees it: nobody is shut out, on a phone and on a desk."""

import pytest
from playwright.sync_api import expect

from tests import crawl
from tests.access.table import WORK
from tests.browser.visit import DESK, PHONE
from tests.chromium import violations
from tests.reading import read

pytestmark = [pytest.mark.browser, pytest.mark.slow]

READERS = ("maija", "tiina", "anders", "olli", "fatima", "ilona", "sari", "")
STARTS = ("/me/", "/workplaces/", "/sign-in/", "/accessibility/", "/demo/tour/", "/demo/outbox/")
SEVERAL = {"plans:plan": 8, "desk:family": 12, "casework:person": 4, "plans:interview": 4, "plans:plan-history": 12}
"""Of these kinds several are opened, since plans and families in different states lead to different pages."""

LEADING = set(SEVERAL) | {"desk:my-day", "desk:families", "people", "casework:emergency-reviews", "plans:need-list"}
"""Opened again as everybody, for what else they lead to."""

NO_PAGE = {
    # sent, never opened
    "casework:register", "casework:emergency-seen", "casework:guardian-bar", "casework:helper-end",
    "casework:task-finish", "casework:note-drop", "casework:case-begin",
    "plans:plan-offer", "plans:plan-aloud", "plans:plan-members", "plans:plan-revise",
    "plans:plan-confirm-worker", "plans:plan-settle", "plans:words-remove", "plans:goal-remove",
    "plans:action-remove", "plans:action-done", "plans:need-met", "invitation-again", "let-in", "set_language",
    "demo-sign-in", "own-session-end", "own-sessions-end-all", "openid_connect_login", "openid_connect_callback",
    "plans:author-remove", "plans:other-plan-remove",
    # led on, or answered with something else than a page
    "front", "plans:case-plan", "plans:plan-pdf", "plans:plan-pictures-pdf", "plans:plan-difference",
    "plans:plan-export-json", "plans:plan-review", "plans:plan-export-csv", "casework:access-log-print",
    "casework:meeting-print", "casework:permit-print", "casework:correction-letter", "casework:document-download",
    "casework:export-download", "casework:import-template", "casework:import-faults", "calendar-feed",
    "still-here", "healthz", "readiness",
    "mfa_login_webauthn", "mfa_download_recovery_codes",
}  # fmt: skip

NOT_LED_TO = {
    # the demo's families have nothing to open these with, or the walk takes another of their kind; the apps' own tests
    # read them
    "casework:case-reopen", "casework:clock-targets", "casework:contact", "casework:correction",
    "casework:county-care-end", "casework:deadline-done", "casework:deadline-pause", "casework:deadline-resume",
    "casework:import", "casework:meeting-held", "casework:meeting-understood", "casework:member-return",
    "casework:merge-undo", "casework:person-merge", "casework:pointer-moved", "casework:prohibition-add",
    "casework:protection-renew", "casework:take-on", "casework:told-by-law",
}  # fmt: skip

SENT = {name for name, row in WORK.items() if row.method == "POST"}
"""Answers to forms: never opened."""

NAMES = sorted(name for urlconf in (crawl.INSIDE, crawl.OUTSIDE) for name in crawl.names(urlconf))
STAGES = {name for name in NAMES if name.startswith(("mfa_", "account_", "invitation", "second-factor"))}
"""Stages of signing in, tried with the people of `luukku.accounts`."""

PAGES = [name for name in NAMES if name not in NO_PAGE | STAGES | SENT | NOT_LED_TO]


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
    WHERE p.family_language = 'ar' AND p.state IN ('offered', 'in_force') ORDER BY p.state DESC, p.id
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
