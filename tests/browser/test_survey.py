"""A round among seven workers on phones: prepared, answered, closed, published, acted upon, told back."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.pictures import Album
from tests.browser.visit import DESK, PHONE
from tests.browser.words import fi, told
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = ("s4", "s4", "s3", "s4", "s2", "s3", "s4")
"""What each of the seven chooses for every statement."""

LANGUAGES = ("fi", "fi", "ar", "so", "sv", "fi-plain", "ru")
CODES = "SELECT code FROM surveys_invitation WHERE wave_id = %s ORDER BY id"


def test_a_round_among_seven_on_phones_is_published_and_acted_upon(visit_own, own_site):
    maija = visit_own("maija", width=DESK)
    album = Album(PHONE, "survey")
    wave, public = prepare(maija)
    codes = [row[0] for row in own_site.sql(CODES, wave)]
    assert len(codes) == 7

    for place, (code, language) in enumerate(zip(codes, LANGUAGES, strict=True)):
        has_script = place % 2 == 0
        phone = visit_own(width=PHONE, script=has_script)
        path = f"{public}{language}/?i={code}&view=one"
        answer(phone, path, SAID[place], has_script=has_script, album=album if place == 2 else None)
        phone.leave()
    maija.page.goto(f"{maija.home}surveys/{wave}/")
    expect(maija.page.get_by_text(fi("At least %(number)s have answered", number=5))).to_be_visible()

    maija.press("Close the survey")
    maija.press("Publish the results")
    expect(maija.page.get_by_text("3,43").first).to_be_visible()
    assert violations(maija.page) == "[]"
    act(maija)
    told_back(visit_own(width=PHONE), public)


def prepare(maija) -> tuple[str, str]:
    """From the template to an open round for people of the centre; returns its id and its public address."""
    page = maija.page
    page.goto(f"{maija.home}surveys/questionnaires/")
    maija.lead(page.locator("form:has(button:has-text('Miten tapaaminen sujui?')) button"))
    maija.follow("Ask this")
    page.locator("[name=name]").fill("Seitsemän puhelinta")
    page.locator("[name=reach][value=invited]").check()
    maija.send()
    wave = re.search(r"/surveys/([0-9a-f-]{36})/", page.url)
    assert wave is not None
    maija.follow("Choose whom you ask")
    for box in page.locator("[name=people]").all():
        box.check()
    page.locator("[name=codes]").fill(str(7 - page.locator("[name=people]").count()))
    maija.send()
    maija.press("Open the survey")
    page.locator("summary").first.click()
    address = page.locator("a[href$='?how=kiosk']").get_attribute("href")
    return wave[1], address.partition("?")[0]


def answer(phone, path: str, said: str, *, has_script: bool, album: Album | None) -> None:
    """One question a page, to the end; every page is looked at."""
    page = phone.page
    page.goto(path)
    while page.locator("main button[value=next]").count():
        look_at(phone, has_script)
        choice = page.locator(f"input[type=radio][value={said}], input[type=radio][value=yes]")
        if choice.count():
            choice.first.check()
        if album:
            album.take(page, "answering")
            album = None
        with page.expect_navigation():
            page.locator("main button[value=next]").click()
    with page.expect_navigation():
        page.locator("main button[value=send]").click()
    assert "o=counted" in page.url
    look_at(phone, has_script)


def look_at(phone, has_script: bool) -> None:
    """Nobody is shut out; where no script runs there is nobody to ask."""
    if has_script:
        assert violations(phone.page) == "[]"
        assert phone.sideways_scroll() <= 0


def act(maija) -> None:
    """What was heard, what is done, and telling it."""
    page = maija.page
    maija.follow("Write what you heard")
    page.locator("[name=tone][value=mend]").check()
    page.locator("[name=text]").fill("Moni ei tiedä, mitä seuraavaksi tapahtuu.")
    page.locator("[name=action]").fill("Kerromme joka tapaamisen lopuksi seuraavan askeleen.")
    maija.send()
    maija.press("Tell those who answered")
    expect(page.get_by_text(fi("Those who answered have been told"))).to_be_visible()


def told_back(phone, public: str) -> None:
    phone.page.goto(f"{public}so/")
    expect(phone.page.get_by_text(told("so", "What we heard and what we do", "family"))).to_be_visible()
    expect(phone.page.get_by_text("Kerromme joka tapaamisen lopuksi")).to_be_visible()
    assert violations(phone.page) == "[]"
