"""The letter on the screen: one language or both, who sees it, and how a step reads."""

import pytest

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
