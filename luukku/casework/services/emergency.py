"""Opening a case that is not one's own, when somebody's safety or a matter of hours requires it.

Only a worker of the organisation that has the case, only with the exact name and date of birth, only with a reason,
only for some hours. Who answers for the case is told at once; somebody else looks at it afterwards.
"""

from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case, EmergencyAccess, FamilyMembership, Person, ResponsibleWorker
from luukku.casework.rules.names import fold
from luukku.casework.services import limits
from luukku.casework.services._cases import user_of, workplace_of
from luukku.casework.services.responsibility import case_path
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found
from luukku.delivery import services as delivery

LASTS = timedelta(hours=4)
SHORTEST_REASON = 20
MOST_ATTEMPTS = 5
PER = timedelta(hours=1)


@transaction.atomic
def open_in_emergency(actor: Actor, *, name: str, birth_on: date, reason: str) -> list[EmergencyAccess]:
    """Open the cases of the person with exactly this name and date of birth, for four hours.

    Every attempt leaves a line, found or not; the answer to a wrong name tells nothing.

    Returns:
        One access for each case; none when nobody matches.

    Raises:
        PermissionDenied: the actor does not work with families here.
        RuleViolation: the reason is too short, or too many attempts in an hour.
    """
    ensure(policies.may_open_cases(actor))
    if len(reason.strip()) < SHORTEST_REASON:
        short = _("Tell in at least %(count)d characters why you need to open it.")
        raise RuleViolation(short % {"count": SHORTEST_REASON})
    if limits.is_used_up(actor, "emergency.asked", most=MOST_ATTEMPTS, within=PER):
        raise RuleViolation(_("You have tried this many times within an hour. Ask your supervisor to help."))

    cases = _matching_cases(actor, name, birth_on)
    trail.record(actor, "emergency.asked", found=bool(cases), purpose="emergency", cases=[case.pk for case in cases])
    return [_open(actor, case, reason.strip()) for case in cases]


@transaction.atomic
def note_seen(actor: Actor, access_id: UUID) -> EmergencyAccess:
    """Whoever answers for the case says to have read who opened it and why.

    Raises:
        PermissionDenied: the actor does not answer for the case.
    """
    access = ensure_found(EmergencyAccess.objects.select_for_update().filter(pk=access_id).first())
    ensure(policies.cases_answered_for(actor).filter(pk=access.case_id).exists())
    access.seen_by_owner_at = access.seen_by_owner_at or actor.at
    access.full_clean()
    access.save()

    trail.record(actor, "emergency.seen", access, case=access.case_id)
    return access


@transaction.atomic
def review_emergency(actor: Actor, access_id: UUID, *, was_justified: bool, note: str) -> EmergencyAccess:
    """A supervisor or the data protection officer says whether the opening was right.

    Raises:
        PermissionDenied: the actor does not review this one, or it is their own.
        RuleViolation: it was not right, and nothing says why.
    """
    access = ensure_found(EmergencyAccess.objects.select_for_update().filter(pk=access_id).first())
    ensure(policies.may_review(actor, access))
    if not was_justified and not note.strip():
        raise RuleViolation(_("Write what was wrong, so that it can be put right."))
    access.reviewed_at, access.reviewed_by_id = actor.at, actor.user_id
    access.was_justified, access.review_note = was_justified, note.strip()
    access.full_clean()
    access.save()

    trail.record(actor, "emergency.reviewed", access, case=access.case_id, justified=was_justified)
    return access


def _matching_cases(actor: Actor, name: str, birth_on: date) -> list[Case]:
    """Active cases here of whom the full name and the day fit exactly, however the letters are written."""
    folded = fold(name)
    if not folded:
        return []
    people = Person.objects.born_on(birth_on).filter(name_key__contains=folded)
    same = [one.pk for one in people if folded in (fold(one.name), fold(one.native_name))]
    families = FamilyMembership.objects.on(actor.day).filter(person_id__in=same).values("family_id")
    here = Case.objects.active().filter(organisation_id=workplace_of(actor), family_id__in=families)
    return list(here.select_related("organisation").order_by("pk"))


def _open(actor: Actor, case: Case, reason: str) -> EmergencyAccess:
    access = EmergencyAccess(
        case=case,
        user_id=user_of(actor),
        organisation_id=case.organisation_id,
        reason=reason,
        starts_at=actor.at,
        ends_at=actor.at + LASTS,
    )
    access.full_clean()
    access.save()
    trail.record(actor, "emergency.opened", access, case=case.pk, purpose="emergency")
    answering = ResponsibleWorker.objects.on(actor.day).filter(case=case).select_related("user").first()
    if answering is not None:
        away = policies.absences_on([case.organisation_id], [answering.user_id], actor.day)
        for user in (answering.user, *(absence.substitute for absence in away)):
            delivery.nudge(user, "emergency_access", organisation=case.organisation, path=case_path(case.pk))
    return access
