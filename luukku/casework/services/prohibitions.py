"""What a minor forbids a guardian (703/2023, 51 §), and taking it back."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.law.standing import years_of_age
from luukku.casework.models import Prohibition
from luukku.casework.rules.ages import age
from luukku.casework.services._cases import user_of
from luukku.casework.services.exports import person_to_answer
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found


@transaction.atomic
def note_prohibition(
    actor: Actor, case_id: UUID, person_id: UUID, *, guardian_id: UUID | None, extent: str, reason: str, told_on: date
) -> Prohibition:
    """Note that a young person forbids giving their data to a guardian, or to every guardian.

    Raises:
        PermissionDenied: the actor answers no questions about this case, or the person never belonged to its family.
        RuleViolation: the person is of age or of unknown age, the guardian is not theirs, or the day is to come.
        ValidationError: the same has been forbidden already.
    """
    case, person = person_to_answer(actor, case_id, person_id)
    if person.birth_on is None or age(person.birth_on, actor.day) >= years_of_age(actor.day):
        raise RuleViolation(_("Only a minor can forbid this. An adult's data are given to nobody else anyway."))
    if guardian_id is not None and not person.guardian_relations.filter(guardian_id=guardian_id).exists():
        raise RuleViolation(_("Choose one of the young person's guardians."), field="guardian")
    if told_on > actor.day:
        raise RuleViolation(_("The day can't be to come."), field="told_on")
    prohibition = Prohibition(
        case=case,
        person=person,
        guardian_id=guardian_id,
        extent=extent,
        reason=reason.strip(),
        told_on=told_on,
        noted_by_id=user_of(actor),
    )
    prohibition.full_clean()
    prohibition.save()

    trail.record(actor, "prohibition.noted", prohibition, case=case.pk, person=str(person.pk), extent=extent)
    return prohibition


@transaction.atomic
def lift_prohibition(actor: Actor, prohibition_id: UUID) -> Prohibition:
    """The young person takes it back.

    Raises:
        PermissionDenied: the actor answers no questions about its case.
        RuleViolation: it was taken back already.
    """
    found = Prohibition.objects.select_for_update().filter(pk=prohibition_id).first()
    prohibition = ensure_found(found)
    ensure(policies.visible_prohibitions(actor).filter(pk=prohibition.pk).exists())
    if prohibition.lifted_on is not None:
        raise RuleViolation(_("This has been taken back already."))
    prohibition.lifted_on, prohibition.lifted_by_id = actor.day, user_of(actor)
    prohibition.full_clean()
    prohibition.save()

    trail.record(actor, "prohibition.lifted", prohibition, case=prohibition.case_id, person=str(prohibition.person_id))
    return prohibition
