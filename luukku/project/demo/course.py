"""Families' course in time in the demo: a father who is expected, a child of two homes, a protection that ends soon, a
question from elsewhere."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from luukku.accounts.actors import actor_for
from luukku.casework.models import AddressProtection, Case, CaseInquiry, ExpectedMember, FamilyMembership
from luukku.casework.services.expected import expect_member
from luukku.casework.services.inquiries import ask_elsewhere
from luukku.casework.services.memberships import change_residence
from luukku.casework.services.people import PersonFacts
from luukku.casework.services.protection import start_protection
from luukku.core.actor import Actor
from luukku.project.demo.region import Region

AWAITED = {"family": "Hirsi", "worker": "maija", "organisation": "nokia"}
TWO_HOMES = {"families": ("Yousefi", "Tavakoli"), "worker": "petri", "organisation": "tampere"}
ENDING = {"family": "Nuur", "worker": "fatima", "organisation": "kangasala"}
ASKING = {"family": "Khalil", "worker": "fatima", "organisation": "kangasala", "about": "Guled"}


def happen(region: Region, at: datetime) -> None:
    """Let it happen, unless it has."""
    _await_father(region, at)
    _live_in_turns(region, at)
    _let_protection_end_soon(region, at)
    _ask(region, at)


def _await_father(region: Region, at: datetime) -> None:
    case, actor = _case(region, AWAITED, at)
    if actor is None or ExpectedMember.objects.filter(family_id=case.family_id).exists():
        return
    facts = PersonFacts("Abdirahman Hirsi", called_name="Abdirahman", contact_language="so", mother_tongue="so")
    expect_member(
        actor, case.pk, facts=facts, role=FamilyMembership.Role.ADULT, expected_on=actor.day + timedelta(days=240)
    )


def _live_in_turns(region: Region, at: datetime) -> None:
    child = FamilyMembership.Role.CHILD
    for name in TWO_HOMES["families"]:
        case, actor = _case(region, TWO_HOMES | {"family": name}, at)
        if actor is None:
            continue
        shared = FamilyMembership.objects.filter(role=child, person__memberships__family__name=TWO_HOMES["families"][1])
        rows = FamilyMembership.objects.on(actor.day).filter(pk__in=shared.values("pk"), family_id=case.family_id)
        for row in rows.exclude(residence=FamilyMembership.Residence.TURNS):
            change_residence(actor, case.pk, row.pk, residence=FamilyMembership.Residence.TURNS)


def _let_protection_end_soon(region: Region, at: datetime) -> None:
    case, actor = _case(region, ENDING, at)
    adults = FamilyMembership.objects.filter(family_id=case.family_id, role=FamilyMembership.Role.ADULT)
    mother = adults.select_related("person").earliest("created_at").person
    if actor is None or AddressProtection.objects.filter(person=mother).exists():
        return
    days = timedelta(days=40)
    start_protection(
        actor, mother.pk, source="register", from_on=actor.day - timedelta(days=1786), last_on=actor.day + days
    )


def _ask(region: Region, at: datetime) -> None:
    case, actor = _case(region, ASKING, at)
    about = Case.objects.active().filter(family__name=ASKING["about"]).first()
    if actor is None or about is None or CaseInquiry.objects.filter(case=case).exists():
        return
    CaseInquiry.objects.create(case=case, about=about)
    ask_elsewhere(actor, case.pk)


def _case(region: Region, told: Mapping[str, object], at: datetime) -> tuple[Case, Actor | None]:
    organisation = region.organisations[str(told["organisation"])]
    case = Case.objects.filter(organisation=organisation, family__name=told["family"]).earliest("opened_on")
    return case, actor_for(region.people[str(told["worker"])], organisation, at)
