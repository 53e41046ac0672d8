"""The night's run and Monday's mail: what time starts, who is told, and that repeating changes nothing."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import PermissionDenied

from luukku.accounts.tests.factories import a_unit, a_worker
from luukku.audit.models import AuditEvent
from luukku.casework import policies, services
from luukku.casework.law.clocks import rule_on
from luukku.casework.models import (
    AddressProtection,
    ClockPause,
    ClockRun,
    Deadline,
    GuardianRelation,
    ResidenceRight,
)
from luukku.casework.rules.counting import count
from luukku.casework.services import clock_runs
from luukku.casework.tests.factories import a_case, a_child, a_deadline, a_family, a_guardian, a_member
from luukku.core import clock
from luukku.core.actor import SystemActor
from luukku.delivery import services as delivery
from luukku.delivery.models import Message

pytestmark = pytest.mark.django_db

WEDNESDAY = datetime(2026, 11, 25, 8, tzinfo=UTC)
TODAY = date(2026, 11, 25)


@pytest.fixture(autouse=True)
def on_wednesday():
    with time_machine.travel(WEDNESDAY, tick=False):
        yield


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def family(worker):
    return a_family(worker, children=1)


def run(**more):
    return services.run_clocks(SystemActor.now(), **more)


def a_told_protection(person, *, since=date(2020, 1, 1), until=None):
    """One whose last day was told and has not been confirmed."""
    return AddressProtection.objects.create(person=person, source="register", during=(since, until))


def clocks(rule):
    return list(Deadline.objects.running().filter(rule=rule).order_by("due_on"))


def test_a_protection_that_ends_soon_gets_its_warning(family):
    person = family.memberships.first().person
    ends = TODAY + timedelta(days=40)
    protection = a_told_protection(person, until=ends + timedelta(days=1))

    result = run()

    (found,) = clocks("protection_ends")
    assert (found.subject_id, found.due_on, result.started) == (protection.pk, ends, 1)
    assert found.remind_on == ends - timedelta(days=60)
    assert AuditEvent.objects.get(action="clocks.run").case_ids == [found.case_id]


def test_one_that_ends_late_or_was_renewed_gets_none(family):
    person = family.memberships.first().person
    far = TODAY + timedelta(days=62)
    a_told_protection(person, until=far)
    other = a_member(family)
    a_told_protection(other, until=TODAY + timedelta(days=10))
    a_told_protection(other, since=TODAY + timedelta(days=10))

    run()

    assert clocks("protection_ends") == []


def test_a_renewed_protection_ends_its_warning(family):
    person = family.memberships.first().person
    protection = a_told_protection(person, until=TODAY + timedelta(days=10))
    run()
    AddressProtection.objects.create(person=person, source=protection.source, during=(TODAY + timedelta(days=10), None))

    with time_machine.travel(WEDNESDAY + timedelta(days=1), tick=False):
        run()

    assert clocks("protection_ends") == []


@pytest.mark.parametrize("born", [date(2010, 4, 11), date(2012, 2, 29), date(2008, 12, 31)])
def test_a_represented_childs_birthdays_are_counted_as_the_rules_count_them(family, born):
    child = a_child(family, birth_on=born)
    a_guardian(child, kind=GuardianRelation.Kind.REPRESENTATIVE)

    run()

    due = {one.rule: one.due_on for one in Deadline.objects.filter(subject_id=child.pk)}
    assert due == {code: count(rule_on(code, TODAY), born).due_on for code in ("turns_18", "support_ends_at_23")}


def test_whoever_came_alone_by_permit_is_counted_too_and_others_are_not(family):
    alone = a_child(family, birth_on=date(2010, 4, 11))
    a_child(family, birth_on=date(2011, 4, 11))
    a_right(alone, date(2025, 1, 1), ground="alone")

    run()

    assert {one.subject_id for one in clocks("turns_18")} == {alone.pk}


def a_right(person, granted_on, **more):
    return ResidenceRight.objects.create(
        person=person, kind="permit", granted_on=granted_on, during=(granted_on, None), **more
    )


@pytest.mark.parametrize("granted", [date(2024, 2, 29), date(2025, 5, 6)])
def test_three_years_run_from_the_first_permit_of_an_adult(family, granted):
    adult = family.memberships.filter(role="adult").get().person
    a_right(adult, granted)

    run()

    (found,) = clocks("right_to_assessment")
    assert found.due_on == count(rule_on("right_to_assessment", TODAY), granted).due_on


def test_for_a_victim_of_trafficking_the_three_years_do_not_run(family):
    adult = family.memberships.filter(role="adult").get().person
    a_right(adult, date(2025, 5, 6), ground="trafficking")

    run()

    assert clocks("right_to_assessment") == []


def test_what_stands_still_moves_on_each_night(worker):
    deadline = a_deadline(a_case(worker), "assessment_start", started_on=TODAY, due_on=TODAY, is_paused=True)
    ClockPause.objects.create(
        deadline=deadline, during=(TODAY - timedelta(days=3), None), reason="no_contact", noted_by=worker.user
    )

    with time_machine.travel(WEDNESDAY + timedelta(days=4), tick=False):
        run()

    deadline.refresh_from_db()
    assert deadline.due_on == TODAY + timedelta(days=14 + 4)


def test_a_worker_is_told_once_however_many_clocks_became_late(worker, django_capture_on_commit_callbacks):
    for _one in range(3):
        a_deadline(a_case(worker), "plan_review", due_on=TODAY - timedelta(days=1))

    first = run(batch=1)
    with time_machine.travel(WEDNESDAY + timedelta(days=1), tick=False):
        second = run()

    assert (first.told, second.told) == (1, 0)
    message = Message.objects.get()
    assert (message.kind, message.user, message.path, message.figures) == ("clocks_late", worker.user, "", {})


def test_a_local_target_that_passed_is_not_late(worker):
    a_deadline(a_case(worker), "assessment_start", due_on=TODAY - timedelta(days=9))

    assert run().told == 0


def test_the_same_night_twice_changes_nothing(worker, family):
    a_told_protection(family.memberships.first().person, until=TODAY + timedelta(days=10))
    a_deadline(a_case(worker), "plan_review", due_on=TODAY - timedelta(days=1))
    run()
    before = list(Deadline.objects.order_by("pk").values())

    again = run()

    assert again.was_finished
    assert list(Deadline.objects.order_by("pk").values()) == before


def test_a_run_that_was_killed_goes_on_where_it_stopped(worker):
    cases = [a_case(worker) for _one in range(5)]
    for case in cases:
        a_deadline(case, "plan_review", due_on=TODAY - timedelta(days=1))
    seen = []

    def die(number):
        seen.append(number)
        if number >= 4:
            raise OSError

    with pytest.raises(OSError):
        run(batch=2, note=die)
    result = run(batch=2)

    assert seen == [2, 4]
    assert (result.cases, result.told) == (5, 1)
    assert Deadline.objects.filter(told_on=TODAY).count() == 5
    assert ClockRun.objects.get().finished_at is not None


def test_running_all_starts_again_changes_nothing_even_without_a_note_of_it(family):
    a_told_protection(family.memberships.first().person, until=TODAY + timedelta(days=10))
    run()
    ClockRun.objects.all().delete()

    assert run().started == 0


def test_only_the_system_runs_the_clocks(worker):
    with pytest.raises(PermissionDenied):
        services.run_clocks(worker.as_actor())
    with pytest.raises(PermissionDenied):
        services.send_digests(worker.as_actor())


def in_each_standing(worker):
    for rule, days in [("plan_review", -1), ("assessment_start", -2), ("guide_to_service", 0), ("plans_end", 2)]:
        a_deadline(a_case(worker), rule, due_on=TODAY + timedelta(days=days))


# attack 63 as well: nothing in the mail tells what or whom
def test_the_weekly_mail_has_counts_and_nothing_else(worker, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    in_each_standing(worker)
    a_deadline(a_case(worker), "plans_end", due_on=TODAY + timedelta(days=30))

    services.send_digests(SystemActor.now())
    message = Message.objects.get()
    delivery.deliver(SystemActor.now(), message.pk)

    assert message.figures == {"late": 1, "past_target": 1, "today": 1, "week": 1}
    (sent,) = mail.outbox
    assert "Late: 1" in sent.body
    assert "Perhe" not in sent.body + sent.subject
    assert f"/w/{worker.organisation.code}/" in sent.body


def test_the_mail_comes_once_a_week_and_only_to_who_wants_it(worker):
    in_each_standing(worker)
    quiet = a_worker(unit=worker.unit)
    in_each_standing(quiet)
    quiet.user.weekly_digest = False
    quiet.user.save()

    assert services.send_digests(SystemActor.now()) == 1
    assert services.send_digests(SystemActor.now()) == 0
    with time_machine.travel(WEDNESDAY + timedelta(days=5), tick=False):
        assert services.send_digests(SystemActor.now()) == 1


def test_somebody_who_answers_no_more_gets_no_counts(worker):
    in_each_standing(worker)
    for case in policies.cases_answered_for(worker.as_actor()):
        case.responsible_workers.update(during=(date(2020, 1, 1), TODAY))

    assert services.send_digests(SystemActor.now()) == 0


def test_the_weekly_mail_is_stopped_in_the_own_settings(client, worker):
    client.force_login(worker.user)

    client.post("/me/", {"language": "en", "scheme": "auto", "phone": ""})

    worker.user.refresh_from_db()
    assert worker.user.weekly_digest is False


def test_the_statements_name_every_clock_that_time_starts():
    assert {code for code, _statement in clock_runs.STARTS} == {
        "protection_ends",
        "turns_18",
        "support_ends_at_23",
        "right_to_assessment",
    }
    assert clock.today() == TODAY
