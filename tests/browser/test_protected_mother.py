"""A mother whose address is protected, and a father with joint custody whom another municipality helps."""

import subprocess

import pytest
from playwright.sync_api import expect

from tests.browser.journey import Family, Journey, choose
from tests.browser.pictures import Album
from tests.browser.registering import Someone, open_person, register
from tests.browser.words import fi, in_days

pytestmark = [pytest.mark.browser, pytest.mark.slow]

STREET, POSTCODE = "Untuvapolku 77 C 8", "33999"
MOTHER = Someone("Rima Haddadin", "3.5.1991", "adult", "ريما حدادين", is_guardian=True)
CHILD = Someone("Jude Haddadin", "17.10.2018")
FATHER = Someone("Omar Haddadin", "9.1.1988", "adult", "عمر حدادين", is_guardian=True)
WORDS = {"text": "Haluan, että Jude saa olla rauhassa.", "text_family": "أريد أن تعيش جود بسلام."}
STEP = ("puhuu rehtorin kanssa.", "تتحدث مع مدير المدرسة.")
DAYS = ("Jude viihtyy koulussa.", "تحب جود المدرسة.")
GOAL = ("Jude käy samaa koulua koko vuoden.", "تذهب جود إلى المدرسة نفسها طوال العام.")


@pytest.mark.parametrize("width", [320, 1280])
def test_a_mother_with_a_protected_address_and_a_father_with_joint_custody(
    own_site, visit_own, tmp_path, width, pdftotext
):
    album, worker = Album(width, "protected-mother"), visit_own("maija", width=width)
    family = register(worker, "Riman perhe", "ar", [MOTHER, CHILD])
    for person in (MOTHER, CHILD):
        protect(worker, family, person)
    give_joint_custody(worker, family, album)
    plan = write_and_offer_plan(worker, family, album)

    seen = [worker.page.content()]
    seen.append(worker.open(f"{plan}family/").content())
    album.take(worker.page, "the-plan-in-arabic")
    hear_the_father(worker, plan, album)
    printed = tmp_path / "plan.pdf"
    printed.write_bytes(worker.context.request.get(f"{plan}pdf/").body())
    seen.append(subprocess.run([pdftotext, printed, "-"], capture_output=True, check=True).stdout.decode())
    seen += where_the_father_is_helped(visit_own("ilona", width=width), album)

    for page in seen:
        assert STREET not in page
        assert POSTCODE not in page


def protect(worker, family, person):
    """The register tells of the protection first, then the address is written."""
    page = worker.page
    open_person(worker, family, person.name)
    here = page.url
    worker.open(f"{here}protection/")
    choose(page, "source", "register")
    worker.send()
    worker.open(f"{here}address/edit/")
    for name, text in (("street", STREET), ("postcode", POSTCODE), ("post_office", "TAMPERE")):
        page.locator(f"[name={name}]").fill(text)
    worker.send()


def give_joint_custody(worker, family, album):
    """The father decides for the child too; he belongs to no family here."""
    page = worker.page
    open_person(worker, family, CHILD.name)
    worker.open(f"{page.url}guardians/outside/")
    page.locator("[name=name]").fill(FATHER.name)
    page.locator("[name=contact_language]").select_option("ar")
    choose(page, "kind", "guardian")
    choose(page, "source", "register")
    page.locator("[name=verified_on]").fill(in_days(0))
    worker.send()
    open_person(worker, family, CHILD.name)
    expect(page.locator("main")).to_contain_text(FATHER.name)
    expect(page.locator("main")).to_contain_text(fi("Address protection in force"))
    album.take(page, "both-parents-decide")


def write_and_offer_plan(worker, family, album):
    journey = Journey(worker, Family("Rima", MOTHER.name, MOTHER.native_name, FATHER.name, (CHILD.name, "")))
    journey.paths["family"] = family.removeprefix(worker.site.address)
    worker.open(f"{family}plan/start/")
    worker.page.locator("[name=family_language]").select_option("ar")
    worker.press("Start writing the plan")
    journey.remember("plan")
    journey.add_words("", WORDS, MOTHER.name)
    journey.add_goal("", *GOAL)
    journey.add_step(GOAL[0], MOTHER.name, {"what": STEP[0], "what_family": STEP[1], "due_on": in_days(30)})
    journey.ask_about(CHILD.name, *DAYS)
    worker.press("Offer the plan to the family")
    album.take(worker.page, "the-plan-is-offered")
    return journey.paths["plan"]


def hear_the_father(worker, plan, album):
    """He says yes for the child, and is shown nothing of where they live."""
    page = worker.page
    page.goto(plan)
    worker.lead(page.locator(f"a[href*='/confirm/']:has-text('{FATHER.name}')"))
    expect(page.get_by_role("heading", level=1)).to_contain_text(FATHER.name)
    assert STREET not in page.content()
    album.take(page, "the-father-is-asked")


def where_the_father_is_helped(worker, album):
    """In his municipality nobody learns that the child is known elsewhere, or where."""
    family = register(worker, "Omarin perhe", "ar", [FATHER, CHILD])
    told = [worker.page.content()]
    open_person(worker, family, CHILD.name)
    told.append(worker.page.content())
    for words in (STREET, POSTCODE):
        worker.page.goto(f"{worker.home}families/search/")
        worker.page.locator("[name=q]").fill(words)
        worker.press("Look for the family")
        told.append(worker.page.content().replace(words, ""))
    worker.page.goto(family)
    assert worker.page.locator("a[href*='/inquiries/']").count() == 0
    album.take(worker.page, "the-fathers-own-page")
    return told
