"""Around the interview: strengths, the county, grounds of 14 §, what is left out, one tap for what another said."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.casework.models import Deadline, GuardianRelation
from luukku.casework.tests.factories import a_guardian, a_person
from luukku.core.errors import Conflict, RuleViolation
from luukku.plans import grounds_words
from luukku.plans.models import CountyParticipation, GroundDecision, Interview, Strength
from luukku.plans.services import (
    common_answers,
    completing,
    grounds,
    interviews,
    participation,
    skipping,
    strengths,
    tellings,
)
from luukku.plans.services.templates import load_templates
from luukku.plans.services.variants import variant_for
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import Desk, desk_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def interview() -> Interview:
    return make.an_interview()


@pytest.fixture
def actor(interview):
    return make.worker_of(interview.case).as_actor()


def asked_ids(interview, actor) -> set[str]:
    asked = completing.asked_in(interview, tellings.content_of(interview), actor)
    return {one.question.id for group in asked.values() for one in group}


def ask(actor, interview) -> CountyParticipation:
    return participation.ask_county(
        actor,
        interview.case_id,
        person_id=interview.person_id,
        organisation="Hyvinvointialue",
        reason="Perhetyö",
        asked_on=actor.day,
    )


def answer(actor, row, **told) -> CountyParticipation:
    told = {"takes_part": True, "participant": "Sosiaaliohjaaja", "note": "", "on": actor.day} | told
    return participation.note_county_answer(actor, row.pk, **{"version": row.version} | told)


# the county


def test_questions_about_health_wait_until_the_county_takes_part(interview, actor):
    assert "health_service" not in asked_ids(interview, actor)
    row = ask(actor, interview)
    assert "health_service" not in asked_ids(interview, actor)

    answer(actor, row)

    assert "health_service" in asked_ids(interview, actor)


def test_when_the_county_does_not_take_part_its_questions_stay_unasked(interview, actor):
    row = ask(actor, interview)
    with pytest.raises(RuleViolation, match="what was answered"):
        answer(actor, row, takes_part=False)

    answer(actor, row, takes_part=False, note="Ei palvelujen tarvetta.")

    assert "health_service" not in asked_ids(interview, actor)


def test_the_county_is_asked_once_at_a_time_and_answers_after_it(interview, actor):
    row = ask(actor, interview)

    with pytest.raises(RuleViolation, match="already been asked"):
        ask(actor, interview)
    with pytest.raises(RuleViolation, match="who takes part"):
        answer(actor, row, participant=" ")
    with pytest.raises(RuleViolation, match="after the question"):
        answer(actor, row, on=actor.day - timedelta(days=1))


def test_two_who_note_the_countys_answer_see_both(interview, actor):
    """Attack 53."""
    row = ask(actor, interview)
    answer(actor, row)

    with pytest.raises(Conflict):
        answer(actor, row, participant="Joku muu")


# strengths


def test_a_strength_is_written_in_own_words_changed_and_taken_away(interview, actor):
    told = {"domain": "work", "own_words": "أطبخ جيدا", "own_words_language": "ar", "worker_words": "Kokki"}
    row = strengths.add_strength(
        actor, interview.case_id, person_id=interview.person_id, interview_id=interview.pk, **told
    )
    strengths.change_strength(actor, row.pk, version=1, **told | {"worker_words": "Hyvä kokki"})
    with pytest.raises(Conflict):
        strengths.change_strength(actor, row.pk, version=1, **told | {"worker_words": "Leipuri"})

    desk = desk_of(interview.case)
    assert "Hyvä kokki" in text_of(desk.get("assessment", interview.case_id))
    desk.post("strength-remove", row.pk)

    assert "Hyvä kokki" not in text_of(desk.get("assessment", interview.case_id))
    assert Strength.objects.get().removed_on == actor.day


def test_own_words_of_a_strength_have_a_language_and_a_member(interview, actor):
    told: dict[str, Any] = {"domain": "work", "own_words": "أطبخ"}
    with pytest.raises(RuleViolation, match="language"):
        strengths.add_strength(actor, interview.case_id, person_id=interview.person_id, **told)
    with pytest.raises(RuleViolation, match="belongs to the family"):
        strengths.add_strength(actor, interview.case_id, person_id=a_person().pk, domain="work", worker_words="x")
    other = make.an_interview()
    with pytest.raises(RuleViolation, match="another family"):
        strengths.add_strength(
            actor, interview.case_id, person_id=interview.person_id, interview_id=other.pk, domain="work"
        )


# one tap for what another said


@pytest.fixture
def two():
    worker, case = make.a_case_with_family(adults=2)
    first, second = (make.an_interview(worker, case, person) for person in make.adults_of(case))
    answers = {"family.housing": "soon", "family.place": "office", f"{first.person_id}.goal": "Vain minun"}
    interviews.save_interview(worker.as_actor(), first.pk, version=1, answers=answers)
    return worker, first, second


def test_one_tap_says_the_same_as_another_did_and_only_about_the_family(two):
    worker, first, second = two
    actor = worker.as_actor()

    assert set(common_answers.said_by_others(actor, second)) == {"family.housing"}
    saved = common_answers.say_the_same(actor, second.pk, key="family.housing", version=1)
    with pytest.raises(PermissionDenied):
        common_answers.say_the_same(actor, second.pk, key=f"{first.person_id}.goal", version=2)

    assert saved.answers == {"family.housing": "soon"}


def test_the_page_offers_the_same_and_the_tap_keeps_what_was_typed(two):
    worker, first, second = two
    desk = Desk(worker)
    html = text_of(desk.get("interview", second.pk, query="?section=everyday"))

    sent = {"version": 1, "then": "same:family.housing", "family.worries": "Vuokra"}
    desk.post("interview", second.pk, data=sent, query="?section=everyday")

    second.refresh_from_db()
    assert f"The same as {first.person.short_name} said" in html
    assert second.answers == {"family.housing": "soon", "family.worries": "Vuokra"}


def test_attack_53_one_tap_never_overwrites_what_somebody_answered_meanwhile(two):
    """Attack 53."""
    worker, _first, second = two
    actor = worker.as_actor()
    interviews.save_interview(actor, second.pk, version=1, answers={"family.housing": "good"})

    with pytest.raises(PermissionDenied):
        common_answers.say_the_same(actor, second.pk, key="family.housing", version=1)

    second.refresh_from_db()
    assert second.answers == {"family.housing": "good"}


# whose questions


def test_a_child_is_asked_a_childs_questions_by_age():
    load_templates()
    worker, case = make.a_case_with_family()
    child = make.children_of(case)[0]
    found = make.an_interview(worker, case, child)

    assert found.template.key == "child_interview"
    child.birth_on = found.held_on - timedelta(days=13 * 366)
    child.save()
    older = asked_ids(found, worker.as_actor())
    child.birth_on = found.held_on - timedelta(days=4 * 366)
    child.save()
    younger = asked_ids(found, worker.as_actor())

    assert {"child_heard", "child_future", "child_friends"} <= older
    assert not {"child_heard", "child_future", "child_school_feel", "child_friends"} & younger
    assert {"child_voice", "child_opinion", "child_with"} <= younger


def test_why_a_childs_opinion_was_left_out_is_asked_only_then_and_is_needed():
    worker, case = make.a_case_with_family()
    actor, child = worker.as_actor(), make.children_of(case)[0]
    found = make.an_interview(worker, case, child)
    own = {f"{child.pk}.child_with": "guardian", "family.place": "office", "telling.child_why.later": "Väsyi"}

    found = interviews.save_interview(
        actor, found.pk, version=1, answers=own | {f"{child.pk}.child_opinion": "left_out"}
    )
    missing = [one.code for one in completing.missing(actor, found)]
    found = interviews.save_interview(actor, found.pk, version=2, answers={f"{child.pk}.child_opinion": "told"})

    assert missing == ["child_opinion_reason"]
    assert completing.missing(actor, found) == ()


def test_a_childs_interview_does_not_move_the_clocks_of_the_assessment():
    worker, case = make.a_case_with_family()
    actor, child = worker.as_actor(), make.children_of(case)[0]
    Deadline.objects.create(case=case, rule="assessment_start", started_on=actor.day, due_on=actor.day)
    found = make.an_interview(worker, case, child)
    own = {f"{child.pk}.child_with": "alone", "family.place": "office", "telling.child_why.later": "Väsyi"}
    interviews.save_interview(actor, found.pk, version=1, answers=own | {f"{child.pk}.child_opinion": "told"})

    interviews.complete_interview(actor, found.pk)

    assert [one.rule for one in Deadline.objects.running().filter(case=case)] == ["assessment_start"]


@pytest.fixture
def alone():
    load_templates()
    worker, case = make.a_case_with_family(adults=0)
    young = make.children_of(case)[0]
    young.birth_on = worker.as_actor().day - timedelta(days=16 * 366)
    young.save()
    a_guardian(young, kind=GuardianRelation.Kind.REPRESENTATIVE)
    return worker, case, young


def test_who_came_alone_has_questions_of_their_own_until_the_age_of_23(alone):
    worker, case, young = alone
    actor = worker.as_actor()

    assert variant_for(actor, case, young.pk) == "alone_interview"
    found = make.an_interview(worker, case, young)
    assert {"representative", "own_plan", "alone_adult", "goal"} <= asked_ids(found, actor)
    young.birth_on = date(actor.day.year - 24, 1, 1)
    young.save()
    assert variant_for(actor, case, young.pk) == "child_interview"


def test_the_assessment_of_who_came_alone_is_left_out_with_a_reason_and_taken_up_again(alone):
    worker, case, young = alone
    actor, desk = worker.as_actor(), Desk(worker)
    Deadline.objects.create(case=case, rule="assessment_start", started_on=actor.day, due_on=actor.day)
    told = {"other_plan": "Lastensuojelun asiakassuunnitelma", "reason": "Kieli, koulu ja terveys sovittu."}

    assert desk.post("assessment-skip", case.pk, young.pk, data=told | {"reason": ""}).status_code == 422
    desk.post("assessment-skip", case.pk, young.pk, data=told)
    html = text_of(desk.get("assessment", case.pk))
    running = Deadline.objects.running().filter(case=case).count()
    desk.post("assessment-take-up", case.skipped_assessments.get().pk)

    assert "another plan answers the needs (Lastensuojelun asiakassuunnitelma)" in html
    assert running == 0
    assert "Leave the assessment out" in text_of(desk.get("assessment", case.pk))


def test_nobody_elses_assessment_can_be_left_out_like_that(interview, actor):
    with pytest.raises(RuleViolation, match="came alone"):
        skipping.skip_assessment(
            actor, interview.case_id, person_id=interview.person_id, other_plan="x", reason="Toinen suunnitelma"
        )


# grounds


def decide(actor, interview, **told) -> GroundDecision:
    told = {"facts": {}, "first_permit_on": None, "groups": [], "other_ground": "", "reason": ""} | told
    return grounds.decide_ground(actor, interview.case_id, person_id=interview.person_id, **told)


def test_a_decision_follows_the_suggestion_or_says_why_not(interview, actor):
    facts = {"protection_based": True}
    day = actor.day - timedelta(days=100)

    with pytest.raises(RuleViolation, match="another than the suggestion"):
        decide(actor, interview, facts=facts, first_permit_on=day, groups=["jobseeker"])
    with pytest.raises(RuleViolation, match="why there is none"):
        decide(actor, interview)
    row = decide(actor, interview, facts=facts, first_permit_on=day, groups=["protection", "forged"])

    assert (row.groups, row.facts, row.rules_version) == (["protection"], facts, 1)


def test_the_page_shows_what_follows_before_anything_is_decided(interview):
    desk = desk_of(interview.case)
    person = interview.person_id
    sent = {"fact.home_care_allowance": "yes", "fact.unemployed_jobseeker": "no", "first_permit_on": "1.9.2026"}

    looked = text_of(desk.post("ground", interview.case_id, person, data=sent | {"then": "look"}))
    decided = desk.post(
        "ground", interview.case_id, person, data=sent | {"then": "decide", "groups": "home_care_allowance"}
    )

    assert "Looks after a child at home with child home-care allowance</b>: follows" in looked
    assert "run until 1.9.2029" in looked
    assert "Not known: Is a victim of human trafficking" in looked
    assert GroundDecision.objects.get().groups == ["home_care_allowance"]
    assert decided.status_code == 302
    assert "child home-care allowance" in text_of(desk.get("assessment", interview.case_id))


def test_an_answer_points_at_a_fact_but_proves_nothing(interview, actor):
    answers = {f"{interview.person_id}.situation": "looking"}
    interviews.save_interview(actor, interview.pk, version=1, answers=answers)

    html = text_of(desk_of(interview.case).get("ground", interview.case_id, interview.person_id))

    assert "points at this" in html
    assert "Unemployed jobseeker</b>: cannot be said yet" in html


def test_a_ground_of_somebody_outside_the_family_is_not_there(interview):
    desk = desk_of(interview.case)

    assert desk.get("ground", interview.case_id, a_person().pk).status_code == 404
    assert Desk(a_worker()).get("assessment", interview.case_id).status_code == 404


def test_for_a_victim_of_trafficking_the_three_years_do_not_run_out():
    worker, case = make.a_case_with_family()
    person = make.adults_of(case)[0]
    long_ago = date(2019, 1, 1)

    told = grounds.suggested(worker.as_actor(), person, {"trafficking_victim": True}, long_ago)
    bound = grounds.suggested(worker.as_actor(), person, {"unemployed_jobseeker": True}, long_ago)

    assert (told.codes, bound.codes) == (("trafficking",), ())
    assert "exception for victims of trafficking" in grounds_words.window(told)
