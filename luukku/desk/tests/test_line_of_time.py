"""One line of time over everything: whole at any length, narrow for who may see less. Numbers are attacks."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.casework.models import CaseNote, Meeting, Section, Task
from luukku.casework.services import close_case, reopen_case
from luukku.casework.tests.factories import a_deadline, a_family, a_helper, a_meeting, a_note, a_participant, a_task
from luukku.core import clock
from luukku.desk.reading.day import day_of
from luukku.desk.reading.family import family_page
from luukku.desk.reading.moments import Cursor
from luukku.desk.reading.timeline import PAGE, Kind, kinds_for, timeline_of
from luukku.desk.reading.waiting import When
from luukku.desk.tests.test_family_page import html_of, rows_of

pytestmark = pytest.mark.django_db

LONG_AGO = datetime(2024, 1, 1, 9, tzinfo=UTC)


@pytest.fixture
def worker(client):
    worker = a_worker(unit=a_unit(), name="Leena Keksitty")
    client.force_login(worker.user)
    return worker


@pytest.fixture
def case(worker):
    return a_family(worker, name="Karimin perhe").cases.get()


def walk(worker, case, kind=None):
    """Every entry of every page, from the newest."""
    before, entries, pages = "", [], 0
    while pages < 100:
        page = timeline_of(rows_of(worker, case), kind=kind, before=before)
        shown = [entry for month in page.months for entry in month.entries]
        assert len(shown) <= PAGE
        entries, pages, before = entries + shown, pages + 1, str(page.earlier)
        if page.earlier is None:
            return entries
    raise AssertionError("the line of time does not end")


def fill(case, worker, moments):
    """A note, a meeting and a finished task at each moment."""
    told = {"author": worker.user, "organisation": worker.organisation, "kind": "phone", "text": "…"}
    CaseNote.objects.bulk_create(
        [CaseNote(case=case, topic=f"n{at}", occurred_at=at, recorded_at=at, **told) for at in moments]
    )
    Meeting.objects.bulk_create(
        [Meeting(case=case, topic=f"m{at}", starts_at=at, held_at=at, interpreter_state="not_needed") for at in moments]
    )
    Task.objects.bulk_create(
        [
            Task(case=case, what="t", state="done", finished_at=at, finished_by=worker.user, added_by=worker.user)
            for at in moments
        ]
    )


def test_two_thousand_entries_are_read_a_page_at_a_time(worker, case):
    counts, rows_read = [], []
    for first, size in ((0, 60), (60, 640)):
        fill(case, worker, [LONG_AGO + timedelta(hours=first + number) for number in range(size)])
        rows = rows_of(worker, case)
        with CaptureQueriesContext(connection) as queries:
            timeline_of(rows)
        counts.append(len(queries))
        rows_read.append(sum("LIMIT 41" in query["sql"] for query in queries))

    assert counts[0] == counts[1] <= 20
    assert rows_read[0] == rows_read[1] >= 5
    entries = walk(worker, case)
    assert len(entries) == len({entry.order for entry in entries}) == 2101
    assert [entry.order for entry in entries] == sorted((entry.order for entry in entries), reverse=True)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hours=st.lists(st.integers(0, 6), min_size=1, max_size=40))
def test_nothing_is_lost_or_told_twice_where_many_things_share_a_moment(db, hours):
    worker = a_worker()
    case = a_family(worker).cases.get()
    fill(case, worker, [LONG_AGO + timedelta(hours=hour) for hour in hours])

    entries = walk(worker, case)

    assert len(entries) == len({entry.order for entry in entries}) == 3 * len(hours) + 1


@pytest.mark.parametrize(
    "written",
    [
        "",
        "nothing",
        "2026-02-30",
        "9999-99-99",
        "~",
        "2026-01-01T00:00:00~x~y",
        "2026-01-01T00:00~1~z",
        "~1~2~3",
        "\u202e",
    ],
)
def test_an_odd_cursor_is_the_newest_page(written):
    latest = Cursor.before_day(clock.today())

    assert Cursor.read(written, latest) == latest


def test_a_cursor_without_a_time_zone_does_not_break_the_page(client, worker, case):
    odd = "2026-01-01T00:00:00~1~00000000-0000-0000-0000-000000000000"

    assert client.get(worker.url(f"/cases/{case.pk}/"), {"before": odd}).status_code == 200


def test_each_day_is_a_heading_once(client, worker, case):
    at = clock.now() - timedelta(days=3)
    for _one in range(3):
        a_meeting(case, at, topic="Sama päivä")

    html = html_of(client, worker, case).split('id="timeline"')[1]

    day = at.astimezone(clock.HELSINKI)
    assert html.count(f"<bdi>{day.day}.{day.month}.{day.year}</bdi></time></h4>") == 1
    assert html.count("Sama päivä") == 3


def test_closing_and_opening_again_stand_on_the_line(worker, case):
    close_case(worker.as_actor(), case.pk, ground="own_wish", note="Perhe toivoi.")
    reopen_case(worker.as_actor(), case.pk, user_id=worker.user.pk, reason="Perhe palasi.")
    case.refresh_from_db()

    told = [(entry.title, entry.text) for entry in walk(worker, case, Kind.PEOPLE) if entry.place == 11]

    assert told == [
        ("The case was opened again", "Perhe palasi."),
        ("The case was closed", "The family wished it. Perhe toivoi."),
    ]


def test_attack_05_a_helper_sees_their_own_things_and_no_trace_of_others(client, worker, case):
    helper = a_worker()
    a_helper(case, helper)
    mine = a_note(case, helper, topic="Oma muistiinpano")
    asked = a_meeting(case, clock.now() - timedelta(days=1), topic="Minäkin mukana")
    a_participant(asked, worker=helper)
    fill(case, worker, [LONG_AGO + timedelta(hours=number) for number in range(60)])
    a_task(case, worker, what="Salainen tehtävä")

    entries = walk(helper, case)
    html = html_of(client_of(client, helper), helper, case)

    assert [entry.id for entry in entries if entry.place in (1, 7, 8)] == [mine.pk, asked.pk]
    assert "Show what was earlier" not in html
    assert "Salainen" not in html
    assert kinds_for(rows_of(helper, case)) == [
        kind for kind in Kind if kind not in (Kind.INTERVIEWS, Kind.DATES, Kind.SHARING)
    ]


def test_a_helper_to_whom_notes_and_meetings_were_opened_reads_them(worker, case):
    helper = a_worker()
    a_helper(case, helper, (Section.NOTES, Section.MEETINGS))
    a_note(case, worker)
    a_meeting(case, clock.now() - timedelta(hours=1))

    assert {entry.place for entry in walk(helper, case)} >= {1, 7}


def test_what_is_to_do_stands_on_the_familys_page(client, worker, case):
    for number in range(6):
        a_task(case, what=f"Tehtävä {number}", due_on=clock.today() + timedelta(days=number - 1))

    page = family_page(rows_of(worker, case))
    html = html_of(client, worker, case)

    assert [task.what for task in page.tasks] == ["Tehtävä 0", "Tehtävä 1", "Tehtävä 2", "Tehtävä 3"]
    assert page.has_more_tasks
    assert "All tasks" in html


def test_my_day_tells_what_i_promised_and_what_others_are_late_with(worker, case):
    helper, today = a_worker(), clock.today()
    a_helper(case, helper)
    a_task(case, what="myöhässä", due_on=today - timedelta(days=1))
    a_task(case, what="tänään", due_on=today)
    a_task(case, what="ilman päivää")
    a_task(case, what="apurin", doer="helper", doer_user=helper.user, due_on=today)
    a_task(case, what="koulun", doer="other", doer_other="Koulu", due_on=today - timedelta(days=2))

    def told(one):
        needs = day_of(one.as_actor()).needs
        return {when.value: [need.title.split(": ")[1] for need in needs[when]] for when in needs}

    assert told(worker) == {"late": ["Koulu, koulun", "myöhässä"], "today": ["tänään"]}
    assert told(helper) == {"today": ["apurin"]}


def test_attack_56_late_and_today_are_the_same_everywhere_at_midnight(client, worker, case):
    due = datetime(2026, 3, 31, 12, tzinfo=UTC).date()
    a_task(case, what="Määräpäivä", due_on=due)
    a_deadline(case, "plan_review", due_on=due)
    before, after = (datetime(2026, 3, 31, 20, 59, tzinfo=UTC) + timedelta(minutes=one) for one in (0, 1))

    groups = []
    for at in (before, after):  # 23.59 and 0.00 in Helsinki; both are the same day in UTC
        actor = worker.as_actor(at)
        needs = day_of(actor).needs
        groups.append({when for when in needs if needs[when]})
        late_here = Task.objects.overdue(actor.day).exists()
        assert late_here == (When.LATE in groups[-1])

    assert groups == [{When.TODAY}, {When.LATE}]


def test_the_number_of_my_days_queries_does_not_grow_with_tasks(worker, case):
    counts = []
    for size in (2, 40):
        for number in range(size):
            a_task(case, what=f"x{number}", due_on=clock.today())
        with CaptureQueriesContext(connection) as queries:
            day_of(worker.as_actor())
        counts.append(len(queries))

    assert counts[0] == counts[1]


def client_of(client, worker):
    client.force_login(worker.user)
    return client
