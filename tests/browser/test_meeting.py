"""The mid-term evaluation meeting: prepared from what is open, held by two secretaries, closed, read as minutes, and
reported to the board and to everybody."""

import io
import json
import re
import subprocess
import zipfile

import pytest
from playwright.sync_api import expect

from tests import chromium
from tests.browser.pictures import Album
from tests.browser.words import fi

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES = {320: "Väliarviointi puhelimella", 1280: "Väliarviointi"}
SLOW = 30_000
"""Milliseconds that saving may take on a busy machine."""
NOTES, SECOND = "Lapset pitävät kahvilasta, mutta tila on pieni.", "Vanhemmat toivovat kahvilaa myös iltaisin."
DECISION, ACTION = "Kahvila avataan myös iltaisin.", "Etsitään isompi tila"
ADDED = "Kokouksessa oli mukana myös kirjaston edustaja."


@pytest.mark.parametrize("width", [320, 1280])
def test_prepare_hold_and_report_the_mid_term_evaluation_meeting(visit, width, tmp_path):
    meeting = Meeting(visit("sari", width=width), visit("helena", width=width), NAMES[width], Album(width, "meeting"))

    meeting.call()
    meeting.prepare()
    meeting.ask_people()
    meeting.begin()
    meeting.write_as_two()
    meeting.decide_and_promise()
    meeting.go_to_the_end()
    meeting.close()
    meeting.read_on_paper(tmp_path)
    meeting.add_afterwards()
    report = Report(meeting, visit("kaarina", width=width), visit(width=width))
    report.make()
    report.take_away(tmp_path)
    report.put_on_the_public_site()
    report.read_as_anybody(tmp_path)
    report.take_off()
    meeting.look_at_the_promise_next_time()


class Meeting:
    """One meeting, and the two who hold it."""

    def __init__(self, sari, helena, name, album):
        self.sari, self.helena, self.name, self.album = sari, helena, name, album
        self.path = ""

    @property
    def page(self):
        return self.sari.page

    def looks(self, picture="", *, whole=True, who=None):
        """The page as everybody can use it."""
        visitor = who or self.sari
        assert chromium.violations(visitor.page) == "[]"
        assert visitor.sideways_scroll() == 0
        if picture:
            self.album.take(visitor.page, picture, whole=whole)

    def open_meetings(self):
        self.page.goto(f"{self.sari.home}programme/")
        self.sari.lead(self.page.locator("main .lk-card a, main .lk-list a"))
        pages = self.page.locator("nav.lk-nav--sub")
        self.sari.lead(pages.get_by_role("link", name=fi("Meetings of the programme"), exact=True))

    def call(self):
        self.open_meetings()
        self.looks("meetings")
        self.sari.follow("Call a meeting")
        self.page.locator("[name=text]").fill(self.name)
        self.page.locator("[name=body]").fill("Ohjelman työryhmä")
        self.page.locator("[name=held_on]").fill("31.12.2026")
        self.sari.send()
        self.path = re.sub(r"prepare/$", "", self.page.url)

    def prepare(self):
        """What was promised and not done comes first, then a goal without measures and an item of one's own."""
        for kind in ("promise", "goal"):
            part = self.page.locator(f"details[data-kind={kind}]")
            if part.get_attribute("open") is None:
                part.locator("summary").click()
            part.locator("input[name=pick]").first.check()
        self.looks("what-is-open")
        self.sari.lead(self.page.locator("button[value=pick]"))
        self.page.locator("[name=text]").fill("Perhekahvila")
        self.sari.press("Add the item")
        expect(self.page.locator("#agenda li")).to_have_count(3)
        self.sari.lead(self.page.locator("#agenda li").last.locator("button[value^=up]"))
        expect(self.page.locator("#agenda li").nth(1)).to_contain_text("Perhekahvila")
        self.looks("agenda", whole=False)

    def ask_people(self):
        self.page.goto(f"{self.path}people/")
        for name, role in (("Sari Ojansivu", "chair"), ("Helena Aarnisalo", "secretary")):
            self.page.locator("[name=person]").select_option(label=name)
            self.page.locator("[name=role]").select_option(role)
            self.sari.send()
        self.page.locator("[name=name]").fill("Nasrin Karimi")
        self.page.locator("[name=represents]").fill("Vanhempien ryhmä")
        self.sari.send()
        self.looks("who-is-asked")
        self.sari.follow("To the meeting")

    def begin(self):
        self.sari.press("Begin the meeting")
        for place in range(3):
            self.page.locator("fieldset").nth(place).locator("input[value=present]").check()
        expect(self.page.locator("[data-promises] li").first).to_be_visible()
        self.looks("who-is-here-and-what-was-promised")
        self.sari.press("Save who is here and go on")
        self.looks("first-item", whole=False)
        self.page.locator("[name=outcome][value=discussion]").check()
        self.sari.press("Save and go on")

    def write_as_two(self):
        """Both write at once; the second one reads both texts and puts them together."""
        self.helena.page.goto(self.page.url)
        self.page.locator("[name=notes]").fill(NOTES)
        expect(self.page.locator("[data-autosave-words]").first).to_have_text(re.compile(r"\d+\.\d\d"), timeout=SLOW)
        self.helena.page.locator("[name=notes]").fill(SECOND)
        clash = self.helena.page.locator("[data-autosave-conflict]")
        expect(clash).to_contain_text(NOTES, timeout=SLOW)
        expect(clash).to_contain_text(SECOND)
        self.looks("both-texts", who=self.helena)
        self.helena.page.locator("[name=notes]").fill(f"{NOTES}\n{SECOND}")
        self.helena.lead(self.helena.page.locator("button[name=then][value=stay]"))
        self.page.reload()
        expect(self.page.locator("[name=notes]")).to_have_value(f"{NOTES}\n{SECOND}")

    def decide_and_promise(self):
        """Right at the item, without leaving it; by keyboard."""
        page = self.page
        for words in ("Record a decision", "Agree who does what"):
            page.locator("summary", has_text=fi(words)).press("Enter")
        page.locator("[name=decision]").fill(DECISION)
        page.locator("[name=becomes_measure]").check()
        page.locator("[name=promise]").fill(ACTION)
        page.locator("[name=party]").select_option("other")
        page.locator("[name=name]").fill("Tilapalvelu")
        page.locator("[name=due_on]").fill("31.1.2027")
        page.locator("[name=check_on]").fill("31.5.2027")
        self.looks("decision-and-promise")
        self.sari.lead(page.locator("button[name=then][value=stay]"))
        expect(page.locator("#recorded")).to_contain_text(DECISION)
        expect(page.locator("#recorded")).to_contain_text("Tilapalvelu")
        self.looks("recorded", whole=False)
        self.sari.press("Save and go on")

    def go_to_the_end(self):
        self.page.locator("[name=notes]").fill("Ei ehditty.")
        self.sari.press("Save and go to the end")
        self.looks("is-this-how-it-was")

    def close(self):
        self.sari.press("Close the meeting")
        expect(self.page.locator("main")).to_contain_text(DECISION)
        expect(self.page.locator("[data-chains]")).to_contain_text("Tilapalvelu")
        assert self.page.goto(f"{self.path}hold/").status == 404
        self.page.goto(self.path)
        self.looks("minutes")

    def read_on_paper(self, folder):
        paper = kept(self.page, f"{self.path}minutes.pdf?language=fi", folder / "minutes.pdf")
        read = words_of(paper)
        for words in (self.name, NOTES, DECISION, ACTION, "Tilapalvelu", fi("What was promised last time")):
            assert words in read
        self.album.keep_pdf(paper, "minutes-on-paper")

    def add_afterwards(self):
        self.sari.follow("Add to the minutes")
        self.page.locator("[name=text]").fill(ADDED)
        self.sari.send()
        expect(self.page.locator("#addenda")).to_contain_text(ADDED)
        self.looks()

    def look_at_the_promise_next_time(self):
        """The next meeting opens with what this one promised, and with what it did not come to."""
        self.open_meetings()
        self.sari.follow("Call a meeting")
        self.page.locator("[name=text]").fill(f"{self.name}: jatko")
        self.page.locator("[name=held_on]").fill("28.2.2027")
        self.sari.send()
        self.page.locator("[name=text]").fill("Tilanne")
        self.sari.press("Add the item")
        expect(self.page.locator("details[data-kind=left]")).to_have_count(1)
        self.sari.lead(self.page.locator(".lk-crumbs a, a.lk-plain").first)
        self.sari.press("Begin the meeting")
        promise = self.page.locator("[data-promises] li", has_text=ACTION)
        self.sari.lead(promise.get_by_role("button"))
        promise.locator("textarea").fill("Tila löytyi kirjastosta.")
        self.sari.lead(promise.get_by_role("button"))
        expect(promise).to_contain_text("Tila löytyi kirjastosta.")
        self.looks("promises-next-time")
        self.page.goto(self.path)
        expect(self.page.locator("[data-chains]")).to_contain_text("Tila löytyi kirjastosta.")
        self.looks("one-chain")


class Report:
    """The report that is made after a meeting: by whoever held it, published by who leads, read by anybody."""

    def __init__(self, meeting, kaarina, anybody):
        self.meeting, self.kaarina, self.anybody, self.album = meeting, kaarina, anybody, meeting.album
        self.summary, self.question = f"{meeting.name} on pidetty.", f"Kuka maksaa tilan ({meeting.name})?"
        self.path = self.public = self.seal = ""

    def make(self):
        """From the minutes: what the board is asked is suggested and written anew."""
        sari, page = self.meeting.sari, self.meeting.page
        sari.follow("Make a report of the programme")
        expect(page.locator("[name=decision_1]")).not_to_have_value("")
        page.locator("[name=summary]").fill(self.summary)
        page.locator("[name=decision_1]").fill(self.question)
        self.meeting.looks("what-the-board-is-asked")
        sari.send()
        expect(page.locator("[data-board=decisions]")).to_contain_text(self.question, timeout=SLOW)
        self.path = page.url
        self.meeting.looks("report")

    def take_away(self, folder):
        """Each file opens and tells the same."""
        page = self.meeting.page
        for code in ("fi", "sv", "en"):
            board = kept(page, f"{self.path}board.pdf?language={code}", folder / f"board-{code}.pdf")
            whole = kept(page, f"{self.path}report.pdf?language={code}", folder / f"whole-{code}.pdf")
            assert pages_of(board) == 1
            assert pages_of(whole) > 1
            for words in (self.summary, self.question):
                assert words in words_of(board)
                assert words in words_of(whole)
        self.album.keep_pdf(folder / "board-fi.pdf", "board-on-paper")
        told = json.loads(page.request.get(f"{self.path}report.json").body())
        assert told["report"]["board"]["decisions"][0] == self.question
        self.seal = told["seal"]
        with zipfile.ZipFile(io.BytesIO(page.request.get(f"{self.path}report.xlsx").body())) as book:
            assert self.seal in book.read("xl/sharedStrings.xml").decode()

    def put_on_the_public_site(self):
        """Whoever leads looks through what everybody will read."""
        page = self.kaarina.page
        page.goto(self.path)
        self.kaarina.follow("Put on the public site")
        page.locator("[name=is_read]").check()
        self.meeting.looks("how-everybody-will-read-it", who=self.kaarina)
        self.kaarina.send()
        page.locator("details", has_text=fi("On the public site")).locator("summary").first.click()
        self.public = page.locator("a[href*='/reports/fi/']").first.get_attribute("href")

    def read_as_anybody(self, folder):
        page = self.anybody.page
        page.goto(self.public)
        expect(page.locator("main")).to_contain_text(self.seal)
        expect(page.locator("[data-report=goals]")).to_be_visible()
        for words in (self.summary, self.question, self.meeting.name):
            expect(page.locator("main")).not_to_contain_text(words)
        self.meeting.looks("public-report", who=self.anybody)
        paper = words_of(kept(page, f"{self.public}report.pdf", folder / "public.pdf"))
        assert self.seal[:12] in paper
        assert self.question not in paper

    def take_off(self):
        self.kaarina.press("Take off the public site")
        assert self.anybody.page.goto(self.public).status == 404


def kept(page, address, place):
    """A file from the site, kept in a place."""
    answer = page.request.get(address)
    assert answer.status == 200
    place.write_bytes(answer.body())
    return place


def words_of(paper):
    """What stands on a PDF, in one line."""
    read = subprocess.run(["pdftotext", str(paper), "-"], capture_output=True, text=True, check=True).stdout
    return " ".join(read.split())


def pages_of(paper):
    told = subprocess.run(["pdfinfo", str(paper)], capture_output=True, text=True, check=True).stdout
    return int(told.partition("Pages:")[2].split()[0])
