"""What a draft still lacks before it can be offered to a family."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from luukku.plans.rules.content import PlanContent, Text


class Lack(StrEnum):
    """What is missing; the page puts it in words."""

    SHARED_PART = "shared_part"
    MEMBERS_PART = "members_part"
    FORMER_MEMBER = "former_member"
    GOAL = "goal"
    ACTION = "action"
    PAIR = "pair"
    GUARDIAN = "guardian"
    SIGNER = "signer"
    TOPIC = "topic"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to mend: what is missing, about whom, and in which row (a part, words, goal, action or other plan).

    `where` is the kind of that row, or the code of what has not been asked about a child.
    """

    lack: Lack
    person: UUID | None = None
    ref: UUID | None = None
    where: str = ""


def gaps(
    content: PlanContent,
    members: Iterable[UUID],
    *,
    unguarded: Iterable[UUID] = (),
    unasked: Mapping[UUID, Iterable[str]] | None = None,
) -> tuple[Gap, ...]:
    """Everything that keeps a draft from being offered; an empty answer means that it can be.

    Args:
        members: who belongs to the family on the day of the offer.
        unguarded: children in the plan for whom nobody may decide that day.
        unasked: by child, what has neither been talked about nor been left for later with a reason.
    """
    return (*_gaps(content, set(members), tuple(unguarded)), *_silences(content, unasked or {}))


def _silences(content: PlanContent, unasked: Mapping[UUID, Iterable[str]]) -> Iterator[Gap]:
    for part in content.parts:
        if part.person is not None and part.person in unasked:
            yield from (Gap(Lack.TOPIC, part.person, part.ref, str(topic)) for topic in unasked[part.person])


def _gaps(content: PlanContent, members: set[UUID], unguarded: tuple[UUID, ...]) -> Iterator[Gap]:
    if not any(part.kind == "shared" for part in content.parts):
        yield Gap(Lack.SHARED_PART)
    holders = {part.person for part in content.parts if part.person}
    yield from (Gap(Lack.MEMBERS_PART, person) for person in sorted(members - holders, key=str))
    yield from (Gap(Lack.FORMER_MEMBER, person) for person in sorted(holders - members, key=str))
    yield from (Gap(Lack.GUARDIAN, child) for child in unguarded)
    if not holders:
        yield Gap(Lack.SIGNER)
    if not content.goals:
        yield Gap(Lack.GOAL)
    for goal in content.goals:
        if not goal.actions:
            yield Gap(Lack.ACTION, ref=goal.ref, where="goal")
    if not content.is_interpreted_aloud and content.worker_language != content.family_language:
        yield from _unpaired(content)


def _unpaired(content: PlanContent) -> Iterator[Gap]:
    for where, ref, person, text in _placed(content):
        if not text.is_paired:
            yield Gap(Lack.PAIR, person, ref, where)


def _placed(content: PlanContent) -> Iterator[tuple[str, UUID | None, UUID | None, Text]]:
    yield "greeting", None, None, content.greeting
    yield "particulars", None, None, content.sources
    for part in content.parts:
        yield "part", part.ref, part.person, part.view
        for words in part.words:
            yield "words", words.ref, words.person, words.text
        for goal in part.goals:
            yield "goal", goal.ref, part.person, goal.title
            for action in goal.actions:
                yield "action", action.ref, part.person, action.what
        for topic in part.topics:
            yield "topic", part.ref, part.person, topic.text
        for other in part.other_plans:
            yield "other_plan", other.ref, part.person, other.says
            yield "other_plan", other.ref, part.person, other.fitted
