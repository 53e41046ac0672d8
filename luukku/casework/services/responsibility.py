"""Who answers for a case: handed on without a gap and without two at a time."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luukku.accounts.models import User
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case, ResponsibleWorker
from luukku.casework.services._cases import locked_case, workplace_of
from luukku.casework.services._recipients import at_work, locked_workers
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.delivery import services as delivery


@transaction.atomic
def reassign(actor: Actor, case_id: UUID, *, user_id: UUID, from_on: date | None = None) -> ResponsibleWorker:
    """Let another worker of the organisation answer for the case, from today or from a later day.

    The case is locked first, so two who hand it on at once do it one after the other. Whoever began today, or would
    begin later, is replaced: on each day exactly one person answers, and the trail keeps who it was for some hours.

    Raises:
        PermissionDenied: the actor neither answers for the case nor supervises it.
        RuleViolation: the person does not work with families here that day, or the day is past.
    """
    case = locked_case(actor, case_id, allowed=policies.may_reassign)
    answers = _hand_on(actor, {case: user_id}, from_on or actor.day)[0]
    if user_id != actor.user_id:
        delivery.nudge(answers.user, "case_reassigned", organisation=case.organisation, path=case_path(case.pk))
    return answers


@transaction.atomic
def reassign_many(
    actor: Actor, worker_id: UUID, *, to: Mapping[UUID, UUID], from_on: date | None = None
) -> list[ResponsibleWorker]:
    """Hand families of one worker on to others: all of those named, or none of them.

    Args:
        worker_id: for whom the families are handed on.
        to: the new worker's id by the case's id.

    Raises:
        PermissionDenied: one of the cases is not this worker's, or not of a unit that the actor supervises.
        RuleViolation: nothing was chosen, a new worker does not work with families here that day, or answers already.
    """
    if not to:
        raise RuleViolation(_("Choose a new worker for at least one family."))
    worker = ensure_found(policies.led_workers(actor).filter(pk=worker_id).first())
    cases = [locked_case(actor, case_id, allowed=policies.may_reassign) for case_id in sorted(to)]
    theirs = set(policies.families_led(actor, worker).filter(pk__in=to).values_list("pk", flat=True))
    ensure(theirs == set(to))
    spans = _hand_on(actor, {case: to[case.pk] for case in cases}, from_on or actor.day)
    for user in {span.user for span in spans if span.user_id != actor.user_id}:
        delivery.nudge(user, "case_reassigned", organisation=cases[0].organisation, path="/")
    return spans


@transaction.atomic
def take_on(actor: Actor, case_id: UUID, *, told_on: date | None = None) -> ResponsibleWorker:
    """The worker says to have taken the family on, and on which day the family was told who answers for it now.

    Raises:
        PermissionDenied: the actor is not the responsible worker; a substitute takes nobody on.
        RuleViolation: the day is in the future, or before the case was handed on.
    """
    case = locked_case(actor, case_id)
    spans = ResponsibleWorker.objects.select_for_update().on(actor.day)
    span = ensure_found(spans.filter(case=case, user_id=actor.user_key).first())
    if told_on is not None:
        earliest = actor.day if span.handed_at is None else min(span.first_on, helsinki_day(span.handed_at))
        if not earliest <= told_on <= actor.day:
            raise RuleViolation(_("The day must be between the day of handing on and today."), field="told_on")
        span.told_on = told_on
    span.accepted_at = span.accepted_at or actor.at
    span.full_clean()
    span.save()

    trail.record(actor, "case.taken_on", case, case=case.pk, told_on=told_on.isoformat() if told_on else None)
    return span


def workers_to_answer(case: Case, day: date) -> QuerySet[User]:
    """People who work with families in the case's organisation on the day, in its unit or in all of it."""
    held = at_work(case.organisation_id, day)
    return User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("name")


def workers_here(actor: Actor, day: date) -> QuerySet[User]:
    """People who work with families in the actor's organisation on the day."""
    held = at_work(workplace_of(actor), day)
    return User.objects.filter(is_active=True, pk__in=held.values("user_id")).order_by("name", "pk")


def answered_before(case: Case, day: date) -> User | None:
    """Who answered for the case until the day before."""
    span = ResponsibleWorker.objects.filter(case=case, during__endswith=day).select_related("user").first()
    return span.user if span else None


def case_path(case_id: UUID) -> str:
    """The family's page below an organisation's prefix, for a link in a mail: the id and nothing else."""
    return f"/cases/{case_id}/"


def _hand_on(actor: Actor, to: Mapping[Case, UUID], from_on: date) -> list[ResponsibleWorker]:
    """New spans from the day on, for cases that are locked."""
    if from_on < actor.day:
        raise RuleViolation(_("The change can begin today at the earliest."), field="from_on")
    chosen = set(to.values())
    if locked_workers(workplace_of(actor), chosen, from_on) != chosen:
        raise RuleViolation(_("Choose somebody who works with families in this organisation on that day."))
    return [_let_answer(actor, case, user_id, from_on) for case, user_id in to.items()]


def _let_answer(actor: Actor, case: Case, user_id: UUID, from_on: date) -> ResponsibleWorker:
    if ResponsibleWorker.objects.on(from_on).filter(case=case, user_id=user_id, during__endswith__isnull=True).exists():
        raise RuleViolation(_("This person already answers for the family."))
    make_room(case, from_on)
    answers = ResponsibleWorker(case=case, user_id=user_id, during=(from_on, None), handed_at=actor.at)
    if user_id == actor.user_id:
        answers.accepted_at = actor.at
    answers.full_clean()
    answers.save()

    trail.record(actor, "case.reassigned", case, case=case.pk, to=str(user_id), from_on=from_on.isoformat())
    return answers


def make_room(case: Case, from_on: date) -> None:
    """Let nobody answer from a day on, inside a service that names the next one at once."""
    spans = ResponsibleWorker.objects.select_for_update().filter(case=case)
    spans.filter(during__startswith__gte=from_on).delete()
    for span in spans.filter(during__contains=from_on):
        span.during = (span.during.lower, from_on)
        span.full_clean()
        span.save()
