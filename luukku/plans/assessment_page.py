"""The whole assessment of a family on one page: interview, ground, county, needs and strengths of each."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from luukku.casework.law.standing import standing_rule
from luukku.casework.models import Case, FamilyMembership, Person
from luukku.casework.rules.standing import HEARD, has_reached
from luukku.core.actor import Actor
from luukku.plans import grounds_words, policies
from luukku.plans.models import CountyParticipation, GroundDecision, Interview, Need, SkippedAssessment, Strength
from luukku.plans.services import reading
from luukku.plans.services.templates import ALONE
from luukku.plans.services.variants import variants_for


@dataclass(slots=True)
class PersonView:
    """Everything about one person's assessment."""

    person: Person
    is_child: bool
    is_heard: bool
    variant: str
    interviews: list[Interview] = field(default_factory=list)
    ground: GroundDecision | None = None
    ground_words: str = ""
    county: list[CountyParticipation] = field(default_factory=list)
    skipped: SkippedAssessment | None = None
    needs: list[Need] = field(default_factory=list)
    past: list[Need] = field(default_factory=list)
    strengths: list[Strength] = field(default_factory=list)

    @property
    def may_be_skipped(self) -> bool:
        return self.variant == ALONE and not self.interviews and self.skipped is None


def people_of(actor: Actor, case: Case) -> list[PersonView]:
    """Everybody in the family today, adults first; whoever left and has something written comes last."""
    people = reading.family_of(actor, case)
    needs = list(policies.visible_needs(actor).filter(case=case).select_related("person", "interview"))
    strengths = list(policies.visible_strengths(actor).filter(case=case).select_related("person", "interview"))
    here = {one.pk for one in people}
    written: list[Need | Strength] = [*needs, *strengths]
    left = {one.person_id: one.person for one in written if one.person_id not in here}
    views = _views(actor, case, [*people, *left.values()])
    _fill(actor, case, views)
    for need in sorted(needs, key=lambda one: one.created_at):
        view = views[need.person_id]
        (view.needs if need.is_living else view.past).append(need)
    for strength in sorted(strengths, key=lambda one: one.created_at):
        views[strength.person_id].strengths.append(strength)
    return list(views.values())


def _views(actor: Actor, case: Case, people: list[Person]) -> dict[UUID, PersonView]:
    variants = variants_for(actor, case, people)
    rows = FamilyMembership.objects.on(actor.day).filter(family_id=case.family_id, role=FamilyMembership.Role.CHILD)
    children = set(rows.values_list("person_id", flat=True))
    heard, views = standing_rule(HEARD, actor.day), {}
    for person in people:
        is_child = person.pk in children
        is_heard = is_child and has_reached(person.birth_on, actor.day, heard)
        views[person.pk] = PersonView(person, is_child, is_heard, variants[person.pk])
    return views


def _fill(actor: Actor, case: Case, views: dict[UUID, PersonView]) -> None:
    interviews = policies.visible_interviews(actor).filter(case=case)
    for interview in interviews.defer("answers").order_by("held_on", "created_at"):
        if interview.person_id in views:
            views[interview.person_id].interviews.append(interview)
    grounds: Iterable[GroundDecision] = policies.visible_grounds(actor).filter(case=case).select_related("decided_by")
    for ground in sorted(grounds, key=lambda one: one.created_at):
        if ground.person_id in views:
            views[ground.person_id].ground = ground
            views[ground.person_id].ground_words = grounds_words.decided(ground)
    for asked in policies.visible_participations(actor).filter(case=case).order_by("asked_on", "created_at"):
        if asked.person_id in views:
            views[asked.person_id].county.append(asked)
    for skipped in policies.visible_skips(actor).filter(case=case):
        if skipped.person_id in views:
            views[skipped.person_id].skipped = skipped
