"""Rights to what hangs on a case: meetings, clocks, helpers, understanding checks."""

from django.db.models import Q, QuerySet

from luukku.casework.models import (
    CareTeamMember,
    Case,
    Deadline,
    DeadlineQuerySet,
    Meeting,
    MeetingParticipant,
    MeetingQuerySet,
    Section,
    UnderstandingCheck,
)
from luukku.casework.policies.cases import cases_answered_for, fully_visible_cases, helped_cases
from luukku.casework.policies.sections import cases_showing
from luukku.core.actor import Actor


def visible_meetings(actor: Actor) -> MeetingQuerySet:
    """Meetings of the cases whose meetings the actor reads; a helper also those that they were asked to."""
    asked = MeetingParticipant.objects.filter(user_id=actor.user_key, meeting__case__in=helped_cases(actor))
    return Meeting.objects.filter(
        Q(case__in=cases_showing(actor, Section.MEETINGS)) | Q(pk__in=asked.values("meeting_id"))
    )


def own_meetings(actor: Actor) -> MeetingQuerySet:
    """Meetings of the active cases that the actor answers for: to change, and to see in the day."""
    return Meeting.objects.filter(case__in=cases_answered_for(actor).active())


def may_change_meeting(actor: Actor, meeting: Meeting) -> bool:
    return own_meetings(actor).filter(pk=meeting.pk).exists()


def visible_deadlines(actor: Actor) -> DeadlineQuerySet:
    return Deadline.objects.filter(case__in=fully_visible_cases(actor))


def own_deadlines(actor: Actor) -> DeadlineQuerySet:
    """Clocks of the active cases that the actor answers for."""
    return Deadline.objects.filter(case__in=cases_answered_for(actor).active())


def visible_care_team(actor: Actor) -> QuerySet[CareTeamMember]:
    """Who helps the families whose cases the actor reads whole, past helpers too; a helper sees their own part."""
    return CareTeamMember.objects.filter(
        Q(case__in=fully_visible_cases(actor)) | Q(pk__in=_own_parts(actor).values("pk"))
    )


def own_care_team(actor: Actor) -> QuerySet[CareTeamMember]:
    """Helpers whom the actor may change: of the active cases answered for."""
    return CareTeamMember.objects.filter(case__in=cases_answered_for(actor).active())


def visible_checks(actor: Actor) -> QuerySet[UnderstandingCheck]:
    return UnderstandingCheck.objects.filter(case__in=fully_visible_cases(actor))


def own_part_as_helper(actor: Actor, case: Case) -> QuerySet[CareTeamMember]:
    """The actor's own place in the care team today: says which sections were granted."""
    return _own_parts(actor).filter(case=case)


def _own_parts(actor: Actor) -> QuerySet[CareTeamMember]:
    return CareTeamMember.objects.on(actor.day).filter(
        case__in=helped_cases(actor), user_id=actor.user_key, organisation_id=actor.organisation_key
    )
