"""An editor publishes an item, two translators finish it, the law changes, and one piece alone turns outdated."""

import re

import pytest
from playwright.sync_api import expect

from tests import chromium
from tests.browser.pictures import Album
from tests.browser.words import fi

pytestmark = [pytest.mark.browser, pytest.mark.slow]

TITLES = {320: "Tulkki lääkärissä", 1280: "Tulkki neuvolassa"}
SECTIONS = {320: "681/2023, 71 §", 1280: "681/2023, 72 §"}
"""No other item of the demo rests on these."""

SLOW = 30_000
"""Milliseconds that saving and the preview may take on a busy machine."""
LAW, STEPS = "Laki sanoo näin: viranomainen järjestää tulkin.", "Kysy kieli\nVaraa aika"
SUMMARY = "Näin perhe saa tulkin mukaan."
WORDS = {
    "sv": {
        TITLES[320]: "Tolk hos läkaren",
        TITLES[1280]: "Tolk på rådgivningen",
        SUMMARY: "Så får familjen en tolk med sig.",
        LAW: "Lagen säger så här: myndigheten ordnar tolken.",
        STEPS: "Fråga om språket\nBoka tid",
    },
    "ar": {
        TITLES[320]: "المترجم عند الطبيب",
        TITLES[1280]: "المترجم في العيادة",
        SUMMARY: "هكذا تحصل الأسرة على مترجم.",
        LAW: "يقول القانون: السلطة ترتب المترجم.",
        STEPS: "اسألوا عن اللغة\nاحجزوا موعدًا",
    },
}
NEW_LAW = "Laki sanoo nyt näin: viranomainen järjestää tulkin ja kertoo siitä."


@pytest.mark.parametrize("width", [320, 1280])
def test_the_law_changes_and_one_piece_alone_turns_outdated(visit, width):
    people = {who: visit(who, width=width) for who in ("maija", "olli", "tuomas", "petri")}
    item = Item(people, TITLES[width], SECTIONS[width], Album(width, "toolkit"))

    item.begin()
    item.write()
    item.approve("item-published")
    item.translate("tuomas", "sv", picture="translating")
    item.translate("olli", "ar")
    item.change_the_law()
    item.read_as_a_stranger()
    item.write_the_piece_anew()
    item.approve()
    item.look_at_the_languages()
    item.read_in_arabic()


class Item:
    """One item of the toolkit, and everybody who works on it."""

    def __init__(self, people, title, section, album):
        self.people, self.title, self.section, self.album = people, title, section, album
        self.path = self.version = ""

    def page(self, who):
        return self.people[who].page

    def go(self, who, rest=""):
        self.page(who).goto(f"{self.people[who].home}toolkit/{self.path}{rest}")

    def begin(self):
        maija = self.people["maija"]
        maija.page.goto(f"{maija.home}toolkit/")
        self.album.take(maija.page, "toolkit", whole=False)
        maija.follow("Begin a new item")
        maija.page.locator("[name=title]").fill(self.title)
        maija.page.locator("[name=summary]").fill(SUMMARY)
        maija.page.locator("[name=audience]").select_option("both")
        maija.page.locator("[name=role]").fill("Perhetyön koordinaattori")
        maija.send()
        found = re.search(r"/toolkit/([0-9a-f-]{36}/)versions/([0-9a-f-]{36})/edit/", maija.page.url)
        assert found is not None
        self.path, self.version = found[1], found[2]
        self.go("maija", "facts/")
        maija.page.locator("[name=law_references]").fill(self.section)
        maija.page.locator("[name=themes][value=interpreting]").check()
        maija.send()

    def write(self):
        """Two pieces of text, one of which rests on the section, and the card of a service."""
        self.go("maija", f"versions/{self.version}/edit/")
        page = self.page("maija")
        self.add("paragraph", LAW)
        page.locator("select[name^=law-]").first.select_option(self.section)
        self.add("steps", STEPS)
        self.add("card")
        page.locator("select[name^=ref-]").first.select_option(index=1)
        expect(page.locator("[data-autosave-words]").first).to_have_text(re.compile(r"\d+\.\d\d"), timeout=SLOW)
        expect(page.locator("#preview ol li")).to_have_count(2, timeout=SLOW)
        expect(page.locator("#preview .tk-inner strong")).to_be_visible()
        self.album.take(page, "writing")
        self.people["maija"].press("Save and read it all")
        page.locator("[name=change_note]").fill("Uusi ohje.")
        self.people["maija"].press("Send the text to review")

    def add(self, kind, words=""):
        """One more piece at the end, with its words."""
        page = self.page("maija")
        last = page.locator("details.tk-add").last
        last.locator("summary").click()
        last.locator("select").select_option(kind)
        self.people["maija"].lead(last.locator("button"))
        if words:
            page.locator("#blocks textarea").last.fill(words)

    def approve(self, picture=""):
        """Somebody who has not written in it reads the text and lets it out."""
        olli = self.people["olli"]
        olli.page.goto(f"{olli.home}toolkit/queue/")
        olli.lead(olli.page.get_by_role("link", name=self.title))
        assert chromium.violations(olli.page) == "[]"
        if picture:
            self.album.take(olli.page, "approving")
        olli.press("Approve and publish the text")
        expect(olli.page.get_by_role("heading", level=1)).to_have_text(self.title)
        if picture:
            self.album.take(olli.page, picture)

    def translate(self, who, language, picture=""):
        """Every piece beside its original, then out."""
        person = self.people[who]
        self.go(who, f"languages/{language}/?show=todo")
        while person.page.locator("section.tk-pair").count():
            pair = person.page.locator("section.tk-pair").first
            source = pair.locator("p.lk-asis").first.inner_text()
            pair.locator("textarea").fill(WORDS[language][source])
            if picture:
                assert chromium.violations(person.page) == "[]"
                self.album.take(person.page, picture)
                picture = ""
            person.lead(pair.locator("button[value=done]"))
            self.go(who, f"languages/{language}/?show=todo")
        person.press("Publish this language")

    def change_the_law(self):
        maija = self.people["maija"]
        maija.page.goto(f"{maija.home}toolkit/queue/")
        maija.follow("A section of the law has changed")
        maija.page.locator("[name=reference]").fill(self.section)
        maija.page.locator("[name=note]").fill("Viranomainen kertoo tulkista.")
        maija.send()
        expect(maija.page.get_by_text(fi("The law has changed: %(section)s", section=self.section))).to_be_visible()
        self.album.take(maija.page, "due-after-the-law-changed")

    def read_as_a_stranger(self):
        """A worker of another municipality sees which piece to be careful with."""
        self.go("petri")
        page = self.page("petri")
        warning = fi("The law has changed here (%(section)s). We are checking this piece.", section=self.section)
        expect(page.get_by_text(warning)).to_have_count(1)
        expect(page.locator(".tk-block", has_text=warning)).to_contain_text(LAW)
        assert chromium.violations(page) == "[]"
        assert self.people["petri"].sideways_scroll() == 0
        self.album.take(page, "one-piece-marked")

    def write_the_piece_anew(self):
        maija = self.people["maija"]
        self.go("maija")
        maija.press("Change the text")
        piece = maija.page.locator("fieldset.tk-edit", has_text=LAW)
        piece.locator("textarea").fill(NEW_LAW)
        maija.press("Save and read it all")
        maija.follow("See what changed")
        expect(maija.page.locator(".tk-change--changed")).to_have_count(1)
        self.album.take(maija.page, "what-changed")
        maija.page.go_back()
        maija.press("Send the text to review")

    def look_at_the_languages(self):
        """Of four pieces one waits for its translators, in both languages."""
        self.go("maija", "languages/")
        page = self.page("maija")
        waiting = page.locator("section", has=page.get_by_role("heading", name=fi("The original has changed")))
        expect(waiting.locator("li")).to_have_count(1)
        expect(waiting.locator("li")).to_contain_text("ja kertoo siitä")
        assert chromium.violations(page) == "[]"
        self.album.take(page, "one-piece-outdated")
        for language in ("sv", "ar"):
            self.go("maija", f"languages/{language}/?show=todo")
            expect(page.locator("section.tk-pair")).to_have_count(1)

    def read_in_arabic(self):
        """A family reads the rest in Arabic, and is told that a part may have changed."""
        page = self.page("petri")
        page.goto(f"/ar/pages/{self.path}")
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        expect(page.get_by_text("احجزوا موعدًا")).to_be_visible()
        expect(page.locator(".lk-with", has=page.locator("svg")).first).to_be_visible()
        assert chromium.violations(page) == "[]"
        assert self.people["petri"].sideways_scroll() == 0
        self.album.take(page, "for-families-in-arabic")
