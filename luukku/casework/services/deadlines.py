"""Clocks that run for a case. They remind; they never decide."""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.events import clock_moved
from luukku.casework.law.clocks import day_rules, rule_for, rule_of, rules_on
from luukku.casework.models import Case, ClockCorrection, ClockPause, Deadline, LocalTarget
from luukku.casework.rules.clocks import ClockRule
from luukku.casework.rules.counting import Counted, Paused, count
from luukku.casework.services._cases import locked_case, user_of
from luukku.core.actor import Actor
from luukku.core.conflicts import differences
from luukku.core.errors import Conflict, RuleViolation, ensure, ensure_found


@transaction.atomic
def start_clock(
    actor: Actor,
    case: Case,
    rule_code: str,
    started_on: date,
    subject_id: UUID | None = None,
    *,
    added_days: int = 0,
) -> Deadline:
    """Start the clock of a rule for a case, in the version that holds on the day it starts.

    Args:
        started_on: the day from which it is counted; for a rule counted backward the day that it leads up to.
        subject_id: what in the case it is about (a plan, a person); None for the case itself.
        added_days: days that lengthen it by themselves, as for illness (681/2023, 23 §).

    Raises:
        PermissionDenied: the actor does not answer for the case.
        LookupError: no version of the rule holds that day, nor on the actor's.
        ValidationError: the same clock runs already.
    """
    ensure(Case.objects.select_for_update(no_key=True).filter(pk=case.pk).exists())
    ensure(policies.may_answer_for(actor, case))
    deadline = clock_of(case, rule_for(rule_code, started_on, actor.day), started_on, subject_id, added_days)
    deadline.full_clean()
    deadline.save()

    trail.record(actor, "deadline.started", deadline, case=case.pk, rule=deadline.rule, version=deadline.rule_version)
    return deadline


def rules_by_hand(day: date) -> list[ClockRule]:
    """Rules whose beginning only the worker knows."""
    return [rule for rule in rules_on(day) if rule.by_hand and rule.is_live and not rule.is_restricted]


@transaction.atomic
def start_by_hand(actor: Actor, case_id: UUID, *, rule_code: str, started_on: date) -> Deadline:
    """Start a clock that only the worker knows to have begun.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: this clock starts by itself, or the day is in the future where it can't be.
        ValidationError: the same clock runs already.
    """
    case = locked_case(actor, case_id)
    rule = next((one for one in rules_by_hand(actor.day) if one.code == rule_code), None)
    if rule is None:
        raise RuleViolation(_("This date starts by itself."), field="rule")
    if started_on > actor.day and not (rule.backward or rule.ahead):
        raise RuleViolation(_("The day must not be in the future."), field="started_on")
    return start_clock(actor, case, rule_code, started_on)


def clock_of(
    case: Case, rule: ClockRule, started_on: date, subject_id: UUID | None = None, added_days: int = 0
) -> Deadline:
    """A clock not yet saved, with the local target that the case's organisation has on the day it starts."""
    length = local_target(case.organisation_id, rule, started_on) if rule.without_delay else None
    due_on = count(rule, started_on, length=length, added_days=added_days, days=day_rules()).due_on
    return Deadline(
        case=case,
        organisation_id=case.organisation_id,
        rule=rule.code,
        rule_version=rule.version,
        subject_id=subject_id,
        started_on=started_on,
        due_on=due_on,
        length=length,
        added_days=added_days,
        is_target=rule.without_delay,
        remind_on=_remind_on(rule, due_on),
    )


def local_target(organisation_id: UUID, rule: ClockRule, day: date) -> int | None:
    """The organisation's own number of days on a day; None where it has set none and the proposed one counts."""
    own = LocalTarget.objects.on(day).filter(organisation_id=organisation_id, rule=rule.code)
    return own.values_list("length", flat=True).first()


@transaction.atomic
def stop_clock(
    actor: Actor, case: Case, rule_code: str, done_on: date, subject_id: UUID | None = None
) -> Deadline | None:
    """Note that what the clock reminded of is done. Without a running clock nothing happens.

    Raises:
        PermissionDenied: the actor does not answer for the case.
    """
    ensure(policies.may_answer_for(actor, case))
    running = Deadline.objects.select_for_update().running().filter(case=case, rule=rule_code, subject_id=subject_id)
    deadline = running.first()
    if deadline is None:
        return None
    return _finish(actor, deadline, done_on)


@transaction.atomic
def note_done(actor: Actor, deadline_id: UUID, *, done_on: date) -> Deadline:
    """A worker notes that the thing is done, where nothing in the product tells it by itself.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the clock has stopped already, stops by itself only, or the day does not fit.
    """
    deadline = _locked(actor, deadline_id)
    if "noted" not in rule_of(deadline.rule, deadline.rule_version).stops:
        raise RuleViolation(_("This date is noted as done by itself, when the thing is done."))
    if done_on > actor.day:
        raise RuleViolation(_("The day must not be in the future."))
    return _finish(actor, deadline, done_on)


@transaction.atomic
def pause_clock(actor: Actor, deadline_id: UUID, *, reason: str, from_on: date, last_on: date | None) -> ClockPause:
    """Let a clock stand still for some days, or until it is let go on. The due date moves by as many.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the rule has no pause for this reason, or the days do not fit.
        ValidationError: it is paused already at that time.
    """
    deadline = _locked(actor, deadline_id)
    if reason not in rule_of(deadline.rule, deadline.rule_version).pauses:
        raise RuleViolation(_("This date can't be paused for that reason."))
    if from_on > actor.day or (last_on and last_on > actor.day):
        raise RuleViolation(_("The day must not be in the future."))
    if last_on and last_on < from_on:
        raise RuleViolation(_("The last day must not be before the first."))
    pause = ClockPause(
        deadline=deadline,
        during=(from_on, last_on + timedelta(days=1) if last_on else None),
        reason=reason,
        noted_by_id=user_of(actor),
    )
    pause.full_clean()
    pause.save()
    _recount(deadline, actor.day)

    trail.record(actor, "deadline.paused", deadline, case=deadline.case_id, reason=str(reason))
    return pause


@transaction.atomic
def resume_clock(actor: Actor, deadline_id: UUID, *, last_on: date) -> Deadline:
    """Let a paused clock go on; `last_on` is the last day on which it stood still.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: it is not paused, or the day does not fit.
    """
    deadline = _locked(actor, deadline_id)
    pause = ClockPause.objects.select_for_update().filter(deadline=deadline, during__endswith__isnull=True).first()
    if pause is None:
        raise RuleViolation(_("This date is not paused."))
    if not pause.first_on <= last_on <= actor.day:
        raise RuleViolation(_("The last day must be between the first day and today."))
    pause.during = (pause.first_on, last_on + timedelta(days=1))
    pause.full_clean()
    pause.save()
    _recount(deadline, actor.day)

    trail.record(actor, "deadline.resumed", deadline, case=deadline.case_id)
    return deadline


@transaction.atomic
def correct_start(actor: Actor, deadline_id: UUID, *, version: int, started_on: date, reason: str) -> ClockCorrection:
    """Put a wrong start date right. Both dates stay to be seen; the clock keeps the version of its rule.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        Conflict: somebody changed it since `version`.
        RuleViolation: the date is the same, or in the future where it can't be.
    """
    deadline = _locked(actor, deadline_id)
    if deadline.version != version:
        raise Conflict(deadline.version, differences(deadline, {"started_on": started_on}))
    rule = rule_of(deadline.rule, deadline.rule_version)
    if started_on == deadline.started_on:
        raise RuleViolation(_("It is counted from that day already."), field="started_on")
    if started_on > actor.day and not (rule.backward or rule.ahead):
        raise RuleViolation(_("The day must not be in the future."), field="started_on")
    was_on, was_due_on = deadline.started_on, deadline.due_on
    deadline.started_on, deadline.version = started_on, deadline.version + 1
    _recount(deadline, actor.day)
    correction = ClockCorrection(
        deadline=deadline,
        was_on=was_on,
        now_on=started_on,
        was_due_on=was_due_on,
        now_due_on=deadline.due_on,
        reason=reason.strip(),
        corrected_by_id=user_of(actor),
        corrected_on=actor.day,
    )
    correction.full_clean()
    correction.save()

    trail.record(
        actor, "deadline.corrected", deadline, case=deadline.case_id, was=was_on.isoformat(), now=started_on.isoformat()
    )
    return correction


@transaction.atomic
def lengthen_clock(actor: Actor, case: Case, rule_code: str, *, subject_id: UUID, added_days: int) -> Deadline | None:
    """Let a running clock count so many days more than its rule says. Without a running clock nothing happens.

    Args:
        added_days: all of them, not how many come on top of those that are counted already.

    Raises:
        PermissionDenied: the actor does not answer for the case.
    """
    ensure(policies.may_answer_for(actor, case))
    running = Deadline.objects.select_for_update().running().filter(case=case, rule=rule_code, subject_id=subject_id)
    deadline = running.first()
    if deadline is None or deadline.added_days == added_days:
        return deadline
    deadline.added_days, deadline.version = added_days, deadline.version + 1
    _recount(deadline, actor.day)

    trail.record(actor, "deadline.lengthened", deadline, case=case.pk, rule=deadline.rule, days=added_days)
    return deadline


@transaction.atomic
def explain_delay(actor: Actor, deadline_id: UUID, *, version: int, reason: str) -> Deadline:
    """Write why something takes longer than it should.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        Conflict: somebody changed it since `version`.
    """
    deadline = _locked(actor, deadline_id)
    if deadline.version != version:
        raise Conflict(deadline.version, differences(deadline, {"late_reason": reason.strip()}))
    deadline.late_reason, deadline.version = reason.strip(), deadline.version + 1
    deadline.late_reason_on, deadline.late_reason_by_id = actor.day, user_of(actor)
    deadline.full_clean()
    deadline.save()

    trail.record(actor, "deadline.explained", deadline, case=deadline.case_id)
    return deadline


def counted(deadline: Deadline, pauses: list[ClockPause], today: date) -> Counted:
    """How a clock's date comes about, by the version with which it runs."""
    rule = rule_of(deadline.rule, deadline.rule_version)
    spans = [Paused(one.first_on, one.last_on) for one in pauses]
    until = deadline.done_on or today
    return count(
        rule,
        deadline.started_on,
        length=deadline.length,
        pauses=spans,
        added_days=deadline.added_days,
        days=day_rules(),
        today=until,
    )


def recount(deadline: Deadline, today: date) -> bool:
    """Work the date out anew, without saving. Returns whether anything changed."""
    pauses = list(ClockPause.objects.filter(deadline=deadline))
    due_on = counted(deadline, pauses, today).due_on
    is_paused = any(one.last_on is None for one in pauses)
    changed = (deadline.due_on, deadline.is_paused) != (due_on, is_paused)
    deadline.due_on, deadline.is_paused = due_on, is_paused
    deadline.remind_on = _remind_on(rule_of(deadline.rule, deadline.rule_version), due_on)
    return changed


def _recount(deadline: Deadline, today: date) -> None:
    recount(deadline, today)
    deadline.full_clean()
    deadline.save()
    clock_moved.send(sender=Deadline, deadline=deadline)


def _finish(actor: Actor, deadline: Deadline, done_on: date) -> Deadline:
    deadline.done_on = done_on
    deadline.version += 1
    deadline.full_clean()
    deadline.save()

    trail.record(actor, "deadline.done", deadline, case=deadline.case_id, rule=deadline.rule)
    return deadline


def _remind_on(rule: ClockRule, due_on: date) -> date | None:
    return due_on - timedelta(days=rule.remind_days) if rule.remind_days else None


def _locked(actor: Actor, deadline_id: UUID) -> Deadline:
    """A running clock of an active case that the actor answers for, locked after its case."""
    known = ensure_found(policies.own_deadlines(actor).filter(pk=deadline_id).values_list("case_id", flat=True).first())
    locked_case(actor, known)
    deadline = Deadline.objects.select_for_update().get(pk=deadline_id)
    if deadline.done_on is not None:
        raise RuleViolation(_("This date is done already, so it stays as it is."))
    return deadline
