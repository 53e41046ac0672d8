"""The thin main job, from sign-in to the next version of the plan, in Finnish, on a phone and on a desk."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.journey import TELLINGS, Family, Journey
from tests.browser.pictures import Album
from tests.browser.words import fi, in_days

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FAMILIES = {
    320: Family("Qabban", "Maha Qabbani", "مها قباني", "Nabil Qabbani", ("Dima Qabbani", "Tamim Qabbani")),
    1280: Family("Barakat", "Rania Barakat", "رانية بركات", "Wissam Barakat", ("Lujain Barakat", "Jad Barakat")),
}
HOPE = (
    "Haluan oppia suomea, jotta voin puhua lasten opettajan kanssa.",
    "أريد أن أتعلم الفنلندية لأتحدث مع معلمة أطفالي.",
)
GOAL = ("Äiti puhuu suomea lasten opettajan kanssa.", "تتحدث الأم الفنلندية مع معلمة الأطفال.")
CHILD = ("Haluan pelata jalkapalloa.", "أريد أن ألعب كرة القدم.")
CHILDS_GOAL = ("Tytär käy jalkapallokerhossa joka viikko.", "تذهب الابنة إلى نادي كرة القدم كل أسبوع.")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_family_is_registered_interviewed_and_gets_its_plan(visit, width, tmp_path, pdftotext):
    journey, album = Journey(visit(width=width), FAMILIES[width]), Album(width)

    register(journey, album)
    interview(journey, album)
    write_plan(journey, album)
    hear_every_yes(journey, album)
    words = print_plan(journey, album, tmp_path / "plan.pdf", pdftotext)
    look_ahead(journey, album)

    assert "jalkapalloa" in words
    assert "الفنلندية" in words
    assert journey.family.street not in words


def register(journey, album):
    """Sign in, look first, register; the mother's address is protected."""
    page = journey.page
    page.goto("/sign-in/")
    album.take(page, "sign-in", whole=False)
    journey.visit.enter_as("maija")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    album.take(page, "my-day")
    journey.look_for_the_family()
    expect(page.get_by_role("button", name=fi("Register a new family")).locator("visible=true").first).to_be_visible()
    album.take(page, "search-first")
    journey.register()
    album.take(page, "registering")
    journey.send_registration()
    album.take(page, "family")
    journey.protect_the_mother()
    album.take(page, "protected")
    assert journey.family.street not in page.content()


def interview(journey, album):
    """In Arabic through an interpreter, with the four tellings, and saved while it is written."""
    page = journey.page
    journey.start_interview()
    album.take(page, "interpreter")
    journey.begin_to_talk()
    album.take(page, "interview")
    status = journey.answer("Arabia, ja vähän englantia.")
    expect(status).to_have_text(re.compile(r"\d+\.\d\d"))
    for telling in TELLINGS:
        journey.check_understanding(telling)
    album.take(page, "understood", whole=False)
    journey.write_a_need(HOPE[1], "Suomen kurssi, jossa on lastenhoito.")
    album.take(page, "need")
    journey.submit()
    journey.complete_interview()
    expect(page.locator("#missing")).to_have_count(0)
    expect(page.get_by_text(HOPE[1])).to_be_visible()
    album.take(page, "interview-complete")


def write_plan(journey, album):
    """The shared part and a child's part, in Finnish and Arabic side by side."""
    page, mother, father, daughter = (
        journey.page,
        journey.family.mother,
        journey.family.father,
        journey.family.children[0],
    )
    journey.start_plan()
    album.take(page, "plan-begun")
    journey.add_words("", {"text": HOPE[0], "text_family": HOPE[1]}, mother)
    journey.add_goal("", *GOAL)
    course = ("aloittaa suomen kurssin, jossa on lastenhoito.", "تبدأ دورة اللغة الفنلندية التي فيها رعاية أطفال.")
    journey.add_step(GOAL[0], mother, {"what": course[0], "what_family": course[1], "due_on": in_days(54)})
    journey.add_words(daughter, {"text": CHILD[0], "text_family": CHILD[1]})
    journey.add_goal(daughter, *CHILDS_GOAL)
    club = ("vie tyttären kerhoon.", "يأخذ الابنة إلى النادي.")
    journey.add_step(CHILDS_GOAL[0], father, {"what": club[0], "what_family": club[1], "due_on": in_days(46)})
    for child in journey.family.children:
        journey.ask_about(child, "Puhuttiin yhdessä.", "تحدثنا معاً.")
    album.take(page, "plan-written")


def hear_every_yes(journey, album):
    """Offered, gone through with both guardians, confirmed by the worker, in force."""
    page, person = journey.page, journey.visit
    person.press("Offer the plan to the family")
    album.take(page, "plan-offered")
    page.goto(f"{journey.paths['plan']}family/")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    album.take(page, "plan-in-arabic")
    for guardian in (journey.family.mother, journey.family.father):
        journey.go("plan")
        person.lead(page.locator(f"a[href*='/confirm/']:has-text('{guardian}')"))
        journey.confirm_as(guardian)
        if guardian == journey.family.mother:
            album.take(page, "going-through")
        person.press("Record this")
    journey.go("plan")
    person.press("Confirm as the worker")
    expect(page.get_by_text(fi("Everybody has said yes: the plan is in force."))).to_be_visible()
    album.take(page, "plan-in-force")


def print_plan(journey, album, printed, pdftotext):
    """The words of the PDF in both languages."""
    printed.write_bytes(journey.visit.context.request.get(f"{journey.paths['plan']}pdf/").body())
    album.keep_pdf(printed, "plan-on-paper")
    return subprocess.run([pdftotext, printed, "-"], capture_output=True, check=True).stdout.decode()


def look_ahead(journey, album):
    """The review is on the clock, and a change makes the next version."""
    page = journey.page
    journey.go("family")
    expect(page.get_by_text(re.compile(r"681/2023,.22.§")).first).to_be_visible()
    album.take(page, "family-with-plan")
    journey.go("plan")
    page.locator("summary").filter(has_text=fi("Change the plan")).click()
    journey.visit.press("Begin a new version")
    expect(page.get_by_text(fi("Version %(number)s", number=2)).first).to_be_visible()
    album.take(page, "next-version", whole=False)
