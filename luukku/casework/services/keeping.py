"""How long a case is kept, and stopping its removal."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.law.records import keeping_rules
from luukku.casework.models import (
    Case,
    CaseKeeping,
    DisclosureEntry,
    Document,
    LegalHold,
    PermitSubject,
    RetentionClass,
)
from luukku.casework.rules.keeping import KeepingRule, kept_until, usual_class
from luukku.casework.rules.permit_keeping import permit_kept_until
from luukku.casework.services._cases import user_of
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.core.errors import RuleViolation, ensure, ensure_found

PERMITS, LOGS, INTEGRATION_LOGS = "permits", "logs", "integration_logs"


@dataclass(frozen=True, slots=True)
class Keeping:
    """Until when a case is kept.

    Attributes:
        chosen: its own retention class.
        rule: the rule that keeps it longest, its own or that of one of its documents, log lines or permits.
        until: the last day; None while nobody knows.
        hold: what stops its removal.
    """

    chosen: RetentionClass
    rule: KeepingRule
    until: date | None
    hold: LegalHold | None


def class_of(case: Case) -> RetentionClass:
    """The class that somebody chose for the case, or else the usual one of the organisation that owns it."""
    own = CaseKeeping.objects.filter(case=case).values_list("retention_class", flat=True).first()
    return RetentionClass(own or usual_class(case.organisation.kind))


def keeping_of(case: Case, day: date) -> Keeping:
    """How long this case is kept, all of it: its longest-kept document, log line or permit keeps the whole.

    In social care permits are kept 12 years after the death of whom they are about (703/2023, annex): see
    `permit_kept_until`. In integration services they go with their case.
    """
    chosen = class_of(case)
    is_social_care = chosen is not RetentionClass.INTEGRATION
    rules = keeping_rules(day)
    days = {chosen.value: kept_until(rules[chosen.value], closed_on=case.closed_on)}
    documents = Document.objects.filter(case=case, removed_at__isnull=True).select_related("about")
    for document in documents:
        born = document.about.birth_on if document.about else None
        until = kept_until(rules[document.retention_class], closed_on=case.closed_on, born_on=born)
        days[document.retention_class] = _later(days.get(document.retention_class, until), until)
    if is_social_care and (permits := _permits_until(case, rules[PERMITS])):
        days[PERMITS] = permits
    if last := _last_logged(case):
        logs = LOGS if is_social_care else INTEGRATION_LOGS
        days[logs] = kept_until(rules[logs], made_on=last)
    longest = next((code for code, until in days.items() if until is None), None)
    longest = longest or max(days, key=lambda code: days[code] or date.max)
    hold = case.legal_holds.standing().select_related("put_by").first()
    return Keeping(chosen, rules[longest], days[longest], hold)


def _permits_until(case: Case, rule: KeepingRule) -> date | None:
    """The last day of the permits about anybody in this case; None when there are none."""
    subjects = PermitSubject.objects.select_related("person", "permit").order_by("permit__during", "pk")
    newest = {one.person_id: one for one in subjects.filter(permit__case=case)}
    next_ones: dict[UUID, date] = {}
    for one in subjects.filter(person__in=newest).exclude(permit__case=case):
        if one.permit.first_on > newest[one.person_id].permit.first_on:
            next_ones.setdefault(one.person_id, one.permit.first_on)
    days = (
        permit_kept_until(
            rule,
            given_on=one.permit.first_on,
            next_on=next_ones.get(person_id),
            died_on=one.person.died_on,
            born_on=one.person.birth_on,
        )
        for person_id, one in newest.items()
    )
    return max(days, default=None)


def _last_logged(case: Case) -> date | None:
    """The newest line of what was told, or of an emergency opening: such lines are kept for years of their own."""
    told = DisclosureEntry.objects.filter(case=case).aggregate(last=Max("given_at"))["last"]
    opened = case.emergency_accesses.aggregate(last=Max("ends_at"))["last"]
    last = max((one for one in (told, opened) if one), default=None)
    return helsinki_day(last) if last else None


def _later(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


@transaction.atomic
def choose_keeping(actor: Actor, case_id: UUID, *, retention_class: str, reason: str) -> CaseKeeping:
    """Choose another retention class for a case, with a reason.

    Raises:
        PermissionDenied: the actor answers no questions about this case.
        RuleViolation: no reason.
    """
    case = ensure_found(Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first())
    ensure(policies.may_answer_about(actor, case))
    if not reason.strip():
        raise RuleViolation(_("Write why this time is right."), field="reason")
    row = CaseKeeping.objects.filter(case=case).first() or CaseKeeping(case=case)
    row.retention_class, row.reason, row.chosen_by_id = retention_class, reason.strip(), user_of(actor)
    row.full_clean()
    row.save()

    trail.record(actor, "keeping.chosen", case, case=case.pk, retention_class=retention_class)
    return row


@transaction.atomic
def put_hold(actor: Actor, case_id: UUID, *, reason: str) -> LegalHold:
    """Stop the removal of a case.

    Raises:
        PermissionDenied: the actor neither supervises it nor watches over data protection in its organisation.
        RuleViolation: no reason.
        ValidationError: it is stopped already.
    """
    case = ensure_found(Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first())
    ensure(policies.may_hold(actor, case))
    if not reason.strip():
        raise RuleViolation(_("Write what the data are needed for."), field="reason")
    hold = LegalHold(case=case, reason=reason.strip(), put_by_id=user_of(actor), put_at=actor.at)
    hold.full_clean()
    hold.save()

    trail.record(actor, "hold.put", hold, case=case.pk)
    return hold


@transaction.atomic
def lift_hold(actor: Actor, case_id: UUID, *, reason: str) -> LegalHold:
    """Let the removal go on.

    Raises:
        PermissionDenied: the actor neither supervises it nor watches over data protection in its organisation.
        RuleViolation: no reason, or nothing stops it.
    """
    case = ensure_found(Case.objects.select_for_update(of=("self",)).filter(pk=case_id).first())
    ensure(policies.may_hold(actor, case))
    hold = case.legal_holds.standing().first()
    if hold is None:
        raise RuleViolation(_("Nothing stops the removal of this family's data."))
    if not reason.strip():
        raise RuleViolation(_("Write why the data are no longer needed."), field="reason")
    hold.lifted_by_id, hold.lifted_at, hold.lifted_reason = user_of(actor), actor.at, reason.strip()
    hold.full_clean()
    hold.save()

    trail.record(actor, "hold.lifted", hold, case=case.pk)
    return hold
