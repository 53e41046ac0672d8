"""A round among seven workers on phones: prepared, answered, published, acted upon in a programme, told back."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.pictures import Album
from tests.browser.visit import DESK, PHONE
from tests.browser.words import fi, in_days, told
from tests.chromium import violations

pytestmark = [pytest.mark.browser, pytest.mark.slow]

SAID = ("s4", "s4", "s3", "s4", "s2", "s3", "s4")
"""What each of the seven chooses for a statement: 3,43 together."""
SAID_OF = {
    "network": ("s5", "s4", "s5", "s4", "s4", "s5", "s4"),
    "who-does-what": ("s2", "s3", "s2", "s3", "s2", "s1", "s2"),
    "own-part": ("s5", "s3", "s4", "s4", "s3", "s4", "s5"),
}
MEANS = ("3,43", "4,43", "2,14", "4,00")
ALIKE, SELDOM = "supervisors", "directors"
"""A statement on which all agree, and one to which three of the seven say nothing."""
HIDDEN = {ALIKE: "Oma esihenkilöni seisoo hankkeen takana", SELDOM: "Toimialan johto meillä seisoo hankkeen takana"}

FINNISH, ARABIC = 0, 2
LANGUAGES = ("fi", "fi-plain", "ar", "sv", "fi", "ru", "so")
ONE_BY_ONE = (FINNISH, ARABIC)
WRITTEN = {FINNISH: "Kokouksissa ei sovita, kuka tekee mitä.", ARABIC: "نحتاج إلى وقت أكثر."}

HEARD = "Moni ei tiedä, kuka tekee mitä ja milloin."
DONE = "Jokainen kokous päättyy listaan: kuka, mitä, milloin."
HEARD_IN_ARABIC = "كثيرون لا يعرفون من يعمل ماذا. ينتهي كل اجتماع الآن بقائمة."

REMINDED_AFTER = 5
MANY_WORDS = 100

LINKS = "SELECT path FROM delivery_message WHERE kind = 'survey_invitation' ORDER BY path"
REMINDED = "SELECT count(*) FROM delivery_message WHERE kind = 'survey_reminder'"


def test_a_round_among_seven_on_phones_is_published_and_acted_upon(visit_own, own_site, pdftotext, tmp_path):
    keeper = Keeper(visit_own("maija", width=DESK))
    phones = Album(PHONE, "survey-phones")
    keeper.begin_a_programme()
    keeper.prepare()
    links = [row[0] for row in own_site.sql(LINKS)]
    assert len(links) == len(SAID)
    keeper.print_paper(tmp_path / "paper.pdf", pdftotext, phones)

    for number, link in enumerate(links):
        if number == REMINDED_AFTER:
            keeper.remind()
            assert own_site.sql(REMINDED) == [(len(SAID) - number,)], "Those who have not answered, and nobody else."
        phone = visit_own(width=PHONE, script=number % 2 == 0)
        Answerer(phone, number, phones if number in ONE_BY_ONE else None).answer(link)
        phone.leave()

    keeper.close_and_publish()
    keeper.read_results()
    keeper.let_own_words_be_read()
    keeper.hear()
    keeper.tell()
    keeper.agree()
    keeper.finish()
    read_what_came_of_it(visit_own(width=PHONE), keeper.code, phones)


class Keeper:
    """Who prepares the round, on a wide screen and now and then on a phone."""

    def __init__(self, visit):
        self.visit, self.page = visit, visit.page
        self.albums = {width: Album(width, "survey") for width in (PHONE, DESK)}
        self.place = self.code = ""

    def show(self, name):
        """Nobody is shut out on either screen; a picture of both."""
        for width, album in self.albums.items():
            self.visit.look_at(width)
            assert violations(self.page) == "[]"
            assert self.visit.sideways_scroll() <= 0
            album.take(self.page, name)
        self.visit.look_at(DESK)

    def go(self, rest=""):
        self.page.goto(f"{self.place}{rest}")

    def begin_a_programme(self):
        """Where it is said what is done about what surveys find."""
        self.page.goto(f"{self.visit.home}programme/new/")
        self.page.locator("[name=text]").fill("Nokian perheiden ohjelma")
        self.visit.send()

    def prepare(self):
        """From the template to an open round for people of the town."""
        page = self.page
        page.goto(f"{self.visit.home}surveys/questionnaires/")
        self.show("choosing-a-questionnaire")
        self.visit.lead(page.locator("form:has(button:has-text('Työryhmän itsearviointi')) button"))
        self.visit.follow("Ask this")
        page.locator("[name=name]").fill("Seitsemän puhelinta")
        page.locator("[name=reach][value=invited]").check()
        page.locator("details:has([name=is_public]) > summary").click()
        page.locator("[name=is_public]").check()
        self.show("preparing")
        self.visit.send()
        found = re.search(r"(.*/surveys/[0-9a-f-]{36}/)", page.url)
        assert found is not None
        self.place = found[1]
        self.visit.follow("Choose whom you ask")
        for box in page.locator("[name=people]").all()[: len(SAID)]:
            box.check()
        self.show("whom-to-ask")
        self.visit.send()
        self.visit.press("Open the survey")
        self.show("open")
        page.locator("details:has(a[href$='how=kiosk']) > summary").click()
        kiosk = page.locator("a[href$='how=kiosk']").get_attribute("href")
        self.code = kiosk.split("/")[2]

    def print_paper(self, paper, pdftotext, album):
        """Whoever likes paper better gets one in an own language."""
        answer = self.page.request.get(f"{self.place}paper/?language=so")
        paper.write_bytes(answer.body())
        album.keep_pdf(paper, "on-paper")
        words = subprocess.run([pdftotext, paper, "-"], capture_output=True, check=True).stdout.decode()
        assert len(words.split()) > MANY_WORDS

    def remind(self):
        """How many have answered is told in steps; who they are is told to nobody."""
        self.go()
        expect(self.page.get_by_text(fi("At least %(number)s have answered", number=5))).to_be_visible()
        self.visit.press("Remind those who have not answered")
        self.show("reminded")

    def close_and_publish(self):
        self.go()
        self.visit.press("Close the survey")
        self.show("closed")
        self.visit.press("Publish the results")

    def read_results(self):
        """Means of enough answers, and nothing at all where somebody could be recognised."""
        page = self.page
        expect(page.locator(".lk-head .lk-lead")).to_contain_text(fi("At least %(number)s people answered.", number=5))
        for mean in MEANS:
            expect(page.locator("b", has_text=mean).first).to_be_visible()
        for statement in HIDDEN.values():
            line = page.locator("li", has=page.get_by_role("heading", name=statement))
            expect(line.locator("svg.sv-bar")).to_have_count(0)
            expect(line).to_contain_text("–")
            expect(line).not_to_contain_text(re.compile(r"\d"))
        assert page.get_by_text(fi("Show the distribution")).count() == 0, "Ten answers would be needed."
        self.show("results")
        figures = self.page.request.get(f"{self.place}results.json").json()["questions"]
        assert {one["key"] for one in figures if one["kind"] == "agreement" and one["n"] is None} == set(HIDDEN)
        assert all(one["mean"] is None for one in figures if one["key"] in HIDDEN)

    def let_own_words_be_read(self):
        """The analyst alone sees what was written, and lets others see one of them."""
        page = self.page
        self.go("own-words/")
        for text in WRITTEN.values():
            expect(page.get_by_text(text, exact=True)).to_be_visible()
        self.show("own-words")
        line = page.locator("li", has_text=WRITTEN[FINNISH])
        self.visit.lead(line.get_by_role("link"))
        page.locator("[name=decision][value=shown]").check()
        self.visit.send()

    def hear(self):
        """What was said together, and one thing that was heard."""
        page = self.page
        self.go("results/")
        self.visit.follow("Note the discussion")
        page.locator("[name=discussion]").fill("Kävimme tulokset läpi yhdessä. Kaikki saivat sanoa vuorollaan.")
        self.show("discussion")
        self.visit.send()
        self.visit.follow("Write what you heard")
        page.locator("[name=tone][value=mend]").check()
        page.locator("[name=text]").fill(HEARD)
        page.locator("[name=wording]").select_option(label="Ryhmässä on sovittu, kuka tekee mitä ja milloin")
        page.locator("[name=action]").fill(DONE)
        self.show("finding")
        self.visit.send()

    def agree(self):
        """Once told back the region's programme has it as a corrective action by itself; somebody takes it on there."""
        self.visit.follow("Open it in the programme")
        self.visit.follow("Agree on it")
        self.page.locator("[name=name]").fill("Perhekeskuksen työryhmä")
        self.page.locator("[name=due_on]").fill(in_days(30))
        self.show("agreeing")
        self.visit.send()
        self.go("results/")
        expect(self.page.locator("#findings").get_by_text("Perhekeskuksen työryhmä")).to_be_visible()

    def tell(self):
        """In Arabic as well; then those who answered get a mail."""
        page = self.page
        page.locator("#findings details > summary").first.click()
        self.visit.lead(page.locator("#findings a[lang=ar]"))
        page.locator("[name=text]").fill(HEARD_IN_ARABIC)
        self.visit.send()
        self.visit.press("Tell those who were asked")
        expect(page.get_by_text(fi("Those who were asked have been told"))).to_be_visible()
        self.show("told-back")

    def finish(self):
        """What is done in the programme is seen where people answered."""
        self.visit.follow("Open it in the programme")
        self.visit.press("It is done")
        self.go("results/")
        self.visit.follow("Open it in the programme")
        self.show("done")


class Answerer:
    """One of the seven, on a phone; every second one without script."""

    def __init__(self, phone, number, album):
        self.phone, self.page, self.number, self.album = phone, phone.page, number, album

    def answer(self, link):
        language = LANGUAGES[self.number]
        self.page.goto(f"{link}&view={'one' if self.number in ONE_BY_ONE else 'all'}")
        if self.number == FINNISH:
            self.show("languages")
        self.phone.lead(self.page.locator(f"a[href*='/{language}/?']"))
        if self.number in ONE_BY_ONE:
            self.go_through()
        else:
            self.look()
            self.fill()
        with self.page.expect_navigation():
            self.page.locator("main button[value=send]").click()
        assert "o=counted" in self.page.url
        self.show("thanks")
        self.page.goto(link)
        self.phone.lead(self.page.locator(f"a[href*='/{language}/?']"))
        assert "o=already" in self.page.url

    def go_through(self):
        """One question a page; back and forth loses nothing."""
        for place in range(30):
            if not self.page.locator("main button[value=next]").count():
                break
            self.fill()
            if place == 1:
                self.show("a-question")
                self.press("back")
                assert self.page.locator("input[type=radio]:checked").count() == 1
                self.press("next")
                assert self.page.locator("input[type=radio]:checked").count() == 1
            if place == 0:
                self.show("the-promise")
            if self.page.locator("textarea").count() and place == 16:
                self.show("own-words")
            self.press("next")
        self.show("everything-answered")

    def press(self, value):
        with self.page.expect_navigation():
            self.page.locator(f"main button[value={value}]").locator("visible=true").click()

    def fill(self):
        """Whatever is asked on this page."""
        for field in self.page.locator("fieldset[id^=q-]").all():
            key = (field.get_attribute("id") or "").removeprefix("q-")
            field.locator(f"input[value={self.choice(key)}]").check()
        written = self.page.locator("textarea[name='q.mend']")
        if written.count() and self.number in WRITTEN:
            written.fill(WRITTEN[self.number])

    def choice(self, key):
        if key == ALIKE:
            return "s5"
        return "na" if key == SELDOM and self.number < 3 else SAID_OF.get(key, SAID)[self.number]

    def show(self, name):
        self.look()
        if self.album:
            self.album.take(self.page, f"{name}-{LANGUAGES[self.number]}")

    def look(self):
        """Nobody is shut out; where no script runs there is nobody to ask."""
        if self.number % 2 == 0:
            assert violations(self.page) == "[]"
            assert self.phone.sideways_scroll() <= 0
            assert self.phone.small_controls() == []


def read_what_came_of_it(phone, code, album):
    """At the address where they answered, in the language in which they did."""
    page = phone.page
    page.goto(f"/s/{code}/ar/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.get_by_text(told("ar", "What we heard and what we do", "family"))).to_be_visible()
    expect(page.get_by_text(HEARD_IN_ARABIC)).to_be_visible()
    expect(page.get_by_text(told("ar", "This has been done.", "family"))).to_be_visible()
    expect(page.get_by_text("3,43").first).to_be_visible()
    assert violations(page) == "[]"
    assert phone.sideways_scroll() <= 0
    album.take(page, "what-came-of-it-ar")
    page.goto(f"/s/{code}/fi/")
    expect(page.get_by_text(DONE)).to_be_visible()
    album.take(page, "what-came-of-it-fi")
