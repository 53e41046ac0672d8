"""Pages ask the database as often for a large family as for a small one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.plans.models import Action, FamilyPlan, Goal, Words
from luukku.plans.services.drafts import revise_plan
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import Desk

pytestmark = pytest.mark.django_db


def a_plan_of(members: int, rows: int, *, is_draft: bool) -> tuple[Desk, FamilyPlan]:
    """A plan of a family with so many children, each part with so many words, goals and steps."""
    worker, case = make.a_case_with_family(adults=2, children=members)
    plan = make.a_draft_plan(worker, case)
    for part in plan.parts.filter(person__isnull=False):
        for number in range(rows):
            Words.objects.create(part=part, person=part.person, text="a", text_family="b", position=number)
            goal = Goal.objects.create(part=part, title="a", title_family="b", position=number)
            Action.objects.create(goal=goal, doer_person=part.person, what="a", what_family="b")
            Action.objects.create(goal=goal, doer_worker=worker.user, what="a", what_family="b")
    if not is_draft:
        make.everybody_confirms(make.offer(plan, worker), worker)
    return Desk(worker), plan


def queries(desk: Desk, page: str, *args: object) -> int:
    desk.get(page, *args)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert desk.get(page, *args).status_code == 200
    return len(captured)


@pytest.mark.parametrize("is_draft", [True, False], ids=["draft", "in force"])
@pytest.mark.parametrize("page", ["plan", "plan-family", "plan-pdf"])
def test_a_large_plan_asks_no_more_than_a_small_one(page, is_draft):
    small = a_plan_of(1, 1, is_draft=is_draft)
    large = a_plan_of(5, 4, is_draft=is_draft)

    few = queries(small[0], page, small[1].pk)

    assert queries(large[0], page, large[1].pk) == few
    assert few <= 40


@pytest.mark.parametrize("page", ["plan-compare", "plan-read", "plan-script", "plan-pictures", "plan-translations"])
def test_a_large_difference_or_reading_asks_no_more_than_a_small_one(page):
    counts = []
    for members, rows in ((1, 1), (5, 4)):
        desk, held = a_plan_of(members, rows, is_draft=False)
        newer = revise_plan(desk.worker.as_actor(), held.pk)
        Goal.objects.filter(part__plan=newer).update(title="changed")
        counts.append(queries(desk, page, newer.pk, *([held.pk] if page == "plan-compare" else [])))

    assert counts[0] == counts[1]
    assert counts[0] <= 40


def test_a_large_export_asks_no_more_than_a_small_one():
    counts = []
    for members, rows in ((1, 1), (5, 4)):
        desk, plan = a_plan_of(members, rows, is_draft=False)
        counts.append(queries(desk, "plan-export-json", plan.pk))

    assert counts[0] == counts[1]


def test_a_large_familys_interview_asks_no_more_than_a_small_one():
    counts = []
    for children in (1, 6):
        worker, case = make.a_case_with_family(children=children)
        interview = make.an_interview(worker, case)
        counts.append(queries(Desk(worker), "interview", interview.pk))

    assert counts[0] == counts[1]


def test_the_whole_assessment_takes_as_many_queries_for_one_need_as_for_many():
    counts = []
    for size in (1, 5):
        worker, case = make.a_case_with_family(adults=size, children=size)
        for person in (*make.adults_of(case), *make.children_of(case)):
            make.a_need(case, person)
        desk = Desk(worker)
        desk.get("assessment", case.pk)
        with CaptureQueriesContext(connection) as queries:
            assert desk.get("assessment", case.pk).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
