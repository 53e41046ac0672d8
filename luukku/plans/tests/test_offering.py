"""From a draft to an offer: what it takes, what it freezes, and how it is taken back."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Deadline
from luukku.casework.tests.factories import a_child, a_guardian
from luukku.core.errors import RuleViolation
from luukku.plans.models import Action, FamilyPlan, Goal, PlanPart, Words
from luukku.plans.rules.content import content_hash
from luukku.plans.services import contents, drafts, offers
from luukku.plans.tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_draft_begins_with_a_greeting_a_shared_part_and_a_part_for_each_member():
    worker, case = make.a_case_with_family(adults=2, children=1)

    plan = drafts.start_plan(worker.as_actor(), case.pk, worker_language="fi", family_language="ar")

    assert [part.kind for part in plan.parts.all()] == ["shared", "child", "adult", "adult"]
    members = make.adults_of(case) + make.children_of(case)
    assert len(members) == 3
    assert [member.short_name for member in members if member.short_name not in plan.greeting] == []
    assert plan.greeting_family != ""


def test_a_name_in_its_own_script_greets_readers_from_the_right():
    worker, case = make.a_case_with_family(children=0)
    adult = make.adults_of(case)[0]
    adult.native_name = "زهرا"
    adult.save()

    plan = drafts.start_plan(worker.as_actor(), case.pk, worker_language="fi", family_language="fa")

    assert "زهرا" in plan.greeting_family
    assert "زهرا" not in plan.greeting


def test_a_family_has_one_plan_in_the_making():
    plan = make.a_draft_plan()
    worker = make.worker_of(plan.case)

    with pytest.raises(RuleViolation, match="already has a plan"):
        drafts.start_plan(worker.as_actor(), plan.case_id, worker_language="fi", family_language="ar")


def test_only_whoever_answers_for_the_case_begins_a_plan():
    _worker, case = make.a_case_with_family()
    stranger = a_worker(case.organisation)

    with pytest.raises(PermissionDenied):
        drafts.start_plan(stranger.as_actor(), case.pk, worker_language="fi", family_language="ar")


def test_an_offer_is_sealed_and_leaves_a_trace():
    plan = make.an_offered_plan()

    assert (plan.state, plan.offered_at is not None) == ("offered", True)
    assert plan.content_hash == content_hash(contents.content_of(plan))
    assert AuditEvent.objects.filter(action="plan.offered", subject_id=plan.pk).exists()


def test_offering_stops_the_clock_of_drawing_the_plan_up():
    draft = make.a_draft_plan()
    waiting = Deadline.objects.create(
        case=draft.case, rule="plan_after_assessment", started_on=date(2026, 3, 2), due_on=date(2026, 3, 16)
    )

    make.offer(draft, make.worker_of(draft.case))

    waiting.refresh_from_db()
    assert waiting.done_on is not None


def test_nobody_offers_a_text_they_have_not_read():
    plan = make.a_draft_plan()
    worker = make.worker_of(plan.case)
    seen = content_hash(contents.content_of(plan))
    Goal.objects.update(title="Somebody else's newer goal")

    with pytest.raises(RuleViolation, match="while you were reading"):
        offers.offer_plan(worker.as_actor(), plan.pk, content_hash=seen)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plan: Action.objects.all().delete(),
        lambda plan: Goal.objects.all().delete(),
        lambda plan: Words.objects.update(text_family=""),
        lambda plan: PlanPart.objects.filter(kind="child").delete(),
        lambda plan: a_child(plan.case.family),
        lambda plan: plan.case.family.memberships.filter(role="child").update(
            during=(date(2020, 1, 1), date(2021, 1, 1))
        ),
        lambda plan: plan.parts.get(kind="child").person.guardian_relations.update(is_blocked=True),
    ],
    ids=["no step", "no goal", "one language", "no part", "new member", "former member", "no guardian"],
)
def test_an_incomplete_draft_is_not_offered(spoil):
    plan = make.a_draft_plan()
    worker = make.worker_of(plan.case)

    spoil(plan)

    with pytest.raises(RuleViolation, match="missing before the plan can be offered"):
        make.offer(plan, worker)
    plan.refresh_from_db()
    assert plan.state == "draft"


def test_what_is_not_translated_may_be_interpreted_aloud_when_the_worker_says_so():
    plan = make.a_draft_plan()
    worker = make.worker_of(plan.case)
    Words.objects.update(text_family="")

    offers.interpret_aloud(worker.as_actor(), plan.pk, aloud=True)

    plan.refresh_from_db()
    assert make.offer(plan, worker).state == "offered"


def test_a_draft_follows_the_family_of_today():
    plan = make.a_draft_plan()
    worker = make.worker_of(plan.case)
    born = a_child(plan.case.family, birth_on=date(2026, 1, 1))
    gone = make.children_of(plan.case)[0]
    gone.memberships.update(during=(date(2020, 1, 1), date(2021, 1, 1)))

    drafts.update_members(worker.as_actor(), plan.pk)

    people = {part.person_id for part in plan.parts.all()}
    assert born.pk in people
    assert gone.pk not in people


def test_taking_an_offer_back_keeps_it_and_begins_the_next_version_with_the_same_words():
    plan = make.an_offered_plan()
    worker = make.worker_of(plan.case)

    draft = offers.withdraw_plan(worker.as_actor(), plan.pk)

    plan.refresh_from_db()
    assert (plan.state, draft.state, draft.number) == ("withdrawn", "draft", plan.number + 1)
    assert content_hash(contents.content_of(draft)) == plan.content_hash


def test_only_an_offer_is_taken_back():
    plan = make.a_draft_plan()

    with pytest.raises(RuleViolation, match="Only an offered plan can be taken back"):
        offers.withdraw_plan(make.worker_of(plan.case).as_actor(), plan.pk)


def test_a_draft_is_thrown_away_whole():
    plan = make.a_draft_plan()

    drafts.discard_draft(make.worker_of(plan.case).as_actor(), plan.pk)

    assert not FamilyPlan.objects.exists()
    assert not Action.objects.exists()
    assert AuditEvent.objects.filter(action="plan.discarded").exists()


def test_what_was_offered_is_never_thrown_away():
    plan = make.an_offered_plan()

    with pytest.raises(RuleViolation, match="has been offered"):
        drafts.discard_draft(make.worker_of(plan.case).as_actor(), plan.pk)


def test_a_new_guardian_before_the_offer_is_simply_one_more_signer():
    plan = make.a_draft_plan()
    a_guardian(make.children_of(plan.case)[0])

    assert make.offer(plan, make.worker_of(plan.case)).state == "offered"
