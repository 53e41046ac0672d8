"""A running demo site, and somebody who visits it with a browser."""

import os

import pytest

from tests import database
from tests.browser.site import Site, demo_template
from tests.browser.visit import Visit

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The demo, started once for each process of tests."""
    from luukku.project import environment

    if environment.uses_embedded_server():
        environment.embedded_server().ensure_running()
    running = Site(f"{database.PREFIX}{WORKER}_{os.getpid()}_site", demo_template(), tmp_path_factory.mktemp("site"))
    yield running
    running.stop()


@pytest.fixture
def own_site(tmp_path):
    """A demo of this test's own, for journeys after which the region is not what it was."""
    from luukku.project import environment

    if environment.uses_embedded_server():
        environment.embedded_server().ensure_running()
    running = Site(f"{database.PREFIX}{WORKER}_{os.getpid()}_own", demo_template(), tmp_path)
    yield running
    running.stop()


@pytest.fixture
def visit_own(own_site, browser):
    """Like `visit`, on this test's own site."""
    yield from _visits(own_site, browser, {})


@pytest.fixture(scope="session")
def entered():
    """Cookies of the people who have signed in already, by address."""
    return {}


@pytest.fixture
def visit(site, browser, entered):
    """Open the site: `visit("maija", width=320)`. What the browser complained about meanwhile fails the test."""
    yield from _visits(site, browser, entered)


def _visits(site, browser, entered):
    visits: list[Visit] = []

    def come(who: str = "", **how):
        visits.append(Visit(site, browser, entered, who, **how))
        return visits[-1]

    yield come
    complaints = [one for visit in visits for one in visit.complaints]
    for one in visits:
        one.leave()
    assert complaints == [], site.errors()


@pytest.fixture
def language_of(site):
    """Let somebody of the demo read another language: `language_of("maija", "en")`. Undone afterwards."""
    changed: dict[str, str] = {}

    def change(who: str, language: str) -> None:
        email = f"{who}@luukku.example"
        [(before,)] = site.sql("SELECT language FROM accounts_user WHERE email = %s", email)
        changed.setdefault(email, before)
        site.sql("UPDATE accounts_user SET language = %s WHERE email = %s", language, email)

    yield change
    for email, before in changed.items():
        site.sql("UPDATE accounts_user SET language = %s WHERE email = %s", before, email)
