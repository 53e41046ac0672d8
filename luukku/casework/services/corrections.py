"""Demands to put something right: noted with both texts, decided by a worker, refused with a reason and advice."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case, Correction, Person
from luukku.casework.services._cases import user_of
from luukku.casework.services.exports import begin_answer, end_answer, person_to_answer
from luukku.casework.services.people import FIELDS, PersonFacts, edit_person
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure, ensure_found


@dataclass(frozen=True, slots=True)
class Demand:
    """What a person wants to have put right.

    Attributes:
        target: a fact of the person, or something else that `place` tells.
        old_text: what stands there; for a fact of the person it is read from there.
        grounds: why, in the person's own words.
    """

    target: str
    new_text: str
    received_on: date
    place: str = ""
    old_text: str = ""
    grounds: str = ""


@transaction.atomic
def note_correction(actor: Actor, case_id: UUID, person_id: UUID, *, asked_by_id: UUID, demand: Demand) -> Correction:
    """Note a demand, with what stands there now and what should stand there.

    Raises:
        PermissionDenied: the actor answers no questions about this case, or the person never belonged to its family.
        RuleViolation: who asks may not, the day is to come, or nothing says what stands there now.
    """
    case, person = person_to_answer(actor, case_id, person_id)
    asker = ensure_found(Person.objects.filter(pk=asked_by_id).first())
    if not policies.may_ask_about(asker, person, actor.day):
        raise RuleViolation(
            _("Only the person, or a guardian who may decide for them today, may ask for this."), field="asked_by"
        )
    if demand.received_on > actor.day:
        raise RuleViolation(_("The day on which it was asked can't be to come."), field="received_on")
    old_text = demand.old_text.strip()
    if demand.target != Correction.Target.OTHER:
        old_text = getattr(person, demand.target) or _("Nothing is written")
    if not old_text:
        raise RuleViolation(_("Write what stands there now, so that both texts are kept."), field="old_text")
    correction = Correction(
        case=case,
        person=person,
        asked_by=asker,
        received_on=demand.received_on,
        target=demand.target,
        place=demand.place.strip(),
        old_text=old_text,
        new_text=demand.new_text.strip(),
        grounds=demand.grounds.strip(),
        noted_by_id=user_of(actor),
    )
    correction.full_clean()
    correction.save()

    trail.record(actor, "correction.noted", correction, case=case.pk, person=str(person.pk), target=demand.target)
    begin_answer(actor, case, demand.received_on, correction.pk)
    return correction


@transaction.atomic
def decide_correction(actor: Actor, correction_id: UUID, *, is_accepted: bool, reason: str) -> Correction:
    """Put it right, or refuse with a reason. Both texts stay, whatever is decided.

    A fact of the person is put right by this. What stands elsewhere the worker has put right at its place.

    Raises:
        PermissionDenied: the actor does not decide this one, or it is decided already.
        RuleViolation: a refusal without reason; or a fact of a person whom the actor may not edit.
    """
    correction = ensure_found(
        Correction.objects.select_for_update(of=("self",))
        .select_related("person", "case")
        .filter(pk=correction_id)
        .first()
    )
    ensure(policies.decidable_corrections(actor).filter(pk=correction.pk).exists())
    if not is_accepted and not reason.strip():
        raise RuleViolation(_("Write why, so that the person can ask somebody else to look at it."), field="reason")
    if is_accepted and correction.target != Correction.Target.OTHER:
        _put_right(actor, correction)
    correction.state = Correction.State.CORRECTED if is_accepted else Correction.State.REFUSED
    correction.decided_by_id, correction.decided_at = user_of(actor), actor.at
    correction.reason = reason.strip()
    correction.version += 1
    correction.full_clean()
    correction.save()

    trail.record(actor, f"correction.{correction.state}", correction, case=correction.case_id)
    end_answer(actor, correction.case, correction.pk)
    return correction


def _put_right(actor: Actor, correction: Correction) -> None:
    person = correction.person
    if not policies.may_edit_person(actor, person):
        raise RuleViolation(_("Only who answers for the family of somebody who belongs to it can put this right."))
    told = {name: getattr(person, name) for name in FIELDS} | {correction.target: correction.new_text}
    edit_person(actor, person.pk, version=person.version, facts=PersonFacts(**told))


def corrections_of(actor: Actor, case: Case, person: Person) -> list[Correction]:
    """Demands about a person, the newest first."""
    rows = policies.visible_corrections(actor).filter(case=case, person=person).select_related("asked_by", "decided_by")
    return list(rows.order_by("-received_on", "-created_at"))
