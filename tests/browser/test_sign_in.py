"""Signing in and out as people do it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.words import fi

pytestmark = pytest.mark.browser

PASSWORD = "pihlajanmarja-luukulla"


def code_of(page, who):
    card = page.locator(f'li:has(input[value="{who}@luukku.example"])')
    return card.locator(".lk-code").inner_text().replace(" ", "")


def sign_in(visit, who):
    visit.page.goto("/sign-in/")
    code = code_of(visit.page, who)
    visit.fill("E-mail address", f"{who}@luukku.example")
    visit.fill("Password", PASSWORD)
    visit.press("Sign in to Luukku")
    visit.fill("Code", code)
    visit.press("Go on to Luukku")


@pytest.mark.parametrize("width", [320, 1280])
def test_password_and_code_lead_to_my_day(visit, width):
    person = visit(width=width)

    sign_in(person, "olli" if width == 320 else "katja")

    expect(person.page).to_have_url(re.compile(r"/w/[a-z0-9]+/$"))
    expect(person.page.get_by_role("heading", level=1)).to_be_visible()


def test_a_wrong_password_is_told_calmly_and_gets_the_focus(visit):
    person = visit()
    person.open("/sign-in/")

    person.fill("E-mail address", "olli@luukku.example")
    person.fill("Password", "wrong")
    person.press("Sign in to Luukku")

    expect(person.page.locator("[data-error-summary]")).to_be_focused()
    expect(person.page.get_by_label(fi("E-mail address"), exact=True)).to_have_value("olli@luukku.example")


def test_everybody_of_the_demo_can_be_tried_with_one_press(visit, site):
    people = [email for (email,) in site.sql("SELECT email FROM accounts_user WHERE email LIKE '%%@luukku.example'")]
    person = visit()

    cards = person.open("/sign-in/").locator("form:has(input[name=email])")

    assert cards.count() == len(people) >= 12
