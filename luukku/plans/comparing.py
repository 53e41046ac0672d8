"""Two versions of a plan beside each other, with names in the place of ids."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.plans.labels import day
from luukku.plans.models import FamilyPlan, PlanPart
from luukku.plans.rules.compare import Change, Kind, PartChange, Sentence, compare
from luukku.plans.rules.content import PlanContent
from luukku.plans.services import reading


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence as it is shown; both languages, the doer and the day in front and behind."""

    is_heading: bool
    worker: str
    family: str


@dataclass(frozen=True, slots=True)
class Row:
    before: Told | None
    after: Told | None
    is_same: bool


@dataclass(frozen=True, slots=True)
class Chapter:
    title: str
    rows: tuple[Row, ...]
    is_changed: bool


def chapters(newer: FamilyPlan, before: PlanContent, after: PlanContent) -> list[Chapter]:
    """Each chapter of either version: what stayed, what came, what went."""
    names = _names(before) | _names(after)
    return [_chapter(one, names) for one in compare(before, after) if one.changes]


def _names(content: PlanContent) -> dict[str, str]:
    people: set[UUID] = set()
    workers: set[UUID] = set()
    for part in content.parts:
        people |= {part.person} if part.person else set()
        people |= {words.person for words in part.words}
        for goal in part.goals:
            people |= {action.doer_person for action in goal.actions if action.doer_person}
            workers |= {action.doer_worker for action in goal.actions if action.doer_worker}
    known = {str(one): person.short_name for one, person in reading.people_by_id(people).items()}
    return known | reading.worker_names(workers)


def _chapter(part: PartChange, names: Mapping[str, str]) -> Chapter:
    return Chapter(_title(part, names), tuple(_row(change, names) for change in part.changes), part.is_changed)


def _title(part: PartChange, names: Mapping[str, str]) -> str:
    if part.person is not None:
        return names.get(str(part.person), _("Somebody"))
    return _("The whole family") if part.kind == PlanPart.Kind.SHARED else _("The greeting")


def _row(change: Change, names: Mapping[str, str]) -> Row:
    return Row(_told(change.before, names), _told(change.after, names), change.is_same)


def _told(sentence: Sentence | None, names: Mapping[str, str]) -> Told | None:
    if sentence is None:
        return None
    who = names.get(sentence.doer, sentence.doer)
    by = day(date.fromisoformat(sentence.due)) if sentence.due else ""
    worker, family = (
        " ".join(piece for piece in (who, text, by) if piece) if text else ""
        for text in (sentence.text.worker, sentence.text.family)
    )
    if sentence.kind is Kind.WORDS:
        worker, family = (f"{who}: {text}" if text else "" for text in (sentence.text.worker, sentence.text.family))
    return Told(sentence.kind is Kind.GOAL, worker, family)
