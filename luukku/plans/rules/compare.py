"""What changed between two versions of a plan, sentence by sentence."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from uuid import UUID

from luukku.plans.rules.content import (
    ActionContent,
    AuthorContent,
    OtherPlanContent,
    PartContent,
    PlanContent,
    Text,
    TopicContent,
)
from luukku.plans.rules.wordings import likeness

LEAST_ALIKE = 0.4
"""Two sentences of one kind less alike than this are one that went and one that came, not one that changed."""


class Kind(StrEnum):
    """What a sentence is about; the page puts it in words."""

    GREETING = "greeting"
    WORDS = "words"
    VIEW = "view"
    GOAL = "goal"
    ACTION = "action"
    TOPIC = "topic"
    OTHER_PLAN = "other_plan"
    AUTHOR = "author"
    DURATION = "duration"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a plan in both languages.

    Attributes:
        due: an action's day, or the day from which a place is wished.
        doer: whose words, who does it, or who keeps the other plan: an id, or a name as it was written.
        about: the code of a topic or of a kind of plan, with a mark in front when it was left for later.
    """

    kind: Kind
    text: Text
    due: str = ""
    doer: str = ""
    about: str = ""
    service: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence of the older version beside its follower; None on a side where there is none."""

    before: Sentence | None
    after: Sentence | None

    @property
    def is_same(self) -> bool:
        return self.before == self.after

    @property
    def has_come(self) -> bool:
        return self.before is None

    @property
    def has_gone(self) -> bool:
        return self.after is None

    @property
    def is_rewritten(self) -> bool:
        return not (self.is_same or self.has_come or self.has_gone)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many sentences came, went and changed."""

    came: int = 0
    went: int = 0
    rewritten: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.came + other.came, self.went + other.went, self.rewritten + other.rewritten)


@dataclass(frozen=True, slots=True)
class PartChange:
    """What changed in one chapter: the greeting, the shared part (no person) or one member's."""

    kind: str
    person: UUID | None
    changes: tuple[Change, ...]

    @property
    def is_changed(self) -> bool:
        return any(not change.is_same for change in self.changes)

    @property
    def tally(self) -> Tally:
        return Tally(
            sum(change.has_come for change in self.changes),
            sum(change.has_gone for change in self.changes),
            sum(change.is_rewritten for change in self.changes),
        )


def compare(older: PlanContent, newer: PlanContent) -> tuple[PartChange, ...]:
    """Every chapter of either version with its sentences matched; chapters follow the newer version's order."""
    before = {(part.kind, part.person): part for part in older.parts}
    after = {(part.kind, part.person): part for part in newer.parts}
    chapters = [*after, *(key for key in before if key not in after)]
    opening = PartChange("greeting", None, _matched([*_opening(older)], [*_opening(newer)]))
    return (opening, *(_part_change(key, before.get(key), after.get(key)) for key in chapters))


def _part_change(key: tuple[str, UUID | None], older: PartContent | None, newer: PartContent | None) -> PartChange:
    kind, person = key
    return PartChange(kind, person, _matched([*_sentences(older)], [*_sentences(newer)]))


def _matched(before: list[Sentence], after: list[Sentence]) -> tuple[Change, ...]:
    """Every sentence once, in the newer order; what went stands where it was."""
    steps = SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes()
    gone = [index for step, start, stop, _from, _to in steps if step != "equal" for index in range(start, stop)]
    come = [index for step, _from, _to, start, stop in steps if step != "equal" for index in range(start, stop)]
    pairs = _likest(before, after, gone, come)
    for step, old_from, old_to, new_from, new_to in steps:
        if step == "replace":
            pairs |= _only_ones(before, after, [*range(old_from, old_to)], [*range(new_from, new_to)], pairs)
    paired = set(pairs.values())
    changes: list[Change] = []
    for step, old_from, old_to, new_from, new_to in steps:
        if step == "equal":
            changes += [
                Change(old, new) for old, new in zip(before[old_from:old_to], after[new_from:new_to], strict=True)
            ]
            continue
        changes += [Change(before[index], None) for index in range(old_from, old_to) if index not in paired]
        changes += [
            Change(before[pairs[index]] if index in pairs else None, after[index]) for index in range(new_from, new_to)
        ]
    return tuple(changes)


def _likest(before: list[Sentence], after: list[Sentence], gone: list[int], come: list[int]) -> dict[int, int]:
    """Which newer sentence follows which older one, the likest first; each at most once."""
    alike = [
        (_likeness(before[old], after[new]), -abs(old - new), new, old)
        for new in come
        for old in gone
        if before[old].kind is after[new].kind
    ]
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for share, _distance, new, old in sorted(alike, reverse=True):
        if share >= LEAST_ALIKE and new not in pairs and old not in taken:
            pairs[new] = old
            taken.add(old)
    return pairs


def _only_ones(
    before: list[Sentence], after: list[Sentence], gone: list[int], come: list[int], pairs: dict[int, int]
) -> dict[int, int]:
    """In one place of the text: where one sentence of a kind went and one came, the one replaced the other."""
    taken = set(pairs.values())
    left = [old for old in gone if old not in taken]
    new = [index for index in come if index not in pairs]
    found = {}
    for kind in Kind:
        olds = [index for index in left if before[index].kind is kind]
        news = [index for index in new if after[index].kind is kind]
        if len(olds) == len(news) == 1:
            found[news[0]] = olds[0]
    return found


SINGLE = frozenset({Kind.GREETING, Kind.VIEW, Kind.DURATION, Kind.SOURCES})
"""There is one of these in a chapter, so the newer one follows the older one, however different."""


def _likeness(old: Sentence, new: Sentence) -> float:
    if old.kind in SINGLE or (old.kind is Kind.TOPIC and old.about.lstrip("-") == new.about.lstrip("-")):
        return 1.0
    if old.kind is Kind.OTHER_PLAN:
        return 1.0 if (old.about, old.doer) == (new.about, new.doer) else 0.0
    return max(likeness(old.text.worker, new.text.worker), likeness(old.text.family, new.text.family))


def _opening(content: PlanContent) -> Iterator[Sentence]:
    if content.greeting.worker or content.greeting.family:
        yield Sentence(Kind.GREETING, content.greeting)
    if content.lasts_until:
        yield Sentence(Kind.DURATION, Text("", ""), due=content.lasts_until.isoformat())
    if content.sources.worker or content.sources.family:
        yield Sentence(Kind.SOURCES, content.sources)
    yield from (_author(author) for author in content.authors)


def _author(author: AuthorContent) -> Sentence:
    told = ", ".join(piece for piece in (author.name, author.function, author.organisation, author.contact) if piece)
    return Sentence(Kind.AUTHOR, Text(told, told))


def _sentences(part: PartContent | None) -> Iterator[Sentence]:
    if part is None:
        return
    for words in part.words:
        yield Sentence(Kind.WORDS, words.text, doer=str(words.person))
    if part.view.worker or part.view.family:
        yield Sentence(Kind.VIEW, part.view)
    yield from (_topic(topic) for topic in part.topics)
    for goal in part.goals:
        yield Sentence(Kind.GOAL, goal.title)
        yield from (_action(action) for action in goal.actions)
    yield from (_other_plan(other) for other in part.other_plans)


def _action(action: ActionContent) -> Sentence:
    doer = str(action.doer_person or action.doer_worker or action.doer_other)
    due = action.due_on.isoformat() if action.due_on else ""
    return Sentence(Kind.ACTION, action.what, due, doer, service=action.service)


def _topic(topic: TopicContent) -> Sentence:
    due = topic.place_from.isoformat() if topic.place_from else ""
    return Sentence(Kind.TOPIC, topic.text, due, about=f"-{topic.kind}" if topic.is_not_now else topic.kind)


def _other_plan(other: OtherPlanContent) -> Sentence:
    text = Text(_joined(other.says.worker, other.fitted.worker), _joined(other.says.family, other.fitted.family))
    due = other.valid_until.isoformat() if other.valid_until else ""
    return Sentence(Kind.OTHER_PLAN, text, due, doer=other.holder, about=other.name or other.kind)


def _joined(*texts: str) -> str:
    return " ".join(text for text in texts if text)
