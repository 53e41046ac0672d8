"""The site by keyboard alone."""

import pytest
from playwright.sync_api import expect

from tests.browser.words import fi

pytestmark = [pytest.mark.browser, pytest.mark.slow]

OUT_OF_ORDER = """() => [...document.querySelectorAll('[tabindex]')]
    .filter(one => one.tabIndex > 0).map(one => one.outerHTML.slice(0, 80))"""
RING = """() => { const style = getComputedStyle(document.activeElement);
    return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== 'none' }"""


def test_the_first_step_is_over_the_header_to_the_content(visit):
    page = visit("maija").open("/")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=fi("Skip to content"))).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_family_is_looked_for_by_keyboard(visit, width):
    page = visit("maija", width=width).open("/")
    page.locator("a.lk-tool").focus()
    page.keyboard.press("Enter")
    expect(page.locator("[name=q]")).to_be_visible()

    reach(page, "[name=q]")
    page.keyboard.type("Rahimi")
    page.keyboard.press("Enter")
    expect(page.locator("main a[href*='/cases/']").first).to_be_visible()
    reach(page, "main a[href*='/cases/']")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_contain_text("Rahimi")


def reach(page, selector):
    """By Tab alone, seeing at every step where one is."""
    wanted = page.locator(selector).first
    for _step in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(RING), page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
        if wanted.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError(f"{selector} was not reached")


def test_nothing_is_out_of_the_order_of_reading(visit, site):
    page = visit("maija").open("/")
    found = []
    for path in [
        link.get_attribute("href") for link in page.locator("main a[href^='/w/'], header a[href^='/w/']").all()
    ]:
        page.goto(path)
        found += page.evaluate(OUT_OF_ORDER)

    assert found == []


def test_a_mistake_takes_the_focus_to_its_summary_and_from_there_to_the_field(visit):
    person = visit("maija")
    page = person.open("/")
    page.goto(f"{page.url}emergency/")

    page.get_by_label(fi("Date of birth"), exact=True).fill("huomenna")
    page.get_by_label(fi("Date of birth"), exact=True).press("Enter")

    summary = page.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    summary.get_by_role("link", name=fi("Date of birth")).press("Enter")
    expect(page.get_by_label(fi("Date of birth"), exact=True)).to_be_focused()
