"""What a question may be answered, and reading what was sent."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Final

Value = str | list[str]
"""A code, a number as text, a written text; or codes (chosen ones, or all in the order of their rank)."""

LONGEST_TEXT: Final = 4000
MOST_DIGITS: Final = 12


class Kind(StrEnum):
    """How a question is answered."""

    AGREEMENT = "agreement"
    SINGLE = "single"
    MULTIPLE = "multiple"
    NUMBER = "number"
    RANK = "rank"
    TEXT = "text"


CHOSEN: Final = frozenset({Kind.AGREEMENT, Kind.SINGLE, Kind.MULTIPLE, Kind.RANK})
"""Kinds that have options."""


class Fault(StrEnum):
    """Why an answer can't be taken in as it is."""

    MISSING = "missing"
    UNKNOWN = "unknown"
    NO_NUMBER = "no_number"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    TOO_LONG = "too_long"
    RANKS = "ranks"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose.

    Attributes:
        value: what it counts in a mean; None when it counts in none.
        is_na: "can't say": an answer that is in no mean and no distribution.
    """

    code: str
    value: int | None = None
    is_na: bool = False


def option_line(value: int | None, words: str, *, is_na: bool) -> str:
    """An option as it is written on a line of its own: "4 = Much", "- = I can't say", "Yes"."""
    mark = "- = " if is_na else "" if value is None else f"{value} = "
    return f"{mark}{words}"


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is asked in one version.

    Attributes:
        key: the item's, the same in every version.
        condition: when it is asked; empty means always. See `applies`.
    """

    key: str
    kind: Kind
    options: tuple[Option, ...] = ()
    is_required: bool = False
    lowest: Decimal | None = None
    highest: Decimal | None = None
    condition: Mapping[str, Any] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name of its field in a form."""
        return f"q.{self.key}"

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(one.code for one in self.options)

    @property
    def ranked(self) -> tuple[Option, ...]:
        """What is put in order: "can't say" is not."""
        return tuple(one for one in self.options if not one.is_na)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was understood of one field: a value, nothing, or why not."""

    value: Value | None = None
    fault: Fault | None = None


def names_of(question: Question) -> tuple[str, ...]:
    """Every field name that a question has in a form."""
    if question.kind is Kind.RANK:
        return tuple(f"{question.name}.{one.code}" for one in question.ranked)
    return (question.name,)


def read(question: Question, sent: Mapping[str, Sequence[str]]) -> Answer:
    """One question's answer out of what a form sent."""
    if question.kind is Kind.RANK:
        answer = _ranks(question, sent)
    else:
        values = [one.strip() for one in sent.get(question.name, ()) if one.strip()]
        answer = _READERS[question.kind](question, values) if values else Answer()
    if answer.value is None and answer.fault is None and question.is_required:
        return Answer(fault=Fault.MISSING)
    return answer


def _one(question: Question, values: list[str]) -> Answer:
    return Answer(values[-1]) if values[-1] in question.codes else Answer(fault=Fault.UNKNOWN)


def _many(question: Question, values: list[str]) -> Answer:
    """Codes in the order of the options. "Can't say" beside others is left out: they do say something."""
    if not set(values) <= set(question.codes):
        return Answer(fault=Fault.UNKNOWN)
    chosen = [one for one in question.options if one.code in values]
    said = [one.code for one in chosen if not one.is_na]
    return Answer(said or [one.code for one in chosen])


def _number(question: Question, values: list[str]) -> Answer:
    told = values[-1].replace(" ", "").replace("\u00a0", "").replace(",", ".").replace("−", "-")
    digits = "".join(str(int(sign)) if sign.isdecimal() else sign for sign in told)
    if len(digits) > MOST_DIGITS or "e" in digits.lower():
        return Answer(fault=Fault.NO_NUMBER)
    try:
        number = Decimal(digits)
    except InvalidOperation:
        return Answer(fault=Fault.NO_NUMBER)
    if not number.is_finite():
        return Answer(fault=Fault.NO_NUMBER)
    if question.lowest is not None and number < question.lowest:
        return Answer(fault=Fault.TOO_SMALL)
    if question.highest is not None and number > question.highest:
        return Answer(fault=Fault.TOO_LARGE)
    return Answer(f"{number:f}")


def _text(_question: Question, values: list[str]) -> Answer:
    return Answer(values[-1]) if len(values[-1]) <= LONGEST_TEXT else Answer(fault=Fault.TOO_LONG)


def _ranks(question: Question, sent: Mapping[str, Sequence[str]]) -> Answer:
    """All options in their order; each place is given once, or none at all."""
    told = {one.code: (sent.get(f"{question.name}.{one.code}") or [""])[-1].strip() for one in question.ranked}
    if not any(told.values()):
        return Answer()
    places = {str(place) for place in range(1, len(told) + 1)}
    if set(told.values()) != places:
        return Answer(fault=Fault.RANKS)
    return Answer(sorted(told, key=lambda code: int(told[code])))


_READERS: Final = {
    Kind.AGREEMENT: _one, Kind.SINGLE: _one, Kind.MULTIPLE: _many, Kind.NUMBER: _number, Kind.TEXT: _text,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a whole form was answered.

    Attributes:
        values: by key; what was not asked or not answered is not there.
        faults: by key, in the order of the questions.
        asked: the keys whose conditions hold.
    """

    values: dict[str, Value]
    faults: dict[str, Fault]
    asked: tuple[str, ...]


def collect(questions: Iterable[Question], sent: Mapping[str, Sequence[str]]) -> Sheet:
    """Read a form. An answer to a question whose condition does not hold is left out."""
    values: dict[str, Value] = {}
    faults: dict[str, Fault] = {}
    asked: list[str] = []
    for question in questions:
        if not applies(question.condition, values):
            continue
        asked.append(question.key)
        answer = read(question, sent)
        if answer.fault is not None:
            faults[question.key] = answer.fault
        if answer.value is not None:
            values[question.key] = answer.value
    return Sheet(values, faults, tuple(asked))


def applies(condition: Mapping[str, Any], values: Mapping[str, Value]) -> bool:
    """Whether a question is asked, after what has been answered before it.

    A condition is data: {"question": key, "is": [codes]}, {"question": key, "at_least": 1}, {"all": […]}, {"any": […]}
    or {"not": …}. Nothing always holds.
    """
    if not condition:
        return True
    if "all" in condition:
        return all(applies(one, values) for one in condition["all"])
    if "any" in condition:
        return any(applies(one, values) for one in condition["any"])
    if "not" in condition:
        return not applies(condition["not"], values)
    value = values.get(condition["question"])
    if value is None:
        return False
    if "at_least" in condition:
        return isinstance(value, str) and Decimal(value) >= Decimal(str(condition["at_least"]))
    given = {value} if isinstance(value, str) else set(value)
    return bool(given & set(condition["is"]))


def named_in(condition: Mapping[str, Any]) -> set[str]:
    """The keys of the questions on which a condition rests."""
    if not condition:
        return set()
    if "question" in condition:
        return {condition["question"]}
    inner = condition.get("all") or condition.get("any") or [condition["not"]]
    return set().union(*(named_in(one) for one in inner))
