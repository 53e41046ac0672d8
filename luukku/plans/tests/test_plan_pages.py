"""The plan's pages: a letter in two languages, written in place, offered, gone through and confirmed."""

import pytest
from django.utils import translation

from luukku.accounts.models import User
from luukku.accounts.tests.factories import a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Section
from luukku.casework.tests.factories import a_helper
from luukku.plans.models import Action, FamilyPlan, Goal, PlanPart, Review, Topic, Words
from luukku.plans.services import drafts
from luukku.plans.tests import factories as make
from luukku.plans.tests.pages import Desk, desk_of, text_of

pytestmark = pytest.mark.django_db
SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)>'


def adult_of(plan: FamilyPlan):
    return make.adults_of(plan.case)[0]


def markup_everywhere() -> None:
    Words.objects.update(text=SCRIPT, text_family=SCRIPT)
    Goal.objects.update(title=SCRIPT, title_family=SCRIPT)
    Action.objects.update(what=SCRIPT, what_family=SCRIPT)
    FamilyPlan.objects.update(greeting=SCRIPT, greeting_family=SCRIPT)
    PlanPart.objects.update(view=SCRIPT, view_family=SCRIPT)


def test_the_letter_shows_both_languages_with_their_direction():
    plan = make.a_draft_plan()

    html = text_of(desk_of(plan.case).get("plan", plan.pk))

    assert "”Haluan oppia suomea.”" in html
    assert "«أريد أن أتعلم الفنلندية.»" in html
    assert 'lang="ar" dir="rtl"' in html
    assert html.count("<h1") == 1


def test_reading_a_plan_leaves_a_line():
    plan = make.a_draft_plan()

    desk_of(plan.case).get("plan", plan.pk)

    assert AuditEvent.objects.filter(action="plan.viewed", subject_id=plan.pk).exists()


def test_the_page_calls_the_plan_voluntary_and_beside_the_law():
    plan = make.an_offered_plan()

    html = text_of(desk_of(plan.case).get("plan", plan.pk))

    assert "vapaaehtoinen" in html
    assert "lakiin perustuva" in html


def test_a_plan_of_one_language_has_one_column():
    worker, case = make.a_case_with_family(language="fi")
    plan = make.a_draft_plan(worker, case)

    html = text_of(Desk(worker).get("plan", plan.pk))

    assert "أريد" not in html


@pytest.mark.parametrize("name", ["plan", "plan-family", "goal-edit"])
def test_typed_markup_stays_text_everywhere(name):
    """Attack 60."""
    plan = make.a_draft_plan()
    markup_everywhere()

    page = desk_of(plan.case).get(name, Goal.objects.get().pk if name == "goal-edit" else plan.pk)

    assert page.status_code == 200
    assert b"<script>alert" not in page.content
    assert b"<img src=x" not in page.content
    assert b"&lt;script&gt;alert" in page.content


def test_typed_markup_is_printed_as_text():
    """Attack 60."""
    plan = make.a_draft_plan()
    markup_everywhere()

    assert desk_of(plan.case).get("plan-pdf", plan.pk).content.startswith(b"%PDF")


def test_a_draft_says_what_it_lacks_with_links():
    plan = make.a_draft_plan()
    desk = desk_of(plan.case)
    Words.objects.update(text_family="")
    plan.parts.get(kind="child").person.guardian_relations.update(is_blocked=True)
    Action.objects.all().delete()

    html = text_of(desk.get("plan", plan.pk))

    assert "Somebody's words are written in one language only." in html
    assert "has no guardian who may decide today" in html
    assert "This goal has no step yet: Puhun suomea lapsen opettajan kanssa. Write" in html
    assert desk.url("words-edit", Words.objects.get().pk) in html
    assert "From the offer on" not in html


def test_the_parts_are_brought_up_to_date_by_a_button():
    plan = make.a_draft_plan()
    desk = desk_of(plan.case)
    plan.parts.filter(kind="child").delete()

    assert "Bring the parts up to date" in text_of(desk.get("plan", plan.pk))
    desk.post("plan-members", plan.pk)

    assert plan.parts.filter(kind="child").exists()


def test_a_draft_is_offered_by_the_button_of_the_page_that_was_read():
    plan = make.a_draft_plan()
    desk = desk_of(plan.case)
    html = text_of(desk.get("plan", plan.pk))
    seen = html.split('name="content_hash" value="')[1][:64]

    response = desk.post("plan-offer", plan.pk, data={"content_hash": seen})

    plan.refresh_from_db()
    assert (response.status_code, plan.state) == (302, "offered")


def test_a_stale_page_offers_nothing():
    plan = make.a_draft_plan()

    response = desk_of(plan.case).post("plan-offer", plan.pk, data={"content_hash": "0" * 64})

    plan.refresh_from_db()
    assert (response.status_code, plan.state) == (422, "draft")
    assert "while you were reading" in text_of(response)


def test_the_note_about_interpreting_is_ticked_and_unticked():
    plan = make.a_draft_plan()
    desk = desk_of(plan.case)

    desk.post("plan-aloud", plan.pk, data={"aloud": "yes"})
    assert "will be interpreted aloud." in text_of(desk.get("plan", plan.pk))
    desk.post("plan-aloud", plan.pk, data={"aloud": ""})

    plan.refresh_from_db()
    assert plan.is_interpreted_aloud is False


def test_the_only_filled_button_is_the_next_step():
    plan = make.an_offered_plan()
    desk, name = desk_of(plan.case), adult_of(plan).short_name
    waiting = text_of(desk.get("plan", plan.pk))
    make.says_yes(desk.worker.as_actor(), plan, adult_of(plan).pk)
    worker_next = text_of(desk.get("plan", plan.pk))

    assert f"Go through the plan with: {name}" in waiting
    assert "Go through the plan with" not in worker_next
    assert "Confirm as the worker" in worker_next


def test_an_offer_is_taken_back_after_a_word_about_what_that_means():
    plan = make.an_offered_plan()
    desk = desk_of(plan.case)

    assert "asked once more" in text_of(desk.get("plan-withdraw", plan.pk))
    response = desk.post("plan-withdraw", plan.pk)

    assert str(FamilyPlan.objects.get(state="draft").pk) in response.url
    assert desk.get("plan-withdraw", plan.pk).status_code == 302


def test_a_plan_in_force_is_changed_by_its_next_version():
    plan = make.a_plan_in_force()

    response = desk_of(plan.case).post("plan-revise", plan.pk)

    assert response.status_code == 302
    assert FamilyPlan.objects.get(state="draft").number == 2


def test_steps_are_marked_done_from_the_letter():
    plan = make.a_plan_in_force()
    desk, action = desk_of(plan.case), Action.objects.get()

    desk.post("action-done", action.pk)
    assert "tehty" in text_of(desk.get("plan", plan.pk))
    desk.post("action-done", action.pk, data={"undo": "1"})

    action.refresh_from_db()
    assert action.done_on is None


def test_a_draft_is_thrown_away_after_a_word_about_what_is_lost():
    plan = make.a_draft_plan()

    response = desk_of(plan.case).post("plan-discard", plan.pk)

    assert response.status_code == 302
    assert not FamilyPlan.objects.exists()


def test_a_plan_begins_with_its_two_languages():
    worker, case = make.a_case_with_family()
    desk = Desk(worker)

    assert "voluntary" in text_of(desk.get("plan-start", case.pk))
    response = desk.post("plan-start", case.pk, data={"worker_language": "fi", "family_language": "so"})

    plan = FamilyPlan.objects.get()
    assert (response.status_code, plan.family_language) == (302, "so")
    assert desk.get("plan-start", case.pk).status_code == 302


def test_a_second_plan_is_refused_with_the_reason():
    plan = make.a_draft_plan()
    sent = {"worker_language": "fi", "family_language": "so"}

    response = desk_of(plan.case).post("plan-start", plan.case_id, data=sent)

    assert response.status_code == 422
    assert "already has a plan" in text_of(response)


def test_the_way_from_a_case_leads_to_its_plan_or_to_its_beginning():
    worker, case = make.a_case_with_family()
    desk = Desk(worker)
    beginning = desk.get("case-plan", case.pk).url
    plan = make.a_plan_in_force(worker, case)
    held = desk.get("case-plan", case.pk).url
    drafts.revise_plan(worker.as_actor(), plan.pk)

    assert beginning.endswith("/plan/start/")
    assert str(plan.pk) in held
    assert str(plan.pk) in desk.get("case-plan", case.pk).url  # a draft does not hide what holds


def test_a_helper_reads_the_parts_that_were_granted_and_nothing_else():
    plan = make.an_offered_plan()
    helper = a_worker(plan.case.organisation)
    a_helper(plan.case, helper, (Section.SHARED,))
    child, adult = make.children_of(plan.case)[0], adult_of(plan)

    html = text_of(Desk(helper).get("plan", plan.pk))

    assert "Haluan oppia suomea" in html
    assert "Lasten osat" not in html
    assert child.short_name not in html.split("plan-greeting")[-1].split("</article>")[0].split("lk-part")[1]
    assert "understood" not in [piece[:10] for piece in html.split('id="')]
    assert adult.short_name not in html.split("Kuka näkee tämän")[1]


def test_a_helper_sees_no_draft():
    plan = make.a_draft_plan()
    helper = a_worker(plan.case.organisation)
    a_helper(plan.case, helper, (Section.SHARED,))

    assert Desk(helper).get("plan", plan.pk).status_code == 404
    assert Desk(helper).get("plan-family", plan.pk).status_code == 404
    assert Desk(helper).get("case-plan", plan.case_id).status_code == 302


def test_the_familys_page_speaks_its_language_alone():
    plan = make.an_offered_plan()

    html = text_of(desk_of(plan.case).get("plan-family", plan.pk))

    assert '<html lang="ar" dir="rtl"' in html
    assert "«أريد أن أتعلم الفنلندية.»" in html
    assert "Haluan oppia" not in html
    assert translation.get_language() == "en"


def test_an_adults_own_part_is_shown_to_nobody_else_on_the_phone():
    """Attack 27."""
    worker, case = make.a_case_with_family(adults=2)
    plan = make.a_draft_plan(worker, case)
    one, other = make.adults_of(case)
    PlanPart.objects.filter(person=one).update(view_family="سر واحد")
    PlanPart.objects.filter(person=other).update(view_family="سر آخر")
    desk = Desk(worker)

    on_the_table = text_of(desk.get("plan-family", plan.pk))
    handed_to_one = text_of(desk.get("plan-family", plan.pk, query=f"?parts={one.pk}"))

    assert "سر" not in on_the_table
    assert "سر واحد" in handed_to_one
    assert "سر آخر" not in handed_to_one


def test_versions_are_listed_and_compared_sentence_by_sentence():
    first = make.a_plan_in_force()
    desk = desk_of(first.case)
    draft = drafts.revise_plan(desk.worker.as_actor(), first.pk)
    Goal.objects.filter(part__plan=draft).update(title="Aivan uusi tavoite")

    listed = text_of(desk.get("plan-history", first.case_id))
    compared = text_of(desk.get("plan-compare", draft.pk, first.pk))

    assert "Version 2" in listed
    assert desk.url("plan-compare", draft.pk, first.pk) in listed
    assert "Aivan uusi tavoite" in compared
    assert "Puhun suomea lapsen opettajan kanssa." in compared


def test_two_families_plans_are_never_compared():
    first, foreign = make.a_plan_in_force(), make.a_plan_in_force()

    assert desk_of(first.case).get("plan-compare", first.pk, foreign.pk).status_code == 404


def test_a_review_is_held_on_its_page():
    plan = make.a_plan_in_force()
    desk, review = desk_of(plan.case), Review.objects.get()

    assert "aloittaa suomen kurssin" in text_of(desk.get("review-hold", review.pk))
    desk.post("review-hold", review.pk, data={"outcome": "continue", "went_well": "Kurssi alkoi"})

    assert "Kurssi alkoi" in text_of(desk.get("plan-history", plan.case_id))
    assert desk.get("review-hold", review.pk).status_code == 404


def test_a_review_without_an_outcome_comes_back():
    plan = make.a_plan_in_force()

    response = desk_of(plan.case).post("review-hold", Review.objects.get().pk, data={"went_well": "Kurssi alkoi"})

    assert response.status_code == 422
    assert "Kurssi alkoi" in text_of(response)


def test_an_empty_plan_says_where_to_begin():
    """Gaps without a row of their own lead to the place that mends them."""
    plan = make.a_draft_plan()
    desk = desk_of(plan.case)
    Goal.objects.all().delete()
    FamilyPlan.objects.update(greeting_family="")

    html = text_of(desk.get("plan", plan.pk))

    assert desk.url("goal-add", plan.parts.get(kind="shared").pk) in html
    assert desk.url("greeting", plan.pk) in html


def test_a_goal_in_one_language_leads_to_its_form():
    plan = make.a_draft_plan()
    desk = desk_of(plan.case)
    Goal.objects.update(title_family="")

    assert desk.url("goal-edit", Goal.objects.get().pk) in text_of(desk.get("plan", plan.pk))


def test_a_childs_missing_opinion_is_asked_for_before_the_offer():
    plan = make.a_draft_plan()
    child = make.children_of(plan.case)[0]
    Topic.objects.filter(kind=Topic.Kind.OPINION).delete()

    html = text_of(desk_of(plan.case).get("plan", plan.pk))

    assert f"The child's own opinion is missing: {child.short_name}." in html


def test_a_described_drawing_stands_without_quotation_marks():
    plan = make.a_draft_plan()
    Words.objects.update(is_described=True, text="Piirsi bussin.")

    html = text_of(desk_of(plan.case).get("plan", plan.pk))

    assert "”Piirsi bussin" not in html
    assert "Kerrottu piirtämällä" in html


@pytest.mark.parametrize(("interface", "suggested"), [("sv", "sv"), ("en", "en")])
def test_a_plan_begins_in_the_language_of_the_workers_interface(interface, suggested):
    worker, case = make.a_case_with_family()
    User.objects.filter(pk=worker.user.pk).update(language=interface)

    html = Desk(worker).get("plan-start", case.pk).content.decode()

    assert f'<option value="{suggested}" selected>' in html.partition('name="family_language"')[0]
