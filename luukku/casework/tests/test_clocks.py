"""Clocks that run: started, paused, corrected, explained, done; and the organisation's own targets."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import translation

from luukku.accounts.tests.factories import a_unit, a_worker, an_administrator
from luukku.audit.models import AuditEvent
from luukku.casework import policies, services
from luukku.casework.clock_words import ROLES, TITLES, TRIGGERS, UNITS, WAITS
from luukku.casework.explaining import why
from luukku.casework.labels import source_of_rule
from luukku.casework.law import clocks as law
from luukku.casework.models import ClockPause, Deadline, LocalTarget
from luukku.casework.rules.clocks import ClockRule, Force, Kind
from luukku.casework.rules.urgency import Standing
from luukku.casework.services.deadlines import start_clock
from luukku.casework.tests.factories import a_case, a_deadline
from luukku.core import clock
from luukku.core.actor import Role
from luukku.core.errors import Conflict, RuleViolation
from luukku.core.law.reading import rules_of

pytestmark = pytest.mark.django_db

TODAY = clock.today()


def days_ago(number: int) -> date:
    return TODAY - timedelta(days=number)


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def worker():
    return a_worker(unit=a_unit())


@pytest.fixture
def actor(worker):
    return worker.as_actor()


@pytest.fixture
def case(worker):
    return a_case(worker)


def test_all_39_clocks_stand_in_the_data_each_with_its_words():
    rules = law.clock_rules()

    assert {rule.number for rule in rules} == set(range(1, 40))
    assert {rule.code for rule in rules} == set(TITLES)
    assert {rule.trigger for rule in rules} == set(TRIGGERS)
    assert {rule.waits_for for rule in rules} - {""} == set(WAITS)
    assert {rule.role for rule in rules} == set(ROLES)
    assert {rule.unit.value for rule in rules} <= set(UNITS)
    assert {reason for rule in rules for reason in rule.pauses} <= set(ClockPause.Reason.values)


def test_a_local_target_is_never_law_and_only_acts_without_a_number_have_one():
    targets = [rule for rule in law.clock_rules() if rule.force is Force.LOCAL_TARGET]

    assert all(rule.without_delay and rule.act for rule in targets)
    assert all(rule.force is not Force.LAW for rule in law.clock_rules() if rule.without_delay)


def test_what_waits_never_starts_by_hand():
    assert not [rule.code for rule in law.clock_rules() if rule.waits_for and rule.by_hand]


def test_a_word_in_the_file_that_nobody_reads_is_refused():
    with pytest.raises(ValueError, match="legth"):
        rules_of(ClockRule, [{"code": "x", "legth": 3}])


def test_what_began_before_its_act_runs_by_the_act_of_today(actor, case):
    deadline = start_clock(actor, case, "right_to_assessment", date(2024, 5, 6))

    assert (deadline.rule_version, deadline.due_on) == (1, date(2027, 5, 6))
    assert deadline.remind_on == date(2027, 5, 6) - timedelta(days=90)


def test_a_clock_knows_its_organisation_and_whether_it_is_a_target(actor, case):
    deadline = start_clock(actor, case, "assessment_start", TODAY)

    assert (deadline.organisation_id, deadline.is_target, deadline.length) == (case.organisation_id, True, None)
    assert deadline.due_on == TODAY + timedelta(days=14)


def test_an_own_target_counts_from_its_first_day_on_and_running_clocks_keep_theirs(case, actor):
    chief = an_administrator(case.organisation).as_actor()
    earlier = start_clock(actor, case, "plan_after_assessment", TODAY)

    services.set_target(chief, rule_code="plan_after_assessment", length=5, from_on=TODAY)
    services.stop_clock(actor, case, "plan_after_assessment", TODAY)
    later = start_clock(actor, case, "plan_after_assessment", TODAY)

    assert earlier.due_on == TODAY + timedelta(days=14)
    assert (later.length, later.due_on) == (5, TODAY + timedelta(days=5))
    assert AuditEvent.objects.get(action="clock.target_set").codes["days"] == 5


def test_a_new_target_ends_the_one_before_and_replaces_what_was_to_come(case):
    chief = a_worker(case.organisation, roles=(Role.SUPERVISOR,)).as_actor()
    services.set_target(chief, rule_code="assessment_start", length=10, from_on=TODAY)

    services.set_target(chief, rule_code="assessment_start", length=7, from_on=TODAY + timedelta(days=9))
    services.set_target(chief, rule_code="assessment_start", length=6, from_on=TODAY + timedelta(days=5))

    told = LocalTarget.objects.order_by("during").values_list("length", flat=True)
    assert list(told) == [10, 6]
    assert LocalTarget.objects.get(length=10).last_on == TODAY + timedelta(days=4)


def test_targets_are_for_rules_without_a_number_and_from_today_on(case):
    chief = an_administrator(case.organisation).as_actor()

    with pytest.raises(RuleViolation, match="no number"):
        services.set_target(chief, rule_code="plan_review", length=5, from_on=TODAY)
    with pytest.raises(RuleViolation, match="today at the earliest"):
        services.set_target(chief, rule_code="assessment_start", length=5, from_on=days_ago(1))
    with pytest.raises(ValidationError):
        services.set_target(chief, rule_code="assessment_start", length=366, from_on=TODAY)


def test_only_who_leads_or_administers_the_whole_sets_targets(worker):
    of_unit = a_worker(unit=worker.unit, roles=(Role.SUPERVISOR,))

    for who in (worker, of_unit):
        with pytest.raises(PermissionDenied):
            services.set_target(who.as_actor(), rule_code="assessment_start", length=5, from_on=TODAY)


def test_a_pause_moves_the_date_by_its_days(actor, case):
    deadline = start_clock(actor, case, "plans_end", days_ago(100))
    before = deadline.due_on

    services.pause_clock(actor, deadline.pk, reason="illness", from_on=days_ago(20), last_on=days_ago(11))

    deadline.refresh_from_db()
    assert deadline.due_on == before + timedelta(days=10)
    assert not deadline.is_paused


def test_a_clock_that_stands_still_is_neither_late_nor_shown_until_it_goes_on(actor, case):
    deadline = start_clock(actor, case, "assessment_start", days_ago(20))
    services.pause_clock(actor, deadline.pk, reason="no_contact", from_on=days_ago(10), last_on=None)

    deadline.refresh_from_db()
    assert deadline.stands(TODAY) is Standing.PAUSED
    assert not policies.own_deadlines(actor).to_show(TODAY).exists()

    services.resume_clock(actor, deadline.pk, last_on=days_ago(1))
    deadline.refresh_from_db()
    assert deadline.due_on == days_ago(6) + timedelta(days=10)
    assert deadline.stands(TODAY) is not Standing.PAUSED


def test_a_rule_is_paused_only_for_its_own_reasons(actor, case):
    review = start_clock(actor, case, "plan_review", days_ago(5))

    with pytest.raises(RuleViolation, match="for that reason"):
        services.pause_clock(actor, review.pk, reason="illness", from_on=days_ago(2), last_on=None)


def test_two_pauses_never_overlap(actor, case):
    deadline = start_clock(actor, case, "plans_end", days_ago(100))
    services.pause_clock(actor, deadline.pk, reason="illness", from_on=days_ago(20), last_on=days_ago(10))

    with pytest.raises(ValidationError):
        services.pause_clock(actor, deadline.pk, reason="illness", from_on=days_ago(10), last_on=days_ago(8))


def test_a_corrected_start_keeps_both_days(actor, case):
    deadline = start_clock(actor, case, "plans_end", days_ago(10))
    was_due = deadline.due_on

    services.correct_start(actor, deadline.pk, version=1, started_on=days_ago(40), reason="Aiempi suunnitelma.")

    deadline.refresh_from_db()
    one = deadline.corrections.get()
    assert (one.was_on, one.now_on, one.was_due_on) == (days_ago(10), days_ago(40), was_due)
    assert deadline.due_on == one.now_due_on < was_due
    assert AuditEvent.objects.get(action="deadline.corrected").codes["was"] == days_ago(10).isoformat()


def test_a_stale_correction_shows_both(actor, case):
    deadline = start_clock(actor, case, "plans_end", days_ago(10))
    services.correct_start(actor, deadline.pk, version=1, started_on=days_ago(40), reason="Ensin.")

    with pytest.raises(Conflict) as conflict:
        services.correct_start(actor, deadline.pk, version=1, started_on=days_ago(50), reason="Sitten.")

    assert conflict.value.fields[0].yours != conflict.value.fields[0].theirs


def test_attack_43_a_clock_that_is_done_is_changed_no_more(actor, case):
    deadline = start_clock(actor, case, "assessment_start", days_ago(20))
    services.note_done(actor, deadline.pk, done_on=TODAY)

    with pytest.raises(RuleViolation, match="done already"):
        services.note_done(actor, deadline.pk, done_on=days_ago(5))
    with pytest.raises(RuleViolation, match="done already"):
        services.correct_start(actor, deadline.pk, version=2, started_on=days_ago(1), reason="…")
    with pytest.raises(RuleViolation, match="done already"):
        services.pause_clock(actor, deadline.pk, reason="illness", from_on=days_ago(2), last_on=None)


def test_a_review_is_not_noted_as_done_by_hand(actor, case):
    deadline = start_clock(actor, case, "plan_review", days_ago(20))

    with pytest.raises(RuleViolation, match="by itself"):
        services.note_done(actor, deadline.pk, done_on=TODAY)


def test_only_what_the_worker_alone_knows_starts_by_hand(actor, case):
    started = services.start_by_hand(
        actor, case.pk, rule_code="early_education_place", started_on=TODAY + timedelta(days=200)
    )

    assert started.due_on < started.started_on
    assert services.start_by_hand(actor, case.pk, rule_code="extension_ends", started_on=TODAY + timedelta(days=60))
    with pytest.raises(RuleViolation, match="by itself"):
        services.start_by_hand(actor, case.pk, rule_code="plan_review", started_on=TODAY)
    with pytest.raises(RuleViolation, match="by itself"):
        services.start_by_hand(actor, case.pk, rule_code="child_notice_start", started_on=TODAY)
    with pytest.raises(RuleViolation, match="in the future"):
        services.start_by_hand(actor, case.pk, rule_code="log_request", started_on=TODAY + timedelta(days=1))


def test_nobody_else_changes_a_clock(case):
    deadline = a_deadline(case, "assessment_start")
    colleague = a_worker(unit=case.unit).as_actor()

    with pytest.raises(PermissionDenied):
        services.explain_delay(colleague, deadline.pk, version=1, reason="En tiedä.")
    with pytest.raises(PermissionDenied):
        services.note_done(colleague, deadline.pk, done_on=TODAY)


def test_a_running_clock_keeps_its_version_and_its_page_says_so(actor, case, monkeypatch):
    deadline = start_clock(actor, case, "plan_review", days_ago(10))
    present = law.rule_on("plan_review", TODAY)
    newer = replace(present, version=2, length=3, valid_from=days_ago(5))
    known = law.clock_rules()
    monkeypatch.setattr(law, "clock_rules", lambda: (*known, newer))

    services.correct_start(actor, deadline.pk, version=1, started_on=days_ago(31), reason="Päivä oli väärä.")
    deadline.refresh_from_db()
    told = why(deadline, [], TODAY)

    assert deadline.rule_version == 1
    assert "6 months" in told.counted[0]
    assert "keeps the rule" in told.notes[-1]


def test_every_live_clock_can_explain_itself(actor, case):
    told = {}
    for rule in law.clock_rules():
        if rule.is_live and rule.kind in (Kind.DEADLINE, Kind.ENDS, Kind.AGE):
            row = a_deadline(case, rule.code, started_on=date(2026, 3, 31))
            told[rule.code] = why(row, [], TODAY)

    assert all(one.started and one.counted and one.checked and one.title for one in told.values())
    assert "proposed local target, not law" in told["assessment_start"].target
    assert "4 months before" in told["early_education_place"].counted[0]
    assert "Pitkäperjantai" in " ".join(told["child_notice_start"].counted)


def test_the_standing_of_a_row_and_of_a_query_are_the_same(case):
    rows = [
        a_deadline(case, rule, due_on=TODAY + timedelta(days=days), is_paused=paused)
        for rule, days, paused in [
            ("plan_review", -1, False),
            ("assessment_start", -1, False),
            ("guide_to_service", 0, False),
            ("first_plan_ends", 1, False),
            ("plans_end", 30, False),
            ("extension_ends", -3, True),
        ]
    ]

    for one in Standing:
        found = set(Deadline.objects.standing(TODAY, one))
        assert found == {row for row in rows if row.stands(TODAY) is one}


def test_no_rule_begins_before_its_act_as_if_that_were_known():
    for rule in law.clock_rules():
        year = rule.act.rpartition("/")[2]
        assert not (year.isdigit() and rule.first_day_known) or rule.valid_from.year >= int(year), rule.code
        assert not (rule.first_day_known and rule.valid_from == date(2020, 1, 1)), rule.code
    move, children = law.rule_on("child_move_notice", TODAY), law.rule_on("children_per_worker", TODAY)
    assert (move.valid_from.year, move.verified) == (2023, False)
    assert children.valid_from == date(2024, 1, 1)


def test_guidance_carries_no_act_and_an_annex_is_named_in_words():
    guidance = source_of_rule(law.rule_on("child_notice_told", TODAY))
    kept = source_of_rule(law.rule_on("records_kept", TODAY))

    assert (guidance.kind, guidance.section, guidance.url) == ("guidance", "THL, lastensuojelun aikarajat", "")
    assert kept.section == "703/2023, annex"
    assert all(not rule.act for rule in law.clock_rules() if rule.force is Force.GUIDANCE)
