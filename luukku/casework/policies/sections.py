"""What of a case a helper reads: the sections granted to their place in the care team, and nothing else.

Who reads a case whole reads every section. A helper of another organisation reads a granted section only while a permit
or a law opens it for their organisation, about everybody whom the section concerns. Apps above ask here and never look
at a place's list of sections themselves. Without a permit or a law in force for anybody, the case does not open at all.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db.models import CharField, Exists, F, Func, OuterRef, Q, QuerySet, Value

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
from luukku.casework.policies import cases, relations, sharing
from luukku.casework.policies.relations import CaseIds, for_the_day
from luukku.core.actor import Actor

IN_HOUSE = Q(organisation_id=F("case__organisation_id"))
"""Places of helpers who work for the organisation that has the case: nothing leaves it."""

ABOUT = {Section.CHILDREN: FamilyMembership.Role.CHILD, Section.ADULTS: FamilyMembership.Role.ADULT}
"""Whom a section concerns, where it is not the whole family."""


def cases_showing(actor: Actor, section: Section) -> CaseQuerySet:
    """Cases of which the actor reads this section, about everybody whom it concerns."""
    return cases.in_any([*relations.whole_relations(actor), _helped_in(actor, section)])


def cases_helped_in(actor: Actor, section: Section) -> CaseQuerySet:
    """Those of them in whose care team the actor is."""
    return cases.in_any([_helped_in(actor, section)])


@for_the_day
def _helped_in(actor: Actor, section: Section) -> CaseIds:
    return own_places(actor).filter(shows(section, actor.day)).values_list("case_id", flat=True)


def cases_showing_some(actor: Actor, sections: Iterable[Section]) -> CaseQuerySet:
    """Cases of which the actor reads at least one of these sections, at least about somebody."""
    return cases.in_any([*relations.whole_relations(actor), _helped_in_some(actor, tuple(sections))])


def cases_helped_in_some(actor: Actor, sections: Iterable[Section]) -> CaseQuerySet:
    """Those of them in whose care team the actor is."""
    return cases.in_any([_helped_in_some(actor, tuple(sections))])


@for_the_day
def _helped_in_some(actor: Actor, sections: tuple[Section, ...]) -> CaseIds:
    asked = [section.value for section in sections]
    opened = IN_HOUSE & Q(sections__overlap=asked) | _opened_among(actor.day, asked)
    return own_places(actor).filter(opened).values_list("case_id", flat=True)


def sections_shown(actor: Actor, case: Case) -> frozenset[Section]:
    """The sections of this case that the actor reads, about everybody whom they concern."""
    if cases.may_see_fully(actor, case):
        return frozenset(Section)
    shown = shown_to(own_places(actor).filter(case=case).select_related("case"), actor.day)
    return frozenset[Section]().union(*shown.values())


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
    if not actor.has(relations.WORKERS):
        return CareTeamMember.objects.none()
    return CareTeamMember.objects.on(actor.day).filter(user_id=actor.user_key, organisation_id=actor.organisation_key)


def shows(section: Section, day: date) -> Q:
    """Of places in care teams: those to which the section is granted, and open about everybody whom it concerns."""
    return _granted(section) & (IN_HOUSE | _opened_for_somebody(day, section) & ~_closed_for_somebody(day, section))


def shown_to(places: Iterable[CareTeamMember], day: date) -> dict[UUID, frozenset[Section]]:
    """What is really open to each of these places, read with their cases; what is granted beside waits for a permit.

    The rule of `shows` for rows that are at hand: three queries when some come from other organisations, else none.
    """
    listed = list(places)
    foreign = [place for place in listed if place.organisation_id != place.case.organisation_id]
    granted = {place.pk: frozenset(Section(code) for code in place.sections) for place in listed}
    return granted | (_open_to_others(foreign, day) if foreign else {})


def _open_to_others(places: list[CareTeamMember], day: date) -> dict[UUID, frozenset[Section]]:
    cases_ids = {place.case_id for place in places}
    told = _told(cases_ids, day)
    family: defaultdict[UUID, list[FamilyMembership]] = defaultdict(list)
    for member in FamilyMembership.objects.on(day).filter(family__cases__in=cases_ids).distinct():
        family[member.family_id].append(member)

    def is_open(place: CareTeamMember, section: Section) -> bool:
        people = told[place.case_id, place.organisation_id, section]
        whom = ABOUT.get(section)
        concerned = {one.person_id for one in family[place.case.family_id] if whom is None or one.role == whom}
        return bool(people) and concerned <= people

    return {place.pk: frozenset(one for one in map(Section, place.sections) if is_open(place, one)) for place in places}


def _told(case_ids: set[UUID], day: date) -> defaultdict[tuple[UUID, UUID, str], set[UUID]]:
    """About whom may be told, by case, organisation and section."""
    permitted = PermitSubject.objects.in_force(day).filter(
        permit__case__in=case_ids, permit__from_organisation_id=F("permit__case__organisation_id")
    )
    disclosed = DisclosedPerson.objects.in_force(day).filter(disclosure__case__in=case_ids)
    told: defaultdict[tuple[UUID, UUID, str], set[UUID]] = defaultdict(set)
    for rows, of in ((permitted, "permit"), (disclosed, "disclosure")):
        read = rows.values_list(f"{of}__case_id", f"{of}__to_organisation_id", f"{of}__sections", "person_id")
        for case_id, organisation_id, sections, person_id in read:
            for section in sections:
                told[case_id, organisation_id, section].add(person_id)
    return told


def _granted(section: Section) -> Q:
    return Q(sections__contains=[section.value])


def _about(section: Section) -> Q:
    return Q(role=ABOUT[section]) if section in ABOUT else Q()


def _opened_for_somebody(day: date, section: Section) -> Q:
    case, organisation = OuterRef("case_id"), OuterRef("organisation_id")
    permitted, disclosed = _openings(day, section, case, organisation)
    return Q(Exists(permitted)) | Q(Exists(disclosed))


def _opened_among(day: date, sections: list[str]) -> Q:
    """Of places in care teams: one of these sections is granted, and open about at least somebody."""
    granted = Among(OuterRef("sections"), Value(sections, SECTION_CODES))
    permitted, disclosed = sharing.opening(day)
    return Q(Exists(permitted.filter(permit__sections__overlap=granted))) | Q(
        Exists(disclosed.filter(disclosure__sections__overlap=granted))
    )


SECTION_CODES = ArrayField(CharField())


class Among(Func):
    """What two lists have in common."""

    template = "ARRAY(SELECT unnest(%(expressions)s))"
    arg_joiner = ") INTERSECT SELECT unnest("
    output_field = SECTION_CODES


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
