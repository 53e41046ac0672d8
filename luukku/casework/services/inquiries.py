"""A case may exist elsewhere: noticing it without telling anything, asking, and answering."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import Case, CaseInquiry, FamilyMembership, Person, PersonIdentifier, ResponsibleWorker
from luukku.casework.rules.names import fold
from luukku.casework.services._cases import user_of
from luukku.casework.services.responsibility import case_path
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found
from luukku.delivery import services as delivery

State = CaseInquiry.State
MOST_HINTS = 5
NOBODY = UUID(int=0)
"""Nobody's id, so that the database is asked the same when nobody was found."""


def note_possible(actor: Actor, case: Case, people: Sequence[Person]) -> None:
    """Keep that somebody of a family being registered may have a case elsewhere, inside the registering service.

    The same questions are asked of the database whoever the person is. Protected families are left out by the
    question itself, so that an answer about them looks, and takes as long, like one about nobody.
    """
    same = [NOBODY, *_same_people(people)]
    families = FamilyMembership.objects.on(actor.day).filter(person_id__in=same)
    elsewhere = policies.cases_to_hint_at(actor).filter(family_id__in=families.values("family_id"))
    found = list(elsewhere.exclude(family_id=case.family_id).order_by("pk")[:MOST_HINTS])
    CaseInquiry.objects.bulk_create([CaseInquiry(case=case, about=other) for other in found], ignore_conflicts=True)
    trail.record(actor, "inquiry.compared", case, case=case.pk)


def note_code(actor: Actor, row: PersonIdentifier) -> None:
    """The same for a person whose identity code was just written down: exactly this code may be known elsewhere."""
    if row.kind == PersonIdentifier.Kind.IDENTITY_CODE:
        for case in (
            policies.cases_answered_for(actor).active().filter(family__memberships__person=row.person).distinct()
        ):
            note_possible(actor, case, [row.person])


@transaction.atomic
def ask_elsewhere(actor: Actor, case_id: UUID) -> list[CaseInquiry]:
    """Ask those who may know a family of one's own whether one may contact them. Asking twice asks once.

    Raises:
        RuleViolation: there is nobody to ask.
    """
    mine = policies.own_inquiries(actor).filter(case_id=case_id)
    waiting = list(mine.possible().select_for_update(of=("self",)).select_related("about__organisation"))
    if not waiting and not mine.exists():
        raise RuleViolation(_("There is nobody to ask about this family."))
    for inquiry in waiting:
        inquiry.state, inquiry.asked_by_id, inquiry.asked_at = State.ASKED, user_of(actor), actor.at
        inquiry.full_clean()
        inquiry.save()
        _tell(actor, inquiry)
    trail.record(actor, "inquiry.asked", cases=[case_id], count=len(waiting))
    return waiting


@transaction.atomic
def answer_inquiry(actor: Actor, inquiry_id: UUID, *, may_contact: bool) -> CaseInquiry:
    """Say whether whoever asked may contact the actor. No says nothing, not even that the family is known.

    Raises:
        PermissionDenied: nobody asks the actor this.
    """
    asked = policies.inquiries_to_answer(actor).select_for_update(of=("self",))
    inquiry = ensure_found(asked.filter(pk=inquiry_id).first())
    inquiry.state = State.CONTACT if may_contact else State.NO
    inquiry.answered_by_id, inquiry.answered_at = user_of(actor), actor.at
    inquiry.full_clean()
    inquiry.save()
    trail.record(actor, "inquiry.answered", inquiry, case=inquiry.about_id, may_contact=may_contact)
    return inquiry


@transaction.atomic
def note_answer_read(actor: Actor, case_id: UUID) -> None:
    """Whoever asked has read the answers about a family of theirs."""
    answered = policies.own_inquiries(actor).filter(case_id=case_id, seen_at__isnull=True).answered()
    for inquiry in answered.select_for_update(of=("self",)):
        inquiry.seen_at = actor.at
        inquiry.full_clean()
        inquiry.save()
    trail.record(actor, "inquiry.answer_read", cases=[case_id])


def _same_people(people: Iterable[Person]) -> list[UUID]:
    """Other rows that may be the same people: one of the names alike to the letter, and the same date of birth."""
    found = _same_codes([one.pk for one in people])
    for person in people:
        names = {fold(one) for one in (person.name, person.native_name) if fold(one)}
        if person.birth_on is None or not names:
            continue
        born = Person.objects.born_on(person.birth_on).exclude(pk=person.pk).filter(merged_into__isnull=True)
        for name in sorted(names):
            alike = born.filter(name_key__contains=name).only("pk", "name", "native_name")
            found += [one.pk for one in alike if name in (fold(one.name), fold(one.native_name))]
    return found


def _same_codes(person_ids: list[UUID]) -> list[UUID]:
    """People of whom exactly the same identity code is noted; compared by marks, never opened."""
    codes = PersonIdentifier.objects.filter(kind=PersonIdentifier.Kind.IDENTITY_CODE)
    marks = codes.filter(person_id__in=person_ids).values("mark")
    return list(codes.filter(mark__in=marks).exclude(person_id__in=person_ids).values_list("person_id", flat=True))


def _tell(actor: Actor, inquiry: CaseInquiry) -> None:
    answers = ResponsibleWorker.objects.on(actor.day).filter(case_id=inquiry.about_id).select_related("user").first()
    if answers is not None:
        path = f"{case_path(inquiry.about_id)}inquiries/{inquiry.pk}/"
        delivery.nudge(answers.user, "case_inquiry", organisation=inquiry.about.organisation, path=path)
