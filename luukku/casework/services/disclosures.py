"""Telling others by law, and the log of everything that was told (703/2023, 10 §)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.accounts.models import Organisation
from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.law.disclosures import basis_on
from luukku.casework.law.standing import standing_rule
from luukku.casework.models import (
    Case,
    DisclosedPerson,
    DisclosureEntry,
    FamilyMembership,
    InformationPermit,
    PermitSubject,
    Person,
    Section,
    StatutoryDisclosure,
)
from luukku.casework.rules.disclosing import Basis, is_within
from luukku.casework.rules.standing import OF_AGE, has_reached
from luukku.casework.services._cases import locked_case, user_of
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found

SHORTEST_REASON = 20
LONGEST = timedelta(days=366)
"""How long a law may keep something open before the worker looks at it again: our own choice."""


@dataclass(frozen=True, slots=True)
class LawfulFacts:
    """What a law lets us tell: on which basis, to whom, about whom, what, why and until when."""

    basis: str
    to_organisation: Organisation
    people: Sequence[Person]
    reason: str
    from_on: date
    last_on: date
    sections: Sequence[str] = ()
    data_classes: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Given:
    """What was told now: about whom, what, to whom and why."""

    people: Sequence[Person]
    purpose: str
    receiver: str = ""
    sections: Sequence[str] = ()
    data_classes: Sequence[str] = ()


@transaction.atomic
def disclose_by_law(actor: Actor, case_id: UUID, facts: LawfulFacts) -> StatutoryDisclosure:
    """Open what a law lets us tell another organisation without asking, with the reason. It is never a consent.

    Raises:
        PermissionDenied: the actor does not answer for the case.
        RuleViolation: there is no such section of an act on that day, or no reason, or a part does not fit; or the
            section lets nobody tell this to them, about these people, or so long.
    """
    case = locked_case(actor, case_id)
    basis = basis_on(facts.basis, facts.from_on)
    if basis is None:
        raise RuleViolation(_("Choose the section of the act that lets you tell this."), field="basis")
    _check(actor, case, facts)
    _ensure_basis_fits(case, facts, basis)
    disclosure = StatutoryDisclosure(
        case=case,
        to_organisation=facts.to_organisation,
        basis=basis.code,
        basis_version=basis.version,
        sections=sorted(set(facts.sections)),
        data_classes=sorted(set(facts.data_classes)),
        reason=facts.reason.strip(),
        recorded_by_id=user_of(actor),
        during=(facts.from_on, facts.last_on + timedelta(days=1)),
    )
    disclosure.full_clean()
    disclosure.save()
    DisclosedPerson.objects.bulk_create(DisclosedPerson(disclosure=disclosure, person=one) for one in facts.people)
    _record(actor, "disclosure.by_law", disclosure)
    if facts.sections:
        given = Given(facts.people, disclosure.reason, sections=facts.sections)
        _write(actor, case, given, to=facts.to_organisation, statutory=disclosure)
    return disclosure


@transaction.atomic
def end_disclosure(actor: Actor, disclosure_id: UUID) -> None:
    """Close what a law kept open: from this moment nothing more is read by it. What was told stays in the log.

    Raises:
        PermissionDenied: the actor does not answer for the case, or it has ended already.
    """
    allowed = policies.changeable_disclosures(actor).filter(pk=disclosure_id).values("pk")
    found = StatutoryDisclosure.objects.select_for_update().filter(pk__in=allowed)
    disclosure = ensure_found(found.first())
    disclosure.ended_at = actor.at
    disclosure.full_clean()
    disclosure.save()

    _record(actor, "disclosure.ended", disclosure)


@transaction.atomic
def note_told_by_permit(actor: Actor, permit_id: UUID, given: Given) -> DisclosureEntry:
    """Write into the log what was told by a permit: only what it covers, about those whom it covers, while it holds.

    Raises:
        PermissionDenied: the actor does not answer for the case, or the permit has been taken back.
        RuleViolation: the permit does not hold today, or does not cover this.
    """
    allowed = policies.changeable_permits(actor).filter(pk=permit_id)
    permit = ensure_found(allowed.filter(pk__in=InformationPermit.objects.in_force(actor.day).values("pk")).first())
    covered = set(PermitSubject.objects.in_force(actor.day).filter(permit=permit).values_list("person_id", flat=True))
    _ensure_covers(given, covered, permit.sections, permit.data_classes)
    case = locked_case(actor, permit.case_id)
    return _write(actor, case, given, to=permit.to_organisation, permit=permit)


@transaction.atomic
def note_told_by_law(actor: Actor, disclosure_id: UUID, given: Given) -> DisclosureEntry:
    """Write into the log what was told by law, within what was opened.

    Raises:
        PermissionDenied: the actor does not answer for the case, or it has ended.
        RuleViolation: it does not cover this.
    """
    found = policies.changeable_disclosures(actor).filter(pk=disclosure_id, during__contains=actor.day)
    disclosure = ensure_found(found.first())
    covered = set(disclosure.people.values_list("person_id", flat=True))
    _ensure_covers(given, covered, disclosure.sections, disclosure.data_classes)
    case = locked_case(actor, disclosure.case_id)
    return _write(actor, case, given, to=disclosure.to_organisation, statutory=disclosure)


def _ensure_covers(given: Given, covered: set[UUID], sections: Sequence[str], classes: Sequence[str]) -> None:
    if not given.people or not {person.pk for person in given.people} <= covered:
        raise RuleViolation(_("This does not cover everybody whom you chose."), field="people")
    if not (given.sections or given.data_classes):
        raise RuleViolation(_("Choose what was told."), field="data_classes")
    if not (is_within(given.sections, sections) and is_within(given.data_classes, classes)):
        raise RuleViolation(_("This does not cover everything that you chose."), field="data_classes")


def _write(
    actor: Actor,
    case: Case,
    given: Given,
    *,
    to: Organisation,
    permit: InformationPermit | None = None,
    statutory: StatutoryDisclosure | None = None,
) -> DisclosureEntry:
    entry = DisclosureEntry(
        case=case,
        person_ids=sorted(person.pk for person in given.people),
        from_organisation_id=permit.from_organisation_id if permit else case.organisation_id,
        discloser_id=user_of(actor),
        to_organisation=to,
        receiver=given.receiver.strip(),
        sections=sorted(set(given.sections)),
        data_classes=sorted(set(given.data_classes)),
        purpose=given.purpose.strip(),
        permit=permit,
        statutory=statutory,
        given_at=actor.at,
    )
    entry.full_clean()
    entry.save(force_insert=True)
    basis = f"{statutory.basis}.{statutory.basis_version}" if statutory else "permit"
    trail.record(actor, "disclosure.noted", entry, case=case.pk, to=str(to.pk), basis=basis)
    return entry


def _check(actor: Actor, case: Case, facts: LawfulFacts) -> None:
    if len(facts.reason.strip()) < SHORTEST_REASON:
        short = _("Tell in at least %(count)d characters why this is needed.")
        raise RuleViolation(short % {"count": SHORTEST_REASON}, field="reason")
    members = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id)
    if not facts.people or members.filter(person__in=facts.people).count() != len(set(facts.people)):
        raise RuleViolation(_("Choose people who belong to the family today."), field="people")
    if not (facts.sections or facts.data_classes):
        raise RuleViolation(_("Choose what may be told."), field="sections")
    if facts.to_organisation.pk == case.organisation_id:
        raise RuleViolation(_("Choose another organisation."), field="organisation")
    if facts.from_on < actor.day:
        raise RuleViolation(_("This can begin today at the earliest."), field="from_on")
    if not facts.from_on <= facts.last_on <= facts.from_on + LONGEST:
        raise RuleViolation(
            _("The last day must not be before the first, nor more than a year later."), field="last_on"
        )


def _ensure_basis_fits(case: Case, facts: LawfulFacts, basis: Basis) -> None:
    """A section of an act lets tell its own receivers, its own parts, about its own people, while it holds."""
    if not basis.holds_on(facts.last_on):
        raise RuleViolation(
            _("This section of the act ends before the last day. Choose an earlier one."), field="last_on"
        )
    if not basis.receivers & _kinds_of(facts.to_organisation):
        allowed = ", ".join(str(kind.label) for kind in Organisation.Kind if kind in basis.receivers)
        text = _("This section of the act does not let you tell this organisation. It lets you tell: %(allowed)s.")
        raise RuleViolation(text % {"allowed": allowed}, field="organisation")
    if not is_within(facts.sections, basis.sections):
        allowed = ", ".join(str(section.label) for section in Section if section in basis.sections)
        text = _("This section of the act does not open all of this. It may open: %(allowed)s.")
        raise RuleViolation(text % {"allowed": allowed}, field="sections")
    people = {person.pk for person in facts.people}
    if basis.only_unaccompanied and people - policies.came_alone(list(people)):
        raise RuleViolation(_("This section of the act is only about who came without a guardian."), field="people")
    if basis.only_children and any(not _is_child(case, person, facts.from_on) for person in facts.people):
        raise RuleViolation(_("This section of the act is only about who is under 18."), field="people")


def _kinds_of(organisation: Organisation) -> set[str]:
    """Its kind; a city that arranges social and health services itself has a county's duties too."""
    kinds = {str(organisation.kind)}
    if organisation.special == Organisation.Special.HELSINKI:
        kinds.add(Organisation.Kind.WELLBEING_COUNTY)
    return kinds


def _is_child(case: Case, person: Person, day: date) -> bool:
    """Under 18 on the day; whose birth is not known is a child when the family has them as one."""
    if person.birth_on is not None:
        return not has_reached(person.birth_on, day, standing_rule(OF_AGE, day))
    as_child = FamilyMembership.objects.on(day).filter(family_id=case.family_id, role=FamilyMembership.Role.CHILD)
    return as_child.filter(person=person).exists()


def _record(actor: Actor, action: str, disclosure: StatutoryDisclosure) -> None:
    trail.record(
        actor,
        action,
        disclosure,
        case=disclosure.case_id,
        to=str(disclosure.to_organisation_id),
        basis=f"{disclosure.basis}.{disclosure.basis_version}",
        sections=list(disclosure.sections),
        classes=list(disclosure.data_classes),
    )
