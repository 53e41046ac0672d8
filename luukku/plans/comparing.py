"""Two versions of a plan as one readable difference, in either language: what came, went and changed, by chapter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.utils.translation import gettext as _

from luukku.plans.labels import PlanLabels, day, plan_labels
from luukku.plans.models import PlanPart
from luukku.plans.rules.compare import Change, Kind, PartChange, Sentence, Tally, compare
from luukku.plans.rules.content import PlanContent
from luukku.plans.rules.wordings import Mark, Piece, pieces
from luukku.plans.services import reading


class What(StrEnum):
    """What happened to a sentence."""

    SAME = "same"
    CAME = "came"
    WENT = "went"
    REWRITTEN = "rewritten"


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence: as it was and as it is, in pieces; empty on the side where it is not there."""

    what: What
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """One person's part, the shared one or the opening: what changed first, what stayed by itself."""

    title: str
    changed: tuple[Row, ...]
    stayed: tuple[Row, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Difference:
    """The whole difference in one language."""

    language: str
    chapters: tuple[Chapter, ...]

    @property
    def tally(self) -> Tally:
        return sum((chapter.tally for chapter in self.chapters), Tally())


def difference(before: PlanContent, after: PlanContent, *, in_family_language: bool) -> Difference:
    """What changed from one content to the other, told in the newer version's worker's or family's language."""
    language = after.family_language if in_family_language else after.worker_language
    telling = _Telling(plan_labels(language), _names(before) | _names(after), in_family=in_family_language)
    return Difference(language, tuple(telling.chapter(one) for one in compare(before, after) if one.changes))


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


class _Telling:
    """Puts sentences of one language together from names, labels and texts."""

    def __init__(self, labels: PlanLabels, names: Mapping[str, str], *, in_family: bool) -> None:
        self.labels = labels
        self.names = names
        self.in_family = in_family

    def chapter(self, part: PartChange) -> Chapter:
        rows = [self._row(change) for change in part.changes]
        return Chapter(
            title=self._title(part),
            changed=tuple(row for row in rows if row.what is not What.SAME),
            stayed=tuple(row for row in rows if row.what is What.SAME),
            tally=part.tally,
        )

    def _title(self, part: PartChange) -> str:
        if part.person is not None:
            return self.names.get(str(part.person), _("Somebody"))
        return _("The whole family") if part.kind == PlanPart.Kind.SHARED else _("The beginning of the plan")

    def _row(self, change: Change) -> Row:
        sentence = change.after or change.before
        is_heading = sentence is not None and sentence.kind is Kind.GOAL
        old, new = self._told(change.before), self._told(change.after)
        if change.is_same:
            return Row(What.SAME, (), (Piece(new, Mark.SAME),), is_heading)
        before, after = pieces(old, new)
        if change.has_come:
            return Row(What.CAME, (), after, is_heading)
        if change.has_gone:
            return Row(What.WENT, before, (), is_heading)
        return Row(What.REWRITTEN, before, after, is_heading)

    def _told(self, sentence: Sentence | None) -> str:
        if sentence is None:
            return ""
        text = (sentence.text.family if self.in_family else sentence.text.worker) or sentence.text.worker
        text = text or sentence.text.family
        who = self.names.get(sentence.doer, sentence.doer)
        by = day(date.fromisoformat(sentence.due)) if sentence.due else ""
        match sentence.kind:
            case Kind.WORDS:
                return f"{who}: {text}"
            case Kind.TOPIC:
                return " ".join(piece for piece in (self._topic(sentence.about), text, by) if piece)
            case Kind.OTHER_PLAN:
                name = str(getattr(self.labels, f"other_{sentence.about}", sentence.about))
                return " ".join(piece for piece in (f"{name} ({who}):", text, by) if piece)
            case Kind.DURATION:
                return self.labels.lasts_until_line % {"date": by}
            case Kind.SOURCES:
                return f"{self.labels.sources_are} {text}"
            case Kind.AUTHOR:
                return self.labels.made_by_line % {"names": text}
            case _:
                service = self.labels.service_line % {"name": sentence.service} if sentence.service else ""
                return " ".join(piece for piece in (who, text, by, service) if piece)

    def _topic(self, about: str) -> str:
        name = str(getattr(self.labels, f"topic_{about.removeprefix('-')}"))
        return f"{name}. {self.labels.not_now}" if about.startswith("-") else f"{name}:"
