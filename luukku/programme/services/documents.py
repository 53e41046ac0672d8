"""The source documents' own views: goals with their measures, actors with their duties, visions, and every line."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from luukku.core.actor import Actor
from luukku.programme import policies
from luukku.programme.models import (
    AgendaItem,
    CorrectiveAction,
    Duty,
    Goal,
    Measure,
    MeasureLink,
    Meeting,
    Output,
    Party,
    Passage,
    Programme,
    Responsibility,
    SourceDocument,
    Theme,
    Vision,
    VisionSection,
    VisionStatement,
)
from luukku.programme.models.base import Sourced
from luukku.programme.rules.progress import Share, Standing, completion, standing

KINDS = Passage.Kind


@dataclass(frozen=True, slots=True)
class GoalRow:
    """A goal as a row of the table: what is done for it, by what means, and what was remarked."""

    goal: Goal
    measures: list[Measure]
    means: list[Passage]
    remarks: list[Passage]
    standing: Standing
    done: Share


@dataclass(slots=True)
class ThemeTable:
    """One theme with everything under it."""

    theme: Theme | None
    above: list[Goal] = field(default_factory=list)
    results: list[Goal] = field(default_factory=list)
    challenges: list[Passage] = field(default_factory=list)
    rows: list[GoalRow] = field(default_factory=list)
    unlinked: list[Measure] = field(default_factory=list)

    @property
    def has_remarks(self) -> bool:
        return any(row.remarks for row in self.rows)


@dataclass(frozen=True, slots=True)
class PartyRow:
    """A party with its duties, those that ended included, and what else it answers for or has promised."""

    party: Party
    duties: list[Responsibility]
    others: list[Responsibility]
    promises: list[CorrectiveAction]
    has_ended: bool


def goal_tables(actor: Actor, programme: Programme) -> list[ThemeTable]:
    """Goals and measures theme by theme, as a plan has them on paper."""
    tables = {theme.pk: ThemeTable(theme) for theme in programme.themes.all()}
    loose = ThemeTable(None)
    measures = _measures(actor, programme)
    passages: dict[UUID | None, list[Passage]] = defaultdict(list)
    for passage in programme.passages.filter(kind__in=[KINDS.MEANS, KINDS.REMARK, KINDS.CHALLENGE]):
        passages[passage.goal_id].append(passage)
        if passage.kind == KINDS.CHALLENGE:
            tables.get(passage.theme_id, loose).challenges.append(passage)  # type: ignore[arg-type]
    for goal in programme.goals.all():
        table = tables.get(goal.theme_id, loose)  # type: ignore[arg-type]
        if goal.level == Goal.Level.OVERALL:
            table.above.append(goal)
        elif goal.level == Goal.Level.RESULT:
            table.results.append(goal)
        else:
            table.rows.append(_row(goal, measures.get(goal.pk, []), passages[goal.pk]))
    for measure in measures.get(None, []):
        tables.get(measure.theme_id, loose).unlinked.append(measure)  # type: ignore[arg-type]
    found = [*tables.values(), loose]
    return [one for one in found if one.theme or one.rows or one.above or one.unlinked or one.results]


def _row(goal: Goal, measures: list[Measure], passages: list[Passage]) -> GoalRow:
    states = [one.state for one in measures if not one.is_reference]
    return GoalRow(
        goal,
        measures,
        [one for one in passages if one.kind == KINDS.MEANS],
        [one for one in passages if one.kind == KINDS.REMARK],
        standing(states),
        completion(states),
    )


def _measures(actor: Actor, programme: Programme) -> dict[UUID | None, list[Measure]]:
    """Measures by each of their goals; under None those that lead to none."""
    seen = policies.visible_measures(actor).filter(programme=programme)
    links = MeasureLink.objects.filter(other__in=seen).select_related("other").order_by("created_at")
    found = seen.prefetch_related(
        "goals", Prefetch("links", links)
    )  # fmt: skip
    by_goal: dict[UUID | None, list[Measure]] = defaultdict(list)
    for measure in found:
        goals = list(measure.goals.all())
        for goal in goals:
            by_goal[goal.pk].append(measure)
        if not goals:
            by_goal[None].append(measure)
    return by_goal


def whole(actor: Actor, programme: Programme) -> tuple[Standing, Share]:
    """Where the programme stands, and how many of its measures are done."""
    states = list(policies.visible_measures(actor).filter(programme=programme).real().values_list("state", flat=True))
    return standing(states), completion(states)


def party_rows(actor: Actor, programme: Programme, day: date) -> list[PartyRow]:
    """Who takes part with the duties that the programme tells, owners that ended included."""
    seen = policies.visible_measures(actor).filter(programme=programme)
    held = Responsibility.objects.filter(Q(measure__isnull=True) | Q(measure__in=seen))
    held = held.select_related("duty", "measure", "output").order_by("duty__position", "created_at")
    promised = policies.visible_corrections(actor).filter(state=CorrectiveAction.State.AGREED)
    parties = programme.parties.select_related("successor").prefetch_related(
        Prefetch("responsibilities", held), Prefetch("owned_corrections", promised)
    )
    rows = []
    for party in parties:
        found = list(party.responsibilities.all())
        for one in found:
            one.party = party  # spares a query for each last day
        duties = [one for one in found if one.duty_id]
        others = [one for one in found if not one.duty_id]
        ended = bool(party.ends_on and party.ends_on < day)
        rows.append(PartyRow(party, duties, others, list(party.owned_corrections.all()), ended))
    return rows


def outputs(programme: Programme, day: date) -> list[tuple[Output, Responsibility | None]]:
    """Each output with whoever answers for it on the day."""
    answering = Responsibility.objects.answering().on(day).select_related("party", "person")
    found = programme.outputs.prefetch_related(Prefetch("responsibilities", answering, to_attr="answering_now"))
    return [(one, next(iter(one.answering_now), None)) for one in found]


def visions(programme: Programme) -> list[tuple[Vision, list[tuple[VisionSection | None, list[VisionStatement]]]]]:
    """Each occasion with its statements under their headings."""
    current = VisionStatement.objects.current()
    found: Any = programme.visions.prefetch_related(
        "sections", Prefetch("statements", current, to_attr="current_statements")
    )
    told = []
    for vision in found:
        by_section: dict[UUID | None, list[VisionStatement]] = defaultdict(list)
        for one in vision.current_statements:
            by_section[one.section_id].append(one)
        heads: list[VisionSection | None] = [*vision.sections.all(), None]
        groups = [(head, by_section[head.pk if head else None]) for head in heads]
        told.append((vision, [(head, rows) for head, rows in groups if head or rows]))
    return told


def lines(actor: Actor, programme: Programme) -> list[tuple[SourceDocument, list[Sourced]]]:
    """Every row of a programme under its document, in the order of the document's lines."""
    models: tuple[Any, ...] = (
        Theme, Goal, Passage, Vision, VisionSection, Party, Duty, Output, Meeting, AgendaItem,
    )  # fmt: skip
    rows: list[Sourced] = [
        row for model in models for row in model._default_manager.filter(programme=programme).exclude(code="")
    ]
    for visible in (policies.visible_measures, policies.visible_decisions, policies.visible_corrections):
        found_rows: Any = visible(actor)
        rows += list(found_rows.filter(programme=programme).exclude(code=""))
    rows += list(programme.statements.all().current().exclude(code=""))
    found = []
    documents = list(programme.documents.all())
    for document in documents:
        own = [row for row in rows if row.source.startswith(f"{document.code}:")]
        found.append((document, sorted(own, key=lambda row: (_line(row.source), row.position))))
    known = tuple(f"{document.code}:" for document in documents)
    rest = [row for row in rows if not row.source.startswith(known or ("\n",))]
    if rest and documents:
        found.append((SourceDocument(code="", text=""), sorted(rest, key=attrgetter("position"))))
    return found


def _line(source: str) -> int:
    number = source.partition(":")[2].partition("-")[0]
    return int(number) if number.isdigit() else 0


def about(programme: Programme) -> Iterable[Passage]:
    """What the sources say of the programme itself, in their order."""
    kinds = (KINDS.PURPOSE, KINDS.TARGET_GROUP, KINDS.NEED, KINDS.PROMISE, KINDS.PERIOD, KINDS.CONTEXT)
    return programme.passages.filter(kind__in=kinds)


def group_answers(programme: Programme) -> list[tuple[Passage, list[Passage]]]:
    """Questions that were talked over, with their answers; questions of a meeting stand on its page."""
    asked = programme.passages.filter(kind=KINDS.QUESTION, meeting=None).prefetch_related("answers")
    return [(one, list(one.answers.all())) for one in asked]
