"""Going through an offered plan with each of the family, on its pages."""

import pytest

from luukku.casework.models import Person
from luukku.casework.tests.factories import a_guardian
from luukku.plans.models import Confirmation, FamilyPlan
from luukku.plans.services import confirmations, offers
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import Desk, desk_of, text_of

pytestmark = pytest.mark.django_db


def adult_of(plan: FamilyPlan) -> Person:
    return make.adults_of(plan.case)[0]


def confirming(plan: FamilyPlan, **changes: str) -> dict[str, str]:
    sent = {
        "content_hash": plan.content_hash,
        "language": "ar",
        "interpreter_mode": "phone",
        "interpreter_name": "4711",
        "method": "interpreted",
        "result": "understood",
        "says_yes": "on",
    }
    return sent | changes


def test_going_through_the_plan_ends_in_a_plan_in_force():
    plan = make.an_offered_plan()
    desk, person = desk_of(plan.case), adult_of(plan)

    assert desk.get("plan-confirm", plan.pk, person.pk).status_code == 200
    desk.post("plan-confirm", plan.pk, person.pk, data=confirming(plan))
    desk.post("plan-confirm-worker", plan.pk, data={"content_hash": plan.content_hash})

    plan.refresh_from_db()
    assert plan.state == "in_force"
    assert "In force since" in text_of(desk.get("plan", plan.pk))


def test_when_the_worker_confirmed_first_the_familys_yes_closes_it():
    plan = make.an_offered_plan()
    desk, person = desk_of(plan.case), adult_of(plan)
    desk.post("plan-confirm-worker", plan.pk, data={"content_hash": plan.content_hash})

    desk.post("plan-confirm", plan.pk, person.pk, data=confirming(plan))

    assert "the plan is in force" in text_of(desk.get("plan", plan.pk))


def test_not_understanding_is_noted_and_asks_to_go_through_it_again():
    plan = make.an_offered_plan()
    desk, person = desk_of(plan.case), adult_of(plan)

    desk.post("plan-confirm", plan.pk, person.pk, data=confirming(plan, result="partly", says_yes=""))

    html = text_of(desk.get("plan", plan.pk))
    assert not Confirmation.objects.exists()
    assert "did not understand everything yet" in html
    assert "Ymmärretty osittain" in html


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"says_yes": ""}, "Tick this when they have said yes"),
        ({"interpreter_name": ""}, "name or number"),
        ({"interpreter_mode": "none", "interpreter_name": ""}, "how the interpreter took part"),
        ({"content_hash": "0" * 64}, "not the text that is on offer"),
    ],
)
def test_a_confirmation_that_does_not_hold_comes_back_with_the_reason(changes, said):
    plan = make.an_offered_plan()

    response = desk_of(plan.case).post("plan-confirm", plan.pk, adult_of(plan).pk, data=confirming(plan, **changes))

    assert response.status_code == 422
    assert said in text_of(response)
    assert not Confirmation.objects.exists()


def test_whoever_is_not_asked_has_no_page_to_confirm_on():
    """Attack 25, at the door."""
    plan = make.an_offered_plan()
    blocked = a_guardian(make.children_of(plan.case)[0], is_blocked=True).guardian

    assert desk_of(plan.case).get("plan-confirm", plan.pk, blocked.pk).status_code == 404
    assert desk_of(plan.case).post("plan-confirm", plan.pk, blocked.pk, data=confirming(plan)).status_code == 404


def test_a_guardian_of_two_sees_for_whom_they_sign():
    worker, case = make.a_case_with_family(children=2)
    plan = make.an_offered_plan(worker, case)

    html = text_of(Desk(worker).get("plan-confirm", plan.pk, adult_of(plan).pk))

    assert html.count("As a guardian of") == 2
    assert "For themselves" in html


def test_the_plan_is_put_in_force_by_a_button_when_nobody_is_missing_any_more():
    plan = make.an_offered_plan()
    desk = desk_of(plan.case)
    other = a_guardian(make.children_of(plan.case)[0])
    make.says_yes(desk.worker.as_actor(), plan, adult_of(plan).pk)
    confirmations.confirm_as_worker(desk.worker.as_actor(), plan.pk, content_hash=plan.content_hash)
    other.delete()

    assert "Put the plan in force" in text_of(desk.get("plan", plan.pk))
    desk.post("plan-settle", plan.pk)

    plan.refresh_from_db()
    assert plan.state == "in_force"


def test_withdrawing_while_confirming_says_so():
    plan = make.an_offered_plan()
    desk = desk_of(plan.case)
    offers.withdraw_plan(desk.worker.as_actor(), plan.pk)

    assert desk.post("plan-confirm-worker", plan.pk, data={"content_hash": plan.content_hash}).status_code == 422
