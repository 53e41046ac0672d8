"""Every step of the main job works where no script runs: an old phone, a locked-down desk, a broken network."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey import TELLINGS, Family, Journey, choose
from tests.browser.words import fi

pytestmark = [pytest.mark.browser, pytest.mark.slow]

FAMILY = Family("Zaidan", "Hala Zaidan", "هالة زيدان", "Munir Zaidan", ("Sirin Zaidan", "Bassel Zaidan"))


def test_the_main_job_is_done_without_script(visit):
    person = visit(script=False, width=320)
    journey, page = Journey(person, FAMILY), person.page

    person.enter_as("maija")
    journey.look_for_the_family()
    journey.register()
    journey.send_registration()

    journey.start_interview()
    journey.begin_to_talk()
    page.locator(".lk-question textarea").first.fill("Arabia.")
    page.locator(".lk-hand button").click()
    expect(page.locator(".lk-question textarea").first).to_have_value("Arabia.")
    for telling in TELLINGS:
        journey.check_understanding(telling)
    expect(page.locator("#telling-aims .lk-does").first).to_be_visible()
    journey.complete_interview()

    journey.start_plan()
    journey.add_words("", {"text": "Haluan oppia.", "text_family": "أريد أن أتعلم."}, FAMILY.mother)
    journey.add_goal("", "Opin suomea.", "أتعلم الفنلندية.")
    journey.add_step("Opin suomea.", FAMILY.mother, {"what": "aloittaa kurssin.", "what_family": "تبدأ الدورة."})
    journey.link("Edit the goal", "Opin suomea.").click()
    journey.save({"title": "Puhun suomea töissä."})
    expect(page.get_by_text("Puhun suomea töissä.").first).to_be_visible()
    for child in FAMILY.children:
        journey.ask_about(child, "Puhuttiin yhdessä.", "تحدثنا معاً.")
    person.press("Offer the plan to the family")

    for guardian in (FAMILY.mother, FAMILY.father):
        journey.go("plan")
        person.lead(page.locator(f"a[href*='/confirm/']:has-text('{guardian}')"))
        journey.confirm_as(guardian)
        person.press("Record this")
    journey.go("plan")
    person.press("Confirm as the worker")
    expect(page.get_by_text(fi("Everybody has said yes: the plan is in force."))).to_be_visible()


def test_a_mistake_is_told_and_what_was_typed_stays(visit):
    person = visit(script=False)
    journey, page = Journey(person, FAMILY), person.page
    person.enter_as("ilona")
    journey.look_for_the_family()
    person.lead(
        page.get_by_role("button", name=fi("register a new family")).or_(
            page.get_by_role("button", name=fi("Register a new family"))
        )
    )

    page.locator("[name=m0-birth_on]").fill("31.2.2020")
    page.locator("[name=name]").fill("Zaidanin perhe")
    choose(page, "ground", "contact")
    person.press("Register the family")

    expect(page.get_by_role("alert").or_(page.locator("[data-error-summary]")).first).to_be_visible()
    expect(page.locator("[name=m0-birth_on]")).to_have_value("31.2.2020")
    expect(page.locator("[name=name]")).to_have_value("Zaidanin perhe")


def test_filters_and_menus_open_without_script(visit):
    person = visit("maija", script=False, width=320)
    page = person.open("/")

    page.get_by_text(fi("Menu"), exact=True).click()
    person.lead(page.locator("details[open] a", has_text=fi("Families")))
    person.lead(page.locator("main a[href*='/cases/']"))
    person.lead(page.locator(".lk-filters a").nth(1))

    expect(page.locator(".lk-filters a[aria-current=true]")).to_have_count(1)
