"""Who reads and who writes programmes.

A shared programme is the region's: everybody at work reads it. Its own organisation writes it; other organisations
write their own measures in it, tell how those go, and note how far they are with its outputs. A private measure is
seen by its own organisation alone, also inside a shared programme.
"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, ExpressionWrapper, F, Func, JSONField, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from luukku.accounts.models import Organisation, User
from luukku.accounts.policies import colleagues
from luukku.core.actor import Actor, AnonymousActor, Role, SystemActor
from luukku.insight import policies as insight
from luukku.programme.models import (
    AgendaItem,
    Attendance,
    CorrectiveAction,
    Decision,
    Duty,
    Goal,
    ImportRun,
    Indicator,
    Measure,
    MeasureQuerySet,
    Meeting,
    Observation,
    Output,
    Party,
    Passage,
    Programme,
    ProgrammeQuerySet,
    Responsibility,
    SourceConflict,
    StatusRequest,
    Thread,
    ThreadLink,
    ThreadLinkQuerySet,
    VisionStatement,
)
from luukku.surveys import policies as surveys
from luukku.surveys.models import Finding, FindingQuerySet
from luukku.toolkit import policies as toolkit

EDITORS = frozenset({Role.CASEWORKER, Role.SUPERVISOR})
"""Who writes for an organisation: the same people who look after its toolkit."""


@dataclass(frozen=True, slots=True)
class OpenReader(SystemActor):
    """Sees what everybody who reads the programme sees, and nobody's private measures: for reports and meetings."""


def visible_programmes(actor: Actor) -> ProgrammeQuerySet:
    """Those of the own organisation, and what others share."""
    if isinstance(actor, SystemActor):
        return Programme.objects.all()
    if isinstance(actor, AnonymousActor) or not actor.roles:
        return Programme.objects.none()
    return Programme.objects.filter(Q(is_shared=True) | Q(organisation=actor.organisation_key))


def editable_programmes(actor: Actor) -> ProgrammeQuerySet:
    """Those of the own organisation that still go on, for those who write there."""
    if isinstance(actor, SystemActor):
        return Programme.objects.filter(organisation=actor.organisation_key).running()
    if not actor.has(EDITORS):
        return Programme.objects.none()
    return Programme.objects.filter(organisation=actor.organisation_key).running()


def own_programmes(actor: Actor) -> ProgrammeQuerySet:
    """Those of the own organisation, closed ones too, for those who write there."""
    return Programme.objects.filter(organisation=actor.organisation_key if may_write(actor) else None)


def may_edit(actor: Actor, programme: Programme) -> bool:
    return editable_programmes(actor).filter(pk=programme.pk).exists()


def may_write(actor: Actor) -> bool:
    """Whether the actor may begin a programme, or bring one in."""
    return actor.organisation_id is not None and (actor.has(EDITORS) or isinstance(actor, SystemActor))


def joinable_programmes(actor: Actor) -> ProgrammeQuerySet:
    """Programmes that go on and to which the actor's organisation may add a measure of its own."""
    if not actor.has(EDITORS) or actor.organisation_id is None:
        return Programme.objects.none()
    return visible_programmes(actor).running()


def visible_measures(actor: Actor) -> MeasureQuerySet:
    """Of programmes that the actor reads; others' private ones never, whoever owns the programme."""
    found = Measure.objects.filter(programme__in=visible_programmes(actor))
    if isinstance(actor, OpenReader):
        return found.filter(is_private=False)
    if isinstance(actor, SystemActor):
        return found
    return found.filter(Q(is_private=False) | Q(organisation=actor.organisation_key))


def editable_measures(actor: Actor) -> MeasureQuerySet:
    """The own organisation's, and those that stand in a programme of the own organisation."""
    if not may_write(actor):
        return Measure.objects.none()
    own = Q(organisation=actor.organisation_key) | Q(programme__organisation=actor.organisation_key)
    return visible_measures(actor).filter(own, programme__state=Programme.State.RUNNING)


def reportable_measures(actor: Actor) -> MeasureQuerySet:
    """Those that the actor may write, and those for which the actor answers in person today, at work in the measure's
    organisation or the programme's: whoever has left for another reports no more, also where nobody took over yet."""
    mine = Responsibility.objects.answering().on(actor.day).filter(person=actor.user_key, measure__isnull=False)
    at_work = Q(organisation=actor.organisation_key) | Q(programme__organisation=actor.organisation_key)
    own = Q(pk__in=editable_measures(actor).values("pk")) | (at_work & Q(pk__in=mine.values("measure")))
    return visible_measures(actor).real().filter(own, programme__state=Programme.State.RUNNING)


def requests_to_answer(actor: Actor) -> QuerySet[StatusRequest]:
    """What the actor in person was asked of a measure and has not told yet."""
    asked = StatusRequest.objects.filter(report=None, responsibility__person=actor.user_key)
    return asked.filter(measure__in=reportable_measures(actor))


def editable_goals(actor: Actor) -> QuerySet[Goal]:
    return Goal.objects.filter(programme__in=editable_programmes(actor))


def editable_duties(actor: Actor) -> QuerySet[Duty]:
    return Duty.objects.filter(programme__in=editable_programmes(actor))


def editable_parties(actor: Actor) -> QuerySet[Party]:
    return Party.objects.filter(programme__in=editable_programmes(actor))


def editable_passages(actor: Actor) -> QuerySet[Passage]:
    return Passage.objects.filter(programme__in=editable_programmes(actor))


def visible_conflicts(actor: Actor) -> QuerySet[SourceConflict]:
    """Of programmes that the actor reads, without what tells the words of others' private measures."""
    codes: Any = Func(JSONObject(code=F("code")), function="jsonb_build_array", output_field=JSONField())
    tellings: Any = ExpressionWrapper(OuterRef("values"), output_field=JSONField())
    hidden: Any = Measure.objects.filter(programme=OuterRef("programme")).exclude(code="")
    hidden = hidden.exclude(pk__in=visible_measures(actor).values("pk")).alias(tellings=tellings)
    about_hidden = Exists(hidden.filter(tellings__contains=codes))
    return SourceConflict.objects.filter(~about_hidden, programme__in=visible_programmes(actor))


def editable_conflicts(actor: Actor) -> QuerySet[SourceConflict]:
    return visible_conflicts(actor).filter(programme__in=editable_programmes(actor))


def editable_corrections(actor: Actor) -> QuerySet[CorrectiveAction]:
    return visible_corrections(actor).filter(programme__in=editable_programmes(actor))


def heard_findings(actor: Actor) -> FindingQuerySet:
    """What the own organisation's surveys found, for those who may bring it into a programme."""
    return surveys.own_findings(actor) if may_write(actor) else Finding.objects.none()


def visible_indicators(actor: Actor) -> QuerySet[Indicator]:
    """Of programmes that the actor reads; one that belongs to others' private measures alone is not among them."""
    found = Indicator.objects.filter(programme__in=visible_programmes(actor))
    seen = visible_measures(actor).values("pk")
    return Indicator.objects.filter(pk__in=found.filter(Q(measures=None) | Q(measures__in=seen)).values("pk"))


def editable_indicators(actor: Actor) -> QuerySet[Indicator]:
    return visible_indicators(actor).filter(programme__in=editable_programmes(actor))


def visible_observations(actor: Actor, programme: Programme) -> QuerySet[Observation]:
    """What was seen of the programme's indicators. What the product worked out is the organisation's own figure: it is
    told to those who see that figure, also where others read the programme."""
    found = Observation.objects.filter(indicator__programme=programme)
    if insight.sees(actor, programme.organisation):
        return found
    return found.exclude(inputs__has_key="figure")


def visible_outputs(actor: Actor) -> QuerySet[Output]:
    return Output.objects.filter(programme__in=visible_programmes(actor))


def editable_outputs(actor: Actor) -> QuerySet[Output]:
    return Output.objects.filter(programme__in=editable_programmes(actor))


def visible_corrections(actor: Actor) -> QuerySet[CorrectiveAction]:
    """Those of programmes that the actor reads, without what is about a measure that the actor does not see."""
    return CorrectiveAction.objects.filter(_about_what_is_seen(actor), programme__in=visible_programmes(actor))


def visible_meetings(actor: Actor) -> QuerySet[Meeting]:
    """What a source told of is read with its programme. A meeting that is held here is read by the working group,
    which is whoever writes the programme, and by those who were asked to it, as long as they work where they worked
    when they were asked."""
    found = Meeting.objects.filter(programme__in=visible_programmes(actor))
    if isinstance(actor, SystemActor):
        return found
    asked = Attendance.objects.filter(user=actor.user_key, organisation=actor.organisation_key)
    return found.filter(
        ~Q(code="") | Q(programme__in=own_programmes(actor)) | Q(pk__in=asked.values("meeting"))
    )  # fmt: skip


def editable_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Meetings of the own programmes that are to come or going on. What a source told of is not held here."""
    return Meeting.objects.filter(programme__in=editable_programmes(actor), code="").exclude(state=Meeting.State.CLOSED)


def writable_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Meetings that are going on: only in these is anything noted, decided or promised."""
    return editable_meetings(actor).filter(state=Meeting.State.OPEN)


def closed_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Meetings of the own programmes whose minutes the actor may add to."""
    return Meeting.objects.filter(programme__in=own_programmes(actor), code="", state=Meeting.State.CLOSED)


def visible_decisions(actor: Actor) -> QuerySet[Decision]:
    """Those of meetings that the actor reads, without what is about a measure that the actor does not see."""
    return Decision.objects.filter(_about_what_is_seen(actor), meeting__in=visible_meetings(actor))


def visible_items(actor: Actor) -> QuerySet[AgendaItem]:
    """What stands on the agendas of meetings that the actor reads, with the same exception."""
    action = Q(correction=None) | Q(correction__in=visible_corrections(actor))
    return AgendaItem.objects.filter(_about_what_is_seen(actor), action, meeting__in=visible_meetings(actor))


def _about_what_is_seen(actor: Actor) -> Q:
    """Rows that are about no measure, and no indicator of one, that others keep to themselves."""
    measure = Q(measure=None) | Q(measure__in=visible_measures(actor))
    return measure & (Q(indicator=None) | Q(indicator__in=visible_indicators(actor)))


def writable_items(actor: Actor) -> QuerySet[AgendaItem]:
    return AgendaItem.objects.filter(meeting__in=writable_meetings(actor))


def people_to_ask(actor: Actor, programme: Programme) -> QuerySet[User]:
    """Who may be asked to a meeting: the own organisation's people, and whoever answers for something of the programme
    today, private measures of others left out."""
    seen = Q(measure=None) | Q(measure__in=visible_measures(actor))
    answering = Responsibility.objects.on(actor.day).filter(seen, party__programme=programme, person__isnull=False)
    ids = Q(pk__in=colleagues(actor).values("pk")) | Q(pk__in=answering.values("person"), is_active=True)
    return User.objects.filter(ids).order_by("name")


def visible_goals(actor: Actor) -> QuerySet[Goal]:
    return Goal.objects.filter(programme__in=visible_programmes(actor))


def visible_statements(actor: Actor) -> QuerySet[VisionStatement]:
    return VisionStatement.objects.filter(programme__in=visible_programmes(actor))


def visible_passages(actor: Actor) -> QuerySet[Passage]:
    return Passage.objects.filter(programme__in=visible_programmes(actor))


def visible_duties(actor: Actor) -> QuerySet[Duty]:
    return Duty.objects.filter(programme__in=visible_programmes(actor))


def visible_links(actor: Actor) -> ThreadLinkQuerySet:
    """Links, ended ones too, to what the actor sees. What leads elsewhere is looked at where it stands."""
    return ThreadLink.objects.filter(
        Q(goal__in=visible_goals(actor))
        | Q(measure__in=visible_measures(actor))
        | Q(duty__in=visible_duties(actor))
        | Q(output__in=visible_outputs(actor))
        | Q(passage__in=visible_passages(actor))
        | Q(statement__in=visible_statements(actor))
        | Q(decision__in=visible_decisions(actor))
        | Q(correction__in=visible_corrections(actor))
        | Q(indicator__in=visible_indicators(actor))
        | Q(toolkit_item__in=toolkit.visible_items(actor))
        | Q(elsewhere__isnull=False)
    )


def visible_threads(actor: Actor) -> QuerySet[Thread]:
    """The own organisation's, and others' that lead through a programme which the actor reads."""
    if not actor.roles and not isinstance(actor, SystemActor):
        return Thread.objects.none()
    through = visible_links(actor).open().filter(toolkit_item=None, elsewhere=None, thread=OuterRef("pk"))
    return Thread.objects.filter(Q(organisation=actor.organisation_key) | Exists(through))


def editable_threads(actor: Actor) -> QuerySet[Thread]:
    """The own organisation's, for those who write there."""
    return Thread.objects.filter(organisation=actor.organisation_key if may_write(actor) else None)


def embedding_organisations(actor: Actor, output: Output) -> QuerySet[Organisation]:
    """For whom the actor may note how far they are with an output: the own organisation; of an own programme also the
    municipalities of the county."""
    if not actor.has(EDITORS):
        return Organisation.objects.none()
    found = Organisation.objects.filter(pk=actor.organisation_key)
    if output.programme.organisation_id == actor.organisation_key:
        found |= Organisation.objects.filter(county=actor.organisation_key).existing_on(actor.day)
    return found.order_by("name_fi")


def possible_people(actor: Actor) -> QuerySet[User]:
    """Who may be named as the person who answers: somebody at work in the actor's organisation."""
    return colleagues(actor)


def visible_runs(actor: Actor) -> QuerySet[ImportRun]:
    """What the own organisation has brought in, for those who may bring in."""
    return ImportRun.objects.filter(organisation=actor.organisation_key if may_write(actor) else None)
