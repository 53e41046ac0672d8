"""The thin main job, from sign-in to the next version of the plan, in Finnish, on a phone and on a desk."""

import re
import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.journey import TELLINGS, Family, Journey
from tests.browser.pictures import Album
from tests.browser.words import fi

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
    person = visit(width=width)
    journey, album = Journey(person, FAMILIES[width]), Album(width)
    page, family = person.page, FAMILIES[width]

    # sign in, look first, register
    page.goto("/sign-in/")
    album.take(page, "sign-in", whole=False)
    person.enter_as("maija")
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
    assert family.street not in page.content()

    # the initial interview, in Arabic through an interpreter
    journey.start_interview()
    album.take(page, "interpreter")
    journey.begin_to_talk()
    album.take(page, "interview")
    status = journey.answer("Arabia, ja vähän englantia.")
    expect(status).to_have_text(re.compile(r"\d+\.\d\d"))
    for telling in TELLINGS:
        journey.check_understanding(telling)
    album.take(page, "understood", whole=False)
    journey.write_a_need(HOPE[1], "Suomen kurssi, johon on lastenhoito.")
    album.take(page, "need")
    journey.submit()
    journey.complete_interview()
    expect(page.locator("#missing")).to_have_count(0)
    expect(page.get_by_text(HOPE[1])).to_be_visible()
    album.take(page, "interview-complete")

    # the plan, in Finnish and Arabic
    journey.start_plan()
    album.take(page, "plan-begun")
    journey.add_words("", {"text": HOPE[0], "text_family": HOPE[1]}, family.mother)
    journey.add_goal("", *GOAL)
    journey.add_step(
        GOAL[0],
        family.mother,
        {
            "what": "aloittaa suomen kurssin, jossa on lastenhoito.",
            "what_family": "تبدأ دورة اللغة الفنلندية التي فيها رعاية أطفال.",
            "due_on": "15.1.2027",
        },
    )
    journey.add_words(family.children[0], {"text": CHILD[0], "text_family": CHILD[1]})
    journey.add_goal(family.children[0], *CHILDS_GOAL)
    journey.add_step(
        CHILDS_GOAL[0],
        family.father,
        {"what": "vie tyttären kerhoon.", "what_family": "يأخذ الابنة إلى النادي.", "due_on": "7.1.2027"},
    )
    album.take(page, "plan-written")

    # offered, gone through with both guardians, confirmed by the worker
    person.press("Offer the plan to the family")
    album.take(page, "plan-offered")
    page.goto(f"{journey.paths['plan']}family/")
    expect(page.locator("html, main [dir=rtl]").first).to_be_visible()
    album.take(page, "plan-in-arabic")
    for guardian in (family.mother, family.father):
        journey.go("plan")
        person.lead(page.locator(f"a[href*='/confirm/']:has-text('{guardian}')"))
        journey.confirm_as(guardian)
        if guardian == family.mother:
            album.take(page, "going-through")
        person.press("Record this")
    journey.go("plan")
    person.press("Confirm as the worker")
    expect(
        page.get_by_text(fi("Everybody has said yes: the plan is in force."))
        .or_(page.get_by_text("voimassa").first)
        .first
    ).to_be_visible()
    album.take(page, "plan-in-force")

    # paper
    printed = tmp_path / "plan.pdf"
    printed.write_bytes(person.context.request.get(f"{journey.paths['plan']}pdf/").body())
    words = subprocess.run([pdftotext, printed, "-"], capture_output=True, check=True).stdout.decode()
    assert "jalkapalloa" in words
    assert "الفنلندية" in words
    assert "Pihlajakuja" not in words
    album.keep_pdf(printed, "plan-on-paper")

    # the review clock, and the next version
    journey.go("family")
    expect(page.get_by_text(re.compile(r"681/2023,.22.§")).first).to_be_visible()
    album.take(page, "family-with-plan")
    journey.go("plan")
    person.press("Change the plan")
    expect(page.get_by_text(fi("Version %(number)s", number=2)).first).to_be_visible()
    album.take(page, "next-version", whole=False)
