"""What of a case a helper reads: the sections granted to their place in the care team, and nothing else.

Who reads a case whole reads every section. Apps above ask here and never look at a place's list of sections themselves.
"""

from collections.abc import Iterable

from django.db.models import Q

from luukku.casework.models import CareTeamMember, Case, CaseQuerySet, DatedQuerySet, Section
from luukku.casework.policies import cases
from luukku.core.actor import Actor


def cases_showing(actor: Actor, section: Section) -> CaseQuerySet:
    """Cases of which the actor reads this section, about everybody whom it concerns."""
    return cases_showing_some(actor, [section])


def cases_showing_some(actor: Actor, sections: Iterable[Section]) -> CaseQuerySet:
    """Cases of which the actor reads at least one of these sections, at least about somebody."""
    granted = Q(sections__overlap=[section.value for section in sections])
    helped = own_places(actor).filter(granted).values_list("case_id", flat=True)
    return cases.in_any([*cases.whole_relations(actor), helped])


def sections_shown(actor: Actor, case: Case) -> frozenset[Section]:
    """The sections of this case that the actor reads, about everybody whom they concern."""
    if cases.may_see_fully(actor, case):
        return frozenset(Section)
    granted = own_places(actor).filter(case=case).values_list("sections", flat=True)
    return frozenset(Section(section) for sections in granted for section in sections)


def may_read(actor: Actor, case: Case, section: Section) -> bool:
    return cases_showing(actor, section).filter(pk=case.pk).exists()


def own_places(actor: Actor) -> DatedQuerySet[CareTeamMember]:
    """The actor's own places in care teams that hold today and let the actor open the case."""
    if not actor.has(cases.WORKERS):
        return CareTeamMember.objects.none()
    return CareTeamMember.objects.on(actor.day).filter(user_id=actor.user_key, organisation_id=actor.organisation_key)
