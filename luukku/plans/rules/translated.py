"""How far a text in another language can be trusted: who made it, from which wording, and whether it was checked."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final
from uuid import UUID

from luukku.plans.rules.content import PlanContent, Text

TextKey = tuple[UUID, str]
"""The row that a text stands in, and the name of its first field."""


class Standing(StrEnum):
    """What is known about one translation."""

    NOTHING_TO_TRANSLATE = "nothing"
    MISSING = "missing"
    UNKNOWN = "unknown"
    OUTDATED = "outdated"
    DRAFT = "draft"
    UNCHECKED = "unchecked"
    CHECKED = "checked"


SHOWN_AS_DRAFT: Final = frozenset({Standing.DRAFT, Standing.OUTDATED})
"""What the family is told of. An interpreter's or an agency's work is a professional's, so it is none."""

NOBODY_NOTED: Final = "unknown"
DRAFT_MAKERS: Final = frozenset({"worker", "ready", "machine"})


@dataclass(frozen=True, slots=True)
class Made:
    """How a translation came about, by the hashes of the wordings it concerns; `checked` of both together."""

    source: str
    target: str
    maker: str
    checked: str = ""


def wording_hash(text: str) -> str:
    """SHA-256 of a wording, spaces around it left out."""
    return hashlib.sha256(text.strip().encode()).hexdigest()


def pair_hash(source: str, target: str) -> str:
    """SHA-256 of a wording and its translation, in that order: what somebody checked."""
    return wording_hash(f"{wording_hash(source)} {wording_hash(target)}")


def standing(source: str, target: str, made: Made | None) -> Standing:
    """Where one text stands.

    A changed source makes the translation outdated, a changed translation voids the check, and what a worker or a
    machine wrote is a draft until somebody has checked it.
    """
    if not target.strip():
        return Standing.MISSING if source.strip() else Standing.NOTHING_TO_TRANSLATE
    if not source.strip():
        return Standing.NOTHING_TO_TRANSLATE
    if made is None or made.target != wording_hash(target):
        return Standing.UNKNOWN
    if made.checked == pair_hash(source, target):
        return Standing.CHECKED
    if made.source != wording_hash(source):
        return Standing.OUTDATED
    if made.maker == NOBODY_NOTED:
        return Standing.UNKNOWN
    return Standing.DRAFT if made.maker in DRAFT_MAKERS else Standing.UNCHECKED


@dataclass(frozen=True, slots=True)
class Translated:
    """One text in the language it was first said or written in, and its translation.

    Attributes:
        key: the row and the field.
        is_from_family: the source is the family's language: somebody's own words.
    """

    key: TextKey
    source: str
    target: str
    is_from_family: bool = False


def standings(texts: Mapping[TextKey, Translated], made: Mapping[TextKey, Made]) -> dict[TextKey, Standing]:
    """Where every text stands."""
    return {key: standing(text.source, text.target, made.get(key)) for key, text in texts.items()}


def texts_of(content: PlanContent, plan: UUID) -> dict[TextKey, Translated]:
    """Every text of a plan that has two languages, in reading order; the greeting and the sources stand in the plan."""
    if content.worker_language == content.family_language:
        return {}
    return {one.key: one for one in _texts(content, plan)}


def _texts(content: PlanContent, plan: UUID) -> Iterator[Translated]:
    yield _ours((plan, "greeting"), content.greeting)
    yield _ours((plan, "sources"), content.sources)
    for part in content.parts:
        if part.ref:
            yield _ours((part.ref, "view"), part.view)
        yield from (_theirs((words.ref, "text"), words.text) for words in part.words if words.ref)
        yield from (_ours((topic.ref, "text"), topic.text) for topic in part.topics if topic.ref)
        for goal in part.goals:
            if goal.ref:
                yield _ours((goal.ref, "title"), goal.title)
            yield from (_ours((action.ref, "what"), action.what) for action in goal.actions if action.ref)
        for other in part.other_plans:
            if other.ref:
                yield _ours((other.ref, "says"), other.says)
                yield _ours((other.ref, "fitted"), other.fitted)


def _ours(key: TextKey, text: Text) -> Translated:
    return Translated(key, text.worker, text.family)


def _theirs(key: TextKey, text: Text) -> Translated:
    """Somebody's own words: said in their language, unless only the worker's is written."""
    if not text.family.strip():
        return _ours(key, text)
    return Translated(key, text.family, text.worker, is_from_family=True)
