"""A supervisor's view of the dates of the units led: how many stand how, by worker and by rule, and which they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, F

from luukku.accounts.models import User
from luukku.casework import policies
from luukku.casework.labels import Source, source_of, title_of
from luukku.casework.models import Deadline, DeadlineQuerySet, ResponsibleWorker, counts_as
from luukku.casework.rules.urgency import Standing
from luukku.casework.services import people_of_clocks
from luukku.core.actor import Actor

ON_PAGE = 30
SHOWN = (Standing.LATE, Standing.TODAY, Standing.WEEK, Standing.PAST_TARGET)
FIRST = Standing.LATE


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is narrowed to. Unknown words narrow nothing."""

    stands: Standing = FIRST
    worker: UUID | None = None
    rule: str = ""

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        stands = query.get("show", "")
        return cls(
            Standing(stands) if stands in [one.value for one in SHOWN] else FIRST,
            _id(query.get("worker", "")),
            query.get("rule", "")[:60],
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """How many dates of one worker or one rule stand how; `key` narrows the list to them."""

    key: str
    name: str
    numbers: dict[str, int]


@dataclass(frozen=True, slots=True)
class Line:
    """One date of the list."""

    deadline: Deadline
    title: str
    source: Source
    worker: str


@dataclass(slots=True)
class Overview:
    """Everything the page shows; a fixed number of statements."""

    totals: dict[str, int] = field(default_factory=dict)
    workers: list[Counts] = field(default_factory=list)
    rules: list[Counts] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    page: Any = None


def overview(actor: Actor, asked: Asked, page: str | None) -> Overview:
    """The dates of the units that the actor leads, as they stand on the actor's day."""
    due = _with_worker(actor, policies.supervised_deadlines(actor).standing(actor.day, *SHOWN))
    found = _counted(actor, due)
    people = User.objects.in_bulk({row["worker"] for row in found if row["worker"]})
    chosen = due.standing(actor.day, asked.stands)
    if asked.worker:
        chosen = chosen.filter(worker=asked.worker)  # type: ignore[misc]
    if asked.rule:
        chosen = chosen.filter(rule=asked.rule)
    count = sum(row[asked.stands.value] for row in found if _fits(row, asked))
    pages = Paginator(chosen.select_related("case__family").order_by("due_on", "pk"), ON_PAGE)
    pages.count = count
    shown = pages.get_page(page)
    whose = people_of_clocks(shown)
    return Overview(
        totals={one.value: sum(row[one.value] for row in found) for one in SHOWN},
        workers=_grouped(found, "worker", {key: person.name for key, person in people.items()}),
        rules=_grouped(found, "rule", {row["rule"]: title_of(row["rule"]) for row in found}),
        lines=[
            Line(row, title_of(row.rule, whose.get(row.pk)), source_of(row), _name(people, row.worker))  # type: ignore[attr-defined]
            for row in shown
        ],
        page=shown,
    )


def _with_worker(actor: Actor, due: DeadlineQuerySet) -> DeadlineQuerySet:
    """Each date with who answers for its family today: exactly one, so no date counts twice."""
    answering = ResponsibleWorker.objects.on(actor.day)
    return due.filter(case__responsible_workers__in=answering).annotate(worker=F("case__responsible_workers__user_id"))


def _counted(actor: Actor, due: DeadlineQuerySet) -> list[dict[str, Any]]:
    """By worker and rule: some hundred rows at most, however many dates."""
    counts = {one.value: Count("pk", filter=counts_as(one, actor.day)) for one in SHOWN}
    return list(due.values("worker", "rule").annotate(**counts).order_by())  # type: ignore[misc]


def _fits(row: Mapping[str, Any], asked: Asked) -> bool:
    return asked.worker in (None, row["worker"]) and asked.rule in ("", row["rule"])


def _grouped(found: list[dict[str, Any]], by: str, names: Mapping[Any, str]) -> list[Counts]:
    """Those with most late dates first."""
    groups: dict[Any, dict[str, int]] = {}
    for row in found:
        numbers = groups.setdefault(row[by], {one.value: 0 for one in SHOWN})
        for one in SHOWN:
            numbers[one.value] += row[one.value]
    told = [Counts(str(key), names.get(key, ""), numbers) for key, numbers in groups.items()]
    return sorted(told, key=lambda one: (-one.numbers[FIRST.value], one.name))


def _name(people: Mapping[UUID, User], key: UUID) -> str:
    return people[key].name if key in people else ""


def _id(written: str) -> UUID | None:
    try:
        return UUID(written)
    except ValueError:
        return None
