"""Closing a case, with everything that ends with it, and opening it again."""

from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from luukku.accounts.models import Organisation
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.events import Weight, case_closing, case_reopened
from luukku.casework.models import (
    CareTeamMember,
    Case,
    CaseTransition,
    Deadline,
    ResponsibleWorker,
    Task,
)
from luukku.casework.rules.places import told_place
from luukku.casework.services import case_states
from luukku.casework.services._cases import locked_case, user_of, workplace_of
from luukku.casework.services._recipients import locked_workers
from luukku.casework.services.open_things import open_things
from luukku.casework.services.responsibility import case_path, make_room
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.delivery import services as delivery


@transaction.atomic
def close_case(actor: Actor, case_id: UUID, *, ground: str, note: str, despite: str = "") -> Case:
    """End the work with a family: the case can only be read from now on.

    Who answers does so for the last day today; helpers read nothing from this moment on; tasks that nobody has done
    are no longer needed, and the clocks stop.

    Args:
        ground, note: why, as a code and in words.
        despite: why it is closed though something is open.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: it is closed; something has to be settled first or has no reason; the note tells where a family
            moved to.
    """
    case = locked_case(actor, case_id)
    left_open = _ensure_closable(actor, case, despite)
    if ground == CaseTransition.Ground.MOVED:
        _ensure_tells_no_place(note, despite)
    case_closing.send(sender=Case, case=case, actor=actor)
    dropped = Task.objects.filter(case=case, state=Task.State.OPEN).update(
        state=Task.State.DROPPED, finished_at=actor.at, finished_by_id=user_of(actor)
    )
    Deadline.objects.running().filter(case=case).update(done_on=actor.day)
    _end_team(actor, case)
    _end_answering(actor, case)
    case_states.move(
        actor, case, Case.State.CLOSED, ground=ground, note=note.strip(), left_open=left_open, despite=despite.strip()
    )

    trail.record(actor, "case.closed", case, case=case.pk, ground=str(ground), left_open=left_open, dropped=dropped)
    return case


@transaction.atomic
def reopen_case(actor: Actor, case_id: UUID, *, user_id: UUID, reason: str) -> Case:
    """Take up the work with a family again, in the same case, from today on.

    Args:
        user_id: who answers for it now.

    Raises:
        PermissionDenied: the actor neither supervises the case nor answered for it until today.
        RuleViolation: it is not closed, there is no reason, or the person does not work with families here.
        ValidationError: the family has another open case here.
    """
    case = ensure_found(
        Case.objects.select_for_update(of=("self",)).select_related("organisation").filter(pk=case_id).first()
    )
    ensure(policies.may_see_fully(actor, case))
    if case.is_open:
        raise RuleViolation(case_states.REFUSALS[Case.State.REOPENED])
    ensure(policies.may_reopen(actor, case))
    if not reason.strip():
        raise RuleViolation(_("Write why the case is opened again."), field="reason")
    if locked_workers(workplace_of(actor), {user_id}, actor.day) != {user_id}:
        raise RuleViolation(_("Choose somebody who works with families in this organisation on that day."))
    make_room(case, actor.day)
    answers = ResponsibleWorker(case=case, user_id=user_id, during=(actor.day, None), handed_at=actor.at)
    if user_id == actor.user_id:
        answers.accepted_at = actor.at
    answers.full_clean()
    answers.save()
    case_states.move(actor, case, Case.State.REOPENED, note=reason.strip())

    trail.record(actor, "case.reopened", case, case=case.pk, to=str(user_id))
    case_reopened.send(sender=Case, case=case, actor=actor)
    if user_id != actor.user_id:
        delivery.nudge(answers.user, "case_reopened", organisation=case.organisation, path=case_path(case.pk))
    return case


def _ensure_closable(actor: Actor, case: Case, despite: str) -> list[str]:
    """The kinds of what stays open with a reason.

    Raises:
        RuleViolation: something has to be settled first, or stays open without a reason.
    """
    things = open_things(actor, case)
    blocking = [one for one in things if one.weight is Weight.BLOCKS]
    if blocking:
        message = ngettext(
            "One thing has to be settled before the case can be closed. It is listed on this page.",
            "%(count)d things have to be settled before the case can be closed. They are listed on this page.",
            len(blocking),
        )
        raise RuleViolation(message % {"count": len(blocking)})
    reasoned = sorted({one.kind for one in things if one.weight is Weight.NEEDS_REASON})
    if reasoned and not despite.strip():
        raise RuleViolation(_("Write why the case is closed though something is still open."), field="despite")
    return reasoned


def _ensure_tells_no_place(*texts: str) -> None:
    places = Organisation.objects.filter(kind=Organisation.Kind.MUNICIPALITY)
    names = [name for pair in places.values_list("name_fi", "name_sv") for name in pair if name]
    for text, field in zip(texts, ("note", "despite"), strict=True):
        place = told_place(text, names)
        if place:
            raise RuleViolation(
                _("Do not write where the family moved: “%(place)s” can be read here for years.") % {"place": place},
                field=field,
            )


def _end_team(actor: Actor, case: Case) -> None:
    """From this moment helpers read nothing; whose first day is today or later is taken out."""
    team = CareTeamMember.objects.select_for_update().filter(case=case)
    for helper in team.filter(Q(during__endswith__isnull=True) | Q(during__endswith__gt=actor.day)):
        trail.record(actor, "helper.ended", helper, case=case.pk, user=str(helper.user_id))
        if helper.during.lower >= actor.day:
            helper.delete()
            continue
        helper.during = (helper.during.lower, actor.day)
        helper.full_clean()
        helper.save()


def _end_answering(actor: Actor, case: Case) -> None:
    """Today is the last day of who answers; whoever was to begin later never does."""
    spans = ResponsibleWorker.objects.select_for_update().filter(case=case)
    spans.filter(during__startswith__gt=actor.day).delete()
    for span in spans.filter(during__contains=actor.day):
        span.during = (span.during.lower, actor.day + timedelta(days=1))
        span.full_clean()
        span.save()
