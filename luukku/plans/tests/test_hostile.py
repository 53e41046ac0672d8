"""Whoever attacks a family's plan: spouses, double posts, stale pages, races, forged ids, formulas."""

import json
import subprocess
from datetime import date
from uuid import uuid4

import pytest
from django.core import mail

from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import AddressProtection
from luukku.core.errors import RuleViolation
from luukku.plans.models import Action, Confirmation, FamilyPlan, Goal, PlanPart, Words
from luukku.plans.services import actions, confirmations, drafts, family, offers, texts
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import Desk, desk_of, text_of
from luukku.plans.tests.test_races import at_once

SECRET, SECRET_FAMILY = "Rauha puhuu äidille yksin", "سر الأم"
"""What stands in one adult's own part and nowhere else."""


@pytest.fixture
def couple(db):
    """A plan in force of two adults and a child, its next draft, and a secret in the first adult's part of both."""
    worker, case = make.a_case_with_family(adults=2)
    mother, father = make.adults_of(case)
    plan = make.a_draft_plan(worker, case)
    own = plan.parts.get(person=mother)
    actor = worker.as_actor()
    told = {"text": SECRET, "text_family": SECRET_FAMILY, "is_described": False}
    texts.add_words(actor, own.pk, person_id=mother.pk, **told)
    goal = texts.add_goal(actor, own.pk, title=f"{SECRET} tavoite", title_family=SECRET_FAMILY)
    doer = actions.Doer(person_id=mother.pk)
    actions.add_action(actor, goal.pk, doer=doer, what=SECRET, what_family=SECRET_FAMILY, service=SECRET)
    make.everybody_confirms(make.offer(plan, worker), worker)
    plan.refresh_from_db()
    draft = drafts.revise_plan(actor, plan.pk)
    words = Words.objects.get(part__plan=draft, part__person=mother)
    texts.change_words(actor, words.pk, version=words.version, person_id=mother.pk, **told | {"text": f"{SECRET}!"})
    return worker, plan, draft, mother, father


PAGES = ("plan-family", "plan-read", "plan-pictures")


def pages_of(desk, plan, draft, reader):
    """Every page that can be handed or printed for one reader, at each of its steps."""
    asked = f"?parts={reader}"
    yield from (text_of(desk.get(page, plan.pk, query=asked)) for page in (*PAGES, "plan-script"))
    yield from (text_of(desk.get("plan-read", plan.pk, query=f"{asked}&step={step}")) for step in range(1, 30))
    yield from (
        text_of(desk.get("plan-compare", draft.pk, plan.pk, query=f"{asked}&in={one}")) for one in ("ours", "theirs")
    )


def test_attack_27_a_spouses_own_part_is_in_no_diff_print_page_or_script(couple):
    worker, plan, draft, mother, father = couple
    desk = Desk(worker)

    for reader in (father.pk, "shared"):
        assert all(SECRET not in html and SECRET_FAMILY not in html for html in pages_of(desk, plan, draft, reader))

    own = "".join(pages_of(desk, plan, draft, mother.pk))
    assert SECRET in own
    assert SECRET_FAMILY in own


def words_in(response, pdftotext, folder):
    path = folder / "plan.pdf"
    path.write_bytes(response.content)
    return subprocess.run([pdftotext, str(path), "-"], capture_output=True, text=True, check=True).stdout


def test_attack_27_a_spouses_own_part_is_on_no_paper(couple, pdftotext, tmp_path):
    worker, plan, _draft, mother, father = couple
    desk = Desk(worker)

    for page in ("plan-pdf", "plan-pictures-pdf"):
        for reader in (father.pk, "shared"):
            told = desk.get(page, plan.pk, query=f"?parts={reader}")
            assert "Rauha" not in words_in(told, pdftotext, tmp_path)
    own = desk.get("plan-pdf", plan.pk, query=f"?parts={mother.pk}")
    assert "Rauha" in words_in(own, pdftotext, tmp_path)
    assert desk.get("plan-pictures-pdf", plan.pk, query="?parts=all").status_code == 404


def test_attack_27_a_spouses_own_part_is_in_no_version_mail_search_or_trail(couple):
    worker, plan, draft, _mother, _father = couple
    desk = Desk(worker)

    history = text_of(desk.get("plan-history", plan.case_id))
    found = text_of(desk.client.post(worker.url("/families/search/"), {"q": "Rauha"}))

    assert SECRET not in history
    assert SECRET not in found
    assert SECRET not in "".join(str(one.body) for one in mail.outbox)
    assert not any("Rauha" in str(codes) for codes in AuditEvent.objects.values_list("codes", flat=True))
    assert draft.number > plan.number


def test_attack_27_nobody_names_a_stranger_as_the_reader(couple):
    worker, plan, draft, _mother, _father = couple
    desk = Desk(worker)

    for page in (*PAGES, "plan-script", "plan-pdf", "plan-pictures-pdf"):
        assert desk.get(page, plan.pk, query=f"?parts={uuid4()}").status_code == 404
    assert desk.get("plan-compare", draft.pk, plan.pk, query=f"?parts={uuid4()}").status_code == 404
    assert desk.get("plan-compare", draft.pk, plan.pk, query="?parts=<script>").status_code == 404


@pytest.mark.django_db
def test_attack_43_a_stale_hash_confirms_nothing_and_neither_does_a_version_that_was_replaced():
    plan = make.an_offered_plan()
    worker = make.worker_of(plan.case)
    adult = make.adults_of(plan.case)[0]
    told = {
        "content_hash": plan.content_hash, "language": "ar", "interpreter_mode": "phone", "interpreter_name": "4711",
        "method": "interpreted", "result": "understood", "says_yes": "on",
    }  # fmt: skip
    offers.withdraw_plan(worker.as_actor(), plan.pk)
    newer = FamilyPlan.objects.get(case=plan.case, state="draft")
    make.offer(newer, worker)
    desk = Desk(worker)

    old = desk.post("plan-confirm", plan.pk, adult.pk, data=told)
    stale = desk.post("plan-confirm", newer.pk, adult.pk, data=told | {"content_hash": "0" * 64})
    by_worker = desk.post("plan-confirm-worker", newer.pk, data={"content_hash": "0" * 64})

    assert (old.status_code, stale.status_code, by_worker.status_code) == (404, 422, 422)
    assert not Confirmation.objects.exists()


@pytest.mark.django_db
def test_attack_43_the_workers_own_yes_puts_nothing_in_force():
    plan = make.an_offered_plan()
    desk = desk_of(plan.case)

    desk.post("plan-confirm-worker", plan.pk, data={"content_hash": plan.content_hash})
    settled = desk.post("plan-settle", plan.pk)

    plan.refresh_from_db()
    assert (plan.state, settled.status_code) == ("offered", 422)


@pytest.mark.django_db
def test_attack_44_the_same_form_sent_twice_adds_one_goal_and_says_one_yes():
    plan = make.a_draft_plan()
    worker = make.worker_of(plan.case)
    desk, part = Desk(worker), plan.parts.get(kind=PlanPart.Kind.SHARED)
    told = {"title": "Muutamme.", "title_family": "ننتقل", "_key": str(uuid4())}

    answers = [desk.post("goal-add", part.pk, data=told).status_code for _ in range(3)]

    assert answers == [302, 302, 302]
    assert Goal.objects.filter(part=part, title="Muutamme.").count() == 1


@pytest.mark.django_db
def test_attack_44_a_retried_review_is_held_once():
    plan = make.a_plan_in_force()
    desk = desk_of(plan.case)
    review = plan.reviews.get()
    told = {"outcome": "continue", "_key": str(uuid4())}

    answers = [desk.post("review-hold", review.pk, data=told).status_code for _ in range(2)]
    later = desk.post("review-hold", review.pk, data=told | {"_key": str(uuid4())}).status_code

    assert (answers, later) == ([302, 302], 404)
    assert plan.reviews.count() == 2


def test_attack_48_a_second_plan_in_force_cannot_come_by_a_race_of_two_yeses(committed):
    held = make.a_plan_in_force()
    worker = make.worker_of(held.case)
    actor = worker.as_actor()
    newer = drafts.revise_plan(actor, held.pk)
    make.offer(newer, worker)
    newer.refresh_from_db()
    (adult,) = family.needed_signers(actor, newer)

    at_once(
        lambda: confirmations.confirm_as_worker(actor, newer.pk, content_hash=newer.content_hash),
        lambda: make.says_yes(actor, newer, adult),
        lambda: make.says_yes(actor, newer, adult),
    )

    states = list(FamilyPlan.objects.filter(case=held.case).order_by("number").values_list("state", flat=True))
    assert states == ["superseded", "in_force"]


@pytest.mark.django_db
def test_attack_53_two_workers_edit_one_goal_and_the_second_sees_both_texts():
    worker = a_worker()
    _worker, case = make.a_case_with_family(worker)
    plan = make.a_draft_plan(worker, case)
    goal = Goal.objects.get(part__plan=plan)
    mine, theirs = Desk(worker), Desk(worker)
    seen = {"version": str(goal.version), "title_family": "y"}

    first = mine.post("goal-edit", goal.pk, data=seen | {"title": "Puhun suomea kotona."})
    second = theirs.post("goal-edit", goal.pk, data=seen | {"title": "Puhun suomea töissä."})

    html = text_of(second)
    goal.refresh_from_db()
    assert (first.status_code, second.status_code, goal.title) == (302, 409, "Puhun suomea kotona.")
    assert "Puhun suomea kotona." in html
    assert "Puhun suomea töissä." in html

    again = theirs.post("goal-edit", goal.pk, data=seen | {"title": "Molemmissa.", "version": str(goal.version)})
    goal.refresh_from_db()
    assert (again.status_code, goal.title) == (302, "Molemmissa.")


@pytest.mark.django_db
def test_plan_changed_by_two_workers_at_once_loses_nothing():
    """A journey: one writes while the other offers; nobody offers what they have not read."""
    plan = make.a_draft_plan()
    worker = make.worker_of(plan.case)
    one, other = Desk(worker), Desk(worker)
    page = text_of(other.get("plan", plan.pk))
    seen = page.split('name="content_hash" value="')[1][:64]
    goal = Goal.objects.get(part__plan=plan)

    one.post("goal-edit", goal.pk, data={"version": "1", "title": "Uusi.", "title_family": "جديد"})
    refused = other.post("plan-offer", plan.pk, data={"content_hash": seen})
    fresh = text_of(other.get("plan", plan.pk)).split('name="content_hash" value="')[1][:64]
    offered = other.post("plan-offer", plan.pk, data={"content_hash": fresh})
    late = one.post("goal-edit", goal.pk, data={"version": "2", "title": "Myöhässä.", "title_family": "x"})

    plan.refresh_from_db()
    goal.refresh_from_db()
    assert (refused.status_code, offered.status_code, late.status_code) == (422, 302, 404)
    assert (plan.state, goal.title) == ("offered", "Uusi.")


@pytest.mark.django_db
def test_an_export_carries_no_formula_no_address_and_leaves_a_trace():
    plan = make.a_draft_plan()
    worker = make.worker_of(plan.case)
    Goal.objects.filter(part__plan=plan).update(title='=HYPERLINK("x")')
    Action.objects.filter(goal__part__plan=plan).update(what="@SUM(1)", service="+358")
    adult = make.adults_of(plan.case)[0]
    make.offer(plan, worker)
    AddressProtection.objects.create(person=adult, source="register", during=(date(2020, 1, 1), None))
    desk = Desk(worker)

    csv = desk.get("plan-export-csv", plan.pk).content.decode("utf-8-sig")
    told = json.loads(desk.get("plan-export-json", plan.pk).content)

    assert ";'=HYPERLINK" in csv.replace('"', "")
    assert ";'@SUM(1)" in csv
    assert ";'+358" in csv
    assert told["has_protected_address"] is True
    assert all(not one["organisation"] and not one["contact"] for one in told["plan"]["authors"])
    assert AuditEvent.objects.filter(action="plan.exported").count() == 2
    assert desk_of(make.a_draft_plan().case).get("plan-export-json", plan.pk).status_code == 404


@pytest.mark.django_db
def test_a_comment_a_topic_or_an_objection_of_another_family_is_not_found():
    plan, other = make.a_plan_in_force(), make.a_plan_in_force()
    desk = desk_of(plan.case)
    part = other.parts.get(kind=PlanPart.Kind.SHARED)

    assert desk.get("comment-add", part.pk).status_code == 404
    assert desk.get("plan-compare", plan.pk, other.pk).status_code == 404
    assert desk.get("plan-translations", other.pk).status_code == 404
    with pytest.raises(RuleViolation):
        drafts.start_plan(
            make.worker_of(plan.case).as_actor(), plan.case_id, worker_language="fi", family_language="ar"
        )
