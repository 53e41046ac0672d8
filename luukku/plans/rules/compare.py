"""What changed between two versions of a plan, sentence by sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest
from uuid import UUID

from luukku.plans.rules.content import ActionContent, PartContent, PlanContent, Text


class Kind(StrEnum):
    """What a sentence is about; the page puts it in words."""

    GREETING = "greeting"
    WORDS = "words"
    VIEW = "view"
    GOAL = "goal"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a plan in both languages; an action's day and doer are part of it."""

    kind: Kind
    text: Text
    due: str = ""
    doer: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence of the older version beside its follower; None on a side where there is none."""

    before: Sentence | None
    after: Sentence | None

    @property
    def is_same(self) -> bool:
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class PartChange:
    """What changed in one chapter: the greeting, the shared part (no person) or one member's."""

    kind: str
    person: UUID | None
    changes: tuple[Change, ...]

    @property
    def is_changed(self) -> bool:
        return any(not change.is_same for change in self.changes)


def compare(older: PlanContent, newer: PlanContent) -> tuple[PartChange, ...]:
    """Every chapter of either version with its sentences matched; chapters follow the newer version's order."""
    before = {(part.kind, part.person): part for part in older.parts}
    after = {(part.kind, part.person): part for part in newer.parts}
    chapters = [*after, *(key for key in before if key not in after)]
    greetings = PartChange("greeting", None, _matched([*_greeting(older)], [*_greeting(newer)]))
    return (greetings, *(_part_change(key, before.get(key), after.get(key)) for key in chapters))


def _part_change(key: tuple[str, UUID | None], older: PartContent | None, newer: PartContent | None) -> PartChange:
    kind, person = key
    return PartChange(kind, person, _matched([*_sentences(older)], [*_sentences(newer)]))


def _matched(before: list[Sentence], after: list[Sentence]) -> tuple[Change, ...]:
    steps = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    return tuple(
        Change(old, new)
        for _step, old_from, old_to, new_from, new_to in steps
        for old, new in zip_longest(before[old_from:old_to], after[new_from:new_to])
    )


def _greeting(content: PlanContent) -> Iterator[Sentence]:
    if content.greeting.worker or content.greeting.family:
        yield Sentence(Kind.GREETING, content.greeting)


def _sentences(part: PartContent | None) -> Iterator[Sentence]:
    if part is None:
        return
    for words in part.words:
        yield Sentence(Kind.WORDS, words.text, doer=str(words.person))
    if part.view.worker or part.view.family:
        yield Sentence(Kind.VIEW, part.view)
    for goal in part.goals:
        yield Sentence(Kind.GOAL, goal.title)
        yield from (_action(action) for action in goal.actions)


def _action(action: ActionContent) -> Sentence:
    doer = str(action.doer_person or action.doer_worker or action.doer_other)
    return Sentence(Kind.ACTION, action.what, action.due_on.isoformat() if action.due_on else "", doer)
