"""My day: meetings in the order of time, and what needs the worker, late first."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework.models import Section
from luukku.casework.tests.factories import a_deadline, a_family, a_helper, a_meeting, an_emergency
from luukku.core import clock
from luukku.core.actor import Role
from luukku.desk.reading.day import day_of, end_of_week
from luukku.desk.reading.waiting import When
from luukku.desk.tests.test_family_page import a_plan
from luukku.plans.models import Review

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime(2026, 11, 25, 8, tzinfo=UTC)
"""10.00 in Helsinki."""


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


def a_known_case(worker, name="Karimin perhe"):
    return a_family(worker, name=name).cases.get()


def opened(client, worker):
    client.force_login(worker.user)
    return client.get(worker.url("/")).content.decode()


def test_meetings_stand_in_the_order_of_time_and_the_next_is_first_to_act_on(client):
    worker = a_worker()
    a_meeting(a_known_case(worker, "Warsamen perhe"), WEDNESDAY - timedelta(hours=2), held_at=WEDNESDAY)
    a_meeting(a_known_case(worker, "Haddadin perhe"), WEDNESDAY + timedelta(hours=3))
    a_meeting(a_known_case(worker, "Karimin perhe"), WEDNESDAY + timedelta(hours=1))

    day = day_of(worker.as_actor())

    assert [slot.meeting.case.family.name for slot in day.slots] == [
        "Warsamen perhe",
        "Karimin perhe",
        "Haddadin perhe",
    ]
    assert [slot.is_next for slot in day.slots] == [False, True, False]
    assert day.slots[0].is_held


def test_the_next_meeting_leads_to_the_next_step(client):
    worker = a_worker()
    case = a_known_case(worker)
    a_meeting(case, WEDNESDAY + timedelta(hours=1))

    html = opened(client, worker)

    assert html.count("Start the interview") == 2  # the card, and the bar on a phone
    assert f"/cases/{case.pk}/" in html


# attack 56: "today" and "late" are Helsinki's, wherever the server is
@pytest.mark.parametrize(
    ("at", "is_today"),
    [
        (datetime(2026, 11, 24, 22, tzinfo=UTC), True),
        (datetime(2026, 11, 24, 21, 59, tzinfo=UTC), False),
        (datetime(2026, 11, 25, 21, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 25, 22, tzinfo=UTC), False),
    ],
)
def test_today_is_the_day_in_helsinki(at, is_today):
    worker = a_worker()
    a_meeting(a_known_case(worker), at)

    assert bool(day_of(worker.as_actor()).slots) is is_today


@pytest.mark.parametrize(
    ("days", "when"), [(-1, When.LATE), (0, When.TODAY), (1, When.WEEK), (4, When.WEEK), (5, None)]
)
def test_a_clock_stands_in_its_group(days, when):
    worker = a_worker()
    a_deadline(a_known_case(worker), "plan_review", due_on=clock.today() + timedelta(days=days))

    assert list(day_of(worker.as_actor()).needs) == ([when] if when else [])


def test_the_week_ends_on_sunday():
    assert end_of_week(WEDNESDAY.date()) == datetime(2026, 11, 29, tzinfo=UTC).date()
    assert end_of_week(datetime(2026, 11, 29, tzinfo=UTC).date()) == datetime(2026, 11, 29, tzinfo=UTC).date()


def test_law_is_named_and_a_local_target_is_not_called_law(client):
    worker = a_worker()
    case = a_known_case(worker)
    a_deadline(case, "plan_review", due_on=clock.today())
    a_deadline(case, "assessment_start", due_on=clock.today())

    html = opened(client, worker)

    assert "681/2023,\u00a022\u00a0§" in html
    assert "Local target" in html
    assert "14\u00a0§" not in html


def test_a_clock_leads_to_where_the_thing_is_done(client):
    worker = a_worker()
    case = a_known_case(worker)
    a_deadline(case, "assessment_start", due_on=clock.today())

    html = opened(client, worker)

    assert worker.url(reverse("plans:interview-start", args=[case.pk], urlconf="luukku.project.urls_work")) in html


def test_the_clock_of_a_review_leads_straight_to_holding_it(client):
    worker = a_worker()
    case = a_known_case(worker)
    plan = a_plan(case, worker)
    review = Review.objects.create(plan=plan, due_on=clock.today())
    a_deadline(case, "plan_review", due_on=clock.today(), subject_id=plan.pk)

    html = opened(client, worker)

    assert worker.url(reverse("plans:review-hold", args=[review.pk], urlconf="luukku.project.urls_work")) in html


def test_a_missing_interpreter_needs_the_worker_until_the_meeting_was_held():
    worker = a_worker()
    case = a_known_case(worker)
    missing = {"interpreter_state": "missing", "interpreter_mode": "video"}
    a_meeting(case, WEDNESDAY + timedelta(hours=1), **missing)
    a_meeting(case, WEDNESDAY + timedelta(days=2), **missing)
    a_meeting(case, WEDNESDAY - timedelta(hours=2), held_at=WEDNESDAY, **missing)

    day = day_of(worker.as_actor())

    assert {when: len(needs) for when, needs in day.needs.items()} == {When.TODAY: 1, When.WEEK: 1}
    assert day.lacking_interpreters == 1


def test_an_emergency_opening_is_told_with_its_reason(client):
    worker = a_worker()
    access = an_emergency(a_known_case(worker), a_worker(worker.organisation, name="Sari Niemi"))

    html = opened(client, worker)

    assert "Sari Niemi" in html
    assert access.reason in html


def test_a_supervisor_is_told_what_waits_for_a_review(client):
    worker = a_worker(unit=a_unit())
    an_emergency(a_known_case(worker), a_worker(worker.organisation, name="Sari Niemi"))
    supervisor = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))

    assert list(day_of(supervisor.as_actor()).needs) == [When.TODAY]
    assert "Sari Niemi" in opened(client, supervisor)


def test_only_so_many_stand_in_a_group_and_the_rest_is_counted(client):
    worker = a_worker()
    for _case in range(12):
        a_deadline(a_known_case(worker), due_on=clock.today())

    html = opened(client, worker)

    assert "and 4 more" in html


def test_an_empty_day_teaches(client):
    assert "You have no families yet" in opened(client, a_worker())


def test_a_day_without_meetings_says_what_usually_comes(client):
    worker = a_worker()
    a_known_case(worker)

    html = opened(client, worker)

    assert "No meetings today" in html
    assert "Nothing waits for you today" in html


@pytest.mark.parametrize(
    ("roles", "page"), [((Role.ADMINISTRATOR,), "/people/"), ((Role.DATA_PROTECTION,), "/emergency/reviews/")]
)
def test_who_works_with_no_families_begins_where_their_work_is(client, roles, page):
    worker = a_worker(roles=roles)
    client.force_login(worker.user)

    assert client.get(worker.url("/"))["Location"] == worker.url(page)


# attack 5 and 1: others' meetings and clocks are not there, not even as a number
def test_nothing_of_others_stands_in_my_day(client):
    worker = a_worker(unit=a_unit())
    case = a_known_case(worker)
    a_meeting(case, WEDNESDAY + timedelta(hours=1))
    a_deadline(case, due_on=clock.today())
    colleague, helper = a_worker(unit=worker.unit), a_worker()
    a_helper(case, helper, tuple(Section))

    for other in (colleague, helper):
        assert "Karimin perhe" not in opened(client, other)


# attack 64: whoever was shown is in the trail
def test_the_trail_knows_whose_names_stood_on_the_page(client):
    worker = a_worker()
    met, due, silent = (a_known_case(worker, name) for name in ("A", "B", "C"))
    a_meeting(met, WEDNESDAY + timedelta(hours=1))
    a_deadline(due, due_on=clock.today())

    opened(client, worker)

    event = AuditEvent.objects.get(action="day.viewed")
    assert set(event.case_ids) == {met.pk, due.pk}
    assert silent.pk not in event.case_ids


def test_the_number_of_queries_does_not_grow_with_the_families(client):
    worker = a_worker()
    counts = []
    for _size in range(2):
        for number in range(6):
            case = a_known_case(worker)
            a_meeting(case, WEDNESDAY + timedelta(hours=number))
            a_deadline(case, due_on=clock.today())
        with CaptureQueriesContext(connection) as queries:
            day_of(worker.as_actor())
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 15


def test_a_helper_of_families_is_told_whom_they_help(client):
    helper = a_worker()
    for name in ("Karimin perhe", "Warsamen perhe"):
        a_helper(a_known_case(a_worker(), name), helper, (Section.SHARED,))

    html = opened(client, helper)

    assert "You have no families yet" not in html
    assert "You help 2 families" in html
    assert helper.url("/families/") in html


@pytest.mark.parametrize("roles", [(Role.SUPERVISOR,), (Role.CASEWORKER, Role.SUPERVISOR)])
def test_a_supervisor_is_told_whose_work_they_lead(client, roles):
    supervisor = a_worker(unit=a_unit(), roles=roles)
    colleague = a_worker(unit=supervisor.unit)
    for _family in range(3):
        a_known_case(colleague)

    html = opened(client, supervisor)

    assert "You have no families yet" not in html
    assert "You lead the work with 3 families" in html
    assert supervisor.url("/families/?whose=unit") in html


def test_two_clocks_of_one_family_with_the_same_date_are_told_apart_by_whose_they_are(client):
    worker = a_worker()
    case = a_known_case(worker)
    children = [one.person for one in case.family.memberships.filter(role="child").select_related("person")[:2]]
    for child in children:
        a_deadline(case, "right_to_assessment", subject_id=child.pk)

    html = opened(client, worker)

    assert all(f"Karimin perhe, {child.short_name}:" in html for child in children)


def test_the_rest_of_the_week_waits_folded_where_something_is_late(client):
    worker = a_worker()
    a_deadline(a_known_case(worker, "Karimin perhe"), due_on=clock.today() - timedelta(days=1))
    for number in range(2):
        a_deadline(a_known_case(worker, f"Perhe {number}"), due_on=clock.today() + timedelta(days=1))

    html = opened(client, worker)

    late, week = html.split('id="needs-week"')
    assert "Karimin perhe" in late
    assert "Show 2 things for this week" in week
    assert "Perhe 1" in week.split("<details", 1)[1]
