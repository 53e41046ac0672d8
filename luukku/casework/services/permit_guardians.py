"""Permits about a child whose guardians are several: who has agreed, who has not yet, and each one's own yes.

Guardians decide together about a child (361/1983, 5 §); the rule itself stands in `PermitSubject.in_force`.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from luukku.audit import trail
from luukku.casework import policies
from luukku.casework.models import GuardianRelation, InformationPermit, PermitConsent, PermitSubject, Person
from luukku.casework.services._cases import user_of
from luukku.casework.services.permits import TEXT_CODE, PermitFacts, ensure_understood, facts_of, text_hash
from luukku.casework.services.understanding import Explained, record_understanding
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation, ensure_found


@dataclass(frozen=True, slots=True)
class Waiting:
    """A guardian whose yes is missing, and the children about whom nothing is told before."""

    guardian: Person
    children: list[Person]


@dataclass(slots=True)
class PermitStanding:
    """How the guardians of the children in a permit stand to it on a day.

    Attributes:
        agreed: the yes of each other guardian.
        waiting: whose yes is missing.
        barred: rights of the giver, or of somebody who agreed, that have been barred since: the permit needs a look.
    """

    agreed: list[PermitConsent] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    barred: list[GuardianRelation] = field(default_factory=list)

    def waits_about(self, person: Person) -> bool:
        return any(person in one.children for one in self.waiting)


def standing_of(permit: InformationPermit, day: date) -> PermitStanding:
    subjects = PermitSubject.objects.filter(permit=permit).select_related("person").order_by("person__birth_on", "pk")
    return standings([permit], {permit.pk: list(subjects)}, day)[permit.pk]


def standings(
    permits: Sequence[InformationPermit], people: Mapping[UUID, Sequence[PermitSubject]], day: date
) -> dict[UUID, PermitStanding]:
    """For each permit, with its subjects at hand: two queries, however many there are."""
    found = {permit.pk: PermitStanding() for permit in permits}
    wards = {permit.pk: _wards(people.get(permit.pk, ())) for permit in permits}
    consents = PermitConsent.objects.filter(permit__in=permits).select_related("guardian", "understanding")
    for consent in consents.order_by("given_at", "pk"):
        found[consent.permit_id].agreed.append(consent)
    relations = _relations({child for children in wards.values() for child in children}, day)
    for permit in permits:
        standing = found[permit.pk]
        decided = {permit.giver_id, *(one.guardian_id for one in standing.agreed)}
        missing: dict[Person, list[Person]] = defaultdict(list)
        for relation in (one for child in wards[permit.pk] for one in relations[child]):
            if relation.is_blocked and relation.guardian_id in decided:
                standing.barred.append(relation)
            elif not relation.is_blocked and relation.guardian_id not in decided and not permit.alone_ground:
                missing[relation.guardian].append(wards[permit.pk][relation.child_id])
        standing.waiting = [Waiting(guardian, children) for guardian, children in missing.items()]
    return found


def as_asked(permit: InformationPermit, waiting: Waiting) -> PermitFacts:
    """The permit as it is read to another guardian: in their name, about their children alone."""
    return replace(facts_of(permit), giver=waiting.guardian, people=waiting.children)


@transaction.atomic
def agree_to_permit(actor: Actor, permit_id: UUID, guardian_id: UUID, explained: Explained) -> PermitConsent:
    """Note that another guardian agrees, after it was read and understood. From then on it opens what it says.

    Raises:
        PermissionDenied: the actor does not answer for the case, or the permit was taken back.
        RuleViolation: this guardian's yes is not missing today, or it was not understood.
    """
    allowed = policies.changeable_permits(actor).filter(pk=permit_id).values("pk")
    permit = ensure_found(InformationPermit.objects.select_for_update().filter(pk__in=allowed).first())
    waiting = next((one for one in standing_of(permit, actor.day).waiting if one.guardian.pk == guardian_id), None)
    if waiting is None:
        raise RuleViolation(_("The yes of this guardian is not missing any more."))
    ensure_understood(explained)
    told = text_hash(as_asked(permit, waiting), explained.language)
    check = record_understanding(
        actor, permit.case, waiting.guardian, explained, subject_id=permit.pk, text_code=TEXT_CODE, text_hash=told
    )
    consent = PermitConsent(
        permit=permit,
        guardian=waiting.guardian,
        understanding=check,
        recorded_by_id=user_of(actor),
        given_at=actor.at,
    )
    consent.full_clean()
    consent.save(force_insert=True)

    trail.record(actor, "permit.agreed", permit, case=permit.case_id, guardian=str(guardian_id))
    return consent


def _wards(subjects: Sequence[PermitSubject]) -> dict[UUID, Person]:
    """Whom a guardian's permit is about; who speaks for themselves waits for nobody."""
    return {one.person_id: one.person for one in subjects if one.capacity == PermitSubject.Capacity.GUARDIAN}


def _relations(children: set[UUID], day: date) -> Mapping[UUID, list[GuardianRelation]]:
    """The rights of guardians to these children: those by which they decide on the day, and barred ones."""
    deciding = GuardianRelation.objects.deciding_on(day)
    barred = GuardianRelation.objects.on(day).filter(is_blocked=True)
    rows = (deciding | barred).filter(child__in=children, kind__in=GuardianRelation.CUSTODY)
    found: dict[UUID, list[GuardianRelation]] = defaultdict(list)
    for row in rows.select_related("guardian", "child").order_by("guardian__name", "pk"):
        found[row.child_id].append(row)
    return found
