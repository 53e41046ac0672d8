"""The letter on the screen: one language or both, who sees it, and how a step reads."""

import pytest

from luukku.accounts.tests.factories import a_worker
from luukku.casework.models import Section
from luukku.casework.tests.factories import a_helper
from luukku.plans.helper_titles import title_in
from luukku.plans.models import Action, Goal
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import Desk, desk_of, text_of

pytestmark = pytest.mark.django_db


def test_the_letter_can_be_read_in_one_language_without_script():
    plan = make.an_offered_plan()
    desk = desk_of(plan.case)

    both, theirs = text_of(desk.get("plan", plan.pk)), text_of(desk.get("plan", plan.pk, query="?show=theirs"))

    assert 'data-show="both"' in both
    assert '<a class="lk-plain" href="?show=theirs">Arabic</a>' in both
    assert 'data-show="theirs"' in theirs
    assert 'href="?show=theirs" aria-current="true"' in theirs


def test_a_plan_of_one_language_offers_no_choice_of_language():
    worker, case = make.a_case_with_family(language="fi")
    plan = make.a_draft_plan(worker, case)

    assert "?show=" not in text_of(Desk(worker).get("plan", plan.pk, query="?show=theirs"))


def test_the_field_of_a_step_tells_that_it_follows_the_name():
    plan = make.a_draft_plan()

    assert "Write so that it follows the name" in text_of(desk_of(plan.case).get("action-add", Goal.objects.get().pk))


def test_the_familys_page_names_who_sees_the_childrens_parts_and_puts_a_comma_before_the_day():
    plan = make.a_draft_plan()
    Action.objects.update(due_on="2026-11-27")
    plan = make.offer(plan, make.worker_of(plan.case))

    html = text_of(desk_of(plan.case).get("plan-family", plan.pk))

    assert "أجزاء الأطفال يراها" in html
    assert 'تبدأ دورة اللغة الفنلندية، <span class="lk-by">' in html


def test_what_a_helper_does_is_marked_as_written_in_another_language_on_the_familys_page():
    plan = make.an_offered_plan()
    helper = a_helper(plan.case, a_worker(plan.case.organisation, name="Jenni Apuri"), (Section.SHARED,))
    helper.function = "Tukee <b>päivähoitoa</b>"
    helper.save()

    html = desk_of(plan.case).get("plan-family", plan.pk).content.decode()

    assert '<bdi>Jenni Apuri</bdi> (<bdi lang="fi">Tukee &lt;b&gt;päivähoitoa&lt;/b&gt;</bdi>)' in html


def test_a_new_version_and_taking_an_offer_back_are_said_before_the_button():
    offered, in_force = make.an_offered_plan(), make.a_plan_in_force()

    before = text_of(desk_of(offered.case).get("plan", offered.pk))
    after = text_of(desk_of(in_force.case).get("plan", in_force.pk))

    assert "Take the offer back to change the text" in before
    assert "This one holds until the family and you have confirmed the new one." in after
    assert "Begin a new version" in after


@pytest.mark.parametrize(
    ("written", "language", "told"),
    [
        ("Terveydenhoitaja", "sv", ("hälsovårdare", "")),
        ("Terveydenhoitaja, neuvola", "fi", ("terveydenhoitaja", "neuvola")),
        (" class  teacher ", "fi", ("opettaja", "")),
        ("Tukee päivähoitoa, iltaisin", "ar", ("", "")),
    ],
)
def test_a_common_title_is_told_in_the_familys_language(written, language, told):
    assert title_in(language, written) == told
