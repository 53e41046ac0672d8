"""Writing a draft on its pages: forms where the text stands, and both texts when two write at once."""

import pytest
from django.core.exceptions import ValidationError

from luukku.core.errors import RuleViolation
from luukku.plans.models import Action, FamilyPlan, Goal, Need, Words
from luukku.plans.services import actions, texts
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import HTMX, desk_of, text_of

pytestmark = pytest.mark.django_db


def adult_of(plan: FamilyPlan):
    return make.adults_of(plan.case)[0]


def test_a_goal_opens_its_form_where_it_stands():
    plan = make.a_draft_plan()
    goal = Goal.objects.get()

    html = text_of(desk_of(plan.case).get("goal-edit", goal.pk, **HTMX))

    assert goal.title in html
    assert "<html" not in html


def test_a_goal_is_rewritten_without_script_too():
    plan = make.a_draft_plan()
    goal = Goal.objects.get()
    sent = {"title": "Uusi tavoite", "title_family": "هدف", "need": "", "version": 1}

    response = desk_of(plan.case).post("goal-edit", goal.pk, data=sent)

    goal.refresh_from_db()
    assert (response.status_code, goal.title) == (302, "Uusi tavoite")
    assert response.url.endswith(f"#goal-{goal.pk}")


def test_two_workers_meet_and_the_second_sees_both_texts_and_keeps_theirs():
    """Attack 53."""
    plan = make.a_draft_plan()
    desk, goal = desk_of(plan.case), Goal.objects.get()
    texts.change_goal(desk.worker.as_actor(), goal.pk, version=1, title="Hänen tekstinsä", title_family="x")
    sent = {"title": "Minun tekstini", "title_family": "x", "need": "", "version": 1}

    refused = desk.post("goal-edit", goal.pk, data=sent)
    again = desk.post("goal-edit", goal.pk, data=sent | {"version": 2})

    html = text_of(refused)
    assert refused.status_code == 409
    assert "Hänen tekstinsä" in html
    assert html.count("Minun tekstini") >= 2
    assert 'name="version" value="2"' in html
    goal.refresh_from_db()
    assert (again.status_code, goal.title) == (302, "Minun tekstini")


def test_an_empty_goal_comes_back_with_a_word_about_it():
    plan = make.a_draft_plan()
    sent = {"title": "", "title_family": "هدف", "need": "", "version": 1}

    response = desk_of(plan.case).post("goal-edit", Goal.objects.get().pk, data=sent)

    assert response.status_code == 422
    assert "هدف" in text_of(response)


def test_everything_in_a_draft_can_be_written_by_forms():
    plan = make.a_draft_plan()
    desk, person = desk_of(plan.case), adult_of(plan)
    shared, own = plan.parts.get(kind="shared"), plan.parts.get(kind="adult")
    need = make.a_need(plan.case)
    both = {"text": "Sanon", "text_family": "أقول"}

    desk.post("greeting", plan.pk, data={"greeting": "Moi", "greeting_family": "أهلا", "version": plan.version})
    desk.post("part-view", shared.pk, data={"view": "Hyvin", "view_family": "جيد", "version": 1})
    desk.post("words-add", shared.pk, data=both | {"person": str(person.pk)})
    desk.post("words-add", own.pk, data=both)
    words = Words.objects.get(part=own)
    desk.post("words-edit", words.pk, data=both | {"text": "Piirsin", "is_described": "on", "version": 1})
    desk.post("goal-add", own.pk, data={"title": "Työ", "title_family": "عمل", "need": str(need.pk)})
    goal = Goal.objects.get(part=own)
    step = {"what": "hakee", "what_family": "يبحث", "doer": f"person:{person.pk}", "due_on": "27.11.2026"}
    desk.post("action-add", goal.pk, data=step)
    action = Action.objects.get(goal=goal)
    worker_does = step | {"doer": f"worker:{desk.worker.user.pk}", "version": 1}
    desk.post("action-edit", action.pk, data=worker_does)

    plan.refresh_from_db()
    words.refresh_from_db()
    action.refresh_from_db()
    assert (plan.greeting, words.text, words.is_described) == ("Moi", "Piirsin", True)
    assert (goal.need, action.doer_worker, action.due_on.day) == (need, desk.worker.user, 27)


def test_forms_open_with_what_is_there():
    plan = make.a_draft_plan()
    desk = desk_of(plan.case)
    Action.objects.update(doer_person=None, doer_worker=desk.worker.user)

    assert "aloittaa suomen kurssin" in text_of(desk.get("action-edit", Action.objects.get().pk))
    assert "Haluan oppia suomea" in text_of(desk.get("words-edit", Words.objects.get().pk))
    assert desk.get("action-add", Goal.objects.get().pk).status_code == 200


@pytest.mark.parametrize("name", ["greeting", "plan-discard"])
def test_forms_of_a_whole_draft_open(name):
    plan = make.a_draft_plan()

    assert desk_of(plan.case).get(name, plan.pk).status_code == 200


@pytest.mark.parametrize("name", ["part-view", "words-add", "goal-add"])
def test_forms_of_one_part_open(name):
    plan = make.a_draft_plan()

    assert desk_of(plan.case).get(name, plan.parts.get(kind="adult").pk).status_code == 200


def test_forms_say_what_is_missing():
    plan = make.a_draft_plan()
    desk = desk_of(plan.case)
    part = plan.parts.get(kind="adult")

    nothing_said = desk.post("words-add", part.pk, data={"text": "", "text_family": ""})
    two_doers = desk.post(
        "action-add",
        Goal.objects.get().pk,
        data={"what": "x", "doer": f"worker:{desk.worker.user.pk}", "doer_other": "Petri"},
    )

    assert "Write what was said" in text_of(nothing_said)
    assert "one of the two" in text_of(two_doers)


def test_words_goals_and_steps_are_taken_out_by_buttons():
    plan = make.a_draft_plan()
    desk = desk_of(plan.case)

    desk.post("action-remove", Action.objects.get().pk)
    desk.post("goal-remove", Goal.objects.get().pk)
    desk.post("words-remove", Words.objects.get().pk)

    assert [model.objects.count() for model in (Action, Goal, Words)] == [0, 0, 0]


def test_a_need_of_the_goal_is_offered_in_the_goals_form():
    plan = make.a_draft_plan()
    need = make.a_need(plan.case, domain=Need.Domain.WORK)

    html = text_of(desk_of(plan.case).get("goal-add", plan.parts.get(kind="shared").pk))

    assert str(need.pk) in html


def broken_constraint(*_args, **_told):
    """What a twin at the same moment brings about: the database itself says no, and the transaction must go on."""
    Words.objects.create(part=Goal.objects.get().part, person=Words.objects.get().person)


def refused_by(error: Exception):
    def refuse(*_args, **_told):
        raise error

    return refuse


REFUSALS = [
    (refused_by(RuleViolation("The rule says no.")), "The rule says no."),
    (refused_by(RuleViolation("Not like this.", field="what")), "Not like this."),
    (refused_by(ValidationError("The row says no.")), "The row says no."),
    (refused_by(ValidationError({"what": "The field says no."})), "The field says no."),
    (refused_by(ValidationError({"position": "The hidden field says no."})), "The hidden field says no."),
    (broken_constraint, "at the same moment"),
]


@pytest.mark.parametrize(("refusal", "said"), REFUSALS)
def test_a_goal_that_is_refused_comes_back_with_what_was_typed(monkeypatch, refusal, said):
    plan = make.a_draft_plan()
    monkeypatch.setattr(texts, "change_goal", refusal)
    sent = {"title": "Kirjoitin tämän", "title_family": "كتبت هذا", "need": "", "version": 1}

    response = desk_of(plan.case).post("goal-edit", Goal.objects.get().pk, data=sent)

    html = text_of(response)
    assert response.status_code == 422
    assert said in html
    assert "Kirjoitin tämän" in html
    assert "كتبت هذا" in html
    assert "Save the goal" in html


@pytest.mark.parametrize(("refusal", "said"), REFUSALS)
def test_a_step_that_is_refused_comes_back_with_what_was_typed(monkeypatch, refusal, said):
    plan = make.a_draft_plan()
    monkeypatch.setattr(actions, "add_action", refusal)
    sent = {"what": "Kirjoitin tämän", "what_family": "كتبت هذا", "doer_other": "Petri", "due_on": "27.11.2026"}

    response = desk_of(plan.case).post("action-add", Goal.objects.get().pk, data=sent, **HTMX)

    html = text_of(response)
    assert response.status_code == 422
    assert said in html
    assert "Kirjoitin tämän" in html
    assert "Petri" in html
    assert "27.11.2026" in html
    assert "<html" not in html


@pytest.mark.parametrize("name", ["goal-add", "words-add"])
def test_nothing_sent_is_answered_and_not_shown_afresh(name):
    plan = make.a_draft_plan()

    response = desk_of(plan.case).post(name, plan.parts.get(kind="shared").pk)

    assert response.status_code == 422
    assert 'role="alert"' in text_of(response)
