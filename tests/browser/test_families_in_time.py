"""Families as years go by: a father who comes later, and a young person who came alone and comes of age."""

from datetime import datetime, time, timedelta

import pytest
from playwright.sync_api import expect

from luukku.core import clock
from tests.browser.journey import choose
from tests.browser.pictures import Album
from tests.browser.registering import Someone, open_person, register
from tests.browser.words import fi, in_days

pytestmark = [pytest.mark.browser, pytest.mark.slow]

MOTHER = Someone("Hodan Warsame Jimcale", "2.4.1990", "adult", is_guardian=True)
CHILDREN = [
    Someone("Ayaan Cabdi Warsame", "11.1.2012"),
    Someone("Liban Cabdi Warsame", "30.6.2014"),
    Someone("Sagal Cabdi Warsame", "5.9.2017"),
    Someone("Ubax Cabdi Warsame", "19.2.2020"),
    Someone("Guuleed Cabdi Warsame", "27.12.2023"),
]
FATHER = "Cabdi Warsame Nuur"


def test_a_seven_person_somali_family_whose_father_arrives_a_year_later(own_site, visit_own):
    album, worker = Album(320, "father-arrives"), visit_own("maija", width=320)
    family = register(worker, "Warsamen perhe", "so", [MOTHER, *CHILDREN])

    expect_the_father(worker, family, album)
    own_site.travel(at(clock.today() + timedelta(days=365), "9:00"))
    later = visit_own(width=320)
    later.enter_as("maija")
    let_the_father_arrive(later, family, album)

    later.page.goto(family)
    for person in (MOTHER.name, *(child.name for child in CHILDREN), FATHER):
        expect(later.page.get_by_role("link", name=person).first).to_be_visible()
    open_person(later, family, CHILDREN[0].name)
    decides = later.page.locator("main")
    expect(decides).to_contain_text(MOTHER.name)
    expect(decides).to_contain_text(FATHER)
    album.take(later.page, "both-decide-for-a-child")


def expect_the_father(worker, family, album):
    """He is known by name and month; he is no member yet, and decides nothing."""
    page = worker.page
    worker.open(f"{family}expected/new/")
    page.locator("[name=name]").fill(FATHER)
    page.locator("[name=expected_on]").fill(in_days(360))
    page.locator("[name=contact_language]").select_option("so")
    choose(page, "interpreter_need", "always")
    worker.send()
    page.goto(family)
    expect(page.locator("main")).to_contain_text(FATHER)
    album.take(page, "the-father-is-expected")


def let_the_father_arrive(worker, family, album):
    page = worker.page
    worker.open(f"{family}history/")
    worker.lead(page.get_by_role("link", name=fi("Has arrived")))
    page.locator("[name=is_guardian]").check()
    album.take(page, "the-father-has-come")
    worker.send()
    worker.open(f"{family}history/")
    album.take(page, "the-family-through-time")


def test_an_unaccompanied_sixteen_year_old_turns_eighteen(own_site, visit_own):
    today = clock.today()
    of_age = today.replace(day=15) + timedelta(days=500)
    young = Someone("Daniil Horbenko", f"{of_age.day}.{of_age.month}.{of_age.year - 18}")
    album, worker = Album(1280, "turns-eighteen"), visit_own("maija")
    family = register(worker, "Daniil", "uk", [young])

    give_a_representative(worker, family, young, album)
    own_site.travel(at(of_age - timedelta(days=1), "23:50"))
    assert decides(visit_own, family, young, album, "what-changes-at-midnight")
    own_site.travel(at(of_age, "00:05"))
    assert not decides(visit_own, family, young, album, "eighteen-since-midnight")


def give_a_representative(worker, family, young, album):
    """A representative belongs to no family."""
    page = worker.page
    open_person(worker, family, young.name)
    person = page.url
    worker.open(f"{person}guardians/outside/")
    page.locator("[name=name]").fill("Salla Edustaja")
    choose(page, "kind", "representative")
    choose(page, "source", "court")
    page.locator("[name=verified_on]").fill(in_days(0))
    album.take(page, "a-representative")
    worker.send()
    open_person(worker, family, young.name)
    expect(page.locator("main")).to_contain_text("Salla Edustaja")
    album.take(page, "who-decides")


def decides(visit_own, family, young, album, picture):
    """Whether the representative decides now, as the young person's page says."""
    worker = visit_own()
    worker.enter_as("maija")
    open_person(worker, family, young.name)
    album.take(worker.page, picture)
    [line] = worker.page.locator("section:has(#guardians) li", has_text="Salla Edustaja").all_inner_texts()
    has_ended = fi("Ended on %(date)s: the child came of age").partition("%(date)s")[2]
    return has_ended not in line


def at(day, hour):
    """A moment in Helsinki."""
    return datetime.combine(day, time.fromisoformat(hour.zfill(5)), tzinfo=clock.HELSINKI)
