"""The supervisor's view of dates, and that every place counts them alike."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from luukku.accounts.tests.factories import a_unit, a_worker, an_organisation
from luukku.audit.models import AuditEvent
from luukku.casework import policies, services
from luukku.casework.models import Case
from luukku.casework.rules.urgency import Standing
from luukku.casework.tests.factories import a_case, a_deadline
from luukku.core.actor import Role, SystemActor
from luukku.delivery.models import Message
from luukku.desk.reading.day import day_of
from luukku.desk.reading.supervising import Asked, overview
from luukku.desk.reading.waiting import When

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime(2026, 11, 25, 8, tzinfo=UTC)
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture
def unit():
    return a_unit(an_organisation())


@pytest.fixture
def supervisor(unit):
    return a_worker(unit=unit, roles=(Role.SUPERVISOR,))


def dates_of(worker, *told, **more):
    for rule, days in told:
        a_deadline(a_case(worker), rule, due_on=TODAY + timedelta(days=days), **more)


def opened(client, worker, query=""):
    client.force_login(worker.user)
    return client.get(worker.url(f"/clocks/{query}"))


def test_dates_are_counted_by_worker_and_by_rule(unit, supervisor):
    one, other = a_worker(unit=unit, name="Aino Eka"), a_worker(unit=unit, name="Bertta Toka")
    dates_of(one, ("plan_review", -1), ("plan_review", 0))
    dates_of(other, ("plan_review", -3), ("guide_to_service", -2), ("assessment_start", -9), ("plans_end", 2))

    found = overview(supervisor.as_actor(), Asked(), None)

    assert found.totals == {"late": 3, "today": 1, "week": 1, "past_target": 1}
    assert [(row.name, row.numbers["late"]) for row in found.workers] == [("Bertta Toka", 2), ("Aino Eka", 1)]
    assert {row.key: row.numbers["late"] for row in found.rules} == {
        "plan_review": 2,
        "guide_to_service": 1,
        "assessment_start": 0,
        "plans_end": 0,
    }
    assert [line.deadline.due_on for line in found.lines] == [TODAY - timedelta(days=days) for days in (3, 2, 1)]


def test_the_list_is_narrowed_to_a_worker_and_a_rule(unit, supervisor):
    worker = a_worker(unit=unit)
    dates_of(worker, ("plan_review", -1), ("guide_to_service", -2))
    dates_of(a_worker(unit=unit), ("plan_review", -3))

    found = overview(supervisor.as_actor(), Asked(Standing.LATE, worker.user.pk, "plan_review"), None)

    assert [line.worker for line in found.lines] == [worker.user.name]
    assert found.page.paginator.count == 1


def test_other_units_other_organisations_and_closed_cases_are_not_counted(unit, supervisor):
    dates_of(a_worker(unit=a_unit(unit.organisation)), ("plan_review", -1))
    dates_of(a_worker(), ("plan_review", -1))
    closed = a_case(a_worker(unit=unit))
    a_deadline(closed, "plan_review", due_on=TODAY - timedelta(days=1))
    Case.objects.filter(pk=closed.pk).update(state="closed", closed_on=TODAY)

    assert overview(supervisor.as_actor(), Asked(), None).totals["late"] == 0


def test_the_page_is_for_supervisors_and_leaves_a_line(client, unit, supervisor):
    worker = a_worker(unit=unit)
    case = a_case(worker)
    a_deadline(case, "plan_review", due_on=TODAY - timedelta(days=1))

    html = opened(client, supervisor).content.decode()

    assert case.family.name in html
    assert AuditEvent.objects.get(action="clocks.listed").case_ids == [case.pk]
    assert opened(client, worker).status_code == 404


@pytest.mark.parametrize("query", ["?show=nothing", "?worker=nobody", "?page=x", "?rule=%00%27", "?page=99"])
def test_words_that_mean_nothing_narrow_nothing(client, unit, supervisor, query):
    dates_of(a_worker(unit=unit), ("plan_review", -1))

    assert opened(client, supervisor, query).status_code == 200


def test_many_dates_need_no_more_statements(client, unit, supervisor):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get(supervisor.url("/clocks/")).status_code == 200
        return len(captured)

    client.force_login(supervisor.user)
    client.get(supervisor.url("/clocks/"))
    dates_of(a_worker(unit=unit), ("plan_review", -1))
    few = asked()
    for _worker in range(3):
        dates_of(a_worker(unit=unit), *[("plan_review", -1)] * 15)

    assert asked() == few


# attack 56: a server in UTC, a user in UTC+3
@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 11, 24, 22, 1, tzinfo=UTC),  # just after midnight in Helsinki
        datetime(2026, 11, 25, 12, tzinfo=UTC),
        datetime(2026, 11, 25, 21, 59, tzinfo=UTC),
        datetime(2026, 7, 31, 21, 30, tzinfo=UTC),
    ],
)
def test_attack_56_today_and_late_are_the_same_in_the_day_the_mail_and_the_supervisors_view(unit, supervisor, at):
    worker = a_worker(unit=unit)
    with time_machine.travel(at, tick=False):
        today = worker.as_actor().day
        for rule, days in [("plan_review", -1), ("guide_to_service", 0), ("plans_end", 0), ("assessment_start", -1)]:
            a_deadline(a_case(worker), rule, due_on=today + timedelta(days=days))
        a_deadline(a_case(worker), "plan_review", due_on=today - timedelta(days=1), is_paused=True)

        services.send_digests(SystemActor.now())
        mailed = Message.objects.get().figures
        seen = overview(supervisor.as_actor(), Asked(), None).totals
        day = day_of(worker.as_actor()).needs
        family = [one.stands(today) for one in policies.own_deadlines(worker.as_actor())]

    assert mailed == seen == {"late": 1, "today": 2, "week": 0, "past_target": 1}
    assert (len(day[When.LATE]), len(day[When.TODAY])) == (1, 3)  # a target that has passed asks for a word today
    assert (family.count(Standing.LATE), family.count(Standing.TODAY)) == (1, 2)


def test_each_line_names_whose_the_clock_is(client, unit, supervisor):
    case = a_case(a_worker(unit=unit))
    person = case.family.memberships.get().person
    a_deadline(case, "right_to_assessment", due_on=TODAY - timedelta(days=1), subject_id=person.pk)

    html = opened(client, supervisor).content.decode()

    assert f"{case.family.name}: {person.short_name}: " in html


def test_the_numbers_stand_under_their_words_on_phones_and_no_landmark_is_named_twice(client, unit, supervisor):
    dates_of(a_worker(unit=unit), ("plan_review", -1))

    html = opened(client, supervisor).content.decode()

    assert html.count("lk-table--stack") == 2
    assert 'data-label="Late"' in html
    assert 'role="region"' not in html
