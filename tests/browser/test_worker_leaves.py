"""A worker leaves: the families get new ones, the role ends only then, and nobody falls between."""

import re

import pytest
from playwright.sync_api import expect

from luukku.core import clock
from tests.browser.pictures import Album
from tests.browser.words import fi, in_days

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEIRS = ("jenni", "helena")
TWELVE = 12
ALONE = """
    SELECT count(*) FROM casework_case c JOIN accounts_organisation o ON o.id = c.organisation_id
    WHERE o.name_fi = 'Nokia' AND c.state = 'active' AND (
        SELECT count(*) FROM casework_responsibleworker r WHERE r.case_id = c.id AND r.during @> %s::date) <> 1
"""


@pytest.fixture
def own_site(own_site):
    """Two more workers in the family centre where until now one has all the families."""
    for who in HEIRS:
        own_site.sql(
            "INSERT INTO accounts_membership (id, user_id, organisation_id, unit_id, role, starts_on)"
            " SELECT gen_random_uuid(), u.id, t.organisation_id, t.id, 'caseworker', '2026-01-01'"
            " FROM accounts_user u, accounts_unit t WHERE u.email = %s AND t.name_fi = 'Nokian perhekeskus'",
            f"{who}@luukku.example",
        )
    return own_site


def test_a_worker_leaves_twelve_families_get_new_ones_and_nobody_falls_between(own_site, visit_own):
    album = Album(1280, "worker-leaves")
    administrator, supervisor = visit_own("tiina"), visit_own("olli")

    refuse_the_end(administrator, album)
    hand_twelve_on(supervisor, album)
    hand_the_rest_on(supervisor, album)
    end_the_role(administrator, album)

    assert own_site.sql(ALONE, clock.today()) == [(0,)]
    assert families_of(own_site, "maija", clock.today()) == 0
    assert min(families_of(own_site, who, clock.today()) for who in HEIRS) >= TWELVE / 2
    heir = visit_own("jenni", width=320)
    take_a_family_on(heir, Album(320, "worker-leaves"))


def refuse_the_end(visit, album):
    """The administrator may not end the role of somebody who still answers for families."""
    _open_the_end_of_the_role(visit)
    visit.page.locator("[name=ends_on]").fill(in_days(0))
    visit.press("Save the last day")
    expect(visit.page.locator(".ds-validation-message, [role=alert]").first).to_contain_text(re.compile(r"\d+ perhe"))
    album.take(visit.page, "the-role-cannot-end-yet")


def hand_twelve_on(visit, album):
    """Family by family, to two people in turns; the number beside a name tells how many they have."""
    _open_families_of_maija(visit)
    choices = visit.page.locator("select[name^=to-]")
    heirs = [_value_of(choices.first, who) for who in ("Jenni", "Helena")]
    for number in range(TWELVE):
        choices.nth(number).select_option(heirs[number % 2])
    album.take(visit.page, "twelve-families-to-two-people")
    visit.press("Hand the families on")


def hand_the_rest_on(visit, album):
    _open_families_of_maija(visit)
    everybody = visit.page.locator("[name=to_all]")
    everybody.select_option(_value_of(everybody, "Jenni"))
    visit.press("Hand the families on")
    visit.open(f"{visit.home}team/")
    album.take(visit.page, "who-has-how-many-now")


def end_the_role(visit, album):
    _open_the_end_of_the_role(visit)
    visit.page.locator("[name=ends_on]").fill(in_days(0))
    visit.press("Save the last day")
    expect(visit.page.locator("[name=ends_on]")).to_have_count(0)
    album.take(visit.page, "the-role-has-its-last-day")


def take_a_family_on(visit, album):
    """The new worker's own day tells that families wait to be taken on."""
    page = visit.page
    page.goto("/")
    album.take(page, "new-families-on-my-day")
    visit.lead(page.get_by_role("link", name=fi("Take the family on")))
    album.take(page, "taking-a-family-on")
    visit.press("Take the family on")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def families_of(site, who, day):
    [(number,)] = site.sql(
        "SELECT count(*) FROM casework_responsibleworker r JOIN accounts_user u ON u.id = r.user_id"
        " WHERE u.email = %s AND r.during @> (%s::date + 1)",
        f"{who}@luukku.example",
        day,
    )
    return number


def _open_families_of_maija(visit):
    visit.open(f"{visit.home}team/")
    visit.lead(visit.page.get_by_role("link", name="Maija Lehtovaara"))


def _open_the_end_of_the_role(visit):
    visit.open(f"{visit.home}people/")
    visit.lead(visit.page.get_by_role("link", name="Maija Lehtovaara"))
    visit.lead(visit.page.locator("a[href*='/roles/'][href$='/end/']"))


def _value_of(select, name):
    return select.locator("option", has_text=name).get_attribute("value")
