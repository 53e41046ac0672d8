"""Who answers for a case: handed on without a gap and without two at a time."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luukku.accounts.models import Membership, User
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case, ResponsibleWorker
from luukku.casework.services._cases import locked_case
from luukku.core.actor import Actor, Role
from luukku.core.errors import RuleViolation
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
    from_on = from_on or actor.day
    if from_on < actor.day:
        raise RuleViolation(_("The change can begin today at the earliest."))
    if not workers_to_answer(case, from_on).filter(pk=user_id).exists():
        raise RuleViolation(_("Choose somebody who works with families in this organisation on that day."))
    if ResponsibleWorker.objects.on(from_on).filter(case=case, user_id=user_id, during__endswith__isnull=True).exists():
        raise RuleViolation(_("This person already answers for the family."))

    make_room(case, from_on)
    answers = ResponsibleWorker(case=case, user_id=user_id, during=(from_on, None))
    answers.full_clean()
    answers.save()

    trail.record(actor, "case.reassigned", case, case=case.pk, to=str(user_id), from_on=from_on.isoformat())
    if user_id != actor.user_id:
        delivery.nudge(answers.user, "case_reassigned", organisation=case.organisation, path=case_path(case.pk))
    return answers


def workers_to_answer(case: Case, day: date) -> QuerySet[User]:
    """People who work with families in the case's organisation on the day, in its unit or in all of it."""
    at_work = Membership.objects.valid_on(day).filter(organisation_id=case.organisation_id, role=Role.CASEWORKER)
    return User.objects.filter(is_active=True, pk__in=at_work.values("user_id")).order_by("name")


def case_path(case_id: UUID) -> str:
    """The family's page below an organisation's prefix, for a link in a mail: the id and nothing else."""
    return f"/cases/{case_id}/"


def make_room(case: Case, from_on: date) -> None:
    """Let nobody answer from a day on, inside a service that names the next one at once."""
    spans = ResponsibleWorker.objects.select_for_update().filter(case=case)
    spans.filter(during__startswith__gte=from_on).delete()
    for span in spans.filter(during__contains=from_on):
        span.during = (span.during.lower, from_on)
        span.full_clean()
        span.save()
