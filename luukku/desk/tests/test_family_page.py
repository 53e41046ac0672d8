"""The family page: six answers and one line of time, for each reader what they may see."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import policies
from luukku.casework.models import Document, Section, UnderstandingCheck
from luukku.casework.services import Address, save_address
from luukku.casework.tests.factories import (
    a_deadline,
    a_family,
    a_helper,
    a_meeting,
    a_member,
    a_note,
    a_permit,
    a_protection,
    a_task,
    an_emergency,
)
from luukku.core import clock
from luukku.core.actor import Role
from luukku.desk.reading.family import family_page
from luukku.desk.reading.rows import FamilyRows
from luukku.desk.reading.steps import next_step, work_of
from luukku.desk.reading.timeline import PAGE, Kind, timeline_of
from luukku.plans.models import Action, Confirmation, FamilyPlan, Goal, Interview, InterviewTemplate, Need, PlanPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit(), name="Leena Keksitty")
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    return a_family(worker, name="Karimin perhe").cases.get()


def rows_of(worker, case):
    actor = worker.as_actor()
    return FamilyRows(actor, case, policies.sight_of(actor, case))


def html_of(client, worker, case, query=""):
    return client.get(worker.url(f"/cases/{case.pk}/{query}")).content.decode()


def adult_of(case):
    return case.family.memberships.filter(role="adult").earliest("created_at").person


def a_plan(case, worker, state="in_force", number=1):
    """A plan with four open actions in the shared part and one in the adult's own."""
    plan = FamilyPlan.objects.create(case=case, number=number, family_language="fa", written_by=worker.user)
    shared = PlanPart.objects.create(plan=plan, kind="shared")
    own = PlanPart.objects.create(plan=plan, kind="adult", person=adult_of(case), position=1)
    for part, what, days in (
        (shared, "yhteinen", 1),
        (shared, "toinen", 2),
        (own, "omassa osassa", 3),
        (shared, "x", 4),
    ):
        goal = Goal.objects.create(part=part, title="Tavoite")
        Action.objects.create(goal=goal, what=what, doer_other="Koulu", due_on=clock.today() + timedelta(days=days))
    seal = {"content_hash": "5" * 64, "offered_at": datetime(2026, 3, 1, 9, tzinfo=UTC)}
    if state != "draft":
        FamilyPlan.objects.filter(pk=plan.pk).update(state="offered", **seal)
    if state not in ("draft", "offered"):
        FamilyPlan.objects.filter(pk=plan.pk).update(state=state, in_force_on=date(2026, 3, 10))
    plan.refresh_from_db()
    return plan


def an_interview(case, worker, state="completed"):
    template = InterviewTemplate.objects.order_by("-version").first() or InterviewTemplate.objects.create(
        key="test", version=1, valid_from=date(2025, 1, 1), content={}, content_hash="5" * 64
    )
    done = {"state": "completed", "completed_on": date(2026, 2, 2)} if state == "completed" else {}
    return Interview.objects.create(
        case=case,
        person=adult_of(case),
        template=template,
        held_on=date(2026, 2, 2),
        language="fa",
        interviewer=worker.user,
        **done,
    )


def test_one_screen_answers_who_what_when_why_and_with_whom(client, worker, case):
    plan = a_plan(case, worker)
    Need.objects.create(case=case, person=adult_of(case), domain="language", own_words="En uskalla puhua.")
    a_meeting(case, clock.now() + timedelta(days=1), topic="Seuraava tapaaminen")
    a_deadline(case, "plan_review", due_on=clock.today() + timedelta(days=90))
    a_helper(case, a_worker(name="Anni Apuri"), (Section.SHARED,))

    html = html_of(client, worker, case)

    for answer in (adult_of(case).name, "yhteinen", "Seuraava tapaaminen", "En uskalla puhua.", "Anni Apuri"):
        assert answer in html
    assert "All 4 things agreed" in html
    assert f"/plans/{plan.pk}/" in html


def test_the_three_nearest_open_actions_are_shown(worker, case):
    a_plan(case, worker)

    page = family_page(rows_of(worker, case))

    assert [action.what for action in page.actions] == ["yhteinen", "toinen", "omassa osassa"]
    assert page.action_count == 4


@pytest.mark.parametrize(
    ("stage", "label"),
    [
        ("new", "Start the interview"),
        ("interview under way", "Continue the interview"),
        ("interviewed", "Write the plan"),
        ("draft", "Continue writing the plan"),
        ("offered", "Confirm the plan with the family"),
        ("in force", "Note a meeting"),
        ("review soon", "Review the plan"),
        ("review late", "Review the plan"),
        ("next version", "Continue writing the plan"),
    ],
)
def test_the_next_step_follows_from_where_the_work_stands(worker, case, stage, label):
    if stage == "interview under way":
        an_interview(case, worker, state="draft")
    if stage == "interviewed":
        an_interview(case, worker)
    if stage in ("draft", "offered"):
        a_plan(case, worker, stage)
    if stage in ("in force", "review soon", "review late", "next version"):
        a_plan(case, worker)
    if stage == "next version":
        a_plan(case, worker, "draft", number=2)
    review_on = {"review soon": 20, "review late": -3, "in force": 170}.get(stage)
    today = clock.today()

    work = work_of(worker.as_actor(), [case.pk])[case.pk]
    step = next_step(case.pk, work, today, today + timedelta(days=review_on) if review_on else None)

    assert str(step.label) == label
    assert bool(step.waits) == (stage in ("interview under way", "offered", "review late"))


def test_who_only_reads_gets_no_step_and_no_forms(client, worker, case):
    supervisor = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))
    client.force_login(supervisor.user)

    html = html_of(client, supervisor, case)

    assert "Start the interview" not in html
    assert "Add somebody" not in html
    assert "Change the responsible worker" in html


# attack 45 and 27: a helper reads the sections granted and nothing else
def test_a_helper_sees_people_and_the_granted_part_only(client, worker, case):
    a_plan(case, worker)
    Need.objects.create(case=case, person=adult_of(case), domain="health", own_words="Huoleni on salaisuus.")
    a_meeting(case, clock.now() - timedelta(days=1), topic="Salainen aihe")
    an_interview(case, worker)
    helper = a_worker()
    a_helper(case, helper, (Section.SHARED,))
    client.force_login(helper.user)

    html = html_of(client, helper, case)

    assert adult_of(case).short_name in html
    assert "yhteinen" in html
    for hidden in ("omassa osassa", "Huoleni on salaisuus.", "Salainen aihe", "Interview with", "Who has looked"):
        assert hidden not in html
    assert "All 3 things agreed" in html


def test_a_helper_without_a_section_sees_no_plan(client, worker, case):
    a_plan(case, worker)
    helper = a_worker()
    a_helper(case, helper)
    client.force_login(helper.user)

    html = html_of(client, helper, case)

    assert "yhteinen" not in html
    assert "The plan came into force" not in html


def test_the_line_of_time_tells_what_happened_newest_first(worker, case):
    interview = an_interview(case, worker)
    check = UnderstandingCheck.objects.create(
        case=case,
        person=adult_of(case),
        subject_id=interview.pk,
        text_code="aims",
        text_hash="5" * 64,
        language="fa",
        method="own_words",
        result="understood",
        checked_by=worker.user,
        checked_at=clock.now(),
    )
    plan = a_plan(case, worker)
    Confirmation.objects.create(
        plan=plan,
        capacity="adult",
        person=adult_of(case),
        understanding=check,
        content_hash=plan.content_hash,
        language="fa",
        recorded_by=worker.user,
        confirmed_at=datetime(2026, 3, 10, 9, tzinfo=UTC),
    )
    a_meeting(case, datetime(2026, 3, 20, 9, tzinfo=UTC), topic="Pidetty", held_at=clock.now())
    a_helper(case, a_worker(name="Anni Apuri"), since=date(2026, 1, 5), until=date(2026, 4, 1))
    a_member(case.family, name="Uusi Lapsi", since=date(2026, 4, 2))

    entries = [entry for month in timeline_of(rows_of(worker, case)).months for entry in month.entries]

    titles = [str(entry.title) for entry in entries if "allowed us to tell" not in entry.title]
    name = adult_of(case).short_name
    assert titles == [
        "Uusi Lapsi joined the family",
        "Anni Apuri helped for the last day",
        "Meeting: Pidetty",
        "The plan came into force",
        f"{name} confirmed the plan",
        "The plan was offered to the family",
        f"Interview with {name}",
        "Anni Apuri began to help",
        "The case was opened",
    ]
    assert [bool(entry.understood) for entry in entries].count(True) == 2


def test_what_was_not_understood_waits_to_be_talked_through(worker, case):
    interview = an_interview(case, worker)
    UnderstandingCheck.objects.create(
        case=case,
        person=adult_of(case),
        subject_id=interview.pk,
        text_code="aims",
        text_hash="5" * 64,
        language="fa",
        method="read",
        result="partly",
        checked_by=worker.user,
        checked_at=clock.now(),
    )

    entries = [entry for month in timeline_of(rows_of(worker, case)).months for entry in month.entries]

    assert any("talked through again" in entry.needs for entry in entries)


@pytest.mark.parametrize("kind", list(Kind))
def test_the_line_of_time_narrows_to_one_kind(client, worker, case, kind):
    a_meeting(case, clock.now() - timedelta(days=1), topic="Pidetty")
    a_plan(case, worker)
    an_interview(case, worker)
    a_note(case, worker, topic="Kuulumiset")
    a_task(case, worker, what="Soitettu", state="done", finished_at=clock.now(), finished_by=worker.user)
    Document.objects.create(case=case, title="Päätös päivähoidosta", kind="decision")
    a_deadline(case, "plan_review", done_on=clock.today())
    a_permit(case, an_organisation(), (Section.SHARED,))

    html = html_of(client, worker, case, f"?show={kind.value}").split('id="timeline"')[1]

    shown = {
        Kind.MEETINGS: "Meeting: Pidetty" in html,
        Kind.INTERVIEWS: "Interview with" in html,
        Kind.PLAN: "The plan came into force" in html,
        Kind.PEOPLE: "The case was opened" in html,
        Kind.NOTES: "Phone call: Kuulumiset" in html,
        Kind.TASKS: "Done: Soitettu" in html,
        Kind.DOCUMENTS: "Päätös päivähoidosta" in html,
        Kind.DATES: "In time, by" in html,
        Kind.SHARING: "allowed us to tell" in html,
    }
    assert [one for one, is_shown in shown.items() if is_shown] == [kind]


def test_a_long_history_goes_on_behind_a_link(client, worker, case):
    for number in range(PAGE + 5):
        a_meeting(case, clock.now() - timedelta(days=number + 1), topic=f"Tapaaminen {number:03}")

    first = timeline_of(rows_of(worker, case))
    second = timeline_of(rows_of(worker, case), before=str(first.earlier))

    shown = [entry.title for timeline in (first, second) for month in timeline.months for entry in month.entries]
    assert len(shown) == len(set(shown)) == PAGE + 6
    assert second.earlier is None


@pytest.mark.parametrize("query", ["?show=nothing", "?before=yesterday", "?before=9999-99-99", "?show="])
def test_odd_addresses_show_the_plain_page(client, worker, case, query):
    assert client.get(worker.url(f"/cases/{case.pk}/{query}")).status_code == 200


def test_htmx_gets_the_line_of_time_alone(client, worker, case):
    response = client.get(worker.url(f"/cases/{case.pk}/?show=plan"), headers={"HX-Request": "true"})

    html = response.content.decode()
    assert 'id="timeline"' in html
    assert "<html" not in html


def test_no_guardian_is_said_where_one_is_needed(client, worker):
    family = a_family(worker, adults=0)

    assert "No guardian is noted" in html_of(client, worker, family.cases.get())


# attacks 14, 16, 17 and 19: a protected family's page warns, and names no place
def test_the_page_of_a_protected_family_names_no_place(client, worker, case):
    person = adult_of(case)
    before = html_of(client, worker, case)
    save_address(worker.as_actor(), person.pk, Address("Piilokuja 7", "33999", "Kätkölä", "837"))
    a_protection(person)

    after = html_of(client, worker, case)

    head = after.split('id="who"')[0]
    assert "Piilokuja" not in after
    assert "Kätkölä" not in after
    assert worker.organisation.name not in head.split("<main")[1]
    assert worker.unit.name not in head.split("<main")[1]
    assert after.count("<section") == before.count("<section")


# attack 31
def test_who_left_yesterday_no_longer_stands_among_the_members(worker, case):
    gone = a_member(case.family, name="Lähtenyt", until=clock.today())

    page = family_page(rows_of(worker, case))

    assert gone not in [member.person for member in page.members]


def test_opening_the_page_is_recorded_and_in_an_emergency_says_so(client, worker, case):
    other = a_worker(worker.organisation)
    an_emergency(case, other)
    html_of(client, worker, case)
    client.force_login(other.user)
    html_of(client, other, case)

    views = AuditEvent.objects.filter(action="case.viewed").order_by("number")
    assert [(view.user_id, view.purpose) for view in views] == [
        (worker.user.pk, ""),
        (other.user.pk, "emergency"),
    ]


# attack 60
def test_what_people_wrote_is_shown_and_not_obeyed(client, worker, case):
    Need.objects.create(case=case, person=adult_of(case), domain="language", own_words="<script>alert(1)</script>")
    a_meeting(case, clock.now() + timedelta(days=1), topic="<img src=x>", place="{{ 7 }}")

    html = html_of(client, worker, case)

    assert "<script>alert" not in html
    assert "<img src=x" not in html


def test_the_number_of_queries_does_not_grow_with_the_history(worker, case):
    counts = []
    for size in (1, 12):
        for number in range(size):
            a_meeting(case, clock.now() - timedelta(days=number + 1))
            a_meeting(case, clock.now() + timedelta(days=number + 1))
            a_helper(case, a_worker())
            a_member(case.family)
            Need.objects.create(case=case, person=adult_of(case), domain="work", own_words="…")
        rows = rows_of(worker, case)
        with CaptureQueriesContext(connection) as queries:
            family_page(rows)
            timeline_of(rows)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 27
