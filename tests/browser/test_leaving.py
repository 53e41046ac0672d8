"""Leaving a shared computer: after sign-out, or after a while, nothing of the families can be seen. Attack 69."""

import re

import pytest
from django.contrib.sessions.backends.db import SessionStore
from playwright.sync_api import expect

from tests.browser.words import fi

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SIGN_IN = re.compile(r"/sign-in/")


def test_attack_69_the_back_button_shows_nothing_after_sign_out(visit):
    person = visit(width=1280)
    person.enter_as("petri")
    page = person.page
    person.lead(page.locator("header a", has_text=fi("Families")))
    person.lead(page.locator("main a[href*='/cases/']"))
    family = page.get_by_role("heading", level=1).inner_text()

    page.locator(".lk-menu--me > summary").click()
    person.press("Sign out")
    expect(page).to_have_url(SIGN_IN)
    page.go_back()
    expect(page).to_have_url(SIGN_IN)

    assert family not in page.content()


def test_signing_out_ends_every_tab(visit):
    person = visit(width=1280)
    person.enter_as("petri")
    other = person.context.new_page()
    other.goto(person.page.url)

    person.page.locator(".lk-menu--me > summary").click()
    person.press("Sign out")
    other.locator("header a", has_text=fi("Families")).first.click()

    expect(other).to_have_url(SIGN_IN)


@pytest.mark.parametrize(("shared", "minutes"), [(True, 11), (False, 61)])
def test_after_a_while_without_anybody_the_session_has_ended(visit, site, shared, minutes):
    person = visit(width=1280)
    person.enter_as("katja")
    page = person.page
    key = session_key(person)

    grow_old(site, key, minutes, shared=shared)
    page.reload()

    expect(page).to_have_url(SIGN_IN)
    expect(
        page.get_by_text(fi("You were signed out because nothing happened for a while. Please sign in again."))
    ).to_be_visible()


def session_key(person):
    return next(one["value"] for one in person.context.cookies() if one["name"].startswith("luukku_session"))


def grow_old(site, key, minutes, *, shared):
    """The session as it is when nobody has been here for some minutes."""
    store = SessionStore(key)
    [(data,)] = site.sql("SELECT session_data FROM django_session WHERE session_key = %s", key)
    session = store.decode(data)
    session |= {"seen_at": session["seen_at"] - minutes * 60, "shared_computer": shared}
    site.sql("UPDATE django_session SET session_data = %s WHERE session_key = %s", store.encode(session), key)


def test_a_quiet_page_leaves_by_itself(visit, site):
    person = visit(width=1280)
    person.enter_as("katja")
    page = person.page
    key = session_key(person)
    page.clock.install()
    page.reload()

    page.clock.fast_forward("59:30")
    expect(page.get_by_role("dialog")).to_be_visible()
    grow_old(site, key, 61, shared=False)
    page.clock.fast_forward("01:00")

    expect(page).to_have_url(SIGN_IN)


def test_a_page_of_a_family_is_kept_in_no_cache(visit):
    person = visit("maija")
    page = person.open("/")
    family = page.locator("main a[href*='/cases/']").first.get_attribute("href")

    answer = person.context.request.get(family)

    assert answer.headers["cache-control"] == "no-store"
    kept = page.evaluate("({ ...localStorage, ...sessionStorage })")
    assert set(kept) <= {"htmx-current-path-for-history"}  # a path, with ids only
