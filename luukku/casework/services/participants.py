"""Who takes part in a meeting: asking people, and telling the workers among them when something changes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.accounts.models import Organisation, User
from luukku.casework.models import (
    CareTeamMember,
    Case,
    FamilyMembership,
    GuardianRelation,
    Meeting,
    MeetingParticipant,
    Person,
    ResponsibleWorker,
)
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.delivery import services as delivery

Capacity = MeetingParticipant.Capacity


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who is asked: exactly one of a person, a user and a name, and as whom they take part."""

    person_id: UUID | None = None
    user_id: UUID | None = None
    name: str = ""
    capacity: str = Capacity.OTHER
    function: str = ""

    @property
    def key(self) -> str:
        return str(self.person_id or self.user_id or self.name.casefold())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who can be asked, as a form shows them."""

    invited: Invited
    name: str
    is_usual: bool = False


def candidates(actor: Actor, case: Case) -> list[Candidate]:
    """The family today, guardians who live elsewhere, who answers and who helps. The caller has the right to the case.

    Adults and who answers for the family are asked usually.
    """
    return [*_family(actor, case), *_guardians_elsewhere(actor, case), *_workers(actor, case)]


def _family(actor: Actor, case: Case) -> list[Candidate]:
    rows = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id).select_related("person")
    return [
        Candidate(
            Invited(person_id=row.person_id, capacity=Capacity.FAMILY),
            row.person.short_name,
            is_usual=row.role == FamilyMembership.Role.ADULT,
        )
        for row in rows.order_by("role", "person__birth_on", "person__name", "pk")
    ]


def _guardians_elsewhere(actor: Actor, case: Case) -> list[Candidate]:
    members = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id)
    rows = GuardianRelation.objects.deciding_on(actor.day).filter(child__in=members.values("person_id"))
    people = Person.objects.filter(pk__in=rows.values("guardian_id")).exclude(pk__in=members.values("person_id"))
    return [
        Candidate(Invited(person_id=person.pk, capacity=Capacity.GUARDIAN), person.short_name)
        for person in people.order_by("name", "pk")
    ]


def _workers(actor: Actor, case: Case) -> list[Candidate]:
    answering = ResponsibleWorker.objects.on(actor.day).filter(case=case).select_related("user")
    team = CareTeamMember.objects.on(actor.day).filter(case=case).select_related("user").order_by("user__name", "pk")
    first = [
        Candidate(Invited(user_id=one.user_id, capacity=Capacity.RESPONSIBLE), one.user.name, is_usual=True)
        for one in answering
    ]
    known = {one.invited.user_id for one in first}
    return first + [
        Candidate(Invited(user_id=one.user_id, capacity=Capacity.HELPER, function=one.function), one.user.name)
        for one in team
        if one.user_id not in known
    ]


def ask_people(actor: Actor, meeting: Meeting, invited: Sequence[Invited]) -> None:
    """Let exactly these take part, inside a service that holds the meeting's lock. Whoever was asked before stays as
    they are, with their presence; children and relatives are asked as family, never as interpreters.

    Raises:
        RuleViolation: somebody neither belongs to the family nor helps it.
    """
    before = {_key(one): one for one in meeting.participants.all()}
    wanted = {one.key: one for one in invited}
    possible = {one.invited.key for one in candidates(actor, meeting.case)} | set(before)
    if any(key not in possible for key, one in wanted.items() if not one.name):
        raise RuleViolation(_("Choose people of the family and those who help it."), field="people")
    MeetingParticipant.objects.filter(pk__in=[row.pk for key, row in before.items() if key not in wanted]).delete()
    for key, one in wanted.items():
        row = before.get(key) or MeetingParticipant(
            meeting=meeting, person_id=one.person_id, user_id=one.user_id, name=one.name.strip()
        )
        row.capacity, row.function = one.capacity, one.function.strip()
        row.full_clean()
        row.save()


def tell_workers(actor: Actor, meeting: Meeting, kind: str, *, more: Iterable[User] = ()) -> None:
    """Nudge the workers who take part, all but the actor. The mail names neither family, nor place, nor time."""
    rows = meeting.participants.filter(user__isnull=False).select_related("user")
    for user in {row.user for row in rows if row.user} | set(more):
        if user.pk != actor.user_id:
            delivery.nudge(user, kind, organisation=_workplace(actor, meeting, user), path=meeting_path(meeting))


def to_tell_in_person(meeting: Meeting) -> list[str]:
    """Those who take part and get no mail from us: the family, and people from outside."""
    rows = meeting.participants.filter(user__isnull=True).select_related("person")
    return sorted(row.shown_name for row in rows)


def meeting_path(meeting: Meeting) -> str:
    """The meeting's page below an organisation's prefix: ids and nothing else."""
    return f"/cases/{meeting.case_id}/meetings/{meeting.pk}/"


def _workplace(actor: Actor, meeting: Meeting, user: User) -> Organisation:
    """Whose pages the link leads to: a helper's own organisation."""
    place = (
        CareTeamMember.objects.on(actor.day)
        .filter(case_id=meeting.case_id, user=user)
        .select_related("organisation")
        .first()
    )
    return place.organisation if place else meeting.case.organisation


def _key(row: MeetingParticipant) -> str:
    return str(row.person_id or row.user_id or row.name.casefold())
