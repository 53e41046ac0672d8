"""What the figures of one question tell beside those of another, or beside an earlier wave's.

Source: docs/rules/surveys.md, rules 25–27.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from luukku.surveys.rules.figures import Tally
from luukku.surveys.rules.openness import has_few
from luukku.surveys.rules.questions import Kind, Question, named_in

NEAR: Final = timedelta(days=90)
"""Who is asked the same thing again this soon is taken to answer the same. Source: local."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A question with its answers. Attributes: is_told: whether its figures would be shown by themselves."""

    question: Question
    told: Tally
    is_told: bool


def exposing(counted: Iterable[Counted], threshold: int) -> set[str]:
    """The keys of questions that must not be told beside the others.

    A branch: how many answered it is how many gave the answers on which it rests, so it is told only where readers may
    know those counts. And "can't say": where a question that everybody asked had to answer stands beside it, the
    difference is how few did not.

    Args:
        counted: in the order in which they are asked.
    """
    told = [one for one in counted if one.is_told]
    shown: dict[str, Counted] = {}
    for one in told:
        rests_on = named_in(one.question.condition)
        is_open = rests_on <= shown.keys() and not any(_tells(one, shown[key], threshold) for key in rests_on)
        if is_open and not _leaves_few_out(one, told, threshold):
            shown[one.question.key] = one
    return {one.question.key for one in told} - shown.keys()


def _tells(branch: Counted, parent: Counted, threshold: int) -> bool:
    """Whether how many answered a branch tells a count of its parent's that is masked or never told."""
    if has_few([abs(parent.told.n - branch.told.n)], threshold):
        return True
    counts = list(parent.told.counts.values())
    if parent.question.kind is Kind.MULTIPLE:
        counts += [parent.told.n - count for count in counts]
    return has_few(counts, threshold)


def _leaves_few_out(one: Counted, told: Iterable[Counted], threshold: int) -> bool:
    """Whether another question, asked of the same people, which all of them had to answer, tells how few did not."""
    return any(
        has_few([other.told.n - one.told.n], threshold)
        for other in told
        if other.question.condition == one.question.condition and _is_answered_by_all(other.question)
    )


def _is_answered_by_all(question: Question) -> bool:
    return question.is_required and not any(option.is_na for option in question.options)


def tells_apart(n: int, earlier: Iterable[int], threshold: int) -> bool:
    """Whether a number of answers differs from one that was shown earlier by so few that these could be told."""
    return has_few([abs(n - before) for before in earlier], threshold)


def may_share(asked: Set[UUID] | None, others: Set[UUID] | None) -> bool:
    """Whether two waves may have heard the same people.

    Args:
        asked, others: who was asked by name; None where anybody with a link or a code could answer.
    """
    return asked is None or others is None or bool(asked & others)


def shares_in_part(asked: Set[UUID] | None, others: Set[UUID] | None) -> bool:
    """Whether some people were asked by name in both waves and some in one alone.

    Such results are never shown beside each other, whatever their numbers: waves can be added up to the people of a
    third but one, and one person can be exchanged for another.
    """
    return asked is not None and others is not None and asked != others and bool(asked & others)
