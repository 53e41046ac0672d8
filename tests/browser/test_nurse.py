"""A public health nurse finds the group for mothers at home in Nokia, and prints its page in Persian."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests import chromium
from tests.browser.pictures import Album
from tests.browser.words import fi, told

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "vertaisryhmä kotiäideille nokialla"
GROUP = "Kotiäitien vertaisryhmä, Nokia"


@pytest.mark.parametrize("width", [320, 1280])
def test_a_nurse_finds_the_group_and_prints_its_page_in_persian(visit, width, pdftotext, tmp_path):
    nurse, album = visit("helena", width=width), Album(width, "nurse")
    page = nurse.open(f"{nurse.home}find/")

    page.locator("#find-form [name=q]").fill(QUESTION)
    nurse.press("Find by these words")
    album.take(page, "found", whole=False)
    first = page.locator(".lk-list h3 a").first
    expect(first).to_have_text(GROUP)
    nurse.lead(first)
    album.take(page, "the-group")
    nurse.follow("The public page")
    expect(page.locator("h1")).to_have_text(GROUP)
    page.locator(".lk-menu > summary").click()
    album.take(page, "languages", whole=False)
    nurse.lead(page.get_by_role("link", name="فارسی"))

    expect(page.locator("html")).to_have_attribute("lang", "fa")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    persian = page.locator("h1").inner_text()
    assert persian not in {"", GROUP}
    assert chromium.violations(page) == "[]"
    assert nurse.sideways_scroll() <= 0
    expect(page.get_by_role("button", name=told("fa", "Print", "family"))).to_be_visible()
    album.take(page, "in-persian")
    page.emulate_media(media="print")
    assert page.locator("button:visible, nav:visible, form:visible").count() == 0
    paper = tmp_path / "paper.pdf"
    page.pdf(path=paper, format="A4")
    words = subprocess.run([pdftotext, paper, "-"], capture_output=True, check=True).stdout.decode()
    assert "Nokia" in words or "نوکیا" in words
    assert "0305" in words, "The number to call is on the paper too."
    assert fi("Find by these words") not in words
    album.keep_pdf(paper, "on-paper")
