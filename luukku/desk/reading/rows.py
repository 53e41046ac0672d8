"""Everything the family page reads about one case, read once and used by both the answers and the timeline.

Who reads the case whole reads the rows that hang on it; a helper only what the policies of each app grant.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from uuid import UUID

from django.db.models import F

from luukku.casework import policies
from luukku.casework.models import (
    Absence,
    CareTeamMember,
    Case,
    Deadline,
    FamilyMembership,
    GuardianRelation,
    Meeting,
    Person,
    ResponsibleWorker,
    Task,
    UnderstandingCheck,
)
from luukku.casework.services import people_of_clocks
from luukku.casework.services.sharing import Teammate, teammates
from luukku.core.actor import Actor
from luukku.plans import policies as plans
from luukku.plans.models import Action, Confirmation, FamilyPlan, Interview, Need

OLDEST_ROWS = 200
"""How far back one page goes in each kind; older things are behind "Show what was earlier"."""
NEXT_ROWS = 5
"""How many of what comes next are read: one more than a page shows."""


@dataclass
class FamilyRows:
    """The rows of one case, each kind fetched when it is first needed."""

    actor: Actor
    case: Case
    sight: policies.Sight

    @cached_property
    def memberships(self) -> list[FamilyMembership]:
        """All of the family; adults first, then children from the oldest. Past ones only for who reads it whole."""
        rows = FamilyMembership.objects.filter(family_id=self.case.family_id, is_set_aside=False)
        rows = rows.select_related("person")
        if not self.sight.is_whole:
            rows = rows.filter(pk__in=policies.visible_memberships(self.actor))
        return list(rows.order_by("role", "person__birth_on", "person__name", "pk"))

    @cached_property
    def members(self) -> list[FamilyMembership]:
        return [row for row in self.memberships if self.holds(row)]

    @cached_property
    def guardians(self) -> list[GuardianRelation]:
        if not self.sight.is_whole:
            return []
        children = [row.person_id for row in self.members if row.role == FamilyMembership.Role.CHILD]
        return list(policies.guardians_of(children, self.actor.day)) if children else []

    @cached_property
    def protected(self) -> set[UUID]:
        """Members whose address is protected today; told only to who reads the case whole."""
        if not self.sight.is_whole:
            return set()
        return policies.protected_among([row.person_id for row in self.members], self.actor.day)

    @cached_property
    def answering(self) -> list[ResponsibleWorker]:
        rows = self.case.responsible_workers.select_related("user").order_by("during")
        return list(rows if self.sight.is_whole else rows.filter(during__contains=self.actor.day))

    @cached_property
    def away(self) -> Absence | None:
        """When the responsible worker is away today: with who stands in."""
        ids = [span.user_id for span in self.answering if self.holds(span)]
        return policies.absences_on([self.case.organisation_id], ids, self.actor.day).first()

    @cached_property
    def team(self) -> list[CareTeamMember]:
        """Past helpers too; a helper sees their own part only."""
        seen = CareTeamMember.objects if self.sight.is_whole else policies.visible_care_team(self.actor)
        rows = seen.filter(case=self.case).select_related("case", "user", "organisation")
        return list(rows.order_by("user__name", "pk"))

    @cached_property
    def mates(self) -> list[Teammate]:
        """Today's helpers with what is really open to each."""
        return teammates(self.actor, self.helpers)

    @cached_property
    def helpers(self) -> list[CareTeamMember]:
        return [row for row in self.team if self.holds(row)]

    @cached_property
    def deadlines(self) -> list[Deadline]:
        """Clocks that run, the next first."""
        if not self.sight.is_whole:
            return []
        return list(Deadline.objects.running().filter(case=self.case).order_by("due_on", "pk"))

    @cached_property
    def clock_people(self) -> dict[UUID, Person]:
        """Whose the running clocks are that are about one person, by the clock's id."""
        return people_of_clocks(self.deadlines)

    @cached_property
    def coming_meetings(self) -> list[Meeting]:
        """The next ones, the soonest first."""
        if self.sight.is_whole:
            seen = Meeting.objects.filter(case=self.case)
        else:
            seen = policies.visible_meetings(self.actor).filter(case=self.case)
        return list(seen.coming(self.actor.at).order_by("starts_at", "pk")[:NEXT_ROWS])

    @cached_property
    def tasks(self) -> list[Task]:
        """What is to be done, the soonest first; a helper sees their own."""
        if self.sight.is_whole:
            seen = Task.objects.filter(case=self.case)
        else:
            seen = policies.visible_tasks(self.actor).filter(case=self.case)
        soonest = seen.open().order_by(F("due_on").asc(nulls_last=True), "created_at", "pk")
        return list(soonest.select_related("doer_user", "doer_person")[:NEXT_ROWS])

    @cached_property
    def plans(self) -> list[FamilyPlan]:
        if self.sight.is_whole:
            return list(FamilyPlan.objects.of_case(self.case.pk))
        return list(plans.visible_plans(self.actor).of_case(self.case.pk))

    @cached_property
    def interviews(self) -> list[Interview]:
        if not self.sight.is_whole:
            return []
        rows = Interview.objects.filter(case=self.case).select_related("person").defer("answers")
        return list(rows.order_by("-held_on", "-created_at"))

    @cached_property
    def needs(self) -> list[Need]:
        """Open ones, the newest first."""
        if not self.sight.is_whole:
            return []
        rows = Need.objects.filter(case=self.case, state__in=Need.LIVING)
        read = rows.select_related("person", "interview").defer("interview__answers")
        return list(read.order_by("-created_at", "pk")[:OLDEST_ROWS])

    @cached_property
    def checks(self) -> list[UnderstandingCheck]:
        """Of the interviews, in the order they were made."""
        if not self.interviews:
            return []
        rows = UnderstandingCheck.objects.filter(case=self.case, subject_id__in=[one.pk for one in self.interviews])
        return list(rows.select_related("person").order_by("checked_at"))

    @cached_property
    def confirmations(self) -> list[Confirmation]:
        """Who has said yes, and how they understood; for who reads the case whole."""
        if not (self.sight.is_whole and self.plans):
            return []
        rows = Confirmation.objects.filter(plan__in=[one.pk for one in self.plans])
        related = rows.select_related("person", "worker", "understanding")
        return list(related.order_by("-confirmed_at"))

    def open_actions(self, plan: FamilyPlan) -> list[Action]:
        """What is still to be done in the parts that the reader sees, the soonest first."""
        rows = Action.objects.filter(goal__part__plan=plan, done_on__isnull=True)
        if not self.sight.is_whole:
            rows = rows.filter(goal__part__in=plans.visible_parts(self.actor, plan))
        soonest = rows.order_by(F("due_on").asc(nulls_last=True), "position", "pk")
        return list(soonest.select_related("doer_person", "doer_worker"))

    def holds(self, row: FamilyMembership | CareTeamMember | ResponsibleWorker) -> bool:
        """Whether a dated relation holds today."""
        day = self.actor.day
        return row.first_on <= day and (row.last_on is None or day < row.last_on + timedelta(days=1))
