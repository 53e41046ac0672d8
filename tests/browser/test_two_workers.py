"""A plan that two workers change at once: who answers for the family, and who stands in while they are away."""

import pytest
from playwright.sync_api import expect

from tests.browser.journey import Family, Journey
from tests.browser.pictures import Album
from tests.browser.registering import Someone, register
from tests.browser.words import fi, in_days

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOTHER = Someone("Sahar Mirzaei", "8.8.1993", "adult", "سحر میرزایی", is_guardian=True)
CHILD = Someone("Arman Mirzaei", "2.2.2021")
GOAL = ("Arman aloittaa päiväkodissa.", "آرمان مهدکودک را شروع می‌کند.")
MINE = "Arman aloittaa päiväkodissa helmikuussa."
THEIRS = "Arman tutustuu päiväkotiin ennen joulua."
BOTH = "Arman tutustuu päiväkotiin ennen joulua ja aloittaa helmikuussa."


@pytest.fixture
def own_site(own_site):
    """Somebody else works in the same family centre, so that they can stand in."""
    own_site.sql(
        "INSERT INTO accounts_membership (id, user_id, organisation_id, unit_id, role, starts_on)"
        " SELECT gen_random_uuid(), u.id, t.organisation_id, t.id, 'caseworker', '2026-01-01'"
        " FROM accounts_user u, accounts_unit t WHERE u.email = 'jenni@luukku.example'"
        " AND t.name_fi = 'Nokian perhekeskus'"
    )
    return own_site


def test_a_plan_is_changed_by_two_workers_at_once(own_site, visit_own):
    answers, stands_in = visit_own("maija"), visit_own("jenni", width=320)
    let_stand_in(answers)
    goal = write_a_goal(answers)

    change(answers, goal, MINE)
    change(stands_in, goal, THEIRS)
    stands_in.send_form_with("title")
    answers.send_form_with("title", leads=False)
    see_both_texts(answers, Album(1280, "two-workers"))

    answers.page.locator("[name=title]").fill(BOTH)
    answers.send_form_with("title")
    expect(answers.page.locator("main")).to_contain_text(BOTH)
    stands_in.page.reload()
    expect(stands_in.page.locator("main")).to_contain_text(BOTH)
    Album(320, "two-workers").take(stands_in.page, "what-stands-in-the-end")
    assert own_site.sql("SELECT count(*) FROM plans_goal WHERE title = %s", BOTH) == [(1,)]


def let_stand_in(visit):
    """From today on; a second responsible worker there never is."""
    page = visit.open(f"{visit.home}absences/")
    page.locator("[name=from_on]").fill(in_days(0))
    page.locator("[name=last_on]").fill(in_days(5))
    substitute = page.locator("[name=substitute]")
    substitute.select_option(substitute.locator("option", has_text="Jenni Mustaranta").get_attribute("value"))
    visit.send()


def write_a_goal(visit):
    family = register(visit, "Mirzaein perhe", "fa", [MOTHER, CHILD])
    journey = Journey(visit, Family("Mirzaei", MOTHER.name, MOTHER.native_name, "", (CHILD.name, "")))
    visit.open(f"{family}plan/start/")
    visit.page.locator("[name=family_language]").select_option("fa")
    visit.press("Start writing the plan")
    journey.add_goal("", *GOAL)
    link = visit.page.locator("a[href*='/plans/goals/']", has_text=fi("Edit the goal")).first
    return link.get_attribute("href")


def change(visit, goal, words):
    """Opened and written, not yet saved."""
    visit.open(goal)
    visit.page.locator("[name=title]").fill(words)


def see_both_texts(visit, album):
    """Nothing is lost: what the other saved and what I wrote stand side by side, and mine is still in the field."""
    conflict = visit.page.locator(".lk-conflict")
    expect(conflict).to_contain_text(THEIRS)
    expect(conflict).to_contain_text(MINE)
    album.take(visit.page, "both-texts")
