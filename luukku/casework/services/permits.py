"""Permits to tell others: given by somebody who may, understood, and taken back at once."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts.models import Organisation
from luukku.audit import trail
from luukku.casework import policies, sharing_words
from luukku.casework.law.standing import standing_rule, years_of_age
from luukku.casework.models import (
    Case,
    FamilyMembership,
    GuardianRelation,
    InformationPermit,
    PermitSubject,
    Person,
    UnderstandingCheck,
)
from luukku.casework.rules.ages import age
from luukku.casework.rules.disclosing import capacity
from luukku.casework.rules.standing import OWN_VOICE, has_reached
from luukku.casework.services._cases import locked_case, user_of
from luukku.casework.services.understanding import Explained, record_understanding
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found

TEXT_CODE = "permit"
LONGEST = timedelta(days=2 * 366)
"""How long a permit may hold at most: our own choice, so that it is asked again."""


@dataclass(frozen=True, slots=True)
class PermitFacts:
    """What somebody allows: who tells whom, about whom, what, why and until when."""

    giver: Person
    people: Sequence[Person]
    from_organisation: Organisation
    to_organisation: Organisation
    purpose: str
    from_on: date
    last_on: date
    sections: Sequence[str] = ()
    data_classes: Sequence[str] = ()
    purpose_family: str = ""
    alone_ground: str = ""
    alone_reason: str = ""


@transaction.atomic
def give_permit(actor: Actor, case_id: UUID, facts: PermitFacts, explained: Explained) -> InformationPermit:
    """Note that somebody allows one organisation to tell another. Holds from the first day, never wider than the right.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: the giver may not decide about one of the people today, does not understand it yet, or a part
            does not fit.
    """
    case = locked_case(actor, case_id)
    capacities = {person.pk: capacity_of(actor, case, facts.giver, person) for person in facts.people}
    _check(actor, case, facts, explained, capacities)
    permit = InformationPermit(
        pk=uuid4(),
        case=case,
        giver=facts.giver,
        from_organisation=facts.from_organisation,
        to_organisation=facts.to_organisation,
        sections=sorted(set(facts.sections)),
        data_classes=sorted(set(facts.data_classes)),
        purpose=facts.purpose.strip(),
        purpose_family=facts.purpose_family.strip(),
        recorded_by_id=user_of(actor),
        alone_ground=facts.alone_ground,
        alone_reason=facts.alone_reason.strip() if facts.alone_ground else "",
        during=(facts.from_on, facts.last_on + timedelta(days=1)),
    )
    told = text_hash(facts, explained.language)
    permit.understanding = record_understanding(
        actor, case, facts.giver, explained, subject_id=permit.pk, text_code=TEXT_CODE, text_hash=told
    )
    permit.full_clean()
    permit.save(force_insert=True)
    PermitSubject.objects.bulk_create(
        PermitSubject(permit=permit, person=person, capacity=capacities[person.pk] or "") for person in facts.people
    )
    _record(actor, "permit.given", permit)
    return permit


def facts_of(permit: InformationPermit) -> PermitFacts:
    """What a permit allows, as it was given."""
    subjects = PermitSubject.objects.filter(permit=permit).select_related("person").order_by("person__birth_on", "pk")
    return PermitFacts(
        giver=permit.giver,
        people=[one.person for one in subjects],
        from_organisation=permit.from_organisation,
        to_organisation=permit.to_organisation,
        purpose=permit.purpose,
        from_on=permit.first_on,
        last_on=permit.last_on or permit.first_on,
        sections=permit.sections,
        data_classes=permit.data_classes,
        purpose_family=permit.purpose_family,
        alone_ground=permit.alone_ground,
        alone_reason=permit.alone_reason,
    )


@transaction.atomic
def revoke_permit(actor: Actor, permit_id: UUID) -> InformationPermit:
    """Take a permit back: from this moment nothing more is read or told by it. Works in a closed case too.

    Raises:
        PermissionDenied: the actor does not answer for the case, or it has been taken back already.
    """
    allowed = policies.changeable_permits(actor).filter(pk=permit_id).values("pk")
    permit = ensure_found(InformationPermit.objects.select_for_update().filter(pk__in=allowed).first())
    permit.revoked_at, permit.revoked_by_id = actor.at, user_of(actor)
    permit.full_clean()
    permit.save()

    _record(actor, "permit.revoked", permit)
    return permit


def capacity_of(actor: Actor, case: Case, giver: Person, person: Person) -> str | None:
    """In which capacity the giver may, today, permit telling about this member of the family; None when not at all."""
    member = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id, person=person).first()
    if member is None:
        return None
    relations = GuardianRelation.objects.deciding_on(actor.day).filter(guardian=giver, child=person)
    return capacity(
        is_self=giver.pk == person.pk,
        speaks_for_self=_speaks_for_self(person, actor.day, is_adult=member.role == FamilyMembership.Role.ADULT),
        kind=relations.values_list("kind", flat=True).first(),
    )


def possible_givers(actor: Actor, case: Case) -> list[Person]:
    """Members who may speak for themselves, and guardians of the children, also those who live elsewhere."""
    members = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id).select_related("person")
    found = {
        row.person_id: row.person
        for row in members.order_by("role", "person__birth_on", "pk")
        if _speaks_for_self(row.person, actor.day, is_adult=row.role == FamilyMembership.Role.ADULT)
    }
    children = [row.person_id for row in members if row.role == FamilyMembership.Role.CHILD]
    for relation in policies.guardians_of(children, actor.day).order_by("guardian__name", "pk"):
        found.setdefault(relation.guardian_id, relation.guardian)
    return list(found.values())


def text_hash(facts: PermitFacts, language: str) -> str:
    """The SHA-256 of the words that are shown or read to the giver."""
    return hashlib.sha256("\n".join(sharing_words.permit_lines(facts, language)).encode()).hexdigest()


def _speaks_for_self(person: Person, day: date, *, is_adult: bool) -> bool:
    if person.birth_on is None:
        return is_adult
    return age(person.birth_on, day) >= years_of_age(day) or has_reached(
        person.birth_on, day, standing_rule(OWN_VOICE, day)
    )


def _check(
    actor: Actor, case: Case, facts: PermitFacts, explained: Explained, capacities: dict[UUID, str | None]
) -> None:
    if not facts.people:
        raise RuleViolation(_("Choose at least one person about whom something may be told."), field="people")
    refused = [person.short_name for person in facts.people if capacities[person.pk] is None]
    if refused:
        told = _("%(giver)s can't give a permit about %(names)s today. The person can, or a guardian who decides.")
        names = {"giver": facts.giver.short_name, "names": ", ".join(refused)}
        raise RuleViolation(told % names, field="people")
    if not (facts.sections or facts.data_classes):
        raise RuleViolation(_("Choose what may be told."), field="sections")
    sides = {facts.from_organisation.pk, facts.to_organisation.pk}
    if len(sides) == 1 or case.organisation_id not in sides:
        raise RuleViolation(_("Choose another organisation."), field="organisation")
    if facts.sections and facts.from_organisation.pk != case.organisation_id:
        raise RuleViolation(_("Parts shown in Luukku are told by us. Choose kinds of information."), field="sections")
    if facts.from_on < actor.day:
        raise RuleViolation(_("A permit can begin today at the earliest."), field="from_on")
    if not facts.from_on <= facts.last_on <= facts.from_on + LONGEST:
        raise RuleViolation(
            _("The last day must not be before the first, nor more than two years later."), field="last_on"
        )
    if facts.alone_ground and not facts.alone_reason.strip():
        raise RuleViolation(_("Write what it is based on that one guardian decides alone."), field="alone_reason")
    ensure_understood(explained)


def ensure_understood(explained: Explained) -> None:
    """
    Raises:
        RuleViolation: it was understood partly, or not yet.
    """
    if explained.result != UnderstandingCheck.Result.UNDERSTOOD:
        raise RuleViolation(
            _("A permit that was not understood is none. Explain it again, with an interpreter if needed."),
            field="result",
        )


def _record(actor: Actor, action: str, permit: InformationPermit) -> None:
    trail.record(
        actor,
        action,
        permit,
        case=permit.case_id,
        to=str(permit.to_organisation_id),
        sections=list(permit.sections),
        classes=list(permit.data_classes),
    )
