"""The plan on paper: both languages, only what its reader may read, and no address whatsoever."""

import subprocess
from pathlib import Path

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Section
from luukku.casework.services.addresses import Address, save_address
from luukku.casework.tests.factories import a_guardian, a_helper, a_protection
from luukku.paper.documents import Goal, Letter
from luukku.plans.letter import letter_of
from luukku.plans.models import Action, FamilyPlan, PlanPart, Words
from luukku.plans.models import Goal as GoalRow
from luukku.plans.paper import document_of
from luukku.plans.services import contents, reading
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import Desk, desk_of

pytestmark = pytest.mark.django_db


def read(pdf: bytes, folder: Path) -> str:
    """The text of a PDF, spaces and line breaks evened out."""
    path = folder / "plan.pdf"
    path.write_bytes(pdf)
    done = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True)
    return " ".join(done.stdout.split())


def flat(text: str) -> str:
    return "".join(text.split())


def test_finnish_and_arabic_stand_side_by_side(tmp_path):
    plan = make.a_plan_in_force()

    response = desk_of(plan.case).get("plan-pdf", plan.pk)

    text = read(response.content, tmp_path)
    assert response["Content-Type"] == "application/pdf"
    assert "Haluan oppia suomea." in text
    assert "Mitä te sanoitte" in text
    assert "الفنلندية" in text
    assert plan.content_hash in flat(text)


def test_finnish_and_somali_stand_side_by_side(tmp_path):
    worker, case = make.a_case_with_family(language="so")
    plan = make.a_draft_plan(worker, case)
    Words.objects.update(text_family="Waxaan rabaa inaan barto af Finnishka.")
    plan = make.offer(plan, worker)
    make.everybody_confirms(plan, worker)

    text = read(Desk(worker).get("plan-pdf", plan.pk).content, tmp_path)

    assert "Haluan oppia suomea." in text
    assert flat("Waxaan rabaa") in flat(text)
    assert flat("Mitä te sanoitte") in flat(text)
    assert flat("Waxa aad tiraahdeen") in flat(text)


def test_that_the_headings_are_a_draft_is_said_once_in_their_own_language():
    worker, case = make.a_case_with_family(language="fa")
    plan = make.a_draft_plan(worker, case)

    notes = printed(plan).notes

    assert [(note.worker.text, note.family.language) for note in notes] == [("", "fa")]
    assert notes[0].family.text


def printed(plan: FamilyPlan) -> Letter:
    """The plan as it goes to the printer, for whoever answers for the case."""
    actor = make.worker_of(plan.case).as_actor()
    letter = letter_of(actor, plan, contents.with_texts(plan.parts.all()), thinker="Leena Mäkelä")
    readers = reading.readers_of(actor, plan.case, letter.thinker)
    return document_of(letter, panel=None, review=None, readers=readers)


def test_readers_names_keep_together_and_get_the_comma_of_the_language():
    worker, case = make.a_case_with_family(language="fa")
    plan = make.a_draft_plan(worker, case)
    a_helper(case, a_worker(case.organisation), (Section.SHARED,))
    helper = case.care_team.get().user.name

    shared, childrens = (block.text.family.text for block in printed(plan).sections[-1].blocks[:2])

    assert f"\u2068Leena Mäkelä\u2069، \u2068{helper} (معلم)\u2069" in shared
    assert "\u2068Leena Mäkelä\u2069" in childrens
    assert helper not in childrens


@pytest.mark.parametrize(("what", "told"), [("aloittaa kurssin.", "aloittaa kurssin,"), ("aloittaa!", "aloittaa!")])
def test_a_comma_stands_between_what_is_done_and_by_when(what, told):
    plan = make.a_draft_plan()
    Action.objects.update(due_on="2026-11-27", what=what)

    action = next(s for s in printed(plan).sections if isinstance(s.blocks[0], Goal)).blocks[0].actions[0]

    assert (action.what.worker.text, action.by_when.worker.text) == (told, "viimeistään 27.11.2026")


def test_no_heading_is_printed_over_nothing():
    plan = make.a_draft_plan()
    Words.objects.all().delete()
    Action.objects.all().delete()
    GoalRow.objects.all().delete()

    headings = [section.heading.worker.text for section in printed(plan).sections]

    assert not {"Mitä te sanoitte", "Mihin haluamme päästä"} & set(headings)


def test_what_only_the_worker_thinks_is_not_headed_as_the_familys_words():
    plan = make.a_draft_plan()
    Words.objects.all().delete()
    PlanPart.objects.filter(plan=plan, kind="shared").update(view="Hyvä alku.", view_family="بداية جيدة.")

    headings = [section.heading.worker.text for section in printed(plan).sections]

    assert headings[0] == "Mitä me ajattelemme"


def test_the_files_name_tells_nobody_whose_plan_it_is():
    plan = make.an_offered_plan()

    disposition = desk_of(plan.case).get("plan-pdf", plan.pk)["Content-Disposition"]

    assert disposition == 'inline; filename="plan-1.pdf"'


def test_printing_leaves_a_line_that_says_for_whom():
    plan = make.an_offered_plan()
    person = make.adults_of(plan.case)[0]

    desk_of(plan.case).get("plan-pdf", plan.pk, query=f"?parts={person.pk}")

    event = AuditEvent.objects.get(action="plan.printed")
    assert (event.codes["parts"], event.codes["person"]) == ("person", str(person.pk))


def with_secrets(adults: int = 2) -> FamilyPlan:
    """A plan in which each adult's own part says something that is nobody else's business."""
    worker, case = make.a_case_with_family(adults=adults)
    plan = make.a_draft_plan(worker, case)
    for number, person in enumerate(make.adults_of(case), start=1):
        PlanPart.objects.filter(plan=plan, person=person).update(view=f"Salaisuus{number}", view_family=f"x{number}")
    return plan


def test_an_adults_copy_has_their_own_part_and_not_the_other_adults(tmp_path):
    """Attack 27, on paper."""
    plan = with_secrets()
    one = make.adults_of(plan.case)[0]

    text = read(desk_of(plan.case).get("plan-pdf", plan.pk, query=f"?parts={one.pk}").content, tmp_path)

    assert "Salaisuus1" in text
    assert "Salaisuus2" not in text


def test_the_whole_plan_is_printed_for_those_who_read_it_whole(tmp_path):
    plan = with_secrets()

    text = read(desk_of(plan.case).get("plan-pdf", plan.pk).content, tmp_path)

    assert "Salaisuus1" in text
    assert "Salaisuus2" in text


def test_the_shared_part_can_be_printed_alone(tmp_path):
    plan = with_secrets()

    text = read(desk_of(plan.case).get("plan-pdf", plan.pk, query="?parts=shared").content, tmp_path)

    assert "Haluan oppia suomea." in text
    assert "Salaisuus" not in text
    assert "Lasten osat" not in text


def test_a_helper_prints_what_was_granted(tmp_path):
    plan = with_secrets()
    worker = make.worker_of(plan.case)
    make.offer(plan, worker)
    helper = a_worker(plan.case.organisation)
    a_helper(plan.case, helper, (Section.CHILDREN,))

    text = read(Desk(helper).get("plan-pdf", plan.pk).content, tmp_path)

    assert "Lasten osat" in text
    assert "Salaisuus" not in text
    assert "Haluan oppia suomea." not in text
    assert "Ymmärsimmekö" not in text


def test_a_helper_prints_nobodys_own_copy():
    plan = make.an_offered_plan()
    helper = a_worker(plan.case.organisation)
    a_helper(plan.case, helper, (Section.SHARED,))
    adult = make.adults_of(plan.case)[0]

    assert Desk(helper).get("plan-pdf", plan.pk, query=f"?parts={adult.pk}").status_code == 404


def test_a_guardian_elsewhere_gets_the_shared_part_and_their_wards(tmp_path):
    plan = with_secrets()
    guardian = a_guardian(make.children_of(plan.case)[0]).guardian

    text = read(desk_of(plan.case).get("plan-pdf", plan.pk, query=f"?parts={guardian.pk}").content, tmp_path)

    assert "Lasten osat" in text
    assert "Salaisuus" not in text


@pytest.mark.parametrize("parts", ["everything", "00000000-0000-4000-8000-000000000000"])
def test_an_audience_that_is_none_is_not_found(parts):
    plan = make.an_offered_plan()

    assert desk_of(plan.case).get("plan-pdf", plan.pk, query=f"?parts={parts}").status_code == 404


def test_no_address_ever_stands_in_a_plan(tmp_path):
    worker, case = make.a_case_with_family()
    adult = make.adults_of(case)[0]
    a_protection(adult)
    save_address(worker.as_actor(), adult.pk, Address("Kanarialinnunkuja 7", "99998", "Kuvitelma", "837"))
    plan = make.a_plan_in_force(worker, case)
    desk = Desk(worker)

    paper = read(desk.get("plan-pdf", plan.pk).content, tmp_path)
    pages = [desk.get(name, plan.pk).content.decode() for name in ("plan", "plan-family")]

    for text in (paper, *pages):
        assert "Kanarialinnunkuja" not in text
        assert "99998" not in text


def test_a_draft_is_printed_as_a_draft(tmp_path):
    plan = make.a_draft_plan()
    Action.objects.update(due_on="2026-11-27")

    text = read(desk_of(plan.case).get("plan-pdf", plan.pk).content, tmp_path)

    assert "Kirjoitamme tätä vielä" in text
    assert "27.11.2026" in text


@pytest.mark.parametrize("state", ["withdrawn", "ended"])
def test_old_versions_are_printed_with_what_became_of_them(state, tmp_path):
    from luukku.plans.models import Review
    from luukku.plans.services import offers, reviews

    plan = make.an_offered_plan() if state == "withdrawn" else make.a_plan_in_force()
    actor = make.worker_of(plan.case).as_actor()
    if state == "withdrawn":
        offers.withdraw_plan(actor, plan.pk)
    else:
        reviews.hold_review(actor, Review.objects.get().pk, outcome=Review.Outcome.END)

    assert read(desk_of(plan.case).get("plan-pdf", plan.pk).content, tmp_path) != ""
