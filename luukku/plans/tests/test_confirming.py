"""Attacks 25, 26 and 43: who may say yes to which text, and what their last yes does."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import LONG_AGO, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Deadline, InterpreterMode, UnderstandingCheck
from luukku.casework.tests.factories import a_child, a_guardian, a_person
from luukku.core import clock
from luukku.core.errors import RuleViolation
from luukku.plans.models import Confirmation, FamilyPlan, Need, Review
from luukku.plans.services import confirmations, drafts, offers
from luukku.plans.services.confirmations import Talk
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db
TODAY = clock.today()


@pytest.fixture
def plan() -> FamilyPlan:
    return make.an_offered_plan()


@pytest.fixture
def actor(plan):
    return make.worker_of(plan.case).as_actor()


@pytest.fixture
def adult(plan):
    return make.adults_of(plan.case)[0]


@pytest.fixture
def child(plan):
    return make.children_of(plan.case)[0]


def test_a_confirmation_says_who_what_how_and_through_whom(plan, actor, adult):
    make.says_yes(actor, plan, adult.pk)

    given = Confirmation.objects.get()
    assert (given.person, given.capacity, given.content_hash) == (adult, "adult", plan.content_hash)
    assert given.understanding is not None
    assert (given.understanding.result, given.understanding.text_hash) == ("understood", plan.content_hash)
    assert (given.language, given.interpreter_mode) == ("ar", "phone")
    assert AuditEvent.objects.filter(action="plan.confirmed", subject_id=plan.pk).exists()


def test_the_last_yes_puts_the_plan_in_force_with_its_review_and_clocks(plan, actor, adult):
    need = make.a_need(plan.case)
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)

    make.says_yes(actor, plan, adult.pk)

    plan.refresh_from_db()
    assert (plan.state, plan.in_force_on) == ("in_force", TODAY)
    clocks = {clock.rule: clock.due_on for clock in Deadline.objects.running().filter(subject_id=plan.pk)}
    assert set(clocks) == {"plan_review", "guide_to_service"}
    assert Review.objects.get().due_on == clocks["plan_review"]
    assert need.state == Need.State.OPEN


def test_needs_behind_the_goals_are_planned_when_the_plan_holds():
    draft = make.a_draft_plan()
    need = make.a_need(draft.case)
    draft.parts.get(kind="shared").goals.update(need=need)
    worker = make.worker_of(draft.case)

    make.everybody_confirms(make.offer(draft, worker), worker)

    need.refresh_from_db()
    assert (need.state, need.version) == (Need.State.PLANNED, 2)
    assert AuditEvent.objects.filter(action="need.planned", subject_id=need.pk).count() == 1


def test_the_workers_own_yes_never_puts_a_plan_in_force(plan, actor):
    """Attack 43: nobody approves their own plan alone."""
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)

    plan.refresh_from_db()
    assert plan.state == "offered"
    with pytest.raises(RuleViolation, match="has not confirmed"):
        confirmations.settle_plan(actor, plan.pk)


def test_without_the_workers_yes_the_plan_does_not_hold(plan, actor, adult):
    make.says_yes(actor, plan, adult.pk)

    plan.refresh_from_db()
    assert plan.state == "offered"


@pytest.mark.parametrize(
    "relation",
    [
        {"until": TODAY},
        {"is_blocked": True},
        {"since": TODAY + timedelta(days=1)},
    ],
    ids=["ex-guardian", "blocked guardian", "guardian from tomorrow"],
)
def test_attack_25_somebody_who_may_not_decide_today_does_not_confirm(plan, actor, child, relation):
    """Attack 25."""
    person = a_guardian(child, **{"since": LONG_AGO, **relation}).guardian

    with pytest.raises(RuleViolation, match="not one of those whose yes"):
        make.says_yes(actor, plan, person.pk)
    assert not Confirmation.objects.exists()


def test_attack_25_a_guardian_of_a_sibling_only_does_not_confirm(plan, actor):
    """Attack 25."""
    sibling = a_person(birth_on=date(2020, 1, 1))
    person = a_guardian(sibling).guardian

    with pytest.raises(RuleViolation, match="not one of those whose yes"):
        make.says_yes(actor, plan, person.pk)


def test_attack_25_a_step_parent_confirms_for_themselves_and_never_as_a_guardian():
    """Attack 25: living with the child gives no right over it."""
    worker, case = make.a_case_with_family(adults=2)
    step_parent = make.adults_of(case)[1]
    step_parent.ward_relations.all().delete()
    plan = make.an_offered_plan(worker, case)

    make.says_yes(worker.as_actor(), plan, step_parent.pk)

    assert Confirmation.objects.get().capacity == "adult"
    event = AuditEvent.objects.filter(action="plan.confirmed").latest("number")
    assert event.codes["wards"] == []


def test_attack_25_a_step_parent_outside_the_plan_does_not_confirm(plan, actor):
    """Attack 25."""
    with pytest.raises(RuleViolation, match="not one of those whose yes"):
        make.says_yes(actor, plan, a_person().pk)


def test_a_guardian_who_lives_elsewhere_confirms_as_a_guardian(plan, actor, child):
    guardian = a_guardian(child).guardian

    make.says_yes(actor, plan, guardian.pk)

    assert Confirmation.objects.get().capacity == "guardian"


def test_attack_26_custody_that_becomes_joint_after_the_offer_asks_the_new_guardian_too(plan, actor, adult, child):
    """Attack 26: whose yes is needed is asked on the day of the yes."""
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)
    new = a_guardian(child, since=TODAY).guardian

    make.says_yes(actor, plan, adult.pk)

    plan.refresh_from_db()
    assert plan.state == "offered"
    make.says_yes(actor, plan, new.pk)
    plan.refresh_from_db()
    assert plan.state == "in_force"


def test_when_the_last_missing_guardian_no_longer_decides_the_plan_can_be_put_in_force(plan, actor, adult, child):
    ending = a_guardian(child)
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)
    make.says_yes(actor, plan, adult.pk)
    ending.during = (LONG_AGO, TODAY)
    ending.save()

    settled = confirmations.settle_plan(actor, plan.pk)

    assert settled.state == "in_force"


def test_a_stale_hash_is_refused(plan, actor, adult):
    """Attack 43: a yes is to exactly these words."""
    with pytest.raises(RuleViolation, match="not the text that is on offer"):
        make.says_yes(actor, plan, adult.pk, content_hash="0" * 64)


def test_version_n_is_not_confirmed_after_version_n_plus_1_was_begun(plan, actor, adult):
    """Attack 43."""
    offers.withdraw_plan(actor, plan.pk)

    with pytest.raises(RuleViolation, match="Only a plan that has been offered"):
        make.says_yes(actor, plan, adult.pk)


def test_a_draft_is_not_confirmed():
    """Attack 42: no step is skipped."""
    plan = make.a_draft_plan()
    adult = make.adults_of(plan.case)[0]

    with pytest.raises(RuleViolation, match="Only a plan that has been offered"):
        make.says_yes(make.worker_of(plan.case).as_actor(), plan, adult.pk)


@pytest.mark.parametrize("result", ["partly", "not_yet"])
def test_what_was_not_understood_is_not_confirmed(plan, actor, adult, result):
    with pytest.raises(RuleViolation, match="only when it has been understood"):
        make.says_yes(actor, plan, adult.pk, result=result)


def test_understanding_a_plan_is_not_yet_agreeing_with_it(plan, actor, adult):
    with pytest.raises(RuleViolation, match="when they have said yes"):
        make.says_yes(actor, plan, adult.pk, says_yes=False)

    assert not Confirmation.objects.exists()


def test_not_understanding_is_noted_without_a_yes(plan, actor, adult):
    told = {"content_hash": plan.content_hash, "result": "partly", "talk": make.INTERPRETED}

    confirmations.note_not_understood(actor, plan.pk, person_id=adult.pk, **told)

    assert UnderstandingCheck.objects.get().result == "partly"
    assert not Confirmation.objects.exists()


def test_nobody_confirms_twice(plan, actor, adult):
    make.says_yes(actor, plan, adult.pk)

    with pytest.raises(RuleViolation, match="already confirmed"):
        make.says_yes(actor, plan, adult.pk)


def test_the_worker_confirms_once(plan, actor):
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)

    with pytest.raises(RuleViolation, match="already confirmed"):
        confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)


def test_a_relative_never_interprets(plan, actor, adult, child):
    talk = Talk("ar", "interpreted", InterpreterMode.ON_SITE, child.name.upper())

    with pytest.raises(RuleViolation, match="never interprets"):
        make.says_yes(actor, plan, adult.pk, talk=talk)


def test_an_interpreter_has_a_name_or_a_number(plan, actor, adult):
    with pytest.raises(RuleViolation, match="name or number"):
        make.says_yes(actor, plan, adult.pk, talk=Talk("ar", "interpreted", InterpreterMode.PHONE, " "))


def test_what_was_heard_through_an_interpreter_had_one(plan, actor, adult):
    with pytest.raises(RuleViolation, match="how the interpreter took part"):
        make.says_yes(actor, plan, adult.pk, talk=Talk("ar", "interpreted"))


@pytest.mark.parametrize(("language", "aloud"), [("so", False), ("ar", True)])
def test_a_text_that_is_not_written_in_a_language_was_not_read_in_it(language, aloud):
    draft = make.a_draft_plan()
    worker = make.worker_of(draft.case)
    offers.interpret_aloud(worker.as_actor(), draft.pk, aloud=aloud)
    plan = make.offer(draft, worker)

    with pytest.raises(RuleViolation, match="can't have been read"):
        make.says_yes(worker.as_actor(), plan, make.adults_of(plan.case)[0].pk, talk=Talk(language, "read"))


def test_a_stranger_confirms_nothing(plan, adult):
    stranger = a_worker(plan.case.organisation)

    with pytest.raises(PermissionDenied):
        make.says_yes(stranger.as_actor(), plan, adult.pk)


def test_a_family_that_has_changed_since_the_offer_gets_a_new_version(plan, actor, adult):
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)
    a_child(plan.case.family)

    with pytest.raises(RuleViolation, match="The family has changed"):
        make.says_yes(actor, plan, adult.pk)


def test_only_an_offer_is_put_in_force(actor, plan):
    make.everybody_confirms(plan, make.worker_of(plan.case))

    with pytest.raises(RuleViolation, match="Only an offered plan"):
        confirmations.settle_plan(actor, plan.pk)


def test_the_next_version_replaces_the_one_in_force():
    first = make.a_plan_in_force()
    worker = make.worker_of(first.case)
    draft = drafts.revise_plan(worker.as_actor(), first.pk)

    make.everybody_confirms(make.offer(draft, worker), worker)

    first.refresh_from_db()
    assert (first.state, first.ended_on) == ("superseded", TODAY)
    running = Deadline.objects.running().filter(rule="plan_review")
    assert [one.subject_id for one in running] == [draft.pk]
    assert Review.objects.filter(held_on__isnull=True).get().plan_id == draft.pk


def test_only_a_plan_in_force_is_revised_and_only_once_at_a_time():
    plan = make.a_plan_in_force()
    actor = make.worker_of(plan.case).as_actor()
    draft = drafts.revise_plan(actor, plan.pk)

    with pytest.raises(RuleViolation, match="Only a plan in force"):
        drafts.revise_plan(actor, draft.pk)
    with pytest.raises(RuleViolation, match="already being made"):
        drafts.revise_plan(actor, plan.pk)


def test_a_text_that_is_not_the_sealed_one_never_comes_into_force(plan, actor, adult, monkeypatch):
    """The seal is looked at once more at the last yes, whatever happened to the rows."""
    confirmations.confirm_as_worker(actor, plan.pk, content_hash=plan.content_hash)
    monkeypatch.setattr("luukku.plans.services.force.content_hash", lambda content: "0" * 64)

    with pytest.raises(RuleViolation, match="not the one that was offered"):
        make.says_yes(actor, plan, adult.pk)
