"""The trail is written with the act, and nothing can be taken out of it unseen."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from luukku.audit import check, trail
from luukku.audit.models import SYSTEM_CHAIN, AuditEvent
from luukku.core.actor import Actor, Role

AT = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)


def a_worker_somewhere(organisation=None):
    return Actor(uuid4(), organisation or uuid4(), frozenset({Role.CASEWORKER}), AT)


def three_lines(actor):
    with transaction.atomic():
        trail.record(actor, "case.viewed", case=uuid4())
    with transaction.atomic():
        trail.record(actor, "case.changed", case=uuid4(), section="shared")
        trail.record(actor, "case.closed", case=uuid4())


@pytest.mark.django_db
def test_a_line_says_who_did_what_about_whom():
    actor, case = a_worker_somewhere(), uuid4()

    with transaction.atomic():
        trail.record(actor, "plan.viewed", case=case, purpose="emergency", version=2)

    line = AuditEvent.objects.get()
    assert (line.user_id, line.chain, line.action, line.at) == (actor.user_id, actor.organisation_id, "plan.viewed", AT)
    assert (line.case_ids, line.purpose, line.codes) == ([case], "emergency", {"version": 2})
    assert list(AuditEvent.objects.about_case(case)) == [line]


@pytest.mark.django_db
def test_a_line_without_an_organisation_stands_in_the_systems_chain():
    actor = Actor(None, None, frozenset(), AT)

    with transaction.atomic():
        trail.record(actor, "job.ran")

    assert AuditEvent.objects.get().chain == SYSTEM_CHAIN


@pytest.mark.django_db
def test_what_is_rolled_back_leaves_no_line():
    actor = a_worker_somewhere()

    with transaction.atomic():
        trail.record(actor, "case.viewed")
        sid = transaction.savepoint()
        trail.record(actor, "case.changed")
        transaction.savepoint_rollback(sid)

    assert [line.action for line in AuditEvent.objects.all()] == ["case.viewed"]


def test_nothing_is_recorded_outside_a_transaction(committed):
    with pytest.raises(RuntimeError, match="transaction"):
        trail.record(a_worker_somewhere(), "case.viewed")


def test_if_the_trail_can_not_be_written_the_act_is_undone(committed, monkeypatch):
    monkeypatch.setattr(trail, "write_lines", lambda *_: 1 / 0)

    with pytest.raises(DatabaseError, match="could not be written"):
        three_lines(a_worker_somewhere())

    assert not AuditEvent.objects.exists()


def test_lines_are_numbered_per_organisation_and_the_whole_trail_checks(committed):
    three_lines(a_worker_somewhere())
    three_lines(a_worker_somewhere())

    seen, findings = check.check_trail()

    assert (seen, findings) == (6, [])
    assert sorted(AuditEvent.objects.values_list("number", flat=True)) == [1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE audit_event SET action = 'case.forgotten' WHERE number = 2", "was changed"),
        ("UPDATE audit_event SET case_ids = '{}' WHERE number = 3", "was changed"),
        ("UPDATE audit_event SET at = at - interval '1 day' WHERE number = 1", "was changed"),
        ("UPDATE audit_event SET user_id = gen_random_uuid() WHERE number = 1", "was changed"),
        ("UPDATE audit_event SET codes = '{}' WHERE number = 2", "was changed"),
        ("DELETE FROM audit_event WHERE number = 2", "missing"),
        ("DELETE FROM audit_event WHERE number = 1", "missing"),
        ("DELETE FROM audit_event WHERE number = 3", "does not end where its head says"),
        ("DELETE FROM audit_event", "does not end where its head says"),
        ("DELETE FROM audit_chain_head", "does not end where its head says"),
    ],
)
def test_a_change_a_removal_or_a_new_order_is_found(committed, as_owner, tampering, told):
    three_lines(a_worker_somewhere())

    as_owner.execute(tampering)

    _seen, findings = check.check_trail()
    assert any(told in finding.problem for finding in findings)


def test_two_lines_that_changed_places_are_found(committed, as_owner):
    three_lines(a_worker_somewhere())

    as_owner.execute("UPDATE audit_event SET number = -2 WHERE number = 2")
    as_owner.execute("UPDATE audit_event SET number = 2 WHERE number = 3")
    as_owner.execute("UPDATE audit_event SET number = 3 WHERE number = -2")

    _seen, findings = check.check_trail()
    assert {"does not follow the line before it", "was changed after it was written"} <= {f.problem for f in findings}


def test_a_chain_that_was_removed_with_its_head_is_missed_by_its_anchor(committed, as_owner):
    actor = a_worker_somewhere()
    three_lines(actor)
    check.anchor_chains()

    as_owner.execute("DELETE FROM audit_event WHERE chain = %s", [actor.organisation_id])
    as_owner.execute("DELETE FROM audit_chain_head WHERE chain = %s", [actor.organisation_id])

    _seen, findings = check.check_trail()
    assert [finding.chain for finding in findings] == [actor.organisation_id]


def cut_the_tail(as_owner, chain):
    """What somebody who writes to the database, but has no key, would do."""
    as_owner.execute("DELETE FROM audit_event WHERE number = 3 AND chain = %s", [chain])
    as_owner.execute(
        "UPDATE audit_chain_head h SET number = e.number, hash = e.hash FROM audit_event e"
        " WHERE e.chain = h.chain AND e.number = 2 AND h.chain = %s",
        [chain],
    )


def test_a_tail_that_was_cut_with_its_head_set_back_is_found_without_any_anchor(committed, as_owner):
    actor = a_worker_somewhere()
    three_lines(actor)

    cut_the_tail(as_owner, actor.organisation_id)

    _seen, findings = check.check_trail()
    assert ["set by somebody else" in finding.problem for finding in findings] == [True]


def test_heads_kept_outside_miss_what_was_cut_even_with_the_key(committed, as_owner):
    actor = a_worker_somewhere()
    three_lines(actor)
    kept = check.heads_told()

    as_owner.execute("TRUNCATE audit_event, audit_chain_head")

    _seen, findings = check.check_trail(kept)
    assert [finding.chain for finding in findings] == [actor.organisation_id]


def test_a_tail_that_was_cut_with_its_head_set_back_is_missed_by_its_anchor(committed, as_owner):
    actor = a_worker_somewhere()
    three_lines(actor)
    check.anchor_chains()

    cut_the_tail(as_owner, actor.organisation_id)

    _seen, findings = check.check_trail()
    assert [finding.number for finding in findings] == [2, 3]


def test_a_line_under_an_unknown_key_is_found(committed, settings):
    three_lines(a_worker_somewhere())

    settings.LUUKKU_TRAIL_KEYS = {"2": b"another"}

    _seen, findings = check.check_trail()
    assert "sealed with an unknown key '1'" in {finding.problem for finding in findings}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE audit_event SET action = ''", "DELETE FROM audit_event", "TRUNCATE audit_event"]
)
def test_the_application_itself_can_not_touch_a_written_line(statement):
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement)
