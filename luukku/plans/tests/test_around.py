"""What stands around a plan's texts: children's days, other plans, authors, comments, and not agreeing."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.explaining import why
from luukku.casework.models import Deadline
from luukku.casework.services.deadlines import stop_clock
from luukku.casework.tests.factories import a_person
from luukku.core.errors import Conflict, RuleViolation
from luukku.plans.limits import limit_of
from luukku.plans.models import Author, Comment, Goal, Objection, OtherPlan, PlanPart, Topic
from luukku.plans.services import comments, confirmations, objections, offers, other_plans, particulars, topics
from luukku.plans.services.comments import Said
from luukku.plans.services.drafts import revise_plan
from luukku.plans.services.topics import Note
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import desk_of, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan():
    return make.a_draft_plan()


@pytest.fixture
def actor(plan):
    return make.worker_of(plan.case).as_actor()


@pytest.fixture
def child_part(plan):
    return plan.parts.get(kind=PlanPart.Kind.CHILD)


def test_a_plan_is_not_offered_before_each_child_has_been_asked_about(plan, actor, child_part):
    Topic.objects.filter(part=child_part, kind=Topic.Kind.HOBBIES).delete()

    with pytest.raises(RuleViolation, match="One thing is missing"):
        make.offer(plan, make.worker_of(plan.case))

    topics.note_topics(
        actor, child_part.pk, version=1, notes={"hobbies": Note("Syksyllä, kun arki asettuu.", "في الخريف", True)}
    )
    assert make.offer(plan, make.worker_of(plan.case)).state == "offered"


def test_a_childs_own_words_answer_for_the_opinion(plan, actor, child_part):
    Topic.objects.filter(part=child_part, kind=Topic.Kind.OPINION).delete()
    child_part.words.create(person=child_part.person, text="Haluan uimaan.", text_family="أريد السباحة")

    assert topics.unasked_of(plan, actor.day) == {child_part.person_id: ()}


def test_leaving_a_topic_for_later_needs_a_reason(plan):
    part = plan.parts.get(kind=PlanPart.Kind.CHILD)
    Topic.objects.all().delete()

    response = desk_of(plan.case).post("part-topics", part.pk, data={"version": "1", "hobbies_later": "on"})

    assert response.status_code == 422
    assert "Write why this is left for later." in text_of(response)


def test_the_page_keeps_what_was_said_about_a_place(plan, child_part):
    told = {"version": "1", "early_education_text": "Paikka haetaan.", "place_from": "1.8.2027"}

    response = desk_of(plan.case).post("part-topics", child_part.pk, data=told)

    topic = Topic.objects.get(part=child_part, kind=Topic.Kind.EARLY_EDUCATION)
    assert (response.status_code, topic.place_from) == (302, date(2027, 8, 1))
    assert "Apply for the place by" in text_of(desk_of(plan.case).get("plan", plan.pk))


def test_that_a_place_was_applied_for_is_noted_in_a_plan_in_force():
    plan = make.a_draft_plan()
    Topic.objects.filter(kind=Topic.Kind.EARLY_EDUCATION).update(place_from=date(2027, 8, 1))
    make.everybody_confirms(make.offer(plan, make.worker_of(plan.case)), make.worker_of(plan.case))
    topic = Topic.objects.get(kind=Topic.Kind.EARLY_EDUCATION)
    actor = make.worker_of(plan.case).as_actor()

    topics.note_applied(actor, topic.pk, applied_on=actor.day)

    topic.refresh_from_db()
    assert topic.applied_on == actor.day
    with pytest.raises(RuleViolation, match="not come yet"):
        topics.note_applied(actor, topic.pk, applied_on=actor.day + timedelta(days=1))


def test_two_who_write_about_the_same_child_see_both_texts(actor, child_part):
    topics.note_topics(actor, child_part.pk, version=1, notes={"hobbies": Note("Uinti.", "السباحة")})

    with pytest.raises(Conflict) as told:
        topics.note_topics(actor, child_part.pk, version=1, notes={"hobbies": Note("Jalkapallo.", "كرة")})

    assert [(one.theirs, one.yours) for one in told.value.fields] == [("Uinti.", "Jalkapallo.")]


def test_adults_are_not_asked_as_children(plan, actor):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)

    with pytest.raises(RuleViolation, match="asked about children"):
        topics.note_topics(actor, adult.pk, version=1, notes={"hobbies": Note("x")})


def an_other_plan(actor, part, **facts):
    told = {"kind": "integration", "holder": "Työllisyysalue", "fitted": "Kurssi aamuisin.", "fitted_family": "صباحاً"}
    return other_plans.add_other_plan(actor, part.pk, **told | facts)


def test_another_plan_stands_in_the_part_and_goes_on_to_the_next_version(plan, actor):
    shared = plan.parts.get(kind=PlanPart.Kind.SHARED)
    an_other_plan(actor, shared, first_from=date(2026, 1, 1), ground="home_care")
    make.everybody_confirms(make.offer(plan, make.worker_of(plan.case)), make.worker_of(plan.case))

    draft = revise_plan(actor, plan.pk)

    copied = OtherPlan.objects.get(part__plan=draft)
    assert (copied.holder, copied.ground, copied.first_from) == ("Työllisyysalue", "home_care", date(2026, 1, 1))
    assert Topic.objects.filter(part__plan=draft).count() == Topic.objects.filter(part__plan=plan).count()
    assert Author.objects.filter(plan=draft).count() == 1


def test_more_time_is_noted_for_integration_plans_only(plan, actor):
    shared = plan.parts.get(kind=PlanPart.Kind.SHARED)

    other = an_other_plan(actor, shared, kind="school", first_from=date(2026, 1, 1), ground="home_care", added_days=9)

    assert (other.first_from, other.ground, other.added_days) == (None, "", 0)


def test_the_page_says_where_the_time_of_an_integration_plan_bites(plan, actor):
    shared = plan.parts.get(kind=PlanPart.Kind.SHARED)
    an_other_plan(actor, shared, valid_from=date(2026, 1, 1), valid_until=date(2027, 6, 1), first_from=date(2026, 1, 1))

    html = text_of(desk_of(plan.case).get("plan", plan.pk))

    assert "The first plan may last at most one year: until 1.1.2027." in html
    assert "Your common family plan is voluntary" in html


def test_a_plan_from_the_time_of_the_older_act_is_told_without_a_day(plan, actor):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)
    an_other_plan(actor, adult, first_from=date(2024, 5, 1))

    html = text_of(desk_of(plan.case).get("plan", plan.pk))

    assert "This plan began before 1.1.2025." in html
    assert "at most two years, until" not in html
    assert not limit_clocks(plan)


def limit_clocks(plan):
    """The running clocks of integration plans: rule, whose, from which day."""
    rows = Deadline.objects.running().filter(case=plan.case, rule__in=["first_plan_ends", "plans_end"])
    return set(rows.values_list("rule", "subject_id", "started_on"))


def test_the_time_of_a_persons_own_plan_runs_about_that_person(plan, actor):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)
    first, earlier = date(2026, 3, 1), date(2026, 2, 1)

    other = an_other_plan(actor, adult, first_from=first, valid_from=first)
    begun = limit_clocks(plan)
    rewrite(actor, other, first_from=earlier, valid_from=earlier)
    corrected = limit_clocks(plan)
    rewrite(actor, other, first_from=earlier, valid_from=date(2026, 8, 1))
    followed = limit_clocks(plan)
    other_plans.remove_other_plan(actor, other.pk)

    assert begun == {("first_plan_ends", adult.person_id, first), ("plans_end", adult.person_id, first)}
    assert corrected == {("first_plan_ends", adult.person_id, earlier), ("plans_end", adult.person_id, earlier)}
    assert followed == {("plans_end", adult.person_id, earlier)}
    assert limit_clocks(plan) == set()


def rewrite(actor, other, **facts):
    other.refresh_from_db()
    told = {"kind": "integration", "holder": "Työllisyysalue", "fitted": "Kurssi aamuisin.", "fitted_family": "صباحاً"}
    other_plans.change_other_plan(actor, other.pk, version=other.version, **told | facts)


def test_a_start_beyond_today_moves_the_clock_and_another_edit_leaves_it(plan, actor):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)
    other = an_other_plan(actor, adult, first_from=actor.day)
    to_come = actor.day + timedelta(days=20)

    rewrite(actor, other, first_from=to_come)
    moved = limit_clocks(plan)
    rewrite(actor, other, first_from=to_come, holder="Kunta")

    assert moved == limit_clocks(plan)
    assert {started_on for _rule, _whose, started_on in moved} == {to_come}


def test_a_plan_in_force_starts_what_is_missing_and_nothing_that_was_noted_as_done(plan, actor):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)
    an_other_plan(actor, adult, first_from=date(2026, 3, 1))
    stop_clock(actor, plan.case, "first_plan_ends", actor.day, adult.person_id)
    Deadline.objects.filter(rule="plans_end").delete()

    make.everybody_confirms(make.offer(plan, make.worker_of(plan.case)), make.worker_of(plan.case))

    assert limit_clocks(plan) == {("plans_end", adult.person_id, date(2026, 3, 1))}


def last_days(plan):
    rows = Deadline.objects.running().filter(case=plan.case, rule__in=["first_plan_ends", "plans_end"])
    return dict(rows.values_list("rule", "due_on"))


def test_the_clock_counts_the_days_that_were_added_as_the_page_does(plan, actor):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)
    first = date(2026, 3, 1)

    other = an_other_plan(actor, adult, first_from=first, valid_from=first, added_days=30)
    begun, page = last_days(plan), limit_of(other, actor.day).times
    rewrite(actor, other, first_from=first, valid_from=first, added_days=10)
    shorter = last_days(plan)
    rewrite(actor, other, first_from=first, valid_from=first, added_days=0)

    assert begun == {"first_plan_ends": page.first_until, "plans_end": page.total_until}
    assert begun == {"first_plan_ends": date(2027, 3, 31), "plans_end": date(2028, 3, 31)}
    assert shorter == {"first_plan_ends": date(2027, 3, 11), "plans_end": date(2028, 3, 11)}
    assert last_days(plan) == {"first_plan_ends": date(2027, 3, 1), "plans_end": date(2028, 3, 1)}


def test_added_days_stay_when_the_beginning_is_corrected_and_begin_nothing_that_was_done(plan, actor):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)
    first, earlier = date(2026, 3, 1), date(2026, 2, 1)
    other = an_other_plan(actor, adult, first_from=first, valid_from=first, added_days=30)

    rewrite(actor, other, first_from=earlier, valid_from=earlier, added_days=30)
    corrected = last_days(plan)
    stop_clock(actor, plan.case, "first_plan_ends", actor.day, adult.person_id)
    rewrite(actor, other, first_from=earlier, valid_from=earlier, added_days=40)

    assert corrected == {"first_plan_ends": date(2027, 3, 3), "plans_end": date(2028, 3, 2)}
    assert last_days(plan) == {"plans_end": date(2028, 3, 12)}


def test_the_explanation_of_the_date_tells_the_added_days(plan, actor):
    adult = plan.parts.get(kind=PlanPart.Kind.ADULT)
    an_other_plan(actor, adult, first_from=date(2026, 3, 1), added_days=30)

    clock = Deadline.objects.get(case=plan.case, rule="plans_end")

    assert any(step.startswith("30 days were added") for step in why(clock, [], actor.day).counted)


def test_the_plan_tells_its_authors_sources_and_length(plan, actor):
    particulars.change_particulars(
        actor, plan.pk, version=plan.version, lasts_until=actor.day + timedelta(days=300),
        sources="Perhe itse.", sources_family="العائلة نفسها",
    )  # fmt: skip
    particulars.add_author(actor, plan.pk, facts=particulars.AuthorFacts("Outi Neuvola", "terveydenhoitaja"))

    html = text_of(desk_of(plan.case).get("plan", plan.pk))

    assert "Outi Neuvola, terveydenhoitaja" in html
    assert "Perhe itse." in html
    with pytest.raises(RuleViolation, match="still to come"):
        particulars.change_particulars(
            actor, plan.pk, version=plan.version, lasts_until=actor.day, sources="", sources_family=""
        )


def test_the_family_speaks_beside_the_plan_and_is_answered():
    plan = make.a_plan_in_force()
    actor = make.worker_of(plan.case).as_actor()
    shared, adult = plan.parts.get(kind=PlanPart.Kind.SHARED), make.adults_of(plan.case)[0]
    goal = Goal.objects.get(part=shared)

    comment = comments.add_comment(actor, shared.pk, said=Said(adult.pk, "الدورة في المساء", "ar"), goal_id=goal.pk)
    comments.answer_comment(actor, comment.pk, version=1, answer="Kysyn iltaryhmää.")

    html = text_of(desk_of(plan.case).get("plan", plan.pk))
    assert "الدورة في المساء" in html
    assert "Kysyn iltaryhmää." in html
    with pytest.raises(Conflict):
        comments.answer_comment(actor, comment.pk, version=1, answer="Toinen vastaus.")


def test_nobody_comments_on_what_they_do_not_read():
    worker, case = make.a_case_with_family(adults=2)
    plan = make.a_draft_plan(worker, case)
    one, other = make.adults_of(case)
    part = plan.parts.get(person=one)

    assert comments.commenters(worker.as_actor(), part) == [one.pk]
    with pytest.raises(RuleViolation, match="does not read that part"):
        comments.add_comment(worker.as_actor(), part.pk, said=Said(other.pk, "x", "fi"))
    with pytest.raises(PermissionDenied):
        comments.add_comment(a_worker(case.organisation).as_actor(), part.pk, said=Said(one.pk, "x", "fi"))
    assert not Comment.objects.exists()


def disagrees(actor, plan, person_id, about="En halua kurssia."):
    return confirmations.note_disagreement(
        actor, plan.pk, person_id=person_id, content_hash=plan.content_hash, about=about, talk=make.INTERPRETED
    )


def test_understanding_without_agreeing_is_a_result_of_its_own():
    plan = make.an_offered_plan()
    actor, adult = make.worker_of(plan.case).as_actor(), make.adults_of(plan.case)[0]
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)

    disagrees(actor, plan, adult.pk)

    plan.refresh_from_db()
    assert plan.state == "offered"
    assert AuditEvent.objects.filter(action="plan.disagreed").count() == 1
    html = text_of(desk_of(plan.case).get("plan", plan.pk))
    assert "understood and did not agree" in html
    assert "En halua kurssia." in html
    with pytest.raises(RuleViolation, match="already"):
        disagrees(actor, plan, adult.pk)


def test_somebody_who_did_not_agree_may_say_yes_later():
    plan = make.an_offered_plan()
    actor, adult = make.worker_of(plan.case).as_actor(), make.adults_of(plan.case)[0]
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)
    objection = disagrees(actor, plan, adult.pk)
    objections.let_text_stay(actor, objection.pk, note="Levätään.")

    make.says_yes(actor, plan, adult.pk)

    plan.refresh_from_db()
    assert plan.state == "in_force"
    with pytest.raises(RuleViolation, match="already"):
        objections.let_text_stay(actor, objection.pk, note="")


def test_taking_the_offer_back_settles_what_was_said_against_it():
    plan = make.an_offered_plan()
    actor, adult = make.worker_of(plan.case).as_actor(), make.adults_of(plan.case)[0]
    objection = disagrees(actor, plan, adult.pk)

    offers.withdraw_plan(actor, plan.pk)

    objection.refresh_from_db()
    assert objection.outcome == Objection.Outcome.CHANGED


def test_only_whose_yes_is_needed_disagrees():
    plan = make.an_offered_plan()
    actor = make.worker_of(plan.case).as_actor()

    with pytest.raises(RuleViolation, match="not one of those"):
        disagrees(actor, plan, a_person().pk)


def test_the_form_takes_one_answer_not_two():
    plan = make.an_offered_plan()
    adult = make.adults_of(plan.case)[0]
    told = {
        "content_hash": plan.content_hash, "language": "ar", "interpreter_mode": "phone", "interpreter_name": "4711",
        "method": "interpreted", "result": "understood", "disagrees_with": "Ei kurssia.",
    }  # fmt: skip
    desk = desk_of(plan.case)

    both = desk.post("plan-confirm", plan.pk, adult.pk, data=told | {"says_yes": "on"})
    one = desk.post("plan-confirm", plan.pk, adult.pk, data=told)

    assert (both.status_code, one.status_code) == (422, 302)
    assert Objection.objects.get().about == "Ei kurssia."
