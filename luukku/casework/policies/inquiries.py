"""Rights to inquiries whether a case exists elsewhere. Nothing protected is ever asked about."""

from django.db.models import Exists, OuterRef, Q

from luukku.casework.models import (
    AddressProtection,
    Case,
    CaseInquiry,
    CaseInquiryQuerySet,
    CaseQuerySet,
    FamilyMembership,
)
from luukku.casework.policies.cases import cases_answered_for, visible_cases
from luukku.core.actor import Actor


def cases_to_hint_at(actor: Actor) -> CaseQuerySet:
    """Active cases that the actor does not see, of families in which nobody is protected: that one exists may be
    hinted at, and nothing else of it."""
    return _without_protected(actor, Case.objects.active()).exclude(pk__in=visible_cases(actor).values("pk"))


def own_inquiries(actor: Actor) -> CaseInquiryQuerySet:
    """What the actor may ask, has asked and was answered, about families that they answer for."""
    inquiries = CaseInquiry.objects.filter(case__in=cases_answered_for(actor).active())
    shown = Q(about__in=_without_protected(actor, Case.objects.all()))
    return inquiries.filter(shown | ~Q(state=CaseInquiry.State.POSSIBLE))


def inquiries_to_answer(actor: Actor) -> CaseInquiryQuerySet:
    """What others ask about families that the actor answers for."""
    return CaseInquiry.objects.asked().filter(about__in=cases_answered_for(actor).active())


def _without_protected(actor: Actor, cases: CaseQuerySet) -> CaseQuerySet:
    protected = AddressProtection.objects.protecting_on(actor.day).values("person_id")
    members = FamilyMembership.objects.on(actor.day).filter(family_id=OuterRef("family_id"), person_id__in=protected)
    return cases.exclude(Exists(members))
