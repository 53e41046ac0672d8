"""What is shared with whom, put together for one page: helpers with what is open to them, permits, laws, the log."""

from collections import defaultdict
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import QuerySet

from luukku.accounts.models import Organisation
from luukku.casework import policies
from luukku.casework.models import (
    CareTeamMember,
    Case,
    DisclosedPerson,
    DisclosureEntry,
    ExternalContact,
    FamilyMembership,
    InformationPermit,
    PermitSubject,
    Person,
    Section,
    StatutoryDisclosure,
)
from luukku.casework.rules.disclosing import Basis
from luukku.casework.services.permit_guardians import PermitStanding, standings
from luukku.casework.sharing_words import law_of, what
from luukku.core.actor import Actor

LATEST = 20


@dataclass(frozen=True, slots=True)
class Teammate:
    """Somebody in the care team today, with what is open to them and what waits for a permit."""

    place: CareTeamMember
    shown: frozenset[Section]
    is_outside: bool

    @property
    def sections(self) -> list[Section]:
        return [section for section in Section if section in self.shown]

    @property
    def waiting(self) -> list[Section]:
        """Sections granted to the place that nothing opens to its organisation."""
        return [Section(one) for one in self.place.sections if Section(one) not in self.shown]


@dataclass(frozen=True, slots=True)
class PermitRow:
    """One permit, in force or not."""

    permit: InformationPermit
    people: list[PermitSubject]
    is_in_force: bool
    standing: PermitStanding

    @property
    def what(self) -> str:
        return "; ".join(what(self.permit.sections, self.permit.data_classes))


@dataclass(frozen=True, slots=True)
class LawRow:
    """One opening by law, in force or not."""

    disclosure: StatutoryDisclosure
    people: list[Person]
    is_in_force: bool

    @property
    def what(self) -> str:
        return "; ".join(what(self.disclosure.sections, self.disclosure.data_classes))


@dataclass(frozen=True, slots=True)
class LogRow:
    """One line of the log. `basis`: the section of the act by which it was told; None when a permit let it."""

    entry: DisclosureEntry
    basis: Basis | None

    @property
    def what(self) -> str:
        return "; ".join(what(self.entry.sections, self.entry.data_classes))


@dataclass(slots=True)
class Sharing:
    """Everything on the page of one case; permits and laws apart."""

    team: list[Teammate]
    contacts: list[ExternalContact]
    permits: list[PermitRow]
    laws: list[LawRow]
    log: list[LogRow] = field(default_factory=list)
    log_is_longer: bool = False


def team_of(actor: Actor, case: Case, sight: policies.Sight | None = None) -> list[Teammate]:
    """Today's care team as far as the actor sees it, with what is really open to each.

    One query, and another when helpers come from other organisations.

    Args:
        sight: what binds the actor to the case, where that has been asked already.
    """
    is_whole = sight is not None and sight.is_whole
    seen = CareTeamMember.objects.all() if is_whole else policies.visible_care_team(actor)
    places = seen.filter(case=case, during__contains=actor.day).select_related("case", "user", "organisation")
    return teammates(actor, list(places.order_by("created_at", "pk")))


def teammates(actor: Actor, places: list[CareTeamMember]) -> list[Teammate]:
    """These places of the care team, read with their cases, with what is open to each today."""
    shown = policies.shown_to(places, actor.day)
    return [Teammate(one, shown[one.pk], one.organisation_id != one.case.organisation_id) for one in places]


def sharing_of(actor: Actor, case: Case) -> Sharing:
    """A fixed number of queries, however much is shared."""
    permits = policies.visible_permits(actor).filter(case=case)
    permits = permits.select_related("giver", "from_organisation", "to_organisation", "understanding", "recorded_by")
    laws = policies.visible_disclosures(actor).filter(case=case).select_related("to_organisation", "recorded_by")
    log = list(log_of(actor, case)[: LATEST + 1])
    return Sharing(
        team=team_of(actor, case),
        contacts=list(
            policies.visible_contacts(actor).filter(case=case, during__contains=actor.day).order_by("name", "pk")
        ),
        permits=_permit_rows(actor, list(permits.order_by("-during", "pk"))),
        laws=_law_rows(actor, list(laws.order_by("-during", "pk"))),
        log=[_log_row(entry) for entry in log[:LATEST]],
        log_is_longer=len(log) > LATEST,
    )


def log_of(actor: Actor, case: Case) -> QuerySet[DisclosureEntry]:
    """What was told to others, the newest first."""
    related = ("to_organisation", "from_organisation", "discloser", "permit", "statutory")
    return policies.visible_log(actor).filter(case=case).select_related(*related)


def _log_row(entry: DisclosureEntry) -> LogRow:
    return LogRow(entry, law_of(entry.statutory) if entry.statutory else None)


def people_to_share(actor: Actor, case: Case) -> list[Person]:
    """Members of the family today, adults first. The caller reads the case whole."""
    members = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id).select_related("person")
    return [row.person for row in members.order_by("role", "person__birth_on", "person__name", "pk")]


def other_organisations(actor: Actor, case: Case) -> list[Organisation]:
    """Whom something may be told: every organisation that exists today, but the one that has the case."""
    found = Organisation.objects.existing_on(actor.day).exclude(pk=case.organisation_id)
    return sorted(found, key=lambda one: one.name)


def _permit_rows(actor: Actor, permits: list[InformationPermit]) -> list[PermitRow]:
    people: dict[UUID, list[PermitSubject]] = defaultdict(list)
    for subject in (
        PermitSubject.objects.filter(permit__in=permits).select_related("person").order_by("person__birth_on")
    ):
        people[subject.permit_id].append(subject)
    standing = standings(permits, people, actor.day)

    def is_in_force(permit: InformationPermit) -> bool:
        """Whether it opens something about somebody today."""
        holds = permit.revoked_at is None and actor.day in permit.during
        return holds and any(not standing[permit.pk].waits_about(one.person) for one in people[permit.pk])

    return [PermitRow(one, people[one.pk], is_in_force(one), standing[one.pk]) for one in permits]


def _law_rows(actor: Actor, laws: list[StatutoryDisclosure]) -> list[LawRow]:
    people: dict[UUID, list[Person]] = defaultdict(list)
    for row in (
        DisclosedPerson.objects.filter(disclosure__in=laws).select_related("person").order_by("person__birth_on")
    ):
        people[row.disclosure_id].append(row.person)
    return [LawRow(one, people[one.pk], one.ended_at is None and actor.day in one.during) for one in laws]
