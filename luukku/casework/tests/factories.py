"""Families and cases for tests of every app. Only what a sentence mentions is given; the rest is plain.

Everything is made as of long ago and valid until further notice, unless told otherwise.
"""

import itertools
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from luukku.accounts.models import Organisation
from luukku.accounts.tests.factories import LONG_AGO, Worker
from luukku.casework.law.clocks import rule_of
from luukku.casework.models import (
    AddressProtection,
    CareTeamMember,
    Case,
    CaseNote,
    Deadline,
    Document,
    DocumentVersion,
    EmergencyAccess,
    Family,
    FamilyMembership,
    GuardianRelation,
    InformationPermit,
    InterpreterMode,
    Meeting,
    MeetingParticipant,
    PermitConsent,
    PermitSubject,
    Person,
    ResidenceRight,
    ResponsibleWorker,
    Section,
    Task,
    UnderstandingCheck,
)
from luukku.casework.rules.names import name_key
from luukku.core import clock
from luukku.files import services as files
from luukku.files.kinds import Kind

LONG_AFTER = date(2099, 1, 1)
ADULT, CHILD = FamilyMembership.Role.ADULT, FamilyMembership.Role.CHILD

_number = itertools.count(1)


def a_person(name: str = "", **fields: Any) -> Person:
    person = Person(name=name or f"Keksitty Ihminen{next(_number)}", **fields)
    person.name_key = name_key(person.name, person.native_name, person.called_name)
    person.save()
    return person


def a_member(
    family: Family,
    person: Person | None = None,
    role: str = ADULT,
    *,
    since: date = LONG_AGO,
    until: date | None = None,
    **fields: Any,
) -> Person:
    """A person in a family; `until` is the first day on which they no longer belong to it."""
    person = person or a_person(**fields)
    FamilyMembership.objects.create(family=family, person=person, role=role, during=(since, until))
    return person


def a_child(family: Family, **more: Any) -> Person:
    more.setdefault("birth_on", clock.today() - timedelta(days=7 * 366))
    return a_member(family, role=CHILD, **more)


def a_case(worker: Worker, family: Family | None = None, *, since: date = LONG_AGO, **fields: Any) -> Case:
    """An active case that the worker answers for; without a family given, one of a single adult."""
    family = family or _family_of_one()
    fields.setdefault("ground", Case.Ground.ASSESSMENT)
    fields.setdefault("unit", worker.unit)
    case = Case.objects.create(family=family, organisation=worker.organisation, opened_on=since, **fields)
    ResponsibleWorker.objects.create(case=case, user=worker.user, during=(since, None))
    return case


def a_family(worker: Worker, *, adults: int = 1, children: int = 1, name: str = "", **fields: Any) -> Family:
    """A family whose case (`family.cases.get()`) the worker answers for; adults are guardians of the children."""
    family = Family.objects.create(name=name or f"Perhe {next(_number)}", **fields)
    grown = [a_member(family, birth_on=date(1990, 1, 1)) for _adult in range(adults)]
    for _child in range(children):
        child = a_child(family)
        for guardian in grown:
            a_guardian(child, guardian)
    a_case(worker, family)
    return family


def a_guardian(
    child: Person, guardian: Person | None = None, *, since: date = LONG_AGO, until: date | None = None, **fields: Any
) -> GuardianRelation:
    return GuardianRelation.objects.create(
        child=child, guardian=guardian or a_person(), during=(since, until), **fields
    )


def a_helper(
    case: Case, worker: Worker, sections: tuple[Section, ...] = (), *, since: date = LONG_AGO, until: date | None = None
) -> CareTeamMember:
    """The worker in the case's care team; `until` is the first day after.

    Everybody in the family has permitted it when the worker is of another organisation.
    """
    if worker.organisation != case.organisation:
        a_permit(case, worker.organisation, tuple(Section), since=since, until=until or LONG_AFTER)
    return CareTeamMember.objects.create(
        case=case,
        user=worker.user,
        organisation=worker.organisation,
        function="Opettaja",
        sections=list(sections),
        during=(since, until),
    )


def a_permit(
    case: Case,
    to: Organisation,
    sections: Sequence[Section] = (),
    people: Iterable[Person] | None = None,
    *,
    since: date = LONG_AGO,
    until: date = LONG_AFTER,
    capacity: str = "self",
    **fields: Any,
) -> InformationPermit:
    """A permit of the family's first adult about these people, or everybody in the family today.

    `capacity`: in which it was given about the children; by themselves unless told, so that no guardian is waited for.
    """
    members = FamilyMembership.objects.on(clock.today()).filter(family=case.family).order_by("role", "created_at")
    everybody = [one.person for one in members.select_related("person")]
    fields.setdefault("data_classes", [] if sections else ["identity"])
    permit = InformationPermit.objects.create(
        case=case,
        giver=everybody[0],
        from_organisation=case.organisation,
        to_organisation=to,
        sections=[one.value for one in sections],
        purpose="Jotta apu sopii yhteen.",
        recorded_by=case.responsible_workers.earliest("during").user,
        during=(since, until),
        **fields,
    )
    children = {one.person_id for one in members if one.role == CHILD}
    for person in everybody if people is None else people:
        as_what = capacity if person.pk in children else "self"
        PermitSubject.objects.create(permit=permit, person=person, capacity=as_what)
    return permit


def a_consent(permit: InformationPermit, guardian: Person) -> PermitConsent:
    """Another guardian's yes to a permit, understood."""
    at, worker = clock.now(), permit.recorded_by
    check = UnderstandingCheck.objects.create(
        case=permit.case,
        person=guardian,
        subject_id=permit.pk,
        text_code="permit",
        text_hash="0" * 64,
        language="fi",
        method="own_words",
        result="understood",
        checked_by=worker,
        checked_at=at,
    )
    return PermitConsent.objects.create(
        permit=permit, guardian=guardian, understanding=check, recorded_by=worker, given_at=at
    )


def a_meeting(case: Case, starts_at: datetime | None = None, **fields: Any) -> Meeting:
    fields.setdefault("topic", "Tutustuminen")
    fields.setdefault("interpreter_state", Meeting.InterpreterState.NOT_NEEDED)
    fields.setdefault("interpreter_mode", InterpreterMode.NONE)
    return Meeting.objects.create(case=case, starts_at=starts_at or clock.now(), **fields)


def a_task(case: Case, added_by: Worker | None = None, **fields: Any) -> Task:
    """A task of whoever answers for the case, open and without a day unless told."""
    fields.setdefault("what", "Soittaa päiväkotiin")
    fields.setdefault("added_by", added_by.user if added_by else case.responsible_workers.latest("during").user)
    return Task.objects.create(case=case, **fields)


def a_note(case: Case, author: Worker, occurred_at: datetime | None = None, **fields: Any) -> CaseNote:
    at = occurred_at or clock.now()
    fields.setdefault("topic", "Puhelu")
    fields.setdefault("text", "Puhuimme kuulumisista.")
    fields.setdefault("kind", CaseNote.Kind.PHONE)
    fields.setdefault("recorded_at", max(at, clock.now()))
    return CaseNote.objects.create(
        case=case, author=author.user, organisation=author.organisation, occurred_at=at, **fields
    )


def a_participant(
    meeting: Meeting, person: Person | None = None, worker: Worker | None = None, **fields: Any
) -> MeetingParticipant:
    fields.setdefault("capacity", "family" if person else "helper" if worker else "other")
    return MeetingParticipant.objects.create(
        meeting=meeting, person=person, user=worker.user if worker else None, **fields
    )


def a_deadline(case: Case, rule: str = "plan_review", *, due_on: date | None = None, **fields: Any) -> Deadline:
    fields.setdefault("started_on", LONG_AGO)
    fields.setdefault("organisation_id", case.organisation_id)
    fields.setdefault("is_target", rule_of(rule, 1).without_delay)
    return Deadline.objects.create(case=case, rule=rule, due_on=due_on or clock.today(), **fields)


def an_emergency(
    case: Case, worker: Worker, *, at: datetime | None = None, hours: int = 4, **fields: Any
) -> EmergencyAccess:
    """The worker opened the case in an emergency at a moment (now unless told)."""
    at = at or clock.now()
    fields.setdefault("reason", "Äiti soitti ja on nyt sairaalassa.")
    return EmergencyAccess.objects.create(
        case=case,
        user=worker.user,
        organisation=worker.organisation,
        starts_at=at,
        ends_at=at + timedelta(hours=hours),
        **fields,
    )


def a_protection(
    person: Person, *, since: date = LONG_AGO, until: date | None = None, is_confirmed: bool = True
) -> AddressProtection:
    """`until` is the first day after, whose end a person has confirmed unless told otherwise."""
    return AddressProtection.objects.create(
        person=person,
        source=AddressProtection.Source.REGISTER,
        during=(since, until),
        end_confirmed_on=until if is_confirmed else None,
    )


def a_residence_right(person: Person, granted_on: date, **fields: Any) -> ResidenceRight:
    fields.setdefault("kind", ResidenceRight.Kind.PERMIT)
    fields.setdefault("during", (granted_on, None))
    return ResidenceRight.objects.create(person=person, granted_on=granted_on, **fields)


def _family_of_one() -> Family:
    family = Family.objects.create(name=f"Perhe {next(_number)}")
    a_member(family)
    return family


def a_document(worker: Worker, case: Case, *, content: bytes = b"Todistus", **fields: Any) -> Document:
    """A document with one version of plain text."""
    actor = worker.as_actor()
    fields.setdefault("title", f"Todistus {next(_number)}")
    fields.setdefault("kind", Document.Kind.CERTIFICATE)
    document = Document.objects.create(case=case, **fields)
    file = files.keep_made(actor, content, name="todistus", kind=Kind.TEXT)
    DocumentVersion.objects.create(document=document, number=1, file=file, added_by=worker.user, added_at=actor.at)
    return document
