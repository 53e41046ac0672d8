"""Days away and who stands in. The substitute's rights begin and end by themselves, at midnight in Helsinki."""

from datetime import date, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from luukku.accounts.models import User
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Absence, ResponsibleWorker
from luukku.casework.rules.case_states import OPEN
from luukku.casework.services._cases import user_of, workplace_of
from luukku.casework.services._recipients import locked_workers
from luukku.casework.services.responsibility import workers_here
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.delivery import services as delivery

LONGEST = timedelta(days=366)


@transaction.atomic
def note_absence(actor: Actor, *, user_id: UUID, substitute_id: UUID, from_on: date, last_on: date) -> Absence:
    """Note days on which a worker is away, and who may meanwhile do what the worker may.

    Raises:
        PermissionDenied: it is neither the actor nor a worker whom the actor leads.
        RuleViolation: the days do not fit, or the substitute does not work with families here on all of them, is away
            or is this very worker; or the worker stands in for somebody on those days.
        ValidationError: some of these days are noted already.
    """
    ensure(policies.may_note_absence(actor, user_id))
    _check_days(actor, from_on, last_on)
    if substitute_id == user_id:
        raise RuleViolation(_("Nobody stands in for themselves. Choose somebody else."), field="substitute")
    organisation_id = workplace_of(actor)
    if substitute_id not in locked_workers(organisation_id, {substitute_id}, from_on, last_on):
        raise RuleViolation(_("This person does not work with families here on all of those days."), field="substitute")
    _check_others(organisation_id, user_id, substitute_id, from_on, last_on)
    absence = Absence(
        user_id=user_id,
        organisation_id=organisation_id,
        substitute_id=substitute_id,
        noted_by_id=user_of(actor),
        during=(from_on, last_on + timedelta(days=1)),
    )
    absence.full_clean()
    absence.save()

    _record(actor, "absence.noted", absence)
    if substitute_id != actor.user_id:
        delivery.nudge(absence.substitute, "standing_in", organisation=absence.organisation, path="/")
    return absence


@transaction.atomic
def end_absence(actor: Actor, absence_id: UUID) -> None:
    """The worker is back: from this moment the substitute may do no more than before.

    Yesterday becomes the last day away; an absence that began today, or has not begun, is taken out.

    Raises:
        PermissionDenied: it is neither the actor's own nor of a worker whom the actor leads, or it is over.
    """
    allowed = policies.changeable_absences(actor).filter(pk=absence_id).values("pk")
    absence = ensure_found(Absence.objects.select_for_update().filter(pk__in=allowed).first())
    _record(actor, "absence.ended", absence)
    if absence.first_on >= actor.day:
        absence.delete()
        return
    absence.during = (absence.first_on, actor.day)
    absence.full_clean()
    absence.save()


def possible_substitutes(actor: Actor, user_id: UUID, day: date) -> QuerySet[User]:
    """Whoever works with families here on the day, but the worker."""
    return workers_here(actor, day).exclude(pk=user_id)


def _check_days(actor: Actor, from_on: date, last_on: date) -> None:
    if from_on < actor.day:
        raise RuleViolation(_("The first day can be today at the earliest."), field="from_on")
    if last_on < from_on:
        raise RuleViolation(_("The last day must not be before the first."), field="last_on")
    if last_on - from_on > LONGEST:
        raise RuleViolation(_("This is more than a year. Hand the families on to somebody else."), field="last_on")


def _check_others(organisation_id: UUID, user_id: UUID, substitute_id: UUID, from_on: date, last_on: date) -> None:
    """Nobody stands in who is away, and nobody goes away who stands in: else a family would meet nobody."""
    with connection.cursor() as cursor:  # one note at a time here: two at once must not make a circle
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"absences {organisation_id}"])
    days = (from_on, last_on + timedelta(days=1))
    then = Absence.objects.filter(organisation_id=organisation_id, during__overlap=days)
    if then.filter(user_id=substitute_id).exists():
        raise RuleViolation(_("This person is away on some of those days. Choose somebody else."), field="substitute")
    stood_in_for = then.filter(substitute_id=user_id).select_related("user").first()
    if stood_in_for is not None:
        told = _("They stand in for %(name)s on some of those days. Choose another substitute for %(name)s first.")
        raise RuleViolation(told % {"name": stood_in_for.user.name})


def _record(actor: Actor, action: str, absence: Absence) -> None:
    """The families for which the worker answers on the first day that counts can read that somebody stands in."""
    day = max(absence.first_on, actor.day)
    answered = ResponsibleWorker.objects.on(day).filter(
        user_id=absence.user_id, case__organisation_id=absence.organisation_id, case__state__in=OPEN
    )
    trail.record(
        actor,
        action,
        absence,
        cases=list(answered.values_list("case_id", flat=True)),
        user=str(absence.user_id),
        substitute=str(absence.substitute_id),
        from_on=absence.first_on.isoformat(),
        last_on=str(absence.last_on),
    )
