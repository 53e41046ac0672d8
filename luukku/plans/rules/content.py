"""What a plan says, as plain values, and its seal: the SHA-256 of one canonical form."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

FORM = 1
"""The version of the canonical form. Another form gets another number, so that old seals stay checkable."""


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


@dataclass(frozen=True, slots=True)
class PlanContent:
    """Everything that a confirmation is a yes to."""

    worker_language: str
    family_language: str
    greeting: Text
    parts: tuple[PartContent, ...]
    is_interpreted_aloud: bool = False

    @property
    def goals(self) -> tuple[GoalContent, ...]:
        return tuple(goal for part in self.parts for goal in part.goals)

    def texts(self) -> Iterator[Text]:
        """Every text of the plan, in reading order."""
        yield self.greeting
        for part in self.parts:
            yield part.view
            yield from (words.text for words in part.words)
            for goal in part.goals:
                yield goal.title
                yield from (action.what for action in goal.actions)


def canonical(content: PlanContent) -> str:
    """The one text form of a plan's content: the same content always gives the same characters.

    JSON with sorted keys, no spaces, characters as themselves. The order of parts, words, goals and actions counts;
    the rows they are stored in do not.
    """
    told = {
        "form": FORM,
        "languages": [content.worker_language, content.family_language],
        "interpreted_aloud": content.is_interpreted_aloud,
        "greeting": _text(content.greeting),
        "parts": [_part(part) for part in content.parts],
    }
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
    }


def _action(action: ActionContent) -> dict[str, Any]:
    return {
        "what": _text(action.what),
        "due": action.due_on.isoformat() if action.due_on else None,
        "doer": [_id(action.doer_person), _id(action.doer_worker), action.doer_other],
    }


def _id(value: UUID | None) -> str | None:
    return str(value) if value else None
