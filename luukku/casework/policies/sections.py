"""What of a case a helper reads: the sections granted to their place in the care team, and nothing else.

Who reads a case whole reads every section. A helper of another organisation reads a granted section only while a permit
or a law opens it for their organisation, about everybody whom the section concerns. Apps above ask here and never look
at a place's list of sections themselves. Without a permit or a law in force for anybody, the case does not open at all.
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from luukku.casework.models import (
    CareTeamMember,
    Case,
    CaseQuerySet,
    DatedQuerySet,
    DisclosedPerson,
    FamilyMembership,
    PermitSubject,
    Section,
)
from luukku.casework.policies import cases
from luukku.core.actor import Actor

IN_HOUSE = Q(organisation_id=F("case__organisation_id"))
"""Places of helpers who work for the organisation that has the case: nothing leaves it."""

ABOUT = {Section.CHILDREN: FamilyMembership.Role.CHILD, Section.ADULTS: FamilyMembership.Role.ADULT}
"""Whom a section concerns, where it is not the whole family."""


def cases_showing(actor: Actor, section: Section) -> CaseQuerySet:
    """Cases of which the actor reads this section, about everybody whom it concerns."""
    helped = own_places(actor).filter(shows(section, actor.day)).values_list("case_id", flat=True)
    return cases.in_any([*cases.whole_relations(actor), helped])


def cases_showing_some(actor: Actor, sections: Iterable[Section]) -> CaseQuerySet:
    """Cases of which the actor reads at least one of these sections, at least about somebody."""
    some = Q(pk__in=[])
    for section in sections:
        some |= _granted(section) & (IN_HOUSE | _opened_for_somebody(actor.day, section))
    helped = own_places(actor).filter(some).values_list("case_id", flat=True)
    return cases.in_any([*cases.whole_relations(actor), helped])


def sections_shown(actor: Actor, case: Case) -> frozenset[Section]:
    """The sections of this case that the actor reads, about everybody whom they concern."""
    if cases.may_see_fully(actor, case):
        return frozenset(Section)
    place = with_sections(own_places(actor).filter(case=case), actor.day).first()
    return shown_to(place) if place else frozenset()


def people_shown(actor: Actor, case: Case, section: Section) -> QuerySet[FamilyMembership, UUID]:
    """The ids of those members about whom a helper of another organisation reads this section, one by one.

    For what belongs to one person alone, as a child's part of the plan. Empty for everybody else.
    """
    places = own_places(actor).filter(_granted(section), case=case).exclude(IN_HOUSE)
    members = FamilyMembership.objects.on(actor.day).filter(family__cases__in=places.values("case_id"))
    permitted, disclosed = _openings(actor.day, section, case.pk, actor.organisation_key)
    opened = permitted.values_list("person_id", flat=True).union(disclosed.values_list("person_id", flat=True))
    return members.filter(_about(section), person_id__in=opened).values_list("person_id", flat=True)


def may_read(actor: Actor, case: Case, section: Section) -> bool:
    return cases_showing(actor, section).filter(pk=case.pk).exists()


def own_places(actor: Actor) -> DatedQuerySet[CareTeamMember]:
    """The actor's own places in care teams that hold today."""
    if not actor.has(cases.WORKERS):
        return CareTeamMember.objects.none()
    return CareTeamMember.objects.on(actor.day).filter(user_id=actor.user_key, organisation_id=actor.organisation_key)


def shows(section: Section, day: date) -> Q:
    """Of places in care teams: those to which the section is granted, and open about everybody whom it concerns."""
    return _granted(section) & (IN_HOUSE | _opened_for_somebody(day, section) & ~_closed_for_somebody(day, section))


def with_sections(places: QuerySet[CareTeamMember], day: date) -> QuerySet[CareTeamMember]:
    """Places with what is really open to them: ask `shown_to`."""
    return places.annotate(**{f"shows_{section.value}": shows(section, day) for section in Section})


def shown_to(place: CareTeamMember) -> frozenset[Section]:
    """The sections open to a place read by `with_sections`; those granted and not open wait for a permit."""
    return frozenset(section for section in Section if getattr(place, f"shows_{section.value}", False))


def _granted(section: Section) -> Q:
    return Q(sections__contains=[section.value])


def _about(section: Section) -> Q:
    return Q(role=ABOUT[section]) if section in ABOUT else Q()


def _opened_for_somebody(day: date, section: Section) -> Q:
    case, organisation = OuterRef("case_id"), OuterRef("organisation_id")
    permitted, disclosed = _openings(day, section, case, organisation)
    return Q(Exists(permitted)) | Q(Exists(disclosed))


def _closed_for_somebody(day: date, section: Section) -> Q:
    """Somebody whom the section concerns is in the family today, and nothing lets it be told about them."""
    case, organisation = OuterRef(OuterRef("case_id")), OuterRef(OuterRef("organisation_id"))
    permitted, disclosed = _openings(day, section, case, organisation)
    concerned = FamilyMembership.objects.on(day).filter(_about(section), family_id=OuterRef("case__family_id"))
    same = {"person_id": OuterRef("person_id")}
    return Q(Exists(concerned.filter(~Exists(permitted.filter(**same)), ~Exists(disclosed.filter(**same)))))


Ref = OuterRef | UUID


def _openings(
    day: date, section: Section, case: Ref, organisation: Ref
) -> tuple[QuerySet[PermitSubject], QuerySet[DisclosedPerson]]:
    """About whom the section of a case may be told to an organisation on the day: by permit, and by law."""
    permitted = PermitSubject.objects.in_force(day).filter(
        permit__case_id=case,
        permit__from_organisation_id=F("permit__case__organisation_id"),
        permit__to_organisation_id=organisation,
        permit__sections__contains=[section.value],
    )
    disclosed = DisclosedPerson.objects.in_force(day).filter(
        disclosure__case_id=case,
        disclosure__to_organisation_id=organisation,
        disclosure__sections__contains=[section.value],
    )
    return permitted, disclosed
