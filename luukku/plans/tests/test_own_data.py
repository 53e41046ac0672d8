"""A copy of somebody's data tells of their plan: what is theirs and the family's, never another adult's own part."""

import pytest
from django.utils import translation

from luukku.casework import own_data as casework_data
from luukku.casework.events import OwnDataAsked
from luukku.casework.rules.own_data import Shield
from luukku.casework.tests.factories import a_task
from luukku.core import clock
from luukku.plans import own_data
from luukku.plans.models import Action, Comment, Goal, GoalProgress, OtherPlan, PlanPart, Review, TextTranslation, Topic
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db

OPEN = Shield(whereabouts=False, own_words=False, for_another=False)
TODAY = clock.today()


@pytest.fixture
def plan():
    """Of two adults and a child; it holds."""
    worker, case = make.a_case_with_family(adults=2)
    return make.a_plan_in_force(worker, case)


def told(plan, person, shield=OPEN, asked_by=None):
    """Chapter by chapter what the copy says, as one text each."""
    actor = make.worker_of(plan.case).as_actor()
    asked = OwnDataAsked(actor, person, asked_by or person, [plan.case], shield)
    with translation.override("en"):
        chapters = [*casework_data.chapters_of(asked), *own_data.chapters_of(asked)]
    return {
        one.code: " ".join([f"{entry.title} {[fact.text for fact in entry.facts]}" for entry in one.entries])
        for one in chapters
    }


def part_of(plan, person):
    return PlanPart.objects.get(plan=plan, person=person)


def test_tasks_tell_what_the_person_promised_and_nobody_elses(plan):
    adult, other = make.adults_of(plan.case)
    a_task(plan.case, what="Soittaa kurssille", what_family="تتصل", doer="person", doer_person=adult)
    a_task(plan.case, what="Toisen oma asia", doer="person", doer_person=other)
    a_task(plan.case, what="Työntekijän tehtävä")

    tasks = told(plan, adult)["tasks"]

    assert "Soittaa kurssille" in tasks
    assert "تتصل" in tasks
    assert "Toisen oma asia" not in tasks
    assert "Työntekijän tehtävä" not in tasks


def test_a_childs_copy_tells_what_was_agreed_about_its_days(plan):
    child = make.children_of(plan.case)[0]

    said = told(plan, child)["plan"]

    assert "Sovittiin yhdessä." in said
    assert "اتفقنا معاً." in said


def test_which_school_it_is_is_not_told_when_somebody_is_protected(plan):
    child = make.children_of(plan.case)[0]
    make_topics = Topic.objects.filter(part__person=child)
    assert make_topics.exists()

    said = told(plan, child, Shield(whereabouts=True, own_words=False, for_another=True))["plan"]

    assert said.count("Sovittiin yhdessä.") == make_topics.filter(kind="opinion").count()


def test_an_adults_own_part_is_in_nobody_elses_copy():
    worker, case = make.a_case_with_family(adults=2)
    plan = make.a_draft_plan(worker, case)
    adult, other = make.adults_of(case)
    mine = part_of(plan, adult)
    goal = Goal.objects.create(part=mine, title="Salainen tavoite", title_family="هدف")
    Action.objects.create(goal=goal, doer_person=adult, what="käydä kurssilla", what_family="تذهب إلى الدورة")
    OtherPlan.objects.create(
        part=mine, kind="integration", holder="Työllisyysalue", fitted="Sopii", fitted_family="يناسب", added_days=5,
        first_from=TODAY,
    )  # fmt: skip
    Comment.objects.create(
        part=mine,
        person=adult,
        text="قولي",
        language="ar",
        text_worker="Sanani",
        said_on=TODAY,
        recorded_by=worker.user,
    )
    TextTranslation.objects.create(
        plan=plan, row=goal.pk, field="title", source_hash="0" * 64, target_hash="1" * 64, maker="interpreter",
        maker_name="Tulkki Nimeltä", made_on=TODAY, recorded_by=worker.user,
    )  # fmt: skip
    make.everybody_confirms(make.offer(plan, worker), worker)
    review = Review.objects.get(plan=plan)
    Review.objects.filter(pk=review.pk).update(
        held_on=TODAY, outcome="continue", went_well="Sujui hyvin", present=[adult.pk]
    )
    GoalProgress.objects.create(review=review, goal=goal, progress="on_the_way", note="Kurssi alkoi")

    own, others = told(plan, adult), " ".join(told(plan, other).values())

    assert "Salainen tavoite" in own["plan"]
    assert "Työllisyysalue" in own["other_plans"]
    assert "Sanani" in own["comments"]
    assert "An interpreter" in own["translations"]
    assert "Tulkki Nimeltä" not in own["translations"]
    assert "Sujui hyvin" in own["reviews"]
    assert "Kurssi alkoi" in own["reviews"]
    for secret in ("Salainen", "Työllisyysalue", "Sanani", "قولي", "Kurssi alkoi", "Sujui hyvin", "An interpreter"):
        assert secret not in others
    assert own["plan"]


def test_what_a_young_person_keeps_back_stays_out_of_the_guardians_copy(plan):
    adult, child = make.adults_of(plan.case)[0], make.children_of(plan.case)[0]

    said = told(plan, child, Shield(whereabouts=False, own_words=True, for_another=True), asked_by=adult)

    assert "Sovittiin yhdessä." not in " ".join(said.values())
    assert (said["other_plans"], said["comments"]) == ("", "")
