"""The family page: six answers on one screen. What comes after is in `timeline`."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import F
from django.utils.translation import gettext as _

from luukku.accounts.models import User
from luukku.casework import policies, services
from luukku.casework.labels import Source, source_of, words_of
from luukku.casework.models import CareTeamMember, Case, Deadline, GuardianRelation, Meeting, Section
from luukku.core.actor import Actor
from luukku.core.clock import helsinki_day
from luukku.desk.reading.steps import Step, Work, next_step, work_of
from luukku.plans import policies as plans
from luukku.plans.models import Action, Need

NEAREST_ACTIONS = 3
NEAREST_DATES = 4
WORRIES = 3
OPEN_NEEDS = (Need.State.OPEN, Need.State.PLANNED)


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the family, with the adults who may decide for a child."""

    card: services.CardMember
    guardians: list[GuardianRelation]


@dataclass(frozen=True, slots=True)
class ComingDate:
    """A meeting (with its moment) or a clock (with its source)."""

    on: date
    text: str
    meeting: Meeting | None = None
    source: Source | None = None
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Shared:
    """One section of the plan and who beside the workers of the case reads it."""

    section: str
    helpers: list[CareTeamMember]


@dataclass(slots=True)
class FamilyPage:
    """Everything above the timeline. What the reader may not see is empty."""

    case: Case
    is_whole: bool
    may_answer: bool
    may_reassign: bool
    work: Work
    members: list[Member] = field(default_factory=list)
    responsible: User | None = None
    step: Step | None = None
    actions: list[Action] = field(default_factory=list)
    action_count: int = 0
    dates: list[ComingDate] = field(default_factory=list)
    worries: list[Need] = field(default_factory=list)
    helpers: list[CareTeamMember] = field(default_factory=list)
    shared: list[Shared] = field(default_factory=list)


def family_page(actor: Actor, case: Case) -> FamilyPage:
    """The page of a case that the actor may open; a fixed number of queries."""
    card = services.cards_of(actor, [case])[0]
    deadlines = list(policies.visible_deadlines(actor).running().filter(case=case).order_by("due_on", "pk"))
    page = FamilyPage(
        case=case,
        is_whole=policies.may_see_fully(actor, case),
        may_answer=case.state == Case.State.ACTIVE and policies.may_answer_for(actor, case),
        may_reassign=case.state == Case.State.ACTIVE and policies.may_reassign(actor, case),
        work=work_of(actor, [case.pk])[case.pk],
        members=_members(actor, card),
        responsible=card.responsible,
        dates=_dates(actor, case, deadlines),
        worries=list(_worries(actor, case)),
        helpers=list(_helpers(actor, case)),
    )
    _add_actions(actor, page)
    page.shared = _shared(page.helpers)
    if page.may_answer:
        review_on = next((one.due_on for one in deadlines if one.rule == "plan_review"), None)
        page.step = next_step(case.pk, page.work, actor.day, review_on)
    return page


def _members(actor: Actor, card: services.Card) -> list[Member]:
    children = [member.person.pk for member in card.children]
    relations = list(policies.guardians_of(children, actor.day).order_by("guardian__name"))
    return [Member(member, [one for one in relations if one.child_id == member.person.pk]) for member in card.members]


def _dates(actor: Actor, case: Case, deadlines: list[Deadline]) -> list[ComingDate]:
    meetings = policies.visible_meetings(actor).filter(case=case, starts_at__gte=actor.at, held_at__isnull=True)
    coming = [
        ComingDate(on=helsinki_day(one.starts_at), text=one.topic, meeting=one)
        for one in meetings.order_by("starts_at")[:NEAREST_DATES]
    ]
    coming += [
        ComingDate(
            on=one.due_on, text=str(words_of(one).date_line), source=source_of(one), is_late=one.due_on < actor.day
        )
        for one in deadlines
    ]
    return sorted(coming, key=lambda one: one.on)[:NEAREST_DATES]


def _worries(actor: Actor, case: Case) -> list[Need]:
    needs = plans.visible_needs(actor).filter(case=case, state__in=OPEN_NEEDS).select_related("person")
    newest = list(needs.order_by("-created_at", "pk")[:20])
    return sorted(newest, key=lambda need: not need.own_words)[:WORRIES]


def _helpers(actor: Actor, case: Case) -> list[CareTeamMember]:
    team = policies.visible_care_team(actor).filter(case=case, during__contains=actor.day)
    return list(team.select_related("user", "organisation").order_by("user__name", "pk"))


def _add_actions(actor: Actor, page: FamilyPage) -> None:
    if page.work.in_force is None:
        return
    parts = plans.visible_parts(actor, page.work.in_force)
    still_open = Action.objects.filter(goal__part__in=parts, done_on__isnull=True)
    soonest = still_open.order_by(F("due_on").asc(nulls_last=True), "position", "pk")
    rows = list(soonest.select_related("doer_person", "doer_worker"))
    page.actions, page.action_count = rows[:NEAREST_ACTIONS], len(rows)


def _shared(helpers: list[CareTeamMember]) -> list[Shared]:
    return [
        Shared(str(section.label), [helper for helper in helpers if section.value in helper.sections])
        for section in Section
    ]


def doer_of(action: Action) -> str:
    """Who does it, as they are called."""
    if action.doer_person:
        return action.doer_person.short_name
    return action.doer_worker.name if action.doer_worker else action.doer_other or _("Somebody")
