"""What is missing from a programme on a day: each hole with its name, and whether somebody has taken it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from luukku.core.actor import Actor
from luukku.programme import policies
from luukku.programme.models import (
    CorrectiveAction,
    Duty,
    Goal,
    Measure,
    Output,
    Party,
    Passage,
    Programme,
    Responsibility,
    SourceConflict,
    StatusRequest,
    Theme,
)
from luukku.programme.models.parties import in_force
from luukku.programme.rules.progress import Share

NO_MEASURE_NEEDED = (Goal.Level.OVERALL, Goal.Level.RESULT)
"""What stands above the goals is reached through them."""


@dataclass(frozen=True, slots=True)
class Hole:
    """One thing that lacks something.

    Attributes:
        row: the goal, measure, duty, party, output or remark.
        taken: who has promised to see to it, until when.
        last: the last responsibility that held, of what had an owner once.
        lacks: codes of what a measure lacks: "owner", "date", "indicator".
    """

    row: Any
    taken: CorrectiveAction | None = None
    last: Responsibility | None = None
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class UnderTheme:
    """Holes under one theme, in the order of the programme."""

    theme: Theme | None
    holes: list[Hole]


@dataclass(frozen=True, slots=True)
class Gaps:
    """Everything that a programme lacks on a day.

    Attributes:
        with_owner, with_indicator, with_date: how many of the measures that are alive have one.
    """

    day: date
    goals: list[UnderTheme]
    duties: list[Hole]
    unlinked: list[Hole]
    outputs: list[Hole]
    idle: list[Hole]
    incomplete: list[UnderTheme]
    proposals: list[Hole]
    remarks: list[Hole]
    uncertain_duties: list[Hole]
    conflicts: list[SourceConflict]
    silent: list[StatusRequest]
    with_owner: Share
    with_indicator: Share
    with_date: Share
    owners_from: date = field(default=date.min)

    @property
    def goals_without_measure(self) -> int:
        return sum(len(one.holes) for one in self.goals)

    @property
    def incomplete_measures(self) -> int:
        return sum(len(one.holes) for one in self.incomplete)

    @property
    def is_whole(self) -> bool:
        """Whether nothing at all is missing."""
        return not any((
            self.goals, self.duties, self.unlinked, self.outputs, self.idle, self.incomplete, self.proposals,
            self.remarks, self.uncertain_duties, self.conflicts, self.silent,
        ))  # fmt: skip


def find(actor: Actor, programme: Programme, day: date) -> Gaps:
    """The holes of a programme as the actor sees it, on any day, past or coming."""
    taken = _taken(programme)
    themes = {theme.pk: theme for theme in programme.themes.all()}
    measures = _measures(actor, programme, day)
    alive = [one for one in measures if one.is_alive]
    owners_from = _owners_from(programme, day)
    return Gaps(
        day=day,
        goals=_by_theme(themes, (Hole(one, taken.get(one.pk)) for one in _goals(actor, programme))),
        duties=list(_ownerless(_duties(programme, day), day, taken)),
        unlinked=[Hole(one, taken.get(one.pk)) for one in alive if not one.goal_count],
        outputs=list(_ownerless(_outputs(programme, owners_from), owners_from, taken)),
        idle=[Hole(one, taken.get(one.pk)) for one in _idle(programme, day)],
        incomplete=_by_theme(themes, _incomplete(alive, taken)),
        proposals=[Hole(one, taken.get(one.pk)) for one in alive if one.is_tentative],
        remarks=[Hole(one, taken.get(one.pk)) for one in programme.passages.all().proposing()],
        uncertain_duties=[Hole(one, taken.get(one.pk)) for one in programme.duties.filter(is_tentative=True)],
        conflicts=list(policies.visible_conflicts(actor).filter(programme=programme, settled_on=None)),
        silent=_silent(actor, programme, day),
        with_owner=Share(sum(one.has_owner for one in alive), len(alive)),
        with_indicator=Share(sum(one.has_indicator for one in alive), len(alive)),
        with_date=Share(sum(bool(one.due_text) for one in alive), len(alive)),
        owners_from=owners_from,
    )


def _owners_from(programme: Programme, day: date) -> date:
    """The day on which outputs must have an owner: the day after the project's end while that is still to come."""
    return max(day, programme.ends_on + timedelta(days=1)) if programme.ends_on else day


def owned_on(day: date, target: str) -> Exists:
    """Whether somebody answers for a row of this kind on the day."""
    return Exists(Responsibility.objects.answering().on(day).filter(**{target: OuterRef("pk")}))


def _goals(actor: Actor, programme: Programme) -> QuerySet[Goal]:
    """Goals to which no measure leads, and for which the source tells no means either."""
    leading = policies.visible_measures(actor).exclude(state__in=[Measure.State.INTERRUPTED, Measure.State.REPLACED])
    means = Passage.objects.filter(goal=OuterRef("pk"), kind=Passage.Kind.MEANS)
    lacking = programme.goals.exclude(level__in=NO_MEASURE_NEEDED)
    lacking = lacking.filter(~Exists(leading.filter(goals=OuterRef("pk"))))
    return lacking.filter(~Exists(means))


def _measures(actor: Actor, programme: Programme, day: date) -> list[Any]:
    found = policies.visible_measures(actor).filter(programme=programme).real()
    indicators = Measure.indicators.through._default_manager.filter(measure=OuterRef("pk"))
    rows = found.order_by("position", "created_at").annotate(
        goal_count=Count("goals", distinct=True), has_owner=owned_on(day, "measure"), has_indicator=Exists(indicators)
    )
    alive = set(found.alive().values_list("pk", flat=True))
    kept: list[Any] = list(rows)
    for one in kept:
        one.is_alive = one.pk in alive
    return kept


def _duties(programme: Programme, day: date) -> QuerySet[Duty]:
    return programme.duties.filter(~owned_on(day, "duty"))


def _outputs(programme: Programme, day: date) -> QuerySet[Output]:
    return programme.outputs.filter(~owned_on(day, "output"))


def _idle(programme: Programme, day: date) -> QuerySet[Party]:
    """Who takes part on the day, has nothing to do and has promised nothing."""
    doing = Responsibility.objects.on(day).filter(party=OuterRef("pk")).exclude(role=Responsibility.Role.IS_TOLD)
    promised = CorrectiveAction.objects.filter(owner=OuterRef("pk"), state=CorrectiveAction.State.AGREED)
    return programme.parties.filter(in_force(day)).filter(~Exists(doing), ~Exists(promised))


def _silent(actor: Actor, programme: Programme, day: date) -> list[StatusRequest]:
    """Owners who were asked how it goes and whose time to answer was over on the day."""
    seen = policies.visible_measures(actor).filter(programme=programme)
    asked = StatusRequest.objects.filter(report=None, due_on__lt=day, measure__in=seen)
    return list(asked.select_related("measure", "responsibility__party", "responsibility__person").order_by("due_on"))


def _ownerless(rows: QuerySet[Any], day: date, taken: dict[UUID, CorrectiveAction]) -> Iterator[Hole]:
    """Rows without an owner, each with the owner that it had last."""
    found = list(rows)
    target = rows.model._meta.model_name or ""
    before = Responsibility.objects.answering().filter(**{f"{target}__in": found}).select_related("party")
    lasts: dict[UUID, Responsibility] = {}
    for one in before:
        key = getattr(one, f"{target}_id")
        if (one.last_day or date.max) < day and (key not in lasts or _ended(lasts[key]) < _ended(one)):
            lasts[key] = one
    yield from (Hole(row, taken.get(row.pk), lasts.get(row.pk)) for row in found)


def _ended(one: Responsibility) -> date:
    return one.last_day or date.max


def _incomplete(alive: Iterable[Any], taken: dict[UUID, CorrectiveAction]) -> Iterator[Hole]:
    for one in alive:
        lacking = (("owner", one.has_owner), ("date", one.due_text), ("indicator", one.has_indicator))
        lacks = tuple(name for name, has in lacking if not has)
        if lacks:
            yield Hole(one, taken.get(one.pk), lacks=lacks)


def _by_theme(themes: dict[UUID, Theme], holes: Iterable[Hole]) -> list[UnderTheme]:
    found: dict[UUID | None, list[Hole]] = {}
    for hole in holes:
        found.setdefault(hole.row.theme_id, []).append(hole)
    order = [*themes, None]
    return [UnderTheme(themes.get(key) if key else None, found[key]) for key in order if key in found]


def _taken(programme: Programme) -> dict[UUID, CorrectiveAction]:
    """Who has taken what, by the row that it is about."""
    agreed = programme.corrections.filter(state=CorrectiveAction.State.AGREED).select_related("owner", "person")
    about = Q(goal__isnull=False) | Q(measure__isnull=False) | Q(duty__isnull=False) | Q(party__isnull=False)
    about |= Q(output__isnull=False) | Q(passage__isnull=False)
    found: dict[UUID, CorrectiveAction] = {}
    for one in agreed.filter(about).order_by("due_on"):
        keys = (one.goal_id, one.measure_id, one.duty_id, one.party_id, one.output_id, one.passage_id)
        found.setdefault(next(key for key in keys if key), one)
    return found
