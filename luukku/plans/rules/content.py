"""What a plan says, as plain values, and its seal: the SHA-256 of one canonical form."""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

FIRST_FORM, FULLER_FORM = 1, 2
"""The canonical forms. What says nothing that only the fuller form can tell keeps the first one's seal, so that a plan
sealed before there was a fuller form stays checkable."""


@dataclass(frozen=True, slots=True)
class Text:
    """One text in the worker's and the family's language."""

    worker: str
    family: str

    @property
    def is_paired(self) -> bool:
        """Whether a reader of either language finds it: both are filled, or there is nothing to say."""
        return bool(self.worker.strip()) == bool(self.family.strip())


@dataclass(frozen=True, slots=True)
class WordsContent:
    """What somebody said. `ref` is the row it stands in; it is not part of what is said."""

    person: UUID
    text: Text
    is_described: bool = False
    ref: UUID | None = None


@dataclass(frozen=True, slots=True)
class ActionContent:
    """One step: one of the three doers is given."""

    what: Text
    due_on: date | None = None
    doer_person: UUID | None = None
    doer_worker: UUID | None = None
    doer_other: str = ""
    ref: UUID | None = None
    service: str = ""


@dataclass(frozen=True, slots=True)
class TopicContent:
    """What was agreed about one side of a child's days, or why it is left for later."""

    kind: str
    is_not_now: bool
    text: Text
    place_from: date | None = None
    is_sudden: bool = False
    ref: UUID | None = None


@dataclass(frozen=True, slots=True)
class OtherPlanContent:
    """Another plan of somebody in the family, and how this one fits with it."""

    kind: str
    name: str
    holder: str
    contact: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    says: Text = Text("", "")
    fitted: Text = Text("", "")
    ref: UUID | None = None


@dataclass(frozen=True, slots=True)
class AuthorContent:
    """Somebody who took part in writing, as they are told in the plan."""

    name: str
    function: str = ""
    organisation: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class GoalContent:
    title: Text
    actions: tuple[ActionContent, ...] = ()
    ref: UUID | None = None


@dataclass(frozen=True, slots=True)
class PartContent:
    """A chapter: the shared one has no person."""

    kind: str
    person: UUID | None
    view: Text = Text("", "")
    words: tuple[WordsContent, ...] = ()
    goals: tuple[GoalContent, ...] = ()
    ref: UUID | None = None
    topics: tuple[TopicContent, ...] = ()
    other_plans: tuple[OtherPlanContent, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanContent:
    """Everything that a confirmation is a yes to."""

    worker_language: str
    family_language: str
    greeting: Text
    parts: tuple[PartContent, ...]
    is_interpreted_aloud: bool = False
    lasts_until: date | None = None
    sources: Text = Text("", "")
    authors: tuple[AuthorContent, ...] = ()

    @property
    def goals(self) -> tuple[GoalContent, ...]:
        return tuple(goal for part in self.parts for goal in part.goals)


def canonical(content: PlanContent) -> str:
    """The one text form of a plan's content: the same content always gives the same characters.

    JSON with sorted keys, no spaces, characters as themselves. The order of parts, words, goals and actions counts;
    the rows they are stored in do not.
    """
    told = {
        "languages": [content.worker_language, content.family_language],
        "interpreted_aloud": content.is_interpreted_aloud,
        "greeting": _text(content.greeting),
        "parts": [_part(part) for part in content.parts],
        **_told_only_if_there(
            lasts_until=_day(content.lasts_until),
            sources=_text(content.sources),
            authors=[[one.name, one.function, one.organisation, one.contact] for one in content.authors],
        ),
    }
    told["form"] = FULLER_FORM if _is_fuller(content) else FIRST_FORM
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def content_hash(content: PlanContent) -> str:
    """The seal: SHA-256 of the canonical form, 64 hexadecimal digits."""
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def text_hash(*lines: str) -> str:
    """The hash of a text as it was shown: its lines joined by line feeds."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _text(text: Text) -> list[str]:
    return [text.worker, text.family]


def _part(part: PartContent) -> dict[str, Any]:
    return {
        "kind": part.kind,
        "person": _id(part.person),
        "view": _text(part.view),
        "words": [
            {"person": _id(words.person), "text": _text(words.text), "described": words.is_described}
            for words in part.words
        ],
        "goals": [
            {"title": _text(goal.title), "actions": [_action(action) for action in goal.actions]} for goal in part.goals
        ],
        **_told_only_if_there(
            topics=[_topic(topic) for topic in part.topics],
            other_plans=[_other_plan(other) for other in part.other_plans],
        ),
    }


def _action(action: ActionContent) -> dict[str, Any]:
    return {
        "what": _text(action.what),
        "due": _day(action.due_on),
        "doer": [_id(action.doer_person), _id(action.doer_worker), action.doer_other],
        **_told_only_if_there(service=action.service),
    }


def _topic(topic: TopicContent) -> list[Any]:
    return [topic.kind, topic.is_not_now, _text(topic.text), _day(topic.place_from), topic.is_sudden]


def _other_plan(other: OtherPlanContent) -> list[Any]:
    days = [_day(other.valid_from), _day(other.valid_until)]
    return [other.kind, other.name, other.holder, other.contact, days, _text(other.says), _text(other.fitted)]


def _told_only_if_there(**told: Any) -> dict[str, Any]:
    """What the first form did not know is told only where there is something to tell."""
    return {name: value for name, value in told.items() if value and value != ["", ""]}


def _is_fuller(content: PlanContent) -> bool:
    return bool(
        content.lasts_until
        or content.sources != Text("", "")
        or content.authors
        or any(part.topics or part.other_plans for part in content.parts)
        or any(action.service for goal in content.goals for action in goal.actions)
    )


def _id(value: UUID | None) -> str | None:
    return str(value) if value else None


def _day(value: date | None) -> str | None:
    return value.isoformat() if value else None
