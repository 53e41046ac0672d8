"""Who belongs to a plan's family, and whose yes it needs, on the day the actor acts."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from luukku.casework import policies as casework
from luukku.casework.law.standing import standing_rule
from luukku.casework.models import Case, FamilyMembership, GuardianRelation, Person
from luukku.casework.rules.standing import OWN_VOICE
from luukku.core.actor import Actor
from luukku.core.errors import RuleViolation
from luukku.language import languages as reference
from luukku.plans.models import FamilyPlan, PlanPart
from luukku.plans.rules import signers
from luukku.plans.rules.signers import Guardianship, Holder, Signer


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the family on a day."""

    person: Person
    is_child: bool

    @property
    def kind(self) -> PlanPart.Kind:
        return PlanPart.Kind.CHILD if self.is_child else PlanPart.Kind.ADULT


def members(actor: Actor, case: Case) -> list[Member]:
    """The family's members today: children first, the youngest last, then adults in the order they came."""
    rows = (
        FamilyMembership.objects.on(actor.day)
        .filter(family_id=case.family_id)
        .select_related("person")
        .order_by("-role", "person__birth_on", "created_at", "id")
    )
    return [Member(row.person, row.is_child_on(actor.day)) for row in rows]


def ensure_member(actor: Actor, case: Case, person_id: UUID, *, field: str = "") -> None:
    """Whatever is written about somebody is about one of the family.

    Raises:
        RuleViolation: they do not belong to it today.
    """
    if not FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id, person_id=person_id).exists():
        raise RuleViolation(_("Choose somebody who belongs to the family today."), field=field)


def name_in(language: str, person: Person) -> str:
    """What somebody is called: in their own script for a reader who reads from the right, when we know it."""
    if reference.direction(language) == "rtl" and person.native_name:
        return person.native_name
    return person.short_name


def holders(plan: FamilyPlan) -> list[Holder]:
    """Everybody with a part of their own in the plan; of somebody who was noted twice the one who stays."""
    parts = PlanPart.objects.filter(plan=plan, person__isnull=False).order_by("position", "id")
    told = list(parts.values_list("person_id", "kind", "person__birth_on", "person__merged_into"))
    merged = [person for person, _kind, _born, into in told if person and into]
    stays = casework.standing_people(merged) if merged else {}
    return [
        Holder(stays.get(person, person), kind == PlanPart.Kind.CHILD, birth_on)
        for person, kind, birth_on, _into in told
        if person
    ]


def guardianships(actor: Actor, children: list[UUID]) -> list[Guardianship]:
    """Guardians and representatives whose right over these children holds today and is not blocked."""
    rows = (
        GuardianRelation.objects.deciding_on(actor.day)
        .filter(child_id__in=children)
        .order_by("created_at", "id")
        .values_list("child_id", "guardian_id")
    )
    return [Guardianship(child, guardian) for child, guardian in rows]


def needed_signers(actor: Actor, plan: FamilyPlan) -> dict[UUID, Signer]:
    """Whose yes the plan needs today; asked anew each time, because guardianship may change after the offer."""
    people = holders(plan)
    rights = guardianships(actor, [one.person for one in people if one.is_child])
    own_voice = standing_rule(OWN_VOICE, actor.day).years
    return signers.needed_signers(people, rights, actor.day, own_voice=own_voice)


def unguarded_children(actor: Actor, plan: FamilyPlan) -> tuple[UUID, ...]:
    people = holders(plan)
    rights = guardianships(actor, [one.person for one in people if one.is_child])
    return signers.children_without_guardian(people, rights, actor.day)
